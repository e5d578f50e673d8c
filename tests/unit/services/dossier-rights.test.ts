// The matrix of rights through the services, cell by cell, and the journal in front of every operation.

import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { defined } from '../../../src/base/assert.ts';
import { AppError } from '../../../src/contracts/errors.ts';
import type { SynopsisOrder } from '../../../src/contracts/synopsis-export.ts';
import type { TrackId } from '../../../src/domain/ids.ts';
import { ACTIONS, cellOf, RANKS, type Action, type Rank } from '../../../src/domain/law/rights.ts';
import { DATA_NATURES, type DataNature } from '../../../src/domain/law/enumerations.ts';
import type { ReviewCommand } from '../../../src/domain/case/commands.ts';
import { USUAL_DEMAND } from '../../../src/domain/synopsis/arrangement.ts';
import { tubesOf } from '../../../src/domain/synopsis/tubes.ts';
import { day } from '../../../src/domain/time/instant.ts';
import type { OpenDossier } from '../../../src/services/dossier-session.ts';
import { Registry } from '../../../src/storage/registry.ts';
import { anArrangement } from '../../builders/arrangements.ts';
import { anInstallation, someFacts } from '../../builders/dossier.ts';
import { Desk, film, recording, spawnFake, type ShapeParts } from '../../builders/open-dossier.ts';
import { passersBy } from '../../builders/tube-scene.ts';
import { DIRECTEUR, ENQUETEUR, REFERENT } from '../../builders/vault.ts';
import { seededRandom } from '../../reels/random.ts';

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
beforeEach(async () => {
  desk = await Desk.at(parts);
});
afterEach(() => {
  desk[Symbol.dispose]();
});

interface Tried {
  readonly session: OpenDossier;
  readonly track: TrackId;
}
const target = ({ session }: Tried): TrackId => defined(recording(session).tracks.at(1), 'track').id;

/** One operation of the session per action of the matrix that needs an open case. */
const TRIES: Readonly<Partial<Record<Action, (tried: Tried) => Promise<unknown>>>> = {
  create: ({ session }) =>
    session.command({
      kind: 'request-copy',
      request: {
        magistrate: { quality: 'PROCUREUR', name: 'Y', court: 'Lyon' },
        requestedOn: day('2026-03-10'),
        reference: 'cote 4',
      },
    }),
  issue: ({ session }) => session.issue('M1'),
  import: ({ session }) => session.attach([film('new', 'new.mp4')]),
  analyse: ({ session }) => session.command({ kind: 'end-session' }),
  consult: ({ session, track }) => session.crop(track),
  review: ({ session, track }) => session.review({ kind: 'retain', track, finding: 'vu', appreciation: '' }),
  'read-identities': ({ session }) =>
    session.links[0]?.identity === undefined ? Promise.reject(new AppError('RIGHT_REFUSED')) : Promise.resolve(),
  'write-identities': (tried) => tried.session.review(aLink(tried.session, 'Y')),
  export: ({ session }) => session.exportResults(recording(session).id, 'PV 12'),
  close: ({ session }) => session.command({ kind: 'close', event: 'CLASSEMENT', precision: '' }),
  'list-users': ({ session }) => session.command({ kind: 'delist-user', userId: session.user.profile.userId }),
  order: ({ session }) =>
    session.command({
      kind: 'order',
      order: { kind: 'COMPLETE', target: 'case/qualification', orderedOn: day('2026-03-10'), reference: 'S 1' },
    }),
  stop: ({ session }) => session.command({ kind: 'contrary-decision', on: day('2026-03-10'), reference: 'PV 9' }),
  'read-journal': ({ session }) => session.readJournal(),
  erase: ({ session }) => session.eraseNow(),
};

/** One operation of the door per action that needs no open case. */
const DOOR_TRIES: Readonly<Partial<Record<Action, () => Promise<unknown>>>> = {
  'control-file': () => desk.door.controlFile(),
  install: () => desk.door.setInstallation(anInstallation({ autoLockMinutes: 7 })),
  habilitate: () => desk.door.addUser({ ...ENQUETEUR, registrationNumber: '4000004' }),
};

/** What an enquêteur's habilitation opens in these tests, beside the one of all natures. */
const SOME: readonly DataNature[] = ['IMAGES_SOURCE', 'OBJETS'];

