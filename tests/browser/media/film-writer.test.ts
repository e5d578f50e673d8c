// A film that is written here is opened again by the reader of recordings: times, key frames, pictures.

import { expect, it } from 'vitest';

import { hashFile } from '../../../src/media/hash.ts';
import { FilmWriter } from '../../../src/media/film-writer.ts';
import { FrameCursor } from '../../../src/media/frame-cursor.ts';
import { MediaFile } from '../../../src/media/media-file.ts';

const [WIDTH, HEIGHT, PICTURES, STEP_US] = [320, 180, 60, 40_000];

/** Noise that stands, and a bright bar that says which picture it is. */
function picture(canvas: OffscreenCanvas, number: number): VideoFrame {
  const context = canvas.getContext('2d');
  if (context === null) {
    throw new Error('No 2D context');
  }
  for (let x = 0; x < WIDTH; x += 8) {
    context.fillStyle = `hsl(${(x * 37) % 360} 60% ${20 + ((x * 13) % 40)}%)`;
    context.fillRect(x, 0, 8, HEIGHT);
  }
  context.fillStyle = '#fff';
  context.fillRect(4 * number, 40, 12, 100);
  return new VideoFrame(canvas, { timestamp: number * STEP_US, duration: STEP_US });
}

it('writes a film that has every picture at its time and a key frame each two seconds', async () => {
  const writer = new FilmWriter();
  const form = await writer.open({ width: WIDTH, height: HEIGHT });
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  for (let number = 0; number < PICTURES; number += 1) {
    await writer.add(picture(canvas, number));
  }
  const { film, sha256, pictures } = await writer.finish();
  expect(pictures).toBe(PICTURES);
  expect(await hashFile(film, () => undefined)).toBe(sha256);

  const file = new File([film], `film.${form.container}`, { type: form.mimeType });
  using media = await MediaFile.open(file);
  expect(media.info).toMatchObject({ codec: form.codec, width: WIDTH, height: HEIGHT });
  expect([...media.table.us]).toEqual(Array.from({ length: PICTURES }, (_, number) => number * STEP_US));
  expect(media.table.flags[0]).toBe(1);
  expect(media.table.flags[50]).toBe(1);
  using cursor = new FrameCursor(media);
  for (const ordinal of [1, 31, 60]) {
    const frame = await cursor.frameAt(ordinal);
    const context = canvas.getContext('2d');
    context?.drawImage(frame, 0, 0);
    frame.close();
    const bar = 4 * (ordinal - 1);
    const red = (x: number): number => context?.getImageData(x, 90, 1, 1).data[0] ?? 0;
    expect(red(bar + 6)).toBeGreaterThan(220);
    expect(red(bar + 40)).toBeLessThan(200);
  }
});

it('refuses a size that nothing encodes, and closes what it is given when it fails', async () => {
  const writer = new FilmWriter();
  await expect(writer.open({ width: 65_534, height: 65_534 })).rejects.toMatchObject({ code: 'UNSUPPORTED_CODEC' });
  const frame = picture(new OffscreenCanvas(WIDTH, HEIGHT), 0);
  await expect(writer.add(frame)).rejects.toMatchObject({ code: 'INTERNAL' });
  expect(frame.format).toBeNull();
});
