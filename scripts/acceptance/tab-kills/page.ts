// One life of a tab: the real services open the dossier, look at everything in it, and write until the analysis ends
// or the tab is killed.

import { openDossierDoor, type VaultDoor } from '../../../src/services/dossier-door.ts';
import type { OpenDossier } from '../../../src/services/dossier-session.ts';
import type { RecordingState } from '../../../src/contracts/session.ts';
import { keepErrorCodes } from '../../../src/contracts/worker-border.ts';
import { caseId } from '../../../src/domain/ids.ts';
import { authorisation, caseFacts, CONTROL_PASSPHRASE, DIRECTOR, provenance, RECORD, REFERENT } from './people.ts';
import type { Ended, Life, Told } from './told.ts';

/** Between two writes, so that the analysis is not starved. */
const PAUSE_MS = 40;
const REFERENCE = /^PV (\d+)$/;

function tell(told: Told): Promise<void> {
  const binding: unknown = Reflect.get(globalThis, 'derushTold');
  return typeof binding === 'function'
    ? (Reflect.apply(binding, undefined, [told]) as Promise<void>)
    : Promise.resolve();
}

function mustBe(isSo: boolean, what: string): void {
  if (!isSo) {
    throw new Error(what);
  }
}

async function install(): Promise<void> {
  using door = openDossierDoor();
  await door.install(RECORD, REFERENT, CONTROL_PASSPHRASE);
  await door.addUser(DIRECTOR);
  await door.lock();
}

async function live({ finished, written }: Life): Promise<Ended> {
  const door = openDossierDoor();
  await verify(door, finished);
  await tell({ kind: 'verified' });
  const { cases } = await door.unlock(DIRECTOR);
  const known = cases.find(({ id }) => !finished.includes(id));
  const session =
    known === undefined ? (await door.create(caseFacts(), false)).session : await door.open(known.id, undefined);
  await tell({ kind: 'opened', caseId: session.caseId });
  mustBe(session.journalFault === undefined, `journal: ${JSON.stringify(session.journalFault)}`);
  const count = lastWrite(session);
  mustBe(count === written || count === written + 1, `${count} writes found, ${written} acknowledged`);
  await readAll(session, false);
  await begin(session);
  await writeUntilEnd(session, count);
  await readAll(session, true);
  const [{ id }] = only(session);
  return { caseId: session.caseId, results: await (await session.exportResults(id, 'PV 12')).text() };
}

/** The référent may read every journal: the installation's and those of all cases that go on. */
async function verify(door: VaultDoor, finished: readonly string[]): Promise<void> {
  const { cases } = await door.status();
  await door.unlock(REFERENT);
  const going = cases.filter(({ id }) => !finished.includes(id)).map(({ id }) => caseId(id));
  for (const chain of ['installation', ...going] as const) {
    const { account } = await door.journal(chain);
    mustBe(account.firstBreak === undefined, `journal of ${chain}: ${JSON.stringify(account.firstBreak)}`);
  }
  await door.lock();
}

/** Number of the last write that the store holds: each one says its own. */
function lastWrite({ file, decisions }: OpenDossier): number {
  const texts = [
    ...file.recordings.map((recording) => recording.provenance?.reference ?? ''),
    ...[...decisions.values()].map(({ finding }) => finding),
  ];
  return Math.max(0, ...texts.map((text) => Number(REFERENCE.exec(text)?.[1] ?? 0)));
}

/**
 * Everything that is stored opens and fits together: nothing is there by half. `isWhole`: its analysis has ended; before
 * that an object may be known whose first boxes can still change, and are not stored yet.
 */
async function readAll(session: OpenDossier, isWhole: boolean): Promise<void> {
  const tracks = session.recordings.flatMap(({ tracks: listed }) => [...listed]);
  for (const track of tracks) {
    const ordinals = (await session.observations(track.id)).map(({ ordinal }) => ordinal);
    mustBe(!isWhole || ordinals.length > 0, `${track.pseudonym} has no box`);
    mustBe(
      ordinals.every((ordinal, i) => i === 0 || ordinal > (ordinals[i - 1] ?? 0)),
      `${track.pseudonym} is out of order`,
    );
    await session.evidence(track.id);
    const crop = await session.crop(track.id);
    if (crop !== undefined) {
      (await createImageBitmap(crop)).close();
    }
  }
  const known = new Set(tracks.map(({ id }) => id));
  for (const id of session.decisions.keys()) {
    mustBe(known.has(id), `a decision about the object ${id}, which is not there`);
  }
}

async function begin(session: OpenDossier): Promise<void> {
  if (session.file.authorisations.length === 0) {
    await session.command({ kind: 'authorise', authorisation: authorisation() });
  }
  const file = document.querySelector('input')?.files?.[0];
  mustBe(file !== undefined, 'no footage was given');
  await session.attach(file === undefined ? [] : [file]);
  await session.command({ kind: 'start-session', clockGapMs: 0 });
}

function only(session: OpenDossier): readonly [RecordingState] {
  const [recording, ...more] = session.recordings;
  if (recording === undefined || more.length > 0) {
    throw new Error(`${session.recordings.length} recordings for one file`);
  }
  return [recording];
}

async function writeUntilEnd(session: OpenDossier, from: number): Promise<void> {
  for (let count = from + 1; ; count += 1) {
    const [{ id, phase, tracks, alerts }] = only(session);
    if (phase === 'done') {
      return;
    }
    mustBe(phase !== 'failed' && phase !== 'cancelled', `${phase}: ${alerts.map(({ code }) => code).join(', ')}`);
    const track = tracks.at(count % Math.max(1, tracks.length));
    const text = `PV ${count}`;
    await (track === undefined || count % 2 === 0
      ? session.command({ kind: 'set-provenance', recordingId: id, provenance: provenance(text) })
      : session.review({ kind: 'retain', track: track.id, finding: text, appreciation: '' }));
    await tell({ kind: 'written', count });
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

keepErrorCodes();
Reflect.set(globalThis, 'derushTab', { install, live });
