// Pictures as they leave a dossier, pixel by pixel: what is masked is gone, what was retained stays as it was.

import { describe, expect, it } from 'vitest';

import { defined } from '../../../src/base/assert.ts';
import type { MediaInfo } from '../../../src/contracts/media.ts';
import { maskedPart, type MaskedCandidate } from '../../../src/domain/case/masking.ts';
import { clip, type Box } from '../../../src/domain/geometry/box.ts';
import { toStored, uprightSize, type Rotation } from '../../../src/domain/geometry/rotation.ts';
import { thumbnailArea } from '../../../src/domain/geometry/thumbnail.ts';
import { recordingId, trackId } from '../../../src/domain/ids.ts';
import { maskedFigure, maskedStill, maskedThumbnail } from '../../../src/services/masked-pictures.ts';

const WIDTH = 320;
const HEIGHT = 240;
const MOST_CELLS = 12;
const RECORDING = recordingId('r-1');
const PERSON = trackId(RECORDING, 1);
const CAR = trackId(RECORDING, 2);
const KEPT = trackId(RECORDING, 3);

const media = (rotation: Rotation): MediaInfo => ({
  ...{ container: 'MP4', codec: 'avc', codecString: 'avc1.42c01e', width: WIDTH, height: HEIGHT, rotation },
  ...{ pixelAspect: 1, framesDeclared: 1, durationUs: 40_000, hasAudio: false },
});

/** Every pixel another colour than its neighbours. */
function noise(width: number, height: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = defined(canvas.getContext('2d') ?? undefined, 'context');
  const pixels = context.createImageData(width, height);
  for (let i = 0; i < width * height; i += 1) {
    pixels.data.set([(i * 97) % 256, (i * 61 + (i >> 5)) % 256, (i * 31 + (i >> 3)) % 256, 255], 4 * i);
  }
  context.putImageData(pixels, 0, 0);
  return canvas;
}

