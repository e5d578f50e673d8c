// What a cutter of objects is told in a dossier, and by what right: a real vault and a real store; a worker that only listens.

import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { ReaderWorkerApi } from '../../../src/contracts/media.ts';
import type { TubeReader } from '../../../src/contracts/synopsis.ts';
import type { CutOrder } from '../../../src/contracts/tube-cuts.ts';
import { trackId, type RecordingId, type TrackId } from '../../../src/domain/ids.ts';
import type { OpenDossier } from '../../../src/services/dossier-session.ts';
import { aReader } from '../../builders/dossier.ts';
import { Desk, recording, spawnFake, type ShapeParts } from '../../builders/open-dossier.ts';

const parts = vi.hoisted((): ShapeParts => ({
  api: new Map<string, object>(),
  file: () => Promise.reject(new Error()),
}));
vi.mock('#shape', () => ({
  shape: {
    name: 'pwa',
    start: () => Promise.resolve(),
    spawnWorker: (name: string) => spawnFake(parts, name),
    readAppFile: (path: string) => parts.file(path),
  },
}));

let desk: Desk;
let session: OpenDossier;
let id: RecordingId;
let orders: CutOrder[];
let closed: number[];
let tubes: TubeReader;
beforeEach(async () => {
  [orders, closed] = [[], []];
  desk = await Desk.at(parts);
  const cutter: Partial<ReaderWorkerApi> = {
    openTube: () => Promise.resolve(5),
    cutTubes: (_tube, wanted) => {
      orders.push(...wanted);
      return Promise.resolve(wanted.map(({ ordinal }) => ({ ordinal, sprites: [] })));
    },
    closeTube: (tube) => {
      closed.push(tube);
      return Promise.resolve();
    },
  };
  parts.api.set('reader', { ...aReader(), ...cutter });
  session = await desk.analysed();
  ({ id } = recording(session));
  tubes = await session.openTubes(id);
});
afterEach(() => {
  tubes[Symbol.dispose]();
  desk[Symbol.dispose]();
});

const of = (number: number): TrackId => trackId(id, number);

async function ordinalsOf(
  tracks: readonly number[],
  stride = 1,
  signal = new AbortController().signal,
): Promise<number[]> {
  const ordinals: number[] = [];
  for await (const { ordinal } of tubes.read({ tracks, fromOrdinal: 1, toOrdinal: 1000, stride }, signal)) {
    ordinals.push(ordinal);
  }
  return ordinals;
}

describe('the tubes of a dossier', () => {
  it('are cut where the object was, with what moved there, and with who else was there', async () => {
    expect(await ordinalsOf([1])).toEqual([4, 6]);
    expect(orders.map(({ cuts }) => cuts.map(({ track, box }) => [track, box]))).toEqual([
      [[1, { x: 4, y: 1, w: 8, h: 8 }]],
      [[1, { x: 6, y: 1, w: 8, h: 8 }]],
    ]);
    // Its mask is that of its first picture: two pictures later it has moved by two pixels.
    expect(orders.map(({ cuts }) => cuts[0]?.masks.map(({ step, dx, dy }) => [step, dx, dy]))).toEqual([
      [[4, 0, 0]],
      [[4, 2, 0]],
    ]);
    expect(orders[0]?.all.map(({ track }) => track)).toEqual([1]);
    await vi.waitFor(() => {
      expect(closed).toEqual([5]);
    });
  });

  it('leave out what no stride meets, and end where they are told to', async () => {
    expect(await ordinalsOf([1, 2], 3)).toEqual([4, 10]);
    const stop = new AbortController();
    const read = tubes.read({ tracks: [1], fromOrdinal: 1, toOrdinal: 40, stride: 1 }, stop.signal);
    expect((await read.next()).value).toMatchObject({ ordinal: 4 });
    stop.abort();
    expect((await read.next()).done).toBe(true);
    await vi.waitFor(() => {
      expect(closed.length).toBeGreaterThanOrEqual(2);
    });
  });

  it('are those of the objects that people made of them', async () => {
    await session.edit({ kind: 'merge', tracks: [of(3), of(1)] });
    expect(await ordinalsOf([1])).toEqual([4, 6, 12, 14]);
    expect(await ordinalsOf([3])).toEqual([]);
    expect(orders.at(-1)?.cuts[0]?.masks.length).toBe(1);
  });

  it('are written in the journal once, and closed while the screen is locked', async () => {
    (await session.openTubes(id))[Symbol.dispose]();
    expect(session.journal.filter(({ event }) => event.kind === 'consulted')).toHaveLength(1);
    await session.lock();
    await expect(ordinalsOf([1])).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    await expect(session.openTubes(id)).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    expect(orders).toEqual([]);
  });
});
