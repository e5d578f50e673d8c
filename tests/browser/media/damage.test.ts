// Every way in which a file is not what it should be: a code, never silence, never a hang.

import { describe, expect, it } from 'vitest';

import { AppError, type AlertCode } from '../../../src/contracts/errors.ts';
import { FrameCursor } from '../../../src/media/frame-cursor.ts';
import { FrameReaderCore } from '../../../src/media/frame-reader.ts';
import { hashFile } from '../../../src/media/hash.ts';
import { MediaFile } from '../../../src/media/media-file.ts';
import { decodeToHashes, openFootage } from '../../builders/footage.ts';
import { seededRandom } from '../../reels/random.ts';

async function refusal(file: File): Promise<AlertCode | undefined> {
  try {
    using media = await MediaFile.open(file);
    expect(media.table.us.length).toBeGreaterThan(0);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    return error instanceof AppError ? error.code : undefined;
  }
}

describe('a file of which nothing can be read', () => {
  it.each<[string, AlertCode]>([
    ['empty.mp4', 'EMPTY_FILE'],
    ['text.mp4', 'NOT_A_VIDEO'],
    ['moov-missing.mp4', 'MOOV_MISSING'],
    ['mpeg4-part2.mp4', 'UNSUPPORTED_CODEC'],
    ['audio-only.mp4', 'NO_VIDEO_TRACK'],
    ['vtest.avi', 'UNSUPPORTED_CONTAINER'],
  ])('%s says %s', async (name, code) => {
    expect(await refusal(await openFootage(name))).toBe(code);
  });

  it('says CONTAINER_CORRUPT when the index is nonsense behind a good start', async () => {
    const whole = new Uint8Array(await (await openFootage('baseline-160.mp4')).arrayBuffer());
    const text = new TextDecoder('latin1').decode(whole.subarray(0, 20_000));
    whole.fill(0xff, text.indexOf('stsd') + 4, text.indexOf('stsd') + 400);
    expect(await refusal(new File([whole], 'nonsense.mp4'))).toMatch(
      /CONTAINER_CORRUPT|UNSUPPORTED_CODEC|NO_VIDEO_TRACK/,
    );
  });

  it('never ends in anything but an AppError, wherever an index is broken', { timeout: 60_000 }, async () => {
    const random = seededRandom(31);
    for (const name of ['vfr.mp4', 'h264.mkv', 'h264.ts', 'vp9.webm']) {
      const whole = new Uint8Array(await (await openFootage(name)).arrayBuffer());
      for (let round = 0; round < 8; round += 1) {
        const bytes = whole.slice(0, 40_000 + Math.floor(random() * (whole.length - 40_000)));
        for (let flip = 0; flip < 60; flip += 1) {
          bytes[Math.floor(random() * (flip % 2 === 0 ? 3000 : bytes.length))] = Math.floor(random() * 256);
        }
        await refusal(new File([bytes], name));
      }
    }
  });
});

describe('a file that was cut', () => {
  it('declares 160 frames, gives those that are there, and says where the data ends', async () => {
    using media = await MediaFile.open(await openFootage('cut-faststart.mp4'));
    expect(media.info.framesDeclared).toBe(160);
    expect(media.table.us).toHaveLength(160);
    const { ordinals, report } = await decodeToHashes(media);
    expect(ordinals).toEqual(Array.from({ length: 84 }, (_, row) => row + 1));
    expect(report).toEqual({ restarts: 0, dataEndsAt: 84 });
  });

  it('gives the player the last frame that is there, and SPAN_FAILED behind it', async () => {
    using media = await MediaFile.open(await openFootage('cut-faststart.mp4'));
    using cursor = new FrameCursor(media);
    (await cursor.frameAt(84)).close();
    for (const ordinal of [85, 120, 160]) {
      await expect(cursor.frameAt(ordinal)).rejects.toMatchObject({
        code: 'SPAN_FAILED',
        facts: { fromOrdinal: ordinal },
      });
    }
    (await cursor.frameAt(10)).close();
  });
});

describe('a file with forty flipped bytes', () => {
  it('loses some frames, not those around them, and none comes twice or invented', { timeout: 60_000 }, async () => {
    const file = await openFootage('flipped-bytes.mp4');
    using media = await MediaFile.open(file);
    const { ordinals, hashes, report } = await decodeToHashes(media);
    expect(ordinals).toEqual([...new Set(ordinals)].sort((a, b) => a - b));
    expect(ordinals.length).toBeGreaterThan(0);
    expect(ordinals.length).toBeLessThan(160);
    expect(report.restarts).toBeGreaterThan(0);
    expect(report.dataEndsAt).toBeUndefined();

    using again = await MediaFile.open(file);
    expect((await decodeToHashes(again)).hashes).toEqual(hashes);
  });

  it(
    'gives the player every frame that the analysis had, and SPAN_FAILED for the others',
    { timeout: 60_000 },
    async () => {
      using media = await MediaFile.open(await openFootage('flipped-bytes.mp4'));
      const { ordinals } = await decodeToHashes(media);
      using cursor = new FrameCursor(media);
      const given: number[] = [];
      for (let ordinal = 1; ordinal <= 160; ordinal += 3) {
        const frame = await cursor.frameAt(ordinal).catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'SPAN_FAILED' });
        });
        if (frame !== undefined) {
          expect(frame.timestamp).toBe(ordinal);
          given.push(ordinal);
          frame.close();
        }
      }
      expect(given).toEqual(expect.arrayContaining(ordinals.filter((ordinal) => ordinal % 3 === 1)));
    },
  );
});

describe('the reader', () => {
  it('refuses a frame before a file is open, and goes on after a bad file', async () => {
    const core = new FrameReaderCore();
    await expect(core.openCursor()).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await expect(core.open(await openFootage('moov-missing.mp4'))).rejects.toMatchObject({ code: 'MOOV_MISSING' });
    const { table, info } = await core.open(await openFootage('vfr.mp4'));
    expect(info.framesDeclared).toBe(table.us.length);
    const cursor = await core.openCursor();
    (await core.frameAt(cursor, 2)).close();
    await core.closeCursor(cursor);
    await expect(core.frameAt(cursor, 2)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    const { frames, wallS } = await core.decodeOnly(await openFootage('vfr.mp4'));
    expect([frames, wallS > 0]).toEqual([table.us.length, true]);
  });

  it('says FILE_CHANGED when fewer bytes come than the file promised', async () => {
    const file = new File(['abc'], 'shrunk.mp4');
    Object.defineProperty(file, 'size', { value: 10 });
    await expect(hashFile(file, () => undefined)).rejects.toMatchObject({ code: 'FILE_CHANGED' });
  });
});
