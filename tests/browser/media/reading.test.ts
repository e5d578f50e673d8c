// Every format that is read, against ffprobe's timestamps and ffmpeg's pictures.

import { describe, expect, it } from 'vitest';

import { ticksToMicros } from '../../../src/domain/time/micros.ts';
import { decodeAll } from '../../../src/media/decode.ts';
import { FrameCursor } from '../../../src/media/frame-cursor.ts';
import { hashFile } from '../../../src/media/hash.ts';
import { MediaFile } from '../../../src/media/media-file.ts';
import { PlaneReader } from '../../../src/vision/planes.ts';
import { rotatePlanes } from '../../../src/vision/rotate.ts';
import { gridDistance, gridOf } from '../../builders/footage-grid.ts';
import { decodeToHashes, lumaHash, openFootage, truthOf } from '../../builders/footage.ts';
import { seededRandom } from '../../reels/random.ts';

const CLIPS = [
  ['high-160.mp4', 'MP4', 'avc'],
  ['edit-list.mp4', 'MP4', 'avc'],
  ['quicktime.mov', 'QuickTime', 'avc'],
  ['h264.mkv', 'Matroska', 'avc'],
  ['h264.ts', 'MPEG-TS', 'avc'],
  ['open-gop.mp4', 'MP4', 'avc'],
  ['vfr.mp4', 'MP4', 'avc'],
  ['vp9.webm', 'WebM', 'vp9'],
  ['rotated-90.mp4', 'MP4', 'avc'],
] as const;

/** Luma steps by which the mean of a cell may differ: the decoders are the same standard, neighbouring frames are not. */
const TOLERANCE = 0.1;

describe.each(CLIPS)('%s', (name, container, codec) => {
  it('has the frames and the times that ffprobe lists', async () => {
    using media = await MediaFile.open(await openFootage(name));
    const truth = truthOf(name);
    const { table } = media;
    expect(media.info).toMatchObject({
      container,
      codec,
      width: truth.width,
      height: truth.height,
      framesDeclared: truth.storedTicks.length,
      hasAudio: false,
    });
    expect(table.timebase).toEqual(truth.timebase);
    expect([...table.ticks]).toEqual(truth.shownTicks);
    expect([...table.us]).toEqual(truth.shownTicks.map((ticks) => ticksToMicros(ticks, truth.timebase)));
    // Frames that the edit list hides are there: as many as are stored, in the same rhythm.
    const shift = (truth.storedTicks[0] ?? 0) - (table.ticks[0] ?? 0);
    expect([...table.ticks].map((ticks) => ticks + shift)).toEqual(truth.storedTicks);
    expect(table.flags.filter((flags) => (flags & 2) !== 0)).toHaveLength(truth.hidden);
    expect(media.alerts.map(({ code }) => code)).toEqual(truth.hidden > 0 ? ['HIDDEN_BY_EDIT_LIST'] : []);
  });

  it('gives every frame once, in order, and any frame again by its ordinal', { timeout: 40_000 }, async () => {
    using media = await MediaFile.open(await openFootage(name));
    const frames = media.table.us.length;
    const { hashes, ordinals, report } = await decodeToHashes(media);
    expect(ordinals).toEqual(Array.from({ length: frames }, (_, row) => row + 1));
    expect(report).toEqual({ restarts: 0, dataEndsAt: undefined });

    using cursor = new FrameCursor(media);
    const random = seededRandom(7);
    const jumps = Array.from({ length: 6 }, () => 1 + Math.floor(random() * frames));
    const middle = Math.floor(frames / 2);
    for (const ordinal of [...jumps, frames, 1, middle, middle + 1, middle + 2, middle + 1, middle, middle - 1]) {
      const frame = await cursor.frameAt(ordinal);
      expect([ordinal, frame.timestamp, await lumaHash(frame)]).toEqual([ordinal, ordinal, hashes.get(ordinal)]);
      frame.close();
    }
  });

  it("shows ffmpeg's picture at that ordinal, upright", async () => {
    using media = await MediaFile.open(await openFootage(name));
    using cursor = new FrameCursor(media);
    for (const [ordinal, expected] of Object.entries(truthOf(name).grids)) {
      const frame = await cursor.frameAt(Number(ordinal));
      const planes = rotatePlanes(await new PlaneReader().read(frame), media.info.rotation);
      frame.close();
      expect(gridDistance(gridOf(planes.y, planes.yStride, planes.width, planes.height), expected)).toBeLessThanOrEqual(
        TOLERANCE,
      );
    }
  });
});

