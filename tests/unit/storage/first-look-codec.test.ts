import { describe, expect, it } from 'vitest';

import type { FirstLook } from '../../../src/contracts/first-look.ts';
import { encodeCheckpoint } from '../../../src/storage/checkpoint-codec.ts';
import { decodeFirstLook, encodeFirstLook } from '../../../src/storage/first-look-codec.ts';

const LOOK: FirstLook = {
  binUs: 1_000_000,
  fromUs: -40_000,
  activity: Uint8Array.of(0, 12, 255),
  spans: [{ fromUs: 0, toUs: 1_600_000, score: 0.4 }],
  crops: [
    { ordinal: 26, us: 1_000_000, box: { x: 5, y: 10, w: 40, h: 80 }, type: 'image/webp', bytes: Uint8Array.of(7) },
  ],
  packetSizesTell: true,
  keyFrames: 2,
  failedKeyFrames: 1,
  between: 4,
  failedBetween: 0,
  wallS: 0.25,
};

describe('a stored first look', () => {
  it('comes back as it was', () => {
    expect(decodeFirstLook(encodeFirstLook(LOOK))).toEqual(LOOK);
  });

  it('holds nothing beyond the closed list', () => {
    const more = encodeCheckpoint({ ...LOOK, embedding: new Float32Array(8) });
    expect(() => decodeFirstLook(more)).toThrow(expect.objectContaining({ code: 'STORAGE_FAILED' }));
  });

  it('is refused when it is something else', () => {
    expect(() => decodeFirstLook(Uint8Array.of(1, 2, 3))).toThrow(expect.objectContaining({ code: 'STORAGE_FAILED' }));
  });
});
