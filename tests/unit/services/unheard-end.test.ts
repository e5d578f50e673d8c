// A tab that dies between the last commit of an analysis and what it would have told.

import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { Desk, recording, spawnFake, type ShapeParts } from '../../builders/open-dossier.ts';

const parts = vi.hoisted<ShapeParts>(() => ({ api: new Map(), file: (path) => Promise.reject(new Error(path)) }));
vi.mock('#shape', () => ({
  shape: {
    name: 'pwa',
    start: () => Promise.resolve(),
    spawnWorker: (name: string) => spawnFake(parts, name),
    readAppFile: (path: string) => parts.file(path),
  },
}));

let desk: Desk;
beforeEach(async () => {
  desk = await Desk.at(parts);
});
afterEach(() => {
  desk[Symbol.dispose]();
});

const CUT = { code: 'DATA_MISSING', severity: 'warning', facts: { read: 40 } } as const;

it('is no end without totals, and its warnings are told at the next opening', async () => {
  desk.analysis.alerts = [CUT];
  desk.analysis.stopsAfter = 4;
  const before = await desk.aDossier();
  await vi.waitFor(() => {
    expect(recording(before).tracks).toHaveLength(8);
  });
  expect(recording(before)).toMatchObject({ phase: 'analysing', alerts: [] });
  const after = await desk.reopen(before);
  expect(recording(after)).toMatchObject({
    phase: 'done',
    alerts: [CUT],
    result: { framesDecoded: 40, backend: 'wasm', tracks: 8, cancelled: false },
  });
});

it('tells warnings once when the page did hear them', async () => {
  desk.analysis.alerts = [CUT];
  const before = await desk.aDossier();
  await vi.waitFor(() => {
    expect(recording(before).phase).toBe('done');
  });
  await before.close();
  expect(recording(await desk.reopen(before)).alerts).toEqual([CUT]);
});
