// A dossier from door to door in Chromium: its vault, workers and store are the real ones; its tab dies on the way.

import Dexie from 'dexie';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import AnalysisWorker from '../../../workers/analysis.worker.ts?worker';
import ReaderWorker from '../../../workers/reader.worker.ts?worker';
import VaultWorker from '../../../workers/vault.worker.ts?worker';
import { defined } from '../../../src/base/assert.ts';
import type { InstallationRecord, NewUser } from '../../../src/contracts/vault.ts';
import type { RecordingState } from '../../../src/contracts/session.ts';
import type { Authorisation } from '../../../src/domain/case/case-file.ts';
import { CLASS_NAMES } from '../../../src/domain/detection/classes.ts';
import { DATA_NATURES } from '../../../src/domain/law/enumerations.ts';
import { day, instant } from '../../../src/domain/time/instant.ts';
import { openDossierDoor, type VaultDoor } from '../../../src/services/dossier-door.ts';
import type { OpenDossier } from '../../../src/services/dossier-session.ts';
import { readWasm } from '../../builders/app-files.ts';
import { openFootage } from '../../builders/footage.ts';

vi.mock('#shape', () => ({
  shape: {
    name: 'pwa',
    start: () => Promise.resolve(),
    spawnWorker: (name: string) =>
      name === 'vault' ? new VaultWorker() : name === 'reader' ? new ReaderWorker() : new AnalysisWorker(),
    readAppFile: async (path: string) =>
      path.endsWith('.wasm') ? readWasm() : (await fetch(`/${path}`)).arrayBuffer(),
  },
}));

const TODAY = day(new Date().toISOString().slice(0, 10));
const RECORD: InstallationRecord = {
  ...{ service: 'S', controller: 'C', dpo: 'D', coveredVersion: '1', coveredBuild: 'ab'.repeat(32) },
  engagement: { sentOn: TODAY, receipt: 'R', receiptOn: TODAY },
  aipd: { version: '1', on: TODAY },
  ...{ timeZone: 'Europe/Paris', maskInReview: false, maskInExports: true, derogationsAllowed: false },
  ...{ autoLockMinutes: 60, confirmedStatutes: [] },
};
const habilitation = { authority: 'Chef', from: day('2026-01-01'), until: undefined, natures: DATA_NATURES };
const REFERENT: Omit<NewUser, 'role'> = {
  ...{ registrationNumber: '1000001', passphrase: 'ruisseau lampe carton vallon grenier biscuit fenêtre' },
  ...{ quality: 'ADMINISTRATEUR', label: 'Major R', habilitation },
};
const DIRECTEUR: NewUser = {
  ...{ registrationNumber: '2000002', passphrase: 'Horloge-42-Marmite', role: 'DIRECTEUR_ENQUETE' },
  ...{ quality: 'OPJ', label: 'Capitaine D', habilitation },
};

let door: VaultDoor;
beforeAll(async () => {
  // Tests of one browser share its databases.
  for (const { name = '' } of await indexedDB.databases()) {
    if (name.startsWith('derush')) {
      await Dexie.delete(name);
    }
  }
  using first = openDossierDoor();
  await first.install(RECORD, REFERENT, 'colline marteau oiseau tiroir plume sentier ombre');
  await first.addUser(DIRECTEUR);
  await first.lock();
});
beforeEach(() => {
  door = openDossierDoor();
});
afterEach(() => {
  door[Symbol.dispose]();
});

/** Frames after which the tab dies: drawn once, in order. */
const KILLS = [7, 31, 58];

const state = (session: OpenDossier): RecordingState => defined(session.recordings[0], 'recording');

async function started(file: File): Promise<OpenDossier> {
  await door.unlock(DIRECTEUR);
  const now = Date.now();
  const { session } = await door.create(
    {
      ...{ service: 'S', procedureNumber: '2026/1', framework: 'FLAGRANCE', organisedCrime: false },
      flagranceFrom: instant(now - 3_600_000),
      facts: { qualification: 'Vol', natinf: '', placeAndDate: 'Lyon' },
    },
    false,
  );
  const authorisation: Omit<Authorisation, 'recordedAt'> = {
    form: 'REPUTEE_ACQUISE',
    ...{ at: instant(now - 3_600_000), confirmedAt: undefined, noContraryDecision: true },
    magistrate: { quality: 'PROCUREUR', name: '', court: '' },
    reference: '',
    scope: { from: undefined, to: undefined, classes: CLASS_NAMES, zones: [] },
  };
  await session.command({ kind: 'authorise', authorisation });
  await session.attach([file]);
  await session.command({ kind: 'start-session', clockGapMs: 0 });
  await provenance(session);
  return session;
}

