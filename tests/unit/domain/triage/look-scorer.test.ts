import { describe, expect, it } from 'vitest';

import { LookScorer, LEAST_SCORE, type LookScore } from '../../../../src/domain/triage/look-scorer.ts';
import { seededRandom } from '../../../reels/random.ts';

const WIDTH = 96;
const HEIGHT = 64;

interface Scene {
  /** Top-left corner of a textured square of 12 grid pixels; nobody where absent. */
  readonly visitor?: (look: number) => readonly [number, number] | undefined;
  readonly light?: (look: number) => number;
  readonly looks?: number;
}

/** Groups of a key frame and the packet behind it, over a noisy textured ground. */
function watch({ visitor, light, looks = 60 }: Scene): LookScore[] {
  const random = seededRandom(7);
  const ground = Float32Array.from({ length: WIDTH * HEIGHT }, () => 60 + random() * 100);
  const scorer = new LookScorer(WIDTH, HEIGHT);
  const scores: LookScore[] = [];
  for (let look = 0; look < looks; look += 1) {
    const at = visitor?.(look);
    for (const part of [0, 1]) {
      const picture = Uint8Array.from(ground, (value) => value * (light?.(look) ?? 1) + random() * 6);
      for (let cell = 0; at !== undefined && cell < 144; cell += 1) {
        const x = at[0] + (cell % 12) + part;
        const y = at[1] + Math.floor(cell / 12);
        picture[y * WIDTH + x] = (cell * 37) % 200;
      }
      scores.push(...scorer.add(picture, look * 50 + part + 1, look * 2_000_000 + part * 40_000, part === 0));
    }
  }
  return [...scores, ...scorer.finish()];
}

const flagged = (scores: readonly LookScore[]): number[] => [
  ...new Set(scores.filter(({ score }) => score >= LEAST_SCORE).map(({ us }) => Math.floor(us / 2_000_000))),
];

describe('the scores of a first look', () => {
  it('say nothing of an empty scene', () => {
    const scores = watch({});
    expect(scores).toHaveLength(119);
    expect(flagged(scores)).toEqual([]);
  });

  it('say when and where somebody passes, and not that he is gone', () => {
    const scores = watch({ visitor: (look) => (look >= 20 && look <= 22 ? [8 + (look - 20) * 24, 30] : undefined) });
    expect(flagged(scores)).toEqual([20, 21, 22]);
    const box = scores.find(({ us, kind }) => us === 42_000_000 && kind === 'key')?.box;
    expect(box?.x).toBeLessThanOrEqual(32);
    expect((box?.x ?? 0) + (box?.w ?? 0)).toBeGreaterThanOrEqual(44);
  });

  it('take a cloud for a change of light', () => {
    expect(flagged(watch({ light: (look) => (look < 30 ? 1 : 0.8) }))).toEqual([]);
  });

  it('get used to a place that always moves', () => {
    const scores = watch({ visitor: (look) => [20 + (look % 2) * 3, 30] });
    expect(flagged(scores).length).toBeLessThan(3);
  });

  it('come once for each look, also over many windows', () => {
    const scores = watch({ looks: 700, visitor: (look) => (look === 650 ? [40, 20] : undefined) });
    expect(scores).toHaveLength(1399);
    expect(new Set(scores.map(({ ordinal }) => ordinal)).size).toBe(1399);
    expect(flagged(scores)).toEqual([650]);
  });
});
