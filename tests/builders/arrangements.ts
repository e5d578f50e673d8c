// Arrangements as simple as can be.

import type { Arrangement } from '../../src/domain/synopsis/arrangement.ts';
import type { Tubes } from '../../src/domain/synopsis/tubes.ts';

/** Every tube whole, from the first picture of the synopsis on. */
export function anArrangement({ fromUs, toUs }: Tubes): Arrangement {
  const count = fromUs.length;
  const lengthUs = fromUs.reduce((longest, from, row) => Math.max(longest, (toUs[row] ?? from) - from), 0);
  return {
    pieces: {
      tube: Uint32Array.from({ length: count }, (_, row) => row),
      unit: Uint32Array.from({ length: count }, (_, row) => row),
      fromUs: fromUs.slice(),
      toUs: toUs.slice(),
      atUs: new Float64Array(count),
      rate: new Float32Array(count).fill(1),
      part: new Uint16Array(count).fill(1),
      parts: new Uint16Array(count).fill(1),
    },
    lengthUs,
    pace: 1,
    metrics: {
      ...{ frameRatio: 0.5, density: count, peak: count, overlap: 0, worstOverlap: 0, disorder: 0, coverage: 1 },
      runtimeMs: 1,
    },
  };
}
