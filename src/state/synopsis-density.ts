// How many objects a synopsis shows at each of its moments: what its seek bar shows, and where it is fullest.

import type { Arrangement } from '../domain/synopsis/arrangement.ts';

/** Most objects at once in each of equal stretches of the synopsis. */
export interface SynopsisDensity {
  readonly counts: Uint16Array<ArrayBuffer>;
  readonly most: number;
  /** First moment at which `most` objects are there, µs. */
  readonly fullestUs: number;
}

export function densityOf({ pieces, lengthUs }: Arrangement, stretches: number): SynopsisDensity {
  const { atUs, fromUs, toUs, rate } = pieces;
  const ends = Float64Array.from(atUs, (at, n) => at + ((toUs[n] ?? 0) - (fromUs[n] ?? 0)) / (rate[n] ?? 1)).sort();
  const counts = new Uint16Array(stretches);
  const stretchOf = (us: number): number =>
    Math.max(0, Math.min(stretches - 1, Math.floor((us / Math.max(1, lengthUs)) * stretches)));
  let [here, most, fullestUs, ended, stretch] = [0, 0, 0, 0, 0];
  /** Whoever is there stays until something changes. */
  const reach = (us: number): void => {
    const last = stretchOf(us);
    for (; stretch < last; stretch += 1) {
      counts[stretch] = Math.max(counts[stretch] ?? 0, here);
      counts[stretch + 1] = Math.max(counts[stretch + 1] ?? 0, here);
    }
  };
  // Pieces lie in order of their beginning.
  for (const at of atUs) {
    for (; ended < ends.length && (ends[ended] ?? Infinity) <= at; ended += 1) {
      reach(ends[ended] ?? 0);
      here -= 1;
    }
    reach(at);
    here += 1;
    counts[stretch] = Math.max(counts[stretch] ?? 0, here);
    if (here > most) {
      [most, fullestUs] = [here, at];
    }
  }
  for (; ended < ends.length; ended += 1) {
    reach(ends[ended] ?? 0);
    here -= 1;
  }
  return { counts, most, fullestUs };
}