async function pixelsOf(blob: Blob): Promise<ImageData> {
  const bitmap = await createImageBitmap(blob);
  const context = defined(new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d') ?? undefined, 'context');
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

const colour = ({ data, width }: ImageData, x: number, y: number): string =>
  [...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 3)].join();

/** Cells of one colour along the middle row and the middle column of a part. */
function cellsOf(picture: ImageData, { x, y, w, h }: Box): { readonly across: number; readonly down: number } {
  const [left, top, right, bottom] = [Math.ceil(x), Math.ceil(y), Math.floor(x + w), Math.floor(y + h)];
  const row = Array.from({ length: right - left }, (_, i) => colour(picture, left + i, (top + bottom) >> 1));
  const column = Array.from({ length: bottom - top }, (_, i) => colour(picture, (left + right) >> 1, top + i));
  const runs = (line: readonly string[]): number => line.filter((one, i) => one !== line[i - 1]).length;
  return { across: runs(row), down: runs(column) };
}

/** Whether a part is the same in both, pixel by pixel. */
function isSame(a: ImageData, b: ImageData, { x, y, w, h }: Box): boolean {
  for (let row = Math.ceil(y); row < Math.floor(y + h); row += 1) {
    for (let column = Math.ceil(x); column < Math.floor(x + w); column += 1) {
      if (colour(a, column, row) !== colour(b, column, row)) {
        return false;
      }
    }
  }
  return true;
}

/** How much neighbours along the rows of a part differ, on average. */
function roughness({ data, width }: ImageData, { x, y, w, h }: Box): number {
  let [sum, count] = [0, 0];
  for (let row = Math.ceil(y); row < Math.floor(y + h); row += 1) {
    for (let column = Math.ceil(x); column < Math.floor(x + w) - 1; column += 1) {
      const at = 4 * (row * width + column);
      sum += Math.abs((data[at] ?? 0) - (data[at + 4] ?? 0));
      count += 1;
    }
  }
  return sum / count;
}

/** In pixels of the upright picture; nothing overlaps. */
const OBJECTS: readonly MaskedCandidate[] = [
  { track: PERSON, objectClass: 'person', box: { x: 20, y: 20, w: 50, h: 140 } },
  { track: CAR, objectClass: 'car', box: { x: 120, y: 20, w: 90, h: 60 } },
  { track: KEPT, objectClass: 'person', box: { x: 120, y: 110, w: 60, h: 120 } },
];

async function still(
  rotation: Rotation,
  isOn: boolean,
): Promise<{ readonly before: ImageData; readonly after: ImageData; readonly masked: readonly string[] }> {
  const canvas = noise(WIDTH, HEIGHT);
  const frame = new VideoFrame(canvas, { timestamp: 0 });
  const masking = { retained: new Set([KEPT]), isOn };
  const { picture, masked } = await maskedStill(frame, media(rotation), OBJECTS, masking);
  frame.close();
  return { before: await pixelsOf(await canvas.convertToBlob()), after: await pixelsOf(picture), masked };
}

describe('L09 masking in exported pictures', () => {
  it.each([0, 90, 180, 270] as const)(
    'L09 a still turned by %i° keeps no more than 12 × 12 cells',
    async (rotation) => {
      const { before, after, masked } = await still(rotation, true);
      const size = uprightSize(rotation, WIDTH, HEIGHT);
      expect(masked).toEqual([PERSON, CAR]);
      const [person, car, kept] = OBJECTS.map((object) => defined(object, 'object'));
      for (const object of [defined(person, 'person'), defined(car, 'car')]) {
        const part = toStored(clip(maskedPart(object), size.width, size.height), rotation, WIDTH, HEIGHT);
        const { across, down } = cellsOf(after, part);
        expect(across).toBeLessThanOrEqual(MOST_CELLS);
        expect(down).toBeLessThanOrEqual(MOST_CELLS);
        expect(cellsOf(before, part).across).toBeGreaterThan(MOST_CELLS);
      }
      expect(isSame(before, after, toStored(defined(kept, 'kept').box, rotation, WIDTH, HEIGHT))).toBe(true);
      // Below the head, a person who was not retained stays as it was too.
      const body = { x: 20, y: 70, w: 50, h: 80 };
      expect(isSame(before, after, toStored(body, rotation, WIDTH, HEIGHT))).toBe(true);
    },
  );

  it.each([0, 90, 180, 270] as const)(
    'L09 a picture of a report, turned by %i°, stands upright, its masked parts smooth',
    async (rotation) => {
      const frame = new VideoFrame(noise(WIDTH, HEIGHT), { timestamp: 0 });
      const masking = { retained: new Set([KEPT]), isOn: true };
      const { picture, masked } = await maskedFigure(frame, media(rotation), OBJECTS, masking);
      frame.close();
      const size = uprightSize(rotation, WIDTH, HEIGHT);
      expect({ width: picture.width, height: picture.height }).toEqual(size);
      expect(masked).toEqual([PERSON, CAR]);
      const pixels = await pixelsOf(new Blob([picture.bytes]));
      const parts = OBJECTS.map((object) => clip(maskedPart(object), size.width, size.height));
      const [person, car, kept] = parts.map((part) => roughness(pixels, part));
      expect(Math.max(defined(person, 'person'), defined(car, 'car'))).toBeLessThan(defined(kept, 'kept') / 3);
    },
  );

  it('L09 says under the picture what was masked, and leaves the picture its own size', async () => {
    const { before, after } = await still(0, true);
    expect(after.width).toBe(before.width);
    expect(after.height).toBeGreaterThan(before.height);
    const strip = Array.from({ length: WIDTH }, (_, x) => colour(after, x, (before.height + after.height) >> 1));
    expect(new Set(strip).size).toBeGreaterThan(1);
  });

  it('L09 masks nothing when the installation says so', async () => {
    const { before, after, masked } = await still(0, false);
    expect(masked).toEqual([]);
    expect(isSame(before, after, { x: 0, y: 0, w: WIDTH, h: HEIGHT })).toBe(true);
  });

  it('L09 masks who stands beside a retained object on its thumbnail', async () => {
    const kept = { x: 100, y: 60, w: 60, h: 120 };
    const beside: MaskedCandidate = { track: CAR, objectClass: 'car', box: { x: 150, y: 100, w: 60, h: 50 } };
    const { source, width, height } = thumbnailArea(kept, WIDTH, HEIGHT);
    const crop = await noise(width, height).convertToBlob();
    const bytes = new Uint8Array(await crop.arrayBuffer());
    const others = [beside, { track: KEPT, objectClass: 'person' as const, box: kept }];
    const masking = { retained: new Set([KEPT]), isOn: true };
    const drawn = defined(
      await maskedThumbnail({ type: crop.type, bytes }, { media: media(0), box: kept }, others, masking),
      'picture',
    );
    expect(drawn.masked).toEqual([CAR]);
    const [before, after] = [await pixelsOf(crop), await pixelsOf(new Blob([drawn.picture.bytes]))];
    const part = clip(maskedPart(beside), source.x + source.w, source.y + source.h);
    const inside = { ...part, x: part.x - source.x, y: part.y - source.y };
    expect(cellsOf(after, inside).across).toBeLessThanOrEqual(MOST_CELLS);
    expect(isSame(before, after, { x: 0, y: 0, w: inside.x - 1, h: height })).toBe(true);
  });
});
