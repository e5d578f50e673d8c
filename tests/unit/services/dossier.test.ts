// A dossier through its services: a real vault and a real store; workers that decode nothing.

import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { defined } from '../../../src/base/assert.ts';
import { day, instant } from '../../../src/domain/time/instant.ts';
import { caseDatabaseName } from '../../../src/storage/erase-database.ts';
import { aProvenance, someFacts } from '../../builders/dossier.ts';
import { Desk, film, reach, recording, spawnFake, type ShapeParts } from '../../builders/open-dossier.ts';
import { DAY_MS, DIRECTEUR, ENQUETEUR, failing, NOW } from '../../builders/vault.ts';

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

/** A warning of an analysis. */
const CUT = { code: 'DATA_MISSING', severity: 'warning', facts: { read: 40 } } as const;

let desk: Desk;
beforeEach(async () => {
  desk = await Desk.at(parts);
});
afterEach(() => {
  desk[Symbol.dispose]();
});

describe('a dossier', () => {
  it('keeps its results, pseudonyms and coverage from one opening to the next', async () => {
    const before = await desk.analysed();
    const { tracks, coverage, settings, table, sha256, result } = recording(before);
    expect([...tracks].map(({ pseudonym }) => pseudonym)).toContain('P-0001');
    await before.close();
    const after = await desk.reopen(before);
    expect(recording(after)).toMatchObject({ phase: 'done', coverage, settings, table, sha256 });
    expect([...recording(after).tracks]).toEqual([...tracks]);
    expect(recording(after).result).toMatchObject({ framesDecoded: result?.framesDecoded, tracks: result?.tracks });
    const track = defined(tracks.at(0), 'track').id;
    expect(await after.observations(track)).toHaveLength(2);
    expect(await after.crop(track)).toBeInstanceOf(Blob);
    expect(after.detached).toEqual(new Set([recording(after).id]));
  });

  it('says of a recording which camera filmed it, and when, as its provenance does, whenever that changes', async () => {
    const before = await desk.aDossier();
    const { id } = recording(before);
    const provenance = { ...aProvenance(), camera: 'Quai 2', startsAt: instant(NOW - DAY_MS), clockOffsetMs: -192_000 };
    await before.command({ kind: 'set-provenance', recordingId: id, provenance });
    const place = { camera: 'Quai 2', startsAt: NOW - DAY_MS, clockOffsetMs: -192_000 };
    expect(recording(before).place).toEqual(place);
    expect(() => {
      before.setPlace(id);
    }).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
    const after = await desk.reopen(before);
    expect(recording(after).place).toEqual(place);
  });

  it('goes on with an analysis that a dead tab left, once its file is given again', async () => {
    desk.analysis.stopsAfter = 2;
    const before = await desk.aDossier();
    await vi.waitFor(() => {
      expect(recording(before).tracks).toHaveLength(4);
    });
    const { tracks } = recording(before);
    desk.analysis.stopsAfter = undefined;
    const after = await desk.reopen(before);
    expect(recording(after).phase).toBe('waiting');
    expect([...recording(after).tracks]).toEqual([...tracks]);
    expect(after.file.sessions).toMatchObject([{ number: 1, to: NOW }]);
    await after.attach([film()]);
    expect(after.detached.size).toBe(0);
    await after.command({ kind: 'start-session', clockGapMs: 0 });
    await reach(after, 'done');
    expect(recording(after).tracks).toHaveLength(8);
    expect([...recording(after).tracks].slice(0, 4)).toEqual([...tracks]);
  });

  it('keeps totals and warnings of an analysis whose tab died between its last commit and its end', async () => {
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

  it('tells the warnings of an analysis once when the page did hear its end', async () => {
    desk.analysis.alerts = [CUT];
    const before = await desk.aDossier();
    await vi.waitFor(() => {
      expect(recording(before).phase).toBe('done');
    });
    await before.close();
    expect(recording(await desk.reopen(before)).alerts).toEqual([CUT]);
  });

  it('L08 refuses another file under the name of a recording, before any decoding', async () => {
    const before = await desk.analysed();
    await before.close();
    const after = await desk.reopen(before);
    await expect(after.attach([film('fi1m')])).rejects.toEqual(failing('FILE_MISMATCH'));
    await expect(after.attach([film('a film')])).rejects.toEqual(failing('FILE_MISMATCH'));
    expect(after.recordings).toHaveLength(1);
    expect(after.detached.size).toBe(1);
  });

  it('refuses to import and to analyse with the codes of what is missing', async () => {
    await desk.door.unlock(DIRECTEUR);
    const { session } = await desk.door.create(someFacts(), false);
    expect(session.missing('import')).toEqual(['AUTHORISATION']);
    await expect(session.attach([film()])).rejects.toMatchObject({
      code: 'LAW_REFUSED',
      facts: { missing: 'AUTHORISATION' },
    });
    expect(session.recordings).toEqual([]);
    expect(session.journal.at(-1)?.event).toMatchObject({ kind: 'command-refused', missing: ['AUTHORISATION'] });
  });

  it('L08 reads not one byte without provenance, and analyses nothing outside of a session of use', async () => {
    const session = await desk.aDossier();
    await reach(session, 'done');
    await session.command({ kind: 'end-session' });
    await session.attach([film('second', 'two.mp4')]);
    const second = recording(session, 1);
    expect(second).toMatchObject({ phase: 'waiting', sha256: undefined });
    await session.command({ kind: 'set-provenance', recordingId: second.id, provenance: aProvenance() });
    expect(recording(session, 1)).toMatchObject({ phase: 'waiting', sha256: undefined });
    expect(session.missing('analyse')).toEqual(['RECORDING_HASH', 'SESSION']);
    await session.command({ kind: 'start-session', clockGapMs: undefined });
    await vi.waitFor(() => {
      expect(recording(session, 1).phase).toBe('done');
    });
    expect(desk.analysis.jobs).toHaveLength(2);
  });

  it('hands the worker a permit and no key', async () => {
    await desk.analysed();
    const [job] = desk.analysis.jobs;
    expect(job?.grant.kind).toBe('port');
    expect(job?.licence).toMatchObject({ kind: 'dossier', permit: { recordingId: job?.recordingId } });
  });

  it('L29 hands the worker the zones that were drawn before the analysis began', async () => {
    const session = await desk.analysed();
    await session.attach([film('second', 'two.mp4')]);
    const { id } = recording(session, 1);
    const scope = defined(session.file.authorisations.at(-1), 'authorisation').scope;
    const { camera } = aProvenance();
    const polygon = [
      { x: 0, y: 0 },
      { x: 0.5, y: 0 },
      { x: 0.5, y: 1 },
    ];
    await session.command({ kind: 'set-scope', scope: { ...scope, zones: [{ camera, polygon }] } });
    await session.command({ kind: 'set-provenance', recordingId: id, provenance: aProvenance() });
    await vi.waitFor(() => {
      expect(recording(session, 1).phase).toBe('done');
    });
    const zones = desk.analysis.jobs.map(({ licence }) =>
      licence.kind === 'dossier' ? licence.permit.authorisation.scope.zones : undefined,
    );
    expect(zones).toEqual([[], [{ camera, polygon }]]);
  });

  it('purges what was dismissed when it is closed, and shows it no more', async () => {
    const before = await desk.analysed();
    const [first, second, third] = recording(before).tracks;
    const [one, two, three] = [first, second, third].map((track) => defined(track, 'track').id);
    await before.review({ kind: 'dismiss', track: defined(one, '1'), motive: 'SANS_RAPPORT', finding: '' });
    await before.review({ kind: 'dismiss', track: defined(two, '2'), motive: 'DOUBLON', finding: '' });
    await before.review({ kind: 'undo', track: defined(two, '2') });
    await before.review({ kind: 'retain', track: defined(three, '3'), finding: 'de dos', appreciation: '' });
    expect(before.dismissedCount).toBe(1);
    await before.close();
    const after = await desk.reopen(before);
    expect([...recording(after).tracks].map(({ id }) => id)).not.toContain(one);
    expect(recording(after).tracks).toHaveLength(7);
    expect([...after.decisions.values()]).toMatchObject([{ track: three, state: 'RETAINED', finding: 'de dos' }]);
    const database = await new Dexie(caseDatabaseName(after.caseId)).open();
    expect(await database.table('crops').count()).toBe(7);
    database.close();
    expect((await after.readJournal()).map(({ event }) => event)).toContainEqual({
      kind: 'dismissed-purged',
      tracks: 1,
    });
  });

  it('keeps links and the identity that was typed, which only some may read', async () => {
    const session = await desk.analysed();
    const tracks = [...recording(session).tracks].slice(0, 2).map(({ id }) => id);
    for (const track of tracks) {
      await session.review({ kind: 'retain', track, finding: 'vu', appreciation: '' });
    }
    const said = { ground: 'même sac', finding: 'vu', appreciation: '', category: 'TEMOIN' } as const;
    const identity = { text: 'X', source: 'PV 12' };
    await session.review({ kind: 'link', tracks, ...said, identity });
    const users = await desk.door.users();
    const user = defined(
      users.find(({ role }) => role === 'ENQUETEUR'),
      'enquêteur',
    );
    await session.command({ kind: 'list-user', user });
    await session.close();
    expect((await desk.reopen(session)).links).toMatchObject([{ tracks, identity }]);
    // A habilitation for pictures and objects.
    expect((await desk.reopen(session, ENQUETEUR)).links).toEqual([]);
  });

  it('stops everything on a contrary decision', async () => {
    desk.analysis.stopsAfter = 1;
    const cancel = vi.fn(() => Promise.resolve());
    parts.api.set('analysis', desk.analysis.with({ cancel }));
    const session = await desk.aDossier();
    await vi.waitFor(() => {
      expect(recording(session).tracks).toHaveLength(2);
    });
    await session.command({ kind: 'contrary-decision', on: day('2026-03-10'), reference: 'PV 9' });
    expect(cancel).toHaveBeenCalled();
    expect(session.file.state).toBe('SUSPENDED');
    await expect(session.attach([film('other', 'o.mp4')])).rejects.toMatchObject({
      facts: { missing: 'NEW_AUTHORISATION' },
    });
  });

  it('L15 hands over a certificate of the object and of the recording that were erased by order', async () => {
    const session = await desk.analysed();
    const { id, tracks } = recording(session);
    const track = defined(tracks.at(0), 'track');
    const erase = async (target: string): Promise<string> => {
      const order = { kind: 'ERASE' as const, target, orderedOn: day('2026-03-10'), reference: 'Soit-transmis 3' };
      const proof = defined(await session.command({ kind: 'order', order }), 'proof');
      expect(proof.account).toBe(undefined);
      const { event } = defined((await session.readJournal()).at(-1), 'entry');
      expect(event).toMatchObject({ kind: 'document-issued', sha256: proof.certificate.sha256 });
      return proof.certificate.text;
    };
    const ofTrack = await erase(`track/${track.id}`);
    expect(ofTrack).toContain(track.pseudonym);
    expect(ofTrack).toContain('Soit-transmis 3');
    expect([...recording(session).tracks].some((one) => one.id === track.id)).toBe(false);
    const { name } = recording(session);
    const ofRecording = await erase(`recording/${id}`);
    expect(ofRecording).toContain(session.file.procedureNumber);
    expect(ofRecording).not.toContain(name);
    expect(session.recordings).toEqual([]);
    expect(await session.command({ kind: 'end-session' })).toBe(undefined);
  });

  it('L11 is erased by order: keys, records and database gone, a certificate left', async () => {
    const session = await desk.analysed();
    await session.command({
      kind: 'order',
      order: { kind: 'ERASE', target: 'case/all', orderedOn: day('2026-03-10'), reference: 'Soit-transmis 3' },
    });
    expect(await Dexie.exists(caseDatabaseName(session.caseId))).toBe(false);
    expect((await desk.door.status()).cases).toEqual([]);
    const [kept] = await desk.door.certificates();
    expect(kept?.text).toContain('Soit-transmis 3');
    await expect(desk.door.open(session.caseId, undefined)).rejects.toEqual(failing('CASE_ERASED'));
  });

  it('L12 is out of reach at its deadline, to the second', async () => {
    const session = await desk.analysed();
    const deadline = Date.parse('2029-03-09T23:00:00Z');
    const track = defined(recording(session).tracks.at(0), 'track').id;
    desk.machine.now = deadline - 1000;
    expect(await session.crop(track)).toBeDefined();
    desk.machine.now = deadline;
    expect(recording(session).tracks).toHaveLength(0);
    await expect(session.crop(track)).rejects.toMatchObject({
      facts: { missing: 'DEADLINE_PASSED' },
    });
    const { caseId } = session;
    desk.reload();
    expect((await desk.door.status()).erasedNow).toEqual([caseId]);
  });

  it('can only be read while the clock stands before what was seen', async () => {
    const before = await desk.analysed();
    await before.close();
    desk.machine.now += DAY_MS;
    await (await desk.reopen(before)).close();
    desk.machine.now -= DAY_MS / 2;
    const after = await desk.reopen(before);
    expect(recording(after).tracks).toHaveLength(8);
    await expect(after.command({ kind: 'start-session', clockGapMs: 0 })).rejects.toEqual(failing('CLOCK_WENT_BACK'));
    await expect(after.attach([film()])).rejects.toEqual(failing('CLOCK_WENT_BACK'));
  });
});

describe('a locked screen', () => {
  it('shows nothing, and goes on where it was after unlocking', async () => {
    const session = await desk.analysed();
    const track = defined(recording(session).tracks.at(0), 'track').id;
    await session.lock();
    expect([session.isLocked, session.recordings, session.decisions.size]).toEqual([true, [], 0]);
    for (const content of [
      () => session.crop(track),
      () => session.observations(track),
      () => session.evidence(track),
      () => session.review({ kind: 'undo', track }),
      () => session.command({ kind: 'end-session' }),
      () => session.readJournal(),
      () => session.attach([film()]),
    ]) {
      await expect(content()).rejects.toEqual(failing('VAULT_LOCKED'));
    }
    expect(() => session.file).toThrow(expect.objectContaining({ code: 'VAULT_LOCKED' }) as Error);
    await session.unlock(DIRECTEUR);
    expect(recording(session).tracks).toHaveLength(8);
    expect(await session.crop(track)).toBeDefined();
  });

  it('lets an analysis go on to its end, with recordings that wait for their turn', async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { analyse } = desk.analysis;
    const held: typeof analyse = async (...given) => {
      await gate;
      return analyse(...given);
    };
    parts.api.set('analysis', desk.analysis.with({ analyse: held }));
    const session = await desk.aDossier();
    await session.attach([film('second', 'two.mp4')]);
    await session.command({ kind: 'set-provenance', recordingId: recording(session, 1).id, provenance: aProvenance() });
    await vi.waitFor(() => {
      expect(recording(session).phase).toBe('analysing');
    });
    await session.lock();
    open();
    await vi.waitFor(
      () => {
        expect(desk.analysis.jobs).toHaveLength(2);
      },
      { timeout: 5000 },
    );
    await vi.waitFor(async () => {
      await session.unlock(DIRECTEUR);
      expect(session.recordings.map(({ phase }) => phase)).toEqual(['done', 'done']);
    });
    expect(session.recordings.flatMap(({ tracks }) => [...tracks])).toHaveLength(16);
    expect(session.recordings.flatMap(({ alerts }) => alerts)).toEqual([]);
  });

  it('comes by itself after the minutes of the installation, and when nobody sees it', async () => {
    const session = await desk.analysed();
    desk.page.pass(4 * 60_000);
    desk.page.touch();
    desk.page.pass(4 * 60_000);
    expect(session.isLocked).toBe(false);
    desk.page.pass(60_000);
    expect(session.isLocked).toBe(true);
    await session.unlock(DIRECTEUR);
    desk.page.visibilityState = 'hidden';
    desk.page.pass(1000);
    desk.page.pass(2 * 60_000 - 1);
    expect(session.isLocked).toBe(false);
    desk.page.pass(1);
    expect(session.isLocked).toBe(true);
  });
});
