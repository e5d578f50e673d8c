// Objects put together and cut by hand in a dossier: a real vault and a real store; workers that decode nothing.

import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { defined } from '../../../src/base/assert.ts';
import type { TrackState } from '../../../src/contracts/session.ts';
import { trackNow } from '../../../src/domain/case/track-edits.ts';
import { trackId, type RecordingId, type TrackId } from '../../../src/domain/ids.ts';
import type { OpenDossier } from '../../../src/services/dossier-session.ts';
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
beforeEach(async () => {
  desk = await Desk.at(parts);
  session = await desk.analysed();
  ({ id } = recording(session));
});
afterEach(() => {
  desk[Symbol.dispose]();
});

const listed = (from: OpenDossier = session): readonly TrackState[] => [...recording(from).tracks];
const of = (number: number): TrackId => trackId(id, number);
const found = (number: number, from: OpenDossier = session): TrackState =>
  defined(from.recordings[0]?.tracks.numbered(number), `object ${number}`);
const boxesOf = async (id: TrackId, from: OpenDossier = session): Promise<readonly number[]> =>
  (await from.observations(id)).map(({ ordinal }) => ordinal);
const retain = (track: TrackId) => ({ kind: 'retain', track, finding: 'vu', appreciation: '' }) as const;
/** The first object of the second commit: not there when number 1 is. */
const LATER = 3;

describe('objects put together', () => {
  it('are listed, read and drawn as one, and apart again when that is taken back', async () => {
    const before = listed();
    const [first, second] = [found(1), found(LATER)];
    const edit = await session.edit({ kind: 'merge', tracks: [of(LATER), of(1)] });
    expect(listed()).toHaveLength(before.length - 1);
    expect(found(1)).toMatchObject({
      id: of(1),
      pseudonym: `${first.pseudonym} + ${second.pseudonym}`,
      firstOrdinal: first.firstOrdinal,
      lastOrdinal: second.lastOrdinal,
      detections: first.detections + second.detections,
    });
    const ends = [first, second].flatMap(({ firstOrdinal, lastOrdinal }) => [firstOrdinal, lastOrdinal]);
    expect(await boxesOf(of(1))).toEqual(ends);
    expect((await session.evidence(of(1))).sights.length).toBeGreaterThan(0);
    const stored = await session.storedBoxes(recording(session).id, 1);
    expect(stored.rows?.map(({ track }) => track)).toContain(1);
    expect(stored.rows?.map(({ track }) => track)).not.toContain(LATER);
    expect(await session.crop(of(1))).toBeInstanceOf(Blob);
    const text = await (await session.exportResults(id, 'PV 12')).text();
    expect(text.match(/"edited":"merge"/g)).toHaveLength(1);

    await session.edit({ kind: 'unedit', edit: edit.id });
    expect(listed()).toEqual(before);
    expect((await session.storedBoxes(recording(session).id, 1)).run).not.toBe(stored.run);
  });

  it('stay one from one opening to the next, and are signed in the journal', async () => {
    await session.edit({ kind: 'merge', tracks: [of(1), of(LATER)] });
    const entry = (await session.readJournal()).findLast(({ event }) => event.kind === 'reviewed');
    expect(entry?.event).toMatchObject({ command: 'merge', tracks: [of(1), of(LATER)] });
    const before = listed();
    await session.close();
    const after = await desk.reopen(session);
    expect(listed(after)).toEqual(before);
    expect(after.edits).toHaveLength(1);
  });

  it('are refused when they are of two kinds; the journal says so', async () => {
    await expect(session.edit({ kind: 'merge', tracks: [of(1), of(2)] })).rejects.toMatchObject({
      code: 'LAW_REFUSED',
      facts: { missing: 'MERGE_CLASSES' },
    });
    const last = (await session.readJournal()).findLast(({ event }) => event.kind === 'command-refused');
    expect(last?.event).toMatchObject({ command: 'merge', missing: ['MERGE_CLASSES'] });
    expect(session.edits).toEqual([]);
  });

  it('stay as they are once they are decided about', async () => {
    const edit = await session.edit({ kind: 'merge', tracks: [of(1), of(LATER)] });
    await session.review(retain(of(1)));
    await expect(session.edit({ kind: 'unedit', edit: edit.id })).rejects.toMatchObject({
      facts: { missing: 'TRACK_DECIDED' },
    });
    await session.review({ kind: 'undo', track: of(1) });
    await session.edit({ kind: 'unedit', edit: edit.id });
    expect(session.edits).toEqual([]);
  });

  it('go together when they are dismissed: nothing of any part is left', async () => {
    await session.edit({ kind: 'merge', tracks: [of(1), of(LATER)] });
    await session.review({ kind: 'dismiss', track: of(1), motive: 'FAUSSE_DETECTION', finding: '' });
    await session.close();
    const after = await desk.reopen(session);
    expect(listed(after).map(({ number }) => number)).not.toContain(1);
    expect(listed(after).map(({ number }) => number)).not.toContain(LATER);
    expect(after.edits).toEqual([]);
    for (const seq of [0, 1]) {
      const { rows } = await after.storedBoxes(recording(after).id, seq);
      expect(rows?.map(({ track }) => track)).not.toContain(1);
      expect(rows?.map(({ track }) => track)).not.toContain(LATER);
    }
  });
});

