import { describe, expect, it } from 'vitest';

import type { FirstLook } from '../../../src/contracts/first-look.ts';
import type { GroupSpan } from '../../../src/state/coverage-summary.ts';
import { waitingBars } from '../../../src/state/first-look.ts';

const S = 1_000_000;
const look: FirstLook = {
  ...{ binUs: S, fromUs: 0, activity: Uint8Array.of(0, 51, 51, 255, 0, 102) },
  ...{ spans: [], crops: [], packetSizesTell: true, keyFrames: 3, failedKeyFrames: 0, between: 3, failedBetween: 0 },
  wallS: 1,
};
const span = (group: GroupSpan['group'], from: number, to: number): GroupSpan => ({
  ...{ group, fromOrdinal: from * 10 + 1, toOrdinal: to * 10 },
  ...{ fromUs: from * S, toUs: to * S - 100_000 },
});

describe('what is left of a first look', () => {
  it('is all of it while nothing was analysed; neighbours of one height are one bar', () => {
    expect(waitingBars(look, [span('waiting', 0, 6)])).toEqual([
      { fromUs: S, toUs: 3 * S, share: 0.2 },
      { fromUs: 3 * S, toUs: 4 * S, share: 1 },
      { fromUs: 5 * S, toUs: 5.9 * S, share: 0.4 },
    ]);
  });

  it('is cut where the full pass has been, in the middle of a bin too', () => {
    const spans = [span('analysed', 0, 2.5), span('waiting', 2.5, 4), span('failed', 4, 6)];
    expect(waitingBars(look, spans)).toEqual([
      { fromUs: 2.5 * S, toUs: 3 * S, share: 0.2 },
      { fromUs: 3 * S, toUs: 4 * S, share: 1 },
    ]);
  });

  it('is nothing at the end', () => {
    expect(waitingBars(look, [span('still', 0, 6)])).toEqual([]);
  });
});
