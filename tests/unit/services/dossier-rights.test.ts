// The matrix of rights through the services, cell by cell, and the journal in front of every operation.

import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { defined } from '../../../src/base/assert.ts';
import { AppError } from '../../../src/contracts/errors.ts';
import type { TrackId } from '../../../src/domain/ids.ts';
import { cellOf, RANKS, type Action, type Rank } from '../../../src/domain/law/rights.ts';
import { day } from '../../../src/domain/time/instant.ts';
import type { OpenDossier } from '../../../src/services/dossier-session.ts';
import { Registry } from '../../../src/storage/registry.ts';
import { someFacts } from '../../builders/dossier.ts';
import { Desk, film, recording, spawnFake, type ShapeParts } from '../../builders/open-dossier.ts';
import { DIRECTEUR, ENQUETEUR, REFERENT } from '../../builders/vault.ts';

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
const target = ({ session }: Tried): TrackId => defined(recording(session).tracks[1], 'track').id;

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
  import: ({ session }) => session.attach([film('new', 'new.mp4')]),
  analyse: ({ session }) => session.command({ kind: 'end-session' }),
  consult: ({ session, track }) => session.crop(track),
  review: ({ session, track }) => session.review({ kind: 'retain', track, finding: 'vu', appreciation: '' }),
  export: ({ session }) => session.exportResults(recording(session).id),
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

/** A dossier with results and its enquêteur, opened by somebody of this rank; `undefined`: they cannot open it. */
async function openedBy(rank: Rank): Promise<Tried | undefined> {
  const made = await desk.analysed();
  const users = await desk.door.users();
  const enqueteur = defined(
    users.find(({ role }) => role === 'ENQUETEUR'),
    'enquêteur',
  );
  await made.command({ kind: 'list-user', user: enqueteur });
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
function isAllowed(rank: Rank, action: Action): boolean {
  const cell = cellOf(rank, action);
  return ['yes', 'this-case', 'own-entries', 'control-key'].includes(cell) || cell === 'by-nature';
}

describe('L17 the matrix of rights through the services', () => {
  for (const rank of RANKS) {
    it(`L17 lets ${rank} do what its cells say, and nothing else`, { timeout: 120_000 }, async () => {
      const tried = await openedBy(rank);
      for (const [name, act] of Object.entries(TRIES)) {
        const action = name as Action;
        const outcome =
          tried === undefined
            ? 'refused'
            : await act(tried).then(
                () => 'done',
                (error: unknown) => codeOf(error),
              );
        const expected = tried !== undefined && isAllowed(rank, action);
        // The last directeur is not delisted, and a dossier that is stopped is still there to be asked.
        const isDone = outcome === 'done' || outcome.includes('LAST_DIRECTOR');
        expect([rank, action, outcome, isDone]).toEqual([rank, action, outcome, expected]);
      }
    });
  }

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
    const track = defined(recording(session).tracks[0], 'track').id;
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

describe('L18 the journal', () => {
  /** Every operation that leaves a trace, and the entry that stands before it. */
  const OPERATIONS: readonly (readonly [string, (tried: Tried) => Promise<unknown>, object])[] = [
    ['observations', ({ session, track }) => session.observations(track), { kind: 'consulted' }],
    ['openReader', ({ session }) => session.openReader(recording(session).id), { kind: 'consulted' }],
    ['exportResults', ({ session }) => session.exportResults(recording(session).id), { kind: 'results-exported' }],
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
