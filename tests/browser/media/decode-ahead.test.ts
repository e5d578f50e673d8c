// Two decoders in turn give what one gives: the same pictures, in the same order, past the same damage.

import { describe, expect, it, vi } from 'vitest';

import { decodeAhead, type AheadOptions } from '../../../src/media/decode-ahead.ts';
import type { DecodeReport } from '../../../src/media/decode.ts';
import { MediaFile } from '../../../src/media/media-file.ts';
import { PlaneReader } from '../../../src/vision/planes.ts';
import { decodeToHashes, lumaHash, openFootage } from '../../builders/footage.ts';
import { seededRandom } from '../../reels/random.ts';

const EVERY: AheadOptions = {
  afterOrdinal: 0,
  wants: () => true,
  outstanding: () => 0,
  signal: new AbortController().signal,
};

async function aheadToHashes(
  media: MediaFile,
  options: Partial<AheadOptions> = {},
): Promise<{
  readonly ordinals: readonly number[];
  readonly hashes: ReadonlyMap<number, number>;
  readonly report: DecodeReport;
}> {
  const report: DecodeReport = { restarts: 0, dataEndsAt: undefined };
  const hashes = new Map<number, number>();
  const ordinals: number[] = [];
  const reader = new PlaneReader();
  for await (const { ordinal, frame } of decodeAhead(media, report, { ...EVERY, ...options })) {
    ordinals.push(ordinal);
    if (frame !== undefined) {
      hashes.set(ordinal, await lumaHash(frame, reader));
      frame.close();
    }
  }
  return { ordinals, hashes, report };
}

async function flipped(name: string, places: (size: number) => readonly number[]): Promise<File> {
  const bytes = new Uint8Array(await (await openFootage(name)).arrayBuffer());
  for (const place of places(bytes.length)) {
    bytes[place] = (bytes[place] ?? 0) ^ 0x55;
  }
  return new File([bytes], name);
}

describe('two decoders in turn', () => {
  it.each([
    ...['vtest.mp4', 'high-160.mp4', 'open-gop.mp4', 'vfr.mp4', 'vp9.webm', 'h264.ts', 'edit-list.mp4'],
    ...['twins.mp4', 'stored-order.mp4'],
  ])('give every picture of %s that one gives', { timeout: 60_000 }, async (name) => {
    using media = await MediaFile.open(await openFootage(name));
    const one = await decodeToHashes(media);
    const two = await aheadToHashes(media);
    expect(two.ordinals).toEqual(one.ordinals);
    expect(two.hashes).toEqual(one.hashes);
    expect(two.report).toEqual({ restarts: 0, dataEndsAt: undefined });
  });

  it('tell every ordinal once, and give the wanted pictures only', async () => {
    using media = await MediaFile.open(await openFootage('vtest.mp4'));
    const frames = media.table.us.length;
    const { ordinals, hashes } = await aheadToHashes(media, { wants: (ordinal) => ordinal % 7 === 0 });
    expect(ordinals).toEqual(Array.from({ length: frames }, (_, row) => row + 1));
    expect([...hashes.keys()]).toEqual(ordinals.filter((ordinal) => ordinal % 7 === 0));
  });

  it('go on behind any picture', async () => {
    using media = await MediaFile.open(await openFootage('vtest.mp4'));
    const frames = media.table.us.length;
    for (const afterOrdinal of [1, 49, 50, 51, 333, frames - 1, frames]) {
      const { ordinals } = await aheadToHashes(media, { afterOrdinal, wants: () => false });
      expect(ordinals).toEqual(Array.from({ length: frames - afterOrdinal }, (_, row) => afterOrdinal + row + 1));
    }
  });

  it('run ahead no further than there is room for, and get on all the same', async () => {
    using media = await MediaFile.open(await openFootage('vtest.mp4'));
    const frames = media.table.us.length;
    const feed = vi.spyOn(VideoDecoder.prototype, 'decode');
    // All the room is taken by pictures that the receiver has not closed.
    const options = { ...EVERY, outstanding: () => 1000 };
    let given = 0;
    for await (const { frame } of decodeAhead(media, { restarts: 0, dataEndsAt: undefined }, options)) {
      frame?.close();
      given += 1;
      if (given === 10) {
        await new Promise((resolve) => setTimeout(resolve, 300));
        expect(feed.mock.calls.length).toBeLessThan(40);
      }
    }
    feed.mockRestore();
    expect(given).toBe(frames);
  });

  it('end at once when they are told to', async () => {
    using media = await MediaFile.open(await openFootage('vtest.mp4'));
    const abort = new AbortController();
    let given = 0;
    for await (const { frame } of decodeAhead(
      media,
      { restarts: 0, dataEndsAt: undefined },
      { ...EVERY, signal: abort.signal },
    )) {
      frame?.close();
      given += 1;
      if (given === 120) {
        abort.abort();
      }
    }
    expect(given).toBeLessThan(200);
  });
});

describe('two decoders in a damaged file', () => {
  it('say where a cut file ends', async () => {
    using media = await MediaFile.open(await openFootage('cut-faststart.mp4'));
    const { ordinals, report } = await aheadToHashes(media);
    expect(ordinals).toEqual(Array.from({ length: 84 }, (_, row) => row + 1));
    expect(report).toEqual({ restarts: 0, dataEndsAt: 84 });
  });

  it('lose no picture that one decoder saves', { timeout: 120_000 }, async () => {
    const random = seededRandom(5);
    const damaged = [
      await openFootage('flipped-bytes.mp4'),
      await flipped('vtest.mp4', (size) => Array.from({ length: 3 }, () => Math.floor(size * (0.2 + 0.7 * random())))),
      await flipped('vtest.mp4', (size) => Array.from({ length: 400 }, (_, at) => Math.floor(size / 2) + 40 * at)),
      await flipped('vp9.webm', (size) => Array.from({ length: 40 }, () => Math.floor(size * (0.3 + 0.6 * random())))),
    ];
    for (const file of damaged) {
      using media = await MediaFile.open(file);
      const one = await decodeToHashes(media);
      const two = await aheadToHashes(media);
      expect(two.ordinals).toEqual([...new Set(two.ordinals)].sort((a, b) => a - b));
      expect(two.ordinals).toEqual(expect.arrayContaining([...one.ordinals]));
      expect(two.report.dataEndsAt).toBe(one.report.dataEndsAt);
    }
  });
});