/** The nature of data that each of these is asked for, where the cell goes by nature. */
const NATURE_OF: Readonly<Partial<Record<Action, DataNature>>> = {
  consult: 'OBJETS',
  review: 'OBJETS',
  export: 'OBJETS',
  issue: 'RAPPORTS',
  'read-identities': 'IDENTITES',
  'write-identities': 'IDENTITES',
};

/** Two retained objects, brought together with somebody's name. */
function aLink(session: OpenDossier, text: string): ReviewCommand {
  const tracks = linked(session);
  const said = { ground: 'même sac', finding: 'vu', appreciation: '', category: 'TEMOIN' } as const;
  return { kind: 'link', tracks, ...said, identity: { text, source: 'PV 12' } };
}
const linked = (session: OpenDossier): readonly TrackId[] =>
  [...recording(session).tracks].slice(2, 4).map(({ id }) => id);

/** A dossier with results and its enquêteur, opened by somebody of this rank; `undefined`: they cannot open it. */
async function openedBy(rank: Rank, natures: readonly DataNature[]): Promise<Tried | undefined> {
  const made = await desk.analysed();
  const users = await desk.door.users();
  const enqueteur = defined(
    users.find(({ role }) => role === 'ENQUETEUR'),
    'enquêteur',
  );
  const habilitation = { ...enqueteur.habilitation, natures };
  await made.command({ kind: 'list-user', user: { ...enqueteur, habilitation } });
  for (const track of linked(made)) {
    await made.review({ kind: 'retain', track, finding: 'vu', appreciation: '' });
  }
  await made.review(aLink(made, 'X'));
  const track = target({ session: made } as Tried);
  const { caseId } = made;
  desk.reload();
  if (rank === 'ENQUETEUR' || rank === 'DIRECTEUR_ENQUETE' || rank === 'REFERENT') {
    await desk.door.unlock({ ENQUETEUR, DIRECTEUR_ENQUETE: DIRECTEUR, REFERENT }[rank]);
  } else {
    await desk.door.unlockControl({ ...desk.control, quality: rank });
  }
  const session = await desk.door.open(caseId, undefined).catch((error: unknown) => error);
  if (session instanceof AppError) {
    expect([rank, session.code]).toEqual(['REFERENT', 'RIGHT_REFUSED']);
    return undefined;
  }
  const tried = { session: session as OpenDossier, track };
  if (rank === 'DIRECTEUR_ENQUETE' || rank === 'ENQUETEUR') {
    await tried.session.command({ kind: 'start-session', clockGapMs: 0 });
  }
  return tried;
}

/** What the cell lets happen here: an open case, in use, neither closed nor ordered away nor expired. */
function isAllowed(rank: Rank, action: Action, natures: readonly DataNature[]): boolean {
  const cell = cellOf(rank, action);
  const nature = NATURE_OF[action];
  const isOpened = cell === 'by-nature' && nature !== undefined && natures.includes(nature);
  return isOpened || ['yes', 'this-case', 'own-entries', 'control-key'].includes(cell);
}

/** How an attempt ended; what the law still lacks for it comes after the right, and says that the right is there. */
async function outcomeOf(attempt: Promise<unknown>): Promise<string> {
  const outcome = await attempt.then(() => 'done', codeOf);
  return /^LAW_REFUSED .*(REPORT|LAST_DIRECTOR)/.test(outcome) ? 'done' : outcome;
}