function provenance(session: OpenDossier): Promise<unknown> {
  return session.command({
    kind: 'set-provenance',
    recordingId: state(session).id,
    provenance: {
      ...{ obtention: 'REQUISITION_60_1', reference: 'PV 4', holder: 'Syndic', obtainedOn: day('2026-03-10') },
      ...{ camera: 'Hall', place: 'Rue Z', startsAt: undefined, clockOffsetMs: undefined, clockOffsetSource: '' },
    },
  });
}

const ended = (session: OpenDossier): Promise<void> =>
  vi.waitFor(
    () => {
      const { phase, alerts } = state(session);
      expect({ phase, errors: alerts.filter(({ severity }) => severity === 'error') }).toEqual({
        phase: 'done',
        errors: [],
      });
    },
    { timeout: 90_000, interval: 50 },
  );

async function exported(session: OpenDossier): Promise<unknown> {
  const { tracks } = JSON.parse(await (await session.exportResults(state(session).id, 'PV 12')).text()) as {
    tracks: unknown;
  };
  return { tracks, coverage: state(session).coverage };
}

/** The tab dies without a word: its workers with it. */
function kill(): void {
  door[Symbol.dispose]();
  door = openDossierDoor();
}

describe('a dossier in Chromium', () => {
  it('is analysed, closed, and opened again with its results', { timeout: 180_000 }, async () => {
    const file = await openFootage('baseline-160.mp4');
    const session = await started(file);
    await ended(session);
    const before = await exported(session);
    const { tracks } = state(session);
    expect(tracks.length).toBeGreaterThan(0);
    await session.close();
    kill();
    await door.unlock(DIRECTEUR);
    const again = await door.open(session.caseId, undefined);
    expect([...state(again).tracks]).toEqual([...tracks]);
    expect(await exported(again)).toEqual(before);
    await expect(again.openReader(state(again).id)).rejects.toMatchObject({ code: 'FILE_ABSENT' });
    await again.attach([file]);
    using reader = await again.openReader(state(again).id);
    (await reader.frameAt(1)).close();
    const { bestOrdinal } = defined(tracks.at(0), 'track');
    const still = await createImageBitmap(await again.exportStill(state(again).id, bestOrdinal, 'PV 12'));
    expect(still.width).toBe(defined(state(again).media, 'media').width);
    const { event } = defined((await again.readJournal()).at(-1), 'entry');
    expect(event).toMatchObject({ kind: 'still-exported', ordinal: bestOrdinal });
    expect(event['masked']).toContain(defined(tracks.at(0), 'track').id);
    expect(again.journalFault).toBeUndefined();
    expect((await indexedDB.databases()).map(({ name }) => name)).toContain(`derush-${session.caseId}`);
  });

  it('goes on to the same objects after its tab died three times in the middle', { timeout: 240_000 }, async () => {
    const file = await openFootage('baseline-160.mp4');
    const whole = await started(file);
    await ended(whole);
    const expected = await exported(whole);
    await whole.close();
    let session = await started(file);
    for (const frames of KILLS) {
      await vi.waitFor(
        () => {
          expect(state(session).progress?.framesDone ?? 0).toBeGreaterThanOrEqual(frames);
        },
        { timeout: 60_000, interval: 10 },
      );
      const { caseId } = session;
      kill();
      await door.unlock(DIRECTEUR);
      session = await door.open(caseId, undefined);
      expect(session.journalFault).toBeUndefined();
      await session.attach([file]);
      await session.command({ kind: 'start-session', clockGapMs: 0 });
    }
    await ended(session);
    expect(session.file.sessions).toMatchObject([
      { number: 1 },
      { number: 2 },
      { number: 3 },
      { number: 4, to: undefined },
    ]);
    expect(await exported(session)).toEqual(expected);
  });
});
