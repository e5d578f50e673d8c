// A dossier through its services: a real vault and a real store; workers that decode nothing.

import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { defined } from '../../../src/base/assert.ts';
import type { RecordingState } from '../../../src/contracts/session.ts';
import { openDossierDoor, type VaultDoor } from '../../../src/services/dossier-door.ts';
import type { OpenDossier } from '../../../src/services/dossier-session.ts';
import {
  aProvenance,
  anAuthorisation,
  anInstallation,
  aReader,
  FakeAnalysis,
  FakePage,
  modelFile,
  someFacts,
} from '../../builders/dossier.ts';
import { FakeWorker } from '../../builders/fake-worker.ts';
import { DIRECTEUR, failing, installed, NOW, REFERENT, type Machine } from '../../builders/vault.ts';

const shape = vi.hoisted(() => ({
  api: new Map<string, object>(),
  file: (path: string): Promise<ArrayBuffer> => Promise.reject(new Error(path)),
}));
vi.mock('#shape', () => ({
  shape: {
    name: 'pwa',
    start: () => Promise.resolve(),
    spawnWorker: (name: string) => new FakeWorker(shape.api.get(name) ?? {}),
    readAppFile: (path: string) => shape.file(path),
  },
}));

let machine: Machine;
let page: FakePage;
let analysis: FakeAnalysis;
let door: VaultDoor;

beforeEach(async () => {
  machine = await installed();
  await machine.vault.unlock(REFERENT);
  await machine.vault.setInstallation(anInstallation());
  await machine.vault.lock();
  page = new FakePage();
  analysis = new FakeAnalysis();
  shape.file = modelFile;
  shape.api.set('vault', machine.vault);
  shape.api.set('reader', aReader());
  shape.api.set('analysis', analysis);
  door = openDossierDoor({ clock: () => machine.now, autoLock: page });
});
afterEach(() => {
  door[Symbol.dispose]();
});

/** The tab died and was opened again. */
function reload(): void {
  door[Symbol.dispose]();
  shape.api.set('vault', machine.reload());
  door = openDossierDoor({ clock: () => machine.now, autoLock: page });
}

const film = (content = 'film', name = 'cam.mp4'): File => new File([content], name);
const recording = (session: OpenDossier, index = 0): RecordingState => defined(session.recordings[index], 'recording');

/** A dossier with one recording that lacks nothing any more. */
async function aReadyDossier(): Promise<OpenDossier> {
  await door.unlock(DIRECTEUR);
  const { session } = await door.create(someFacts(), false);
  await session.command({ kind: 'authorise', authorisation: anAuthorisation() });
  await session.attach([film()]);
  await session.command({ kind: 'start-session', clockGapMs: 0 });
  await session.command({ kind: 'set-provenance', recordingId: recording(session).id, provenance: aProvenance() });
  return session;
}

const reach = (session: OpenDossier, phase: RecordingState['phase']): Promise<void> =>
  vi.waitFor(
    () => {
      const { phase: now, alerts } = recording(session);
      expect({ phase: now, alerts }).toEqual({ phase, alerts: [] });
    },
    { timeout: 10_000 },
  );

async function reopen(session: OpenDossier): Promise<OpenDossier> {
  const { caseId } = session;
  reload();
  await door.unlock(DIRECTEUR);
  return door.open(caseId, undefined);
}

describe('a dossier', () => {
  it('keeps its results, pseudonyms and coverage from one opening to the next', async () => {
    const before = await aReadyDossier();
    await reach(before, 'done');
    const { tracks, coverage, settings, table, sha256, result } = recording(before);
    expect(tracks.map(({ pseudonym }) => pseudonym)).toContain('P-0001');
    await before.close();
    const after = await reopen(before);
    expect(recording(after)).toMatchObject({ phase: 'done', tracks, coverage, settings, table, sha256 });
    expect(recording(after).result).toMatchObject({ framesDecoded: result?.framesDecoded, tracks: result?.tracks });
    const track = defined(tracks[0], 'track').id;
    expect(await after.observations(track)).toHaveLength(2);
    expect(await after.crop(track)).toBeInstanceOf(Blob);
    expect(after.detached).toEqual(new Set([recording(after).id]));
  });

  it('goes on with an analysis that a dead tab left, once its file is given again', async () => {
    analysis.stopsAfter = 2;
    const before = await aReadyDossier();
    await vi.waitFor(() => {
      expect(recording(before).tracks).toHaveLength(4);
    });
    const { tracks } = recording(before);
    analysis.stopsAfter = undefined;
    const after = await reopen(before);
    expect(recording(after)).toMatchObject({ phase: 'waiting', tracks });
    expect(after.file.sessions).toMatchObject([{ number: 1, to: NOW }]);
    await after.attach([film()]);
    expect(after.detached.size).toBe(0);
    await after.command({ kind: 'start-session', clockGapMs: 0 });
    await reach(after, 'done');
    expect(recording(after).tracks).toHaveLength(8);
    expect(recording(after).tracks.slice(0, 4)).toEqual(tracks);
  });

  it('refuses another file under the name of a recording, before any decoding', async () => {
    const before = await aReadyDossier();
    await reach(before, 'done');
    await before.close();
    const after = await reopen(before);
    await expect(after.attach([film('fi1m')])).rejects.toEqual(failing('FILE_MISMATCH'));
    await expect(after.attach([film('a film')])).rejects.toEqual(failing('FILE_MISMATCH'));
    expect(after.recordings).toHaveLength(1);
    expect(after.detached.size).toBe(1);
  });
});
