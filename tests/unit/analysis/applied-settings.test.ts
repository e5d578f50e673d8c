import { describe, expect, it } from 'vitest';

import { AppliedSettings } from '../../../src/analysis/applied-settings.ts';
import { USUAL_SETTINGS } from '../../../src/contracts/analysis.ts';

const LEFT_HALF = [
  { x: 0, y: 0 },
  { x: 0.5, y: 0 },
  { x: 0.5, y: 1 },
  { x: 0, y: 1 },
];

describe('the settings of a pass', () => {
  it('take the excluded zones out of every mask, whatever the size of the picture becomes', () => {
    const settings = new AppliedSettings({ sensitivity: 'normal', masks: [LEFT_HALF] });
    for (const [width, height] of [
      [4, 2],
      [2, 4],
      [6, 2],
    ] as const) {
      const mask = new Uint8Array(width * height).fill(1);
      settings.clear(mask, width, height);
      expect([...mask]).toEqual(Array.from(mask, (_, pixel) => (pixel % width < width / 2 ? 0 : 1)));
    }
  });

  it('admit a box by its centre', () => {
    const { admits } = new AppliedSettings({ sensitivity: 'normal', masks: [LEFT_HALF] });
    expect(admits({ x: 30, y: 0, w: 30, h: 40 }, 100, 50)).toBe(false);
    expect(admits({ x: 40, y: 0, w: 30, h: 40 }, 100, 50)).toBe(true);
  });

  it('leave everything as it is when there are none', () => {
    const settings = new AppliedSettings(USUAL_SETTINGS);
    const mask = Uint8Array.of(1, 0, 1, 1);
    settings.clear(mask, 2, 2);
    expect([...mask]).toEqual([1, 0, 1, 1]);
    expect(settings.admits({ x: 0, y: 0, w: 1, h: 1 }, 2, 2)).toBe(true);
  });
});
