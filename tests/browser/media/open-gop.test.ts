// Recordings of open groups: one IDR at the start or none at all, and recovery points that must prove themselves.

import { describe, expect, inject, it } from 'vitest';

import { defined } from '../../../src/base/assert.ts';
import { decodeAll } from '../../../src/media/decode.ts';
import { EntryIndex } from '../../../src/media/entries.ts';
import { FrameCursor } from '../../../src/media/frame-cursor.ts';
import { FrameReaderCore } from '../../../src/media/frame-reader.ts';
import { MediaFile } from '../../../src/media/media-file.ts';
import { lumaSha256, openFootage } from '../../builders/footage.ts';

const LONG = 'open-gop-long.mp4';
const LUMA = defined(inject('frames')[LONG], 'truth').luma;
const never = new AbortController().signal;

const keysOf = ({ index }: MediaFile): number[] => [...index.isKey].flatMap((isKey, at) => (isKey === 1 ? [at] : []));

/** Looks as often as the page lets it: what is waited for lasts a moment only. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Entries of which every recovery point has been found wanting. */
function withoutRecovery(media: MediaFile): EntryIndex {
  const entries = new EntryIndex(media);
  for (const key of keysOf(media).slice(1)) {
    entries.refuse(key);
  }
  return entries;
}

describe('a recording with one IDR and many open groups', () => {
  it('is read from a recovery point near by, once that has proved itself', async () => {
    using media = await MediaFile.open(await openFootage(LONG));
    const entries = new EntryIndex(media);
    using cursor = new FrameCursor(media, entries);
    const { packetOf, ordinalOf } = media.index;
    for (const ordinal of [700, 431, 432, 430, 795, 250, 560]) {
      const frame = await cursor.frameAt(ordinal);
      expect([ordinal, await lumaSha256(frame)]).toEqual([ordinal, LUMA[ordinal - 1]]);
      frame.close();
      const start = defined(await entries.startFor(ordinal, never), 'start');
      expect(start).toBeGreaterThan(0);
      expect(start).toBeLessThanOrEqual(packetOf[ordinal] ?? 0);
      expect(ordinalOf[start]).toBeLessThanOrEqual(ordinal);
      expect(entries.proven).toContain(start);
    }
    expect(entries.proven.length).toBeGreaterThan(2);
  });

  it('keeps what it knows of its starts', async () => {
    using media = await MediaFile.open(await openFootage(LONG));
    const entries = new EntryIndex(media);
    const first = performance.now();
    const start = await entries.startFor(640, never);
    const again = performance.now();
    expect(await entries.startFor(641, never)).toBe(start);
    expect(performance.now() - again).toBeLessThan((again - first) / 4);
    expect(entries.proven).toContain(start);
  });

  it('is read from its IDR, with progress, when no recovery point holds', async () => {
    using media = await MediaFile.open(await openFootage(LONG));
    using cursor = new FrameCursor(media, withoutRecovery(media));
    const far = cursor.frameAt(780);
    const told: number[] = [];
    const timer = setInterval(() => {
      const { walk } = cursor;
      if (walk !== undefined) {
        expect(walk).toMatchObject({ ordinal: 780, packets: media.index.packetOf[780] });
        told.push(walk.done);
      }
    }, 5);
    const frame = await far;
    clearInterval(timer);
    expect(await lumaSha256(frame)).toBe(LUMA[779]);
    frame.close();
    expect(told.length).toBeGreaterThan(3);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBeGreaterThan(told[0] ?? Infinity);
    expect(cursor.walk).toBeUndefined();
  });

  it('gives up the long way for a later wish, and for none at all', async () => {
    using media = await MediaFile.open(await openFootage(LONG));
    using cursor = new FrameCursor(media, withoutRecovery(media));
    for (const wish of [3, 0]) {
      const far = cursor.frameAt(790);
      const given = expect(far).rejects.toMatchObject({ code: 'READ_GIVEN_UP' });
      await until(() => cursor.walk !== undefined);
      cursor.wish(790);
      expect(cursor.walk).toBeDefined();
      cursor.wish(wish);
      await given;
      const frame = await cursor.frameAt(3);
      expect(await lumaSha256(frame)).toBe(LUMA[2]);
      frame.close();
    }
  });

  it('gives up trying recovery points for a later wish', async () => {
    using media = await MediaFile.open(await openFootage(LONG));
    const entries = new EntryIndex(media);
    using cursor = new FrameCursor(media, entries);
    const given = expect(cursor.frameAt(795)).rejects.toMatchObject({ code: 'READ_GIVEN_UP' });
    await until(() => entries.isTrying);
    cursor.wish(2);
    await given;
    const frame = await cursor.frameAt(2);
    expect(await lumaSha256(frame)).toBe(LUMA[1]);
    frame.close();
  });

  it('takes back a start that fails further on, and reads from an earlier one', async () => {
    using media = await MediaFile.open(await openFootage(LONG));
    const entries = new EntryIndex(media);
    const start = defined(await entries.startFor(700, never), 'start');
    entries.refuse(start);
    const earlier = defined(await entries.startFor(700, never), 'earlier start');
    expect(earlier).toBeLessThan(start);
    using cursor = new FrameCursor(media, entries);
    const frame = await cursor.frameAt(700);
    expect(await lumaSha256(frame)).toBe(LUMA[699]);
    frame.close();
  });

  it('tells the page of its way, and hears its wishes', async () => {
    const core = new FrameReaderCore();
    await core.open(await openFootage(LONG));
    const cursor = await core.openCursor();
    expect(await core.walk(cursor)).toBeUndefined();
    await core.wish(cursor, 5);
    (await core.frameAt(cursor, 5)).close();
    await core.closeCursor(cursor);
    expect(await core.walk(cursor)).toBeUndefined();
  });
});

it('reads a recording that was cut at a recovery point: no IDR, the same pictures', async () => {
  using media = await MediaFile.open(await openFootage('open-gop-cut.mp4'));
  using cursor = new FrameCursor(media);
  const offset = LUMA.length - media.table.us.length;
  expect(offset).toBeGreaterThan(200);
  for (const ordinal of [1, 2, 200, 490, 30]) {
    const frame = await cursor.frameAt(ordinal);
    expect([ordinal, await lumaSha256(frame)]).toEqual([ordinal, LUMA[ordinal + offset - 1]]);
    frame.close();
  }
});

it('analyses such a recording whole', async () => {
  using media = await MediaFile.open(await openFootage('open-gop-cut.mp4'));
  const frames = media.table.us.length;
  let next = 1;
  for await (const { ordinal, frame } of decodeAll(media, { restarts: 0, dataEndsAt: undefined })) {
    expect([ordinal, await lumaSha256(frame)]).toEqual([next, LUMA[LUMA.length - frames + next - 1]]);
    frame.close();
    next += 1;
  }
  expect(next).toBe(frames + 1);
});