describe('L17 the matrix of rights through the services', () => {
  const people = RANKS.map((rank) => [rank, SOME] as const);
  for (const [rank, natures] of [...people, ['ENQUETEUR', DATA_NATURES] as const]) {
    const name = `L17 lets ${rank} do what its cells say, and nothing else, habilitated for ${natures.join(', ')}`;
    it(name, { timeout: 120_000 }, async () => {
      const tried = await openedBy(rank, natures);
      for (const [key, act] of Object.entries(DOOR_TRIES)) {
        const action = key as Action;
        const outcome = await outcomeOf(act());
        expect([rank, action, outcome, outcome === 'done']).toEqual([
          ...[rank, action, outcome],
          isAllowed(rank, action, natures),
        ]);
      }
      for (const [key, act] of Object.entries(TRIES)) {
        const action = key as Action;
        const outcome = tried === undefined ? 'refused' : await outcomeOf(act(tried));
        const expected = tried !== undefined && isAllowed(rank, action, natures);
        expect([rank, action, outcome, outcome === 'done']).toEqual([rank, action, outcome, expected]);
      }
    });
  }

  it('L17 arranges no object for somebody who may not see objects', async () => {
    const { session } = defined(await openedBy('ENQUETEUR', ['IMAGES_SOURCE']), 'dossier');
    const arranging = session.arrange(passersBy(2, 10, seededRandom(1)), USUAL_DEMAND);
    await expect(arranging).rejects.toMatchObject({ code: 'RIGHT_REFUSED' });
  });

  it('L17 leaves no cell of the matrix untried', () => {
    const tried = [...Object.keys(TRIES), ...Object.keys(DOOR_TRIES), 'open-case'];
    expect(new Set(tried)).toEqual(new Set(ACTIONS));
  });

  it('L17 gives no case to somebody who is not listed on it, whatever their role', async () => {
    const session = await desk.analysed();
    desk.reload();
    await desk.door.unlock(ENQUETEUR);
    await expect(desk.door.open(session.caseId, undefined)).rejects.toMatchObject({ code: 'RIGHT_REFUSED' });
    await expect(desk.door.create(someFacts(), false)).rejects.toMatchObject({ code: 'RIGHT_REFUSED' });
  });

  it('L27 leaves every object proposed until a person with the right decides', async () => {
    const session = await desk.analysed();
    expect(session.decisions.size).toBe(0);
    const track = defined(recording(session).tracks.at(0), 'track').id;
    const unfounded = session.review({ kind: 'dismiss', track, motive: 'AUTRE', finding: ' ' });
    await expect(unfounded).rejects.toMatchObject({ facts: { missing: 'FINDING' } });
    expect(session.decisions.size).toBe(0);
    await session.review({ kind: 'retain', track, finding: 'vu', appreciation: '' });
    expect(session.decisions.get(track)).toMatchObject({ by: session.user.profile.userId, state: 'RETAINED' });
  });
});

function codeOf(error: unknown): string {
  return error instanceof AppError ? `${error.code} ${String(error.facts['missing'] ?? '')}` : String(error);
}

/** Refused before anything of it is read. */
const NO_SYNOPSIS: SynopsisOrder = {
  arrangement: anArrangement(tubesOf([])),
  ...{ demand: USUAL_DEMAND, owners: [], scene: { name: '', isClocked: false } },
  ...{ criteria: [], timeZone: 'UTC', fileName: 'essai' },
};

