// Selected objects of which a cut recording does not watch every picture.

import type { Presence, Stretch } from './stretches.ts';

/** Rows, in order of appearance. */
export interface LeftOut {
  /** Watched for a part of their time only. */
  readonly partly: Uint32Array<ArrayBuffer>;
  /** Not watched at all. */
  readonly wholly: Uint32Array<ArrayBuffer>;
}

const BREATH_ROWS = 8192;

/** Compares each object with the stretches as they are, whatever they were made for. Yields after each short part. */
export function* leftOutOf(presence: Presence, stretches: readonly Stretch[]): Generator<undefined, LeftOut> {
  const { rows, firstUs, lastUs } = presence;
  const partly: number[] = [];
  const wholly: number[] = [];
  let at = 0;
  const next = nextWatched(stretches);
  for (let place = 0; place < rows.length; place += 1) {
    const row = rows[place] ?? 0;
    const [first, last] = [firstUs[row] ?? 0, lastUs[row] ?? 0];
    while (at < stretches.length - 1 && (stretches[at]?.toUs ?? Infinity) <= first) {
      at += 1;
    }
    const here = stretches[at];
    const isIn = here?.kind === 'watched';
    if (!isIn && (next[at] ?? Infinity) > last) {
      wholly.push(row);
    } else if (!isIn || last > here.toUs) {
      partly.push(row);
    }
    if (place % BREATH_ROWS === BREATH_ROWS - 1) {
      yield;
    }
  }
  return { partly: Uint32Array.from(partly), wholly: Uint32Array.from(wholly) };
}

/** Where the next watched stretch after each one begins, µs. */
function nextWatched(stretches: readonly Stretch[]): Float64Array<ArrayBuffer> {
  const next = new Float64Array(stretches.length);
  let from = Infinity;
  for (let at = stretches.length - 1; at >= 0; at -= 1) {
    next[at] = from;
    from = stretches[at]?.kind === 'watched' ? (stretches[at]?.fromUs ?? from) : from;
  }
  return next;
}
