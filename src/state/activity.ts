// How many objects are present along a recording: the bars of sparklines, lanes and criteria.

import { CLASS_NAMES, type ObjectClass } from '../domain/detection/classes.ts';

/** What presence needs to know of a track. */
export interface Presence {
  readonly objectClass: ObjectClass;
  readonly firstUs: number;
  readonly lastUs: number;
}

/** Objects present per bin, by class, over `[fromUs, toUs]` cut in equal bins. */
export interface Activity {
  readonly bins: number;
  /** Only classes that occur. */
  readonly byClass: ReadonlyMap<ObjectClass, Uint32Array>;
  readonly total: Uint32Array;
  /** Highest total of a bin. */
  readonly peak: number;
}

/** Counts in each bin the tracks that exist at some instant of it. */
export function activityOf(tracks: readonly Presence[], fromUs: number, toUs: number, bins: number): Activity {
  const total = new Uint32Array(bins);
  const found = new Map<ObjectClass, Uint32Array>();
  const width = (toUs - fromUs) / bins;
  for (const track of tracks) {
    if (track.lastUs < fromUs || track.firstUs > toUs) {
      continue;
    }
    const first = binOf(track.firstUs, fromUs, width, bins);
    const last = binOf(track.lastUs, fromUs, width, bins);
    const counts = found.get(track.objectClass) ?? new Uint32Array(bins);
    found.set(track.objectClass, counts);
    for (let bin = first; bin <= last; bin += 1) {
      counts[bin] = (counts[bin] ?? 0) + 1;
      total[bin] = (total[bin] ?? 0) + 1;
    }
  }
  const byClass = new Map<ObjectClass, Uint32Array>();
  for (const name of CLASS_NAMES) {
    const counts = found.get(name);
    if (counts !== undefined) {
      byClass.set(name, counts);
    }
  }
  return { bins, byClass, total, peak: total.reduce((most, count) => Math.max(most, count), 0) };
}

function binOf(us: number, fromUs: number, width: number, bins: number): number {
  return width > 0 ? Math.min(bins - 1, Math.max(0, Math.floor((us - fromUs) / width))) : 0;
}
