// How a first look is scored against the crossings of a reel.

import { describe, expect, it } from 'vitest';
import { scoreTriage } from '../../scripts/bench/triage.ts';
import type { Crossing } from '../reels/truth.ts';

const crossing = (id: number, fromS: number, toS: number): Crossing => ({
  id,
  route: 'a way',
  fromUs: fromS * 1e6,
  toUs: toS * 1e6,
  boxes: [],
});

const resultsWith = (spans: readonly (readonly [number, number])[], picturesAtS: readonly number[]): string =>
  JSON.stringify({
    summary: { durationS: 100, triageS: 2 },
    firstLook: {
      spans: spans.map(([from, to]) => ({ fromUs: from * 1e6, toUs: to * 1e6, score: 0.5 })),
      crops: picturesAtS.map((at) => ({ us: at * 1e6, ordinal: 1 })),
      packetSizesTell: true,
      keyFrames: 50,
      failedKeyFrames: 0,
    },
  });

describe('scoreTriage', () => {
  it('flags a crossing that shares time with a span, be it an instant, and tells what else was flagged', () => {
    const crossings = [crossing(1, 10, 15), crossing(2, 40, 45), crossing(3, 60, 65)];
    const spans = [
      [5, 10],
      [42, 44],
      [70, 90],
    ] as const;
    expect(scoreTriage(resultsWith(spans, [43, 80]), crossings)).toMatchObject({
      ...{ crossings: 3, missed: [3], pictured: 1, falseSpansAtS: [70] },
      ...{ flaggedShare: 0.27, truthShare: 0.15, realtimeFactor: 50 },
    });
  });

  it('misses everything when nothing is flagged', () => {
    expect(scoreTriage(resultsWith([], []), [crossing(1, 10, 15)])).toMatchObject({ missed: [1], flaggedShare: 0 });
  });
});
