// The tray of a dossier through its services: a real vault and a real store; workers that decode nothing.

import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { defined } from '../../../src/base/assert.ts';
import type { TrackState } from '../../../src/contracts/session.ts';
import type { TrayContent } from '../../../src/domain/case/tray.ts';
import { day } from '../../../src/domain/time/instant.ts';
import type { OpenDossier } from '../../../src/services/dossier-session.ts';
import { Desk, recording, spawnFake, type ShapeParts } from '../../builders/open-dossier.ts';
import { DIRECTEUR } from '../../builders/vault.ts';

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

function still(session: OpenDossier, ordinal: number): TrayContent {
  const { id, table } = recording(session);
  const frame = { ordinal, us: defined(table?.us[ordinal - 1], 'time') };
  return { kind: 'still', recording: id, first: frame, last: frame, track: undefined };
}
function object(session: OpenDossier, row: number): TrayContent {
  const track: TrackState = defined(recording(session).tracks.at(row), 'track');
  const frame = { ordinal: track.bestOrdinal, us: track.bestUs };
  return { kind: 'object', recording: track.recordingId, first: frame, last: frame, track: track.id };
}
const put = (session: OpenDossier, content: TrayContent): Promise<string> =>
  session.trayCommand({ kind: 'add', content });
const orders = { orderedOn: day('2026-03-10'), reference: 'S 1' };

describe('the tray of a dossier', () => {
  it('writes each act in the journal before it is stored, and says nothing of what is seen there', async () => {
    const session = await desk.analysed();
    const id = await put(session, still(session, 3));
    await session.trayCommand({ kind: 'comment', id, finding: 'Un sac est posé.', appreciation: 'Le sien ?' });
    await session.trayCommand({ kind: 'tick', id, inReport: true });
    const events = (await session.readJournal()).map(({ event }) => event).filter(({ kind }) => kind === 'tray');
    expect(events).toEqual([
      { kind: 'tray', command: 'tray-add', target: id, recordingId: recording(session).id, ordinal: 3 },
      { kind: 'tray', command: 'tray-comment', target: id },
      { kind: 'tray', command: 'tray-tick', target: id },
    ]);
  });

  it('is there again after the lock, and when the tab died', async () => {
    const session = await desk.analysed();
    const [first, second] = [await put(session, still(session, 3)), await put(session, object(session, 1))];
    await session.trayCommand({ kind: 'comment', id: first, finding: 'Vu.', appreciation: '' });
    await session.trayCommand({ kind: 'move', id: second, place: 0 });
    const { tray } = session;
    expect(tray.map(({ id }) => id)).toEqual([second, first]);
    const content = still(session, 4);
    await session.lock();
    expect(session.tray).toEqual([]);
    await expect(put(session, content)).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    await session.unlock(DIRECTEUR);
    expect(session.tray).toEqual(tray);
    expect((await desk.reopen(session)).tray).toEqual(tray);
  });

  it('refuses with a code, journals the refusal, and stays as it was', async () => {
    const session = await desk.analysed();
    await put(session, still(session, 3));
    await expect(put(session, still(session, 3))).rejects.toMatchObject({
      code: 'LAW_REFUSED',
      facts: { missing: 'TRAY_TWICE' },
    });
    expect((await session.readJournal()).at(-1)?.event).toEqual({
      kind: 'command-refused',
      command: 'tray-add',
      missing: ['TRAY_TWICE'],
    });
    expect(session.tray).toHaveLength(1);
  });

  it('L29 loses dismissed objects when they are purged, and keeps the stills', async () => {
    const session = await desk.analysed();
    await put(session, still(session, 3));
    const content = object(session, 1);
    await put(session, content);
    await session.review({ kind: 'dismiss', track: defined(content.track, 'track'), motive: 'DOUBLON', finding: '' });
    await session.close();
    expect((await desk.reopen(session)).tray.map(({ kind }) => kind)).toEqual(['still']);
  });

  it('L14 goes with the object, and with the recording, that is erased on order', async () => {
    const session = await desk.analysed();
    await put(session, still(session, 3));
    const content = object(session, 1);
    await put(session, content);
    const order = { kind: 'ERASE', ...orders } as const;
    await session.command({ kind: 'order', order: { ...order, target: `track/${content.track ?? ''}` } });
    expect(session.tray.map(({ kind }) => kind)).toEqual(['still']);
    await session.command({ kind: 'order', order: { ...order, target: `recording/${content.recording}` } });
    expect(session.tray).toEqual([]);
    expect((await desk.reopen(session)).tray).toEqual([]);
  });

  it('L14 is erased with the case, and counted', async () => {
    const session = await desk.analysed();
    await put(session, still(session, 3));
    await put(session, still(session, 4));
    const order = { kind: 'ERASE', ...orders, target: 'case/all' } as const;
    const proof = await session.command({ kind: 'order', order });
    expect(proof?.account?.recordsDeleted).toMatchObject({ tray: 2 });
  });

  it('keeps an analysis from being made anew while it holds one of its objects', async () => {
    const session = await desk.analysed();
    await put(session, object(session, 1));
    const { id, settings } = recording(session);
    expect(() => {
      session.analyseAgain(id, settings);
    }).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
  });

  it('L16 shows itself to the control, who changes nothing in it', async () => {
    const session = await desk.analysed();
    const id = await put(session, still(session, 3));
    const { caseId, tray } = session;
    desk.reload();
    await desk.door.unlockControl({ ...desk.control, quality: 'MAGISTRAT_SAISI' });
    const read = await desk.door.open(caseId, undefined);
    expect(read.tray).toEqual(tray);
    await expect(read.trayCommand({ kind: 'remove', id })).rejects.toMatchObject({ code: 'RIGHT_REFUSED' });
    expect(read.tray).toEqual(tray);
  });
});
