// Objects cut out of real files: where they were, upright, at native size, past what is damaged, several stretches at once.

import { describe, expect, it } from 'vitest';

import type { Sprite, SpritePicture } from '../../../src/contracts/synopsis.ts';
import type { CutOrder, TubePlate } from '../../../src/contracts/tube-cuts.ts';
import type { Box } from '../../../src/domain/geometry/box.ts';
import { FrameReaderCore } from '../../../src/media/frame-reader.ts';
import { MediaFile } from '../../../src/media/media-file.ts';
import { decodeToHashes, openFootage } from '../../builders/footage.ts';

/** Anywhere on a picture; not on whole chroma samples. */
const BOX: Box = { x: 151, y: 91, w: 41, h: 77 };

const orderOf = (ordinal: number, box = BOX): CutOrder => ({
  ordinal,
  cuts: [{ track: 7, box, masks: [] }],
  all: [{ track: 7, box }],
});

async function opened(name: string): Promise<FrameReaderCore> {
  const core = new FrameReaderCore();
  await core.open(await openFootage(name));
  return core;
}

function close(pictures: readonly SpritePicture[]): void {
  for (const { sprites } of pictures) {
    for (const { image } of sprites) {
      image.close();
    }
  }
}

function pixelsOf(image: ImageBitmap | OffscreenCanvas): Uint8ClampedArray {
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  context?.drawImage(image, 0, 0);
  return context?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray();
}

/** Mean difference of the opaque pixels of a sprite from those of the upright picture at its place. */
async function offBy(core: FrameReaderCore, ordinal: number, sprite: Sprite, turned = 0): Promise<number> {
  const cursor = await core.openCursor();
  const frame = await core.frameAt(cursor, ordinal);
  const canvas = new OffscreenCanvas(sprite.width, sprite.height);
  const context = canvas.getContext('2d');
  context?.translate(-sprite.x, -sprite.y);
  if (turned === 90) {
    context?.translate(frame.displayHeight, 0);
  } else if (turned === 270) {
    context?.translate(0, frame.displayWidth);
  }
  context?.rotate((turned * Math.PI) / 180);
  context?.drawImage(frame, 0, 0);
  frame.close();
  const [there, here] = [pixelsOf(canvas), pixelsOf(sprite.image)];
  let [sum, count] = [0, 0];
  for (let at = 0; at < here.length; at += 4) {
    if (here[at + 3] === 255) {
      for (const channel of [0, 1, 2]) {
        sum += Math.abs((here[at + channel] ?? 0) - (there[at + channel] ?? 0));
        count += 1;
      }
    }
  }
  expect(count).toBeGreaterThan(100);
  return sum / count;
}

describe('tubes', () => {
  it('are cut out of several stretches at once', async () => {
    const core = await opened('high-160.mp4');
    const starts = [1, 40, 101, 140];
    const all = await Promise.all(
      starts.map(async (start) => {
        const tube = await core.openTube([]);
        const pictures = await core.cutTubes(tube, [orderOf(start), orderOf(start + 2)]);
        await core.closeTube(tube);
        return pictures;
      }),
    );
    expect(all.map((pictures) => pictures.map(({ ordinal }) => ordinal))).toEqual(
      starts.map((start) => [start, start + 2]),
    );
    for (const { ordinal, sprites } of all.flat()) {
      const [sprite] = sprites;
      expect(sprites.map(({ track }) => track)).toEqual([7]);
      expect([sprite?.image.width, sprite?.image.height]).toEqual([sprite?.width, sprite?.height]);
      expect(sprite === undefined ? Infinity : await offBy(core, ordinal, sprite)).toBeLessThan(3);
    }
    all.forEach(close);
  });

  it('are upright where the recording is stored on its side', async () => {
    const core = new FrameReaderCore();
    const { info } = await core.open(await openFootage('rotated-90.mp4'));
    expect([90, 270]).toContain(info.rotation);
    const tube = await core.openTube([]);
    const pictures = await core.cutTubes(tube, [orderOf(5)]);
    const sprite = pictures[0]?.sprites[0];
    expect(sprite === undefined ? Infinity : await offBy(core, 5, sprite, info.rotation)).toBeLessThan(3);
    close(pictures);
  });

  it('go on behind what is damaged, and invent nothing', async () => {
    using media = await MediaFile.open(await openFootage('flipped-bytes.mp4'));
    const { ordinals } = await decodeToHashes(media);
    const core = await opened('flipped-bytes.mp4');
    const tube = await core.openTube([]);
    const wanted = Array.from({ length: 160 }, (_, row) => row + 1);
    const pictures = await core.cutTubes(
      tube,
      wanted.map((ordinal) => orderOf(ordinal)),
    );
    const given = pictures.map(({ ordinal }) => ordinal);
    close(pictures);
    expect(given).toEqual([...new Set(given)].sort((a, b) => a - b));
    expect(given.every((ordinal) => ordinals.includes(ordinal))).toBe(true);
    expect(given.length).toBeGreaterThanOrEqual(0.8 * ordinals.length);
    const cut = await opened('cut-faststart.mp4');
    const past = await cut.cutTubes(
      await cut.openTube([]),
      [83, 84, 85, 160].map((ordinal) => orderOf(ordinal)),
    );
    expect(past.map(({ ordinal }) => ordinal)).toEqual([83, 84]);
    close(past);
  });

  it('end at once when they are given up', async () => {
    const core = await opened('open-gop-long.mp4');
    const tube = await core.openTube([]);
    const cutting = core.cutTubes(
      tube,
      Array.from({ length: 200 }, (_, row) => orderOf(400 + row)),
    );
    await core.closeTube(tube);
    await expect(cutting).rejects.toMatchObject({ code: 'READ_GIVEN_UP' });
    await expect(core.cutTubes(tube, [orderOf(1)])).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('are see-through where the plate shows the same, whatever of it cannot be read', async () => {
    const core = await opened('high-160.mp4');
    const cursor = await core.openCursor();
    const frame = await core.frameAt(cursor, 1);
    const canvas = new OffscreenCanvas(frame.displayWidth, frame.displayHeight);
    const context = canvas.getContext('2d');
    context?.drawImage(frame, 0, 0);
    frame.close();
    // The scene, but for something red in the middle of the box.
    const red: Box = { x: 161, y: 101, w: 20, h: 50 };
    if (context !== null) {
      context.fillStyle = 'red';
      context.fillRect(red.x, red.y, red.w, red.h);
    }
    const plate: TubePlate = { us: 0, picture: await canvas.convertToBlob() };
    const broken: TubePlate = { us: 0, picture: new Blob(['no picture']) };
    const [seen, unseen] = await Promise.all(
      [plate, broken].map(async (one) => {
        const other = await opened('high-160.mp4');
        const pictures = await other.cutTubes(await other.openTube([one]), [orderOf(1)]);
        close(pictures);
        return pictures[0]?.sprites[0];
      }),
    );
    expect(Math.abs((seen?.x ?? 0) - red.x) + Math.abs((seen?.y ?? 0) - red.y)).toBeLessThan(6);
    expect(Math.abs((seen?.width ?? 0) - red.w) + Math.abs((seen?.height ?? 0) - red.h)).toBeLessThan(8);
    expect(unseen?.width).toBeGreaterThanOrEqual(BOX.w);
  });
});
