import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { scoreDetector, type ScoredPicture } from '../../scripts/bench/detector-score.ts';

const box = (x: number, w = 10): { x: number; y: number; w: number; h: number } => ({ x, y: 0, w, h: 10 });
const there = (x: number, counts = true): ScoredPicture['truth'][number] => ({ box: box(x), counts });

describe('the score of a detector', () => {
  it('is whole when every box is right, and counts each truth once', () => {
    const picture = { truth: [there(0), there(50)], found: [0, 50].map((x) => ({ box: box(x), score: 0.9 })) };
    expect(scoreDetector([picture])).toEqual({ ap: 1, f1: 1, f1At: 0.9, recall: 1, wrong: 0, fit: 1 });
    const twice = { ...picture, found: [...picture.found, { box: box(1), score: 0.8 }] };
    expect(scoreDetector([twice])).toMatchObject({ ap: 1, recall: 1, wrong: 1 });
  });

  it('is the area under precision over recall', () => {
    const found = [
      { box: box(0), score: 0.9 },
      { box: box(200), score: 0.8 },
      { box: box(50), score: 0.7 },
    ];
    const { ap, f1 } = scoreDetector([{ truth: [there(0), there(50)], found }]);
    expect(ap).toBeCloseTo(0.5 * 1 + 0.5 * (2 / 3));
    expect(f1).toBeCloseTo(4 / 5);
  });

  it('neither praises nor blames what meets a don’t-care', () => {
    const found = [{ box: box(50), score: 0.9 }];
    expect(scoreDetector([{ truth: [there(0), there(50, false)], found }])).toMatchObject({ recall: 0, wrong: 0 });
  });

  it('stays within 0 and 1 for any boxes, and weak ones do not count as found', () => {
    const any = fc.array(
      fc.record({ x: fc.integer({ min: 0, max: 90 }), score: fc.double({ min: 0, max: 1, noNaN: true }) }),
    );
    fc.assert(
      fc.property(any, (list) => {
        const found = list.map(({ x, score }) => ({ box: box(x), score }));
        const { ap, f1, recall, fit } = scoreDetector([{ truth: [there(0), there(40)], found }]);
        for (const share of [ap, f1, recall, fit]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1 + 1e-9);
        }
        const weak = found.map((each) => ({ ...each, score: each.score * 0.29 }));
        expect(scoreDetector([{ truth: [there(0), there(40)], found: weak }]).recall).toBe(0);
      }),
    );
  });
});
