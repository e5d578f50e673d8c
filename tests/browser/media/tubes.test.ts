// Objects cut out of real files: where they were, upright, at native size, past what is damaged, several at once.

import { expect, it } from 'vitest';

import type { SpritePicture } from '../../../src/contracts/synopsis.ts';
import type { CutOrder } from '../../../src/contracts/tube-cuts.ts';
import type { Box } from '../../../src/domain/geometry/box.ts';
import { FrameReaderCore } from '../../../src/media/frame-reader.ts';
import { openFootage } from '../../builders/footage.ts';

/** Anywhere on a picture of 384 × 288. */
const BOX: Box = { x: 150, y: 90, w: 41, h: 77 };

const orderOf = (ordinal: number, box = BOX): CutOrder => ({
  ordinal,
  cuts: [{ track: 7, box, masks: [] }],
  all: [{ track: 7, box }],
});

function close(pictures: readonly SpritePicture[]): void {
  pictures.forEach(({ sprites }) => {
    sprites.forEach(({ image }) => {
      image.close();
    });
  });
}

it('cuts the same objects out of several stretches at once', async () => {
  const core = new FrameReaderCore();
  const { table } = await core.open(await openFootage('high-160.mp4'));
  const starts = [1, 40, 101, 140];
  const all = await Promise.all(
    starts.map(async (start) => {
      const tube = await core.openTube([]);
      const pictures = await core.cutTubes(tube, [orderOf(start), orderOf(start + 2)]);
      await core.closeTube(tube);
      return pictures;
    }),
  );
  expect(table.us.length).toBe(160);
  expect(all.map((pictures) => pictures.map(({ ordinal }) => ordinal))).toEqual(
    starts.map((start) => [start, start + 2]),
  );
  for (const { sprites } of all.flat()) {
    expect(sprites.map(({ track }) => track)).toEqual([7]);
    const [sprite] = sprites;
    expect(sprite?.image.width).toBe(sprite?.width);
    expect((sprite?.x ?? 0) <= BOX.x && (sprite?.x ?? 0) + (sprite?.width ?? 0) >= BOX.x + BOX.w).toBe(true);
  }
  all.forEach(close);
});