// The decoder goes by the order inside of the stream, the ordinals by the times of the container.
describe.each(['twins.mp4', 'stored-order.mp4'])('%s, whose times contradict the order of its pictures', (name) => {
  it('counts every picture once, and shows each by its ordinal', { timeout: 60_000 }, async () => {
    using media = await MediaFile.open(await openFootage(name));
    const frames = media.table.us.length;
    const { hashes, ordinals, report } = await decodeToHashes(media);
    expect(ordinals).toEqual(Array.from({ length: frames }, (_, row) => row + 1));
    expect(new Set(hashes.values()).size).toBe(frames);
    expect(report).toEqual({ restarts: 0, dataEndsAt: undefined });
    using cursor = new FrameCursor(media);
    for (const ordinal of [frames, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 11, 10, 9, 57, 56, 1]) {
      const frame = await cursor.frameAt(ordinal);
      expect([ordinal, await lumaHash(frame)]).toEqual([ordinal, hashes.get(ordinal)]);
      frame.close();
    }
  });
});

describe('the cursor', () => {
  it('refuses an ordinal that does not exist', async () => {
    using media = await MediaFile.open(await openFootage('vfr.mp4'));
    using cursor = new FrameCursor(media);
    for (const ordinal of [0, -1, 1.5, media.table.us.length + 1, Number.NaN]) {
      await expect(cursor.frameAt(ordinal)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    }
    (await cursor.frameAt(1)).close();
  });

  it('answers many requests at once, each with its own picture', async () => {
    using media = await MediaFile.open(await openFootage('vfr.mp4'));
    using cursor = new FrameCursor(media);
    const wanted = [30, 3, 3, 4, 5, 1, 31];
    const frames = await Promise.all(wanted.map((ordinal) => cursor.frameAt(ordinal)));
    expect(frames.map(({ timestamp }) => timestamp)).toEqual(wanted);
    frames.forEach((frame) => {
      frame.close();
    });
  });
});

describe('decoding', () => {
  it('ends at once when it is told to', async () => {
    using media = await MediaFile.open(await openFootage('high-160.mp4'));
    const abort = new AbortController();
    let frames = 0;
    for await (const { frame } of decodeAll(media, { restarts: 0, dataEndsAt: undefined }, abort.signal)) {
      frame.close();
      frames += 1;
      if (frames === 5) {
        abort.abort();
      }
    }
    expect(frames).toBeLessThan(40);
  });

  it('never touches audio: a file with a sound track has the same frames', async () => {
    using plain = await MediaFile.open(await openFootage('baseline-160.mp4'));
    const decoders = globalThis.AudioDecoder;
    Reflect.deleteProperty(globalThis, 'AudioDecoder');
    try {
      using media = await MediaFile.open(await openFootage('with-audio.mp4'));
      expect(media.info.hasAudio).toBe(true);
      expect([...media.table.us]).toEqual([...plain.table.us]);
      expect((await decodeToHashes(media)).ordinals).toHaveLength(160);
    } finally {
      globalThis.AudioDecoder = decoders;
    }
  });
});

describe('the hash of a file', () => {
  it('is that of its bytes, with progress to the last one', async () => {
    const file = await openFootage('baseline-160.mp4');
    const told: number[] = [];
    expect(await hashFile(file, (bytes) => told.push(bytes))).toBe(truthOf('baseline-160.mp4').sha256);
    expect(told.at(-1)).toBe(file.size);
  });

  it('is the same whatever the size of the pieces', async () => {
    const bytes = new Uint8Array(17 * 1024 * 1024).map((_, index) => index % 251);
    const told: number[] = [];
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const expected = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    expect(await hashFile(new File([bytes], 'large'), (done) => told.push(done))).toBe(expected);
    expect(told).toEqual([8, 16, 17].map((mebibytes) => mebibytes * 1024 * 1024));
  });
});
