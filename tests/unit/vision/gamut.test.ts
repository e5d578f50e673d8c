import { describe, expect, it } from 'vitest';

import { fromSrgb } from '../../../src/vision/ops/gamut.ts';

describe('the way back from sRGB', () => {
  it('is none for its own primaries, for none that are told, and for unknown ones', () => {
    expect(fromSrgb('bt709')).toBeUndefined();
    expect(fromSrgb(null)).toBeUndefined();
    expect(fromSrgb('film')).toBeUndefined();
  });

  it.each(['smpte170m', 'bt470bg', 'bt2020', 'smpte432'])('leaves white and greys as they are (%s)', (primaries) => {
    for (const row of fromSrgb(primaries) ?? []) {
      expect(row[0] + row[1] + row[2]).toBeCloseTo(1, 6);
    }
    expect(fromSrgb(primaries)).toHaveLength(3);
  });

  it('is the inverse of the published matrix for 525 lines', () => {
    // SMPTE RP 177 derivation, SMPTE-C to BT.709.
    const there = [
      [0.939542, 0.050181, 0.010277],
      [0.017772, 0.965793, 0.016435],
      [-0.001622, -0.00437, 1.005991],
    ];
    const back = fromSrgb('smpte170m') ?? [];
    back.forEach((row, at) => {
      for (const column of [0, 1, 2]) {
        const cell = row.reduce((sum, share, index) => sum + share * (there[index]?.[column] ?? NaN), 0);
        expect(cell).toBeCloseTo(at === column ? 1 : 0, 4);
      }
    });
  });
});
