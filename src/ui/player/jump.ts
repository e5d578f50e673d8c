// What a person types to go somewhere: an ordinal or a presentation time.

import { ordinalAt, type FrameTable } from '../../domain/footage/frame.ts';

/**
 * Ordinal meant by `typed`: `1284`, `1 284`, `12:04`, `12:04,5`, `-00:00:03.3`, `4,5 s`.
 * `undefined` when it is neither, or lies outside the recording.
 */
export function parseJump(typed: string, table: FrameTable): number | undefined {
  const text = typed
    .trim()
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(/−/g, '-')
    .replace(/,/g, '.');
  if (/^\d+$/.test(text)) {
    const ordinal = Number(text);
    return ordinal >= 1 && ordinal <= table.us.length ? ordinal : undefined;
  }
  const us = parseTime(text);
  const first = table.us[0];
  const last = table.us[table.us.length - 1];
  if (us === undefined || first === undefined || last === undefined) {
    return undefined;
  }
  // A typed time is cut to its digits: the first frame at or after the cut belongs to it.
  return us < first - 1000 || us > last + 1_000_000 ? undefined : ordinalAt(table, Math.max(us, first));
}

function parseTime(text: string): number | undefined {
  const match = /^(-?)(?:(?:(\d+):)?(\d{1,2}):)?(\d+(?:\.\d{1,6})?)s?$/.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, sign, hours, minutes, seconds] = match;
  if (minutes !== undefined && Number(seconds) >= 60) {
    return undefined;
  }
  const total = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds);
  return Math.round(total * 1e6) * (sign === '-' ? -1 : 1);
}