describe('L18 the journal', () => {
  /** Every operation that leaves a trace, and the entry that stands before it. */
  const OPERATIONS: readonly (readonly [string, (tried: Tried) => Promise<unknown>, object])[] = [
    ['observations', ({ session, track }) => session.observations(track), { kind: 'consulted' }],
    [
      'evidence',
      ({ session }) => session.evidence(defined(recording(session).tracks.at(5), 'track').id),
      { kind: 'consulted' },
    ],
    ['noteSearch', ({ session }) => session.noteSearch(['class:person'], 3), { kind: 'searched', hits: 3 }],
    ['openReader', ({ session }) => session.openReader(recording(session).id), { kind: 'consulted' }],
    [
      'exportResults',
      ({ session }) => session.exportResults(recording(session).id, 'PV 12'),
      { kind: 'results-exported' },
    ],
    ['retain', TRIES.review ?? (() => Promise.reject(new Error())), { kind: 'reviewed', command: 'retain' }],
    [
      'attach',
      ({ session }) => session.attach([film('n', 'n.mp4')]),
      { kind: 'case-command', command: 'add-recording' },
    ],
    ['command', ({ session }) => session.command({ kind: 'end-session' }), { kind: 'case-command' }],
    ['order', TRIES.order ?? (() => Promise.reject(new Error())), { kind: 'case-command', command: 'order' }],
  ];

  it('L18 has an entry before each operation', async () => {
    const session = await desk.analysed();
    const tried = { session, track: target({ session } as Tried) };
    for (const [name, operate, event] of OPERATIONS) {
      const before = session.journal.length;
      await operate(tried);
      const written = session.journal.slice(before).map((entry) => entry.event);
      expect([name, written]).toEqual([name, expect.arrayContaining([expect.objectContaining(event)])]);
    }
    const entries = await session.readJournal();
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
  });

  it('L18 has one entry for each object and recording looked at, and the motive of an export', async () => {
    const session = await desk.analysed();
    const { id, tracks } = recording(session);
    const track = defined(tracks.at(0), 'track').id;
    const look = async (): Promise<void> => {
      await session.observations(track);
      await session.evidence(track);
      (await session.openReader(id))[Symbol.dispose]();
    };
    await look();
    await look();
    await session.exportResults(id, 'joint au PV 12');
    const entries = await session.readJournal();
    const looked = entries.filter(({ event }) => event.kind === 'consulted').map(({ event }) => event['target']);
    expect(looked).toEqual([track, id]);
    expect(entries.at(-1)).toMatchObject({ event: { kind: 'results-exported' }, motive: 'joint au PV 12' });
  });

  it('L18 says why something left the case, or it does not leave', async () => {
    const session = await desk.analysed();
    const { id } = recording(session);
    for (const motive of [undefined, '', '  ']) {
      await expect(session.exportResults(id, motive)).rejects.toMatchObject({ facts: { missing: 'MOTIVE' } });
      await expect(session.exportStill(id, 1, motive)).rejects.toMatchObject({ facts: { missing: 'MOTIVE' } });
      const printed = session.printFigures({ recordings: 1, objects: 8 }, motive);
      await expect(printed).rejects.toMatchObject({ facts: { missing: 'MOTIVE' } });
      const watch = { onProgress: () => undefined, signal: new AbortController().signal };
      const filmed = session.exportSynopsis(NO_SYNOPSIS, watch, motive);
      await expect(filmed).rejects.toMatchObject({ facts: { missing: 'MOTIVE' } });
    }
    const left = async () =>
      (await session.readJournal()).filter(({ event }) => /-(exported|printed)$/.test(event.kind));
    expect(await left()).toEqual([]);
    await session.printFigures({ recordings: 1, objects: 8 }, 'réunion du 12');
    expect(await left()).toMatchObject([
      { event: { kind: 'figures-printed', recordings: 1, objects: 8 }, motive: 'réunion du 12' },
    ]);
  });

  it('L18 that cannot be written stops the operation', async () => {
    const made = await desk.analysed();
    await made.close();
    let isFull = false;
    const registry = new Registry(desk.machine.name);
    const filling = new Proxy(registry, {
      get: (of, name) => {
        if (name === 'addEntry' && isFull) {
          return () => Promise.reject(new AppError('STORAGE_FULL'));
        }
        const value: unknown = Reflect.get(of, name);
        return typeof value === 'function' ? (value.bind(of) as unknown) : value;
      },
    });
    desk.reload({ registry: filling });
    await desk.door.unlock(DIRECTEUR);
    const session = await desk.door.open(made.caseId, undefined);
    await session.command({ kind: 'start-session', clockGapMs: 0 });
    const tried = { session, track: target({ session } as Tried) };
    const { file } = session;
    isFull = true;
    for (const [name, operate] of OPERATIONS) {
      const outcome = await operate(tried).then(() => 'done', codeOf);
      expect([name, outcome]).toEqual([name, expect.stringContaining('STORAGE_FULL')]);
    }
    expect(session.file).toEqual(file);
    expect(session.decisions.size).toBe(0);
    expect(session.recordings).toHaveLength(1);
    await expect(session.close()).rejects.toMatchObject({ code: 'STORAGE_FULL' });
  });

  it('L18 says with which file it was before and after each command', async () => {
    const session = await desk.analysed();
    const events = (await session.readJournal()).map(({ event }) => event);
    const commands = events.filter(({ kind }) => kind === 'case-command');
    expect(commands.length).toBeGreaterThan(4);
    commands.slice(1).forEach((event, index) => {
      expect(event['before']).toBe(commands[index]?.['after']);
    });
  });

  it('L18 that was tampered with is named when the dossier is opened, and reported', async () => {
    const made = await desk.analysed();
    await made.close();
    const registry = new Registry(desk.machine.name);
    const rows = await registry.entries(made.caseId);
    const removed = defined(rows[2], 'entry');
    const cut = new Proxy(registry, {
      get: (of, name) => {
        if (name === 'entries') {
          return async (chain: string) => (await of.entries(chain)).filter(({ id }) => id !== removed.id);
        }
        const value: unknown = Reflect.get(of, name);
        return typeof value === 'function' ? (value.bind(of) as unknown) : value;
      },
    });
    desk.reload({ registry: cut });
    await desk.door.unlock(DIRECTEUR);
    const session = await desk.door.open(made.caseId, undefined);
    expect(session.journalFault).toMatchObject({ code: 'MISSING', seq: 3, to: 3 });
    expect(session.journal.map(({ event }) => event)).toContainEqual({
      kind: 'integrity-alert',
      code: 'JOURNAL_BROKEN',
    });
  });
});
