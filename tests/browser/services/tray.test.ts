// The tray of a real dossier in Chromium: there after the lock, the closing and the next opening; its ticked pictures
// stand in the report, masked.

import Dexie from 'dexie';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';

import AnalysisWorker from '../../../workers/analysis.worker.ts?worker';
import ReaderWorker from '../../../workers/reader.worker.ts?worker';
import VaultWorker from '../../../workers/vault.worker.ts?worker';
import { defined } from '../../../src/base/assert.ts';
import type { InstallationRecord, NewUser } from '../../../src/contracts/vault.ts';
import type { RecordingState } from '../../../src/contracts/session.ts';
import type { Authorisation } from '../../../src/domain/case/case-file.ts';
import type { TrayContent } from '../../../src/domain/case/tray.ts';
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

const SOFTWARE = { name: 'Dérush', version: '1', build: 'ab'.repeat(32) };

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
  door = openDossierDoor({ software: SOFTWARE });
});
afterEach(() => {
  door[Symbol.dispose]();
});

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

/** Its spaces, unbreakable or not, as one types them. */
const textOf = (element: Element | null | undefined): string => (element?.textContent ?? '').replaceAll(/\s+/g, ' ');

const still = (session: OpenDossier, ordinal: number, last = ordinal): TrayContent => {
  const { id, table } = state(session);
  const frame = (at: number): TrayContent['first'] => ({ ordinal: at, us: defined(table?.us[at - 1], 'time') });
  const [first, end] = [frame(ordinal), frame(last)];
  return { kind: ordinal === last ? 'still' : 'clip', recording: id, first, last: end, track: undefined };
};

it(
  'L06 comes back after the lock and the next opening, and carries its ticked pictures into the report',
  { timeout: 180_000 },
  async () => {
    const file = await openFootage('baseline-160.mp4');
    const session = await started(file);
    await ended(session);
    const { bestOrdinal, pseudonym, id: track, bestUs } = defined(state(session).tracks.at(0), 'track');
    const put = (content: TrayContent): Promise<string> => session.trayCommand({ kind: 'add', content });
    const frame = { ordinal: bestOrdinal, us: bestUs };
    const kept = await put(still(session, bestOrdinal));
    await put(still(session, 1));
    const clip = await put(still(session, 10, 35));
    const object = await put({ kind: 'object', recording: state(session).id, first: frame, last: frame, track });
    for (const id of [kept, clip, object]) {
      await session.trayCommand({ kind: 'comment', id, finding: 'Traverse le hall.', appreciation: '' });
      await session.trayCommand({ kind: 'tick', id, inReport: true });
    }
    await session.trayCommand({ kind: 'move', id: clip, place: 0 });
    const { tray } = session;
    await session.lock();
    expect(session.tray).toEqual([]);
    await session.unlock(DIRECTEUR);
    expect(session.tray).toEqual(tray);
    await session.close();
    door[Symbol.dispose]();
    door = openDossierDoor({ software: SOFTWARE });
    await door.unlock(DIRECTEUR);
    const again = await door.open(session.caseId, undefined);
    expect(again.tray).toEqual(tray);
    await again.attach([file]);

    const issued = await again.issue('REPORT');
    const page = new DOMParser().parseFromString(issued.html, 'text/html');
    const figures = [...page.querySelectorAll('figure')];
    expect(figures.map((figure) => textOf(figure.previousElementSibling))).toEqual([
      'Élément 1 : extrait',
      'Élément 2 : image',
      `Élément 3 : objet ${pseudonym}`,
    ]);
    const [ofClip, ofStill, ofObject] = figures;
    expect(textOf(ofClip)).toMatch(/Première imagen° 10, PTS .*Dernière imagen° 35, PTS /);
    expect(textOf(ofStill)).toContain(`n° ${bestOrdinal}, PTS ${bestUs} µs`);
    expect(textOf(ofStill)).toContain(`SHA-256 ${defined(state(again).sha256, 'hash')}`);
    // Nobody retained the object that is on it.
    expect(textOf(ofStill)).toMatch(/[1-9]\d* objets? masqués?/);
    expect(textOf(ofObject)).toMatch(/non retenu : masqué/);
    const source = defined(ofStill?.querySelector('img')?.getAttribute('src'), 'picture');
    const bitmap = await createImageBitmap(await (await fetch(source)).blob());
    const { width, height } = defined(state(again).media, 'media');
    expect(bitmap.width / bitmap.height).toBeCloseTo(width / height, 2);
    expect((await again.pdf(issued)).size).toBeGreaterThan(10_000);
    await again.close();
  },
);