describe('an object cut in two', () => {
  const cut = async (): Promise<TrackState> => {
    const { lastOrdinal } = found(1);
    await session.edit({ kind: 'split', track: of(1), ordinal: lastOrdinal });
    return defined(
      listed().find(({ number }) => number > 8),
      'second half',
    );
  };

  it('has its boxes on either side, and a pseudonym that nobody had', async () => {
    const whole = await boxesOf(of(1));
    const names = new Set(listed().map(({ pseudonym }) => pseudonym));
    const second = await cut();
    expect(names.has(second.pseudonym)).toBe(false);
    expect([...(await boxesOf(of(1))), ...(await boxesOf(second.id))]).toEqual(whole);
    expect(found(1).lastOrdinal).toBeLessThan(second.firstOrdinal);
  });

  it('never has a pseudonym twice, also when a cut is taken back', async () => {
    const first = await cut();
    await session.edit({ kind: 'unedit', edit: defined(session.edits[0], 'edit').id });
    const again = await cut();
    expect(again.pseudonym).not.toBe(first.pseudonym);
  });

  it('loses the half that was dismissed, and keeps the other one', async () => {
    const second = await cut();
    await session.review({ kind: 'dismiss', track: second.id, motive: 'DOUBLON', finding: '' });
    await session.close();
    const after = await desk.reopen(session);
    expect(listed(after).map(({ id }) => id)).toContain(of(1));
    expect(listed(after).map(({ id }) => id)).not.toContain(second.id);
    expect(await boxesOf(of(1), after)).toEqual([second.firstOrdinal - 2]);
    const { rows } = await after.storedBoxes(recording(after).id, 0);
    expect(rows?.filter(({ track }) => track === second.number)).toEqual([]);
  });

  it('loses the first half just as well', async () => {
    const second = await cut();
    await session.review({ kind: 'dismiss', track: of(1), motive: 'DOUBLON', finding: '' });
    await session.close();
    const after = await desk.reopen(session);
    expect(listed(after).map(({ id }) => id)).not.toContain(of(1));
    expect(listed(after).map(({ id }) => id)).toContain(second.id);
    expect(await boxesOf(second.id, after)).toEqual([second.firstOrdinal]);
  });
});

describe('an object of the tray that was put together or cut since', () => {
  const put = async (number: number): Promise<void> => {
    const { id: track, recordingId, lastOrdinal: ordinal, lastUs: us } = found(number);
    const frame = { ordinal, us };
    const content = { kind: 'object', recording: recordingId, first: frame, last: frame, track } as const;
    await session.trayCommand({ kind: 'add', content });
  };
  const now = (from: OpenDossier = session): readonly TrackId[] =>
    from.tray.map(({ track, first }) => trackNow(from.edits, defined(track, 'track'), first.ordinal));

  it('stands for the object that its picture belongs to now, and again for itself when that is taken back', async () => {
    await put(1);
    await put(LATER);
    const edit = await session.edit({ kind: 'merge', tracks: [of(1), of(LATER)] });
    expect(now()).toEqual([of(1), of(1)]);
    await session.edit({ kind: 'unedit', edit: edit.id });
    expect(now()).toEqual([of(1), of(LATER)]);
    await session.edit({ kind: 'split', track: of(1), ordinal: found(1).lastOrdinal });
    const fresh = defined(
      listed().find(({ number }) => number > 8),
      'second half',
    );
    expect(now()).toEqual([fresh.id, of(LATER)]);
  });

  it('goes with the merged object that is purged, under whichever name it was put', async () => {
    await put(1);
    await put(LATER);
    await session.edit({ kind: 'merge', tracks: [of(1), of(LATER)] });
    await session.review({ kind: 'dismiss', track: of(1), motive: 'DOUBLON', finding: '' });
    await session.close();
    expect((await desk.reopen(session)).tray).toEqual([]);
  });

  it('stays with the half that holds its picture when the other half is purged', async () => {
    await put(1);
    await session.edit({ kind: 'split', track: of(1), ordinal: found(1).lastOrdinal });
    await session.review({ kind: 'dismiss', track: of(1), motive: 'DOUBLON', finding: '' });
    await session.close();
    const after = await desk.reopen(session);
    const [track] = now(after);
    expect(listed(after).map(({ id: each }) => each)).toContain(track);
  });
});

describe('what was seen', () => {
  it('is found again by the same person only, and is not in the journal', async () => {
    const entries = (await session.readJournal()).length;
    await session.setSeen([of(1), of(2)], true);
    await session.setSeen([of(2)], false);
    expect(await session.readJournal()).toHaveLength(entries);
    await session.close();
    const after = await desk.reopen(session);
    expect(after.seen).toEqual(new Set([of(1)]));
  });

  it('is shown to nobody under lock', async () => {
    await session.setSeen([of(1)], true);
    await session.lock();
    expect([session.seen.size, session.decisions.size, session.edits.length]).toEqual([0, 0, 0]);
  });
});
