// Saved searches and kept zones of a dossier through its services: a real vault and a real store.

import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { EMPTY_SHELF } from '../../../src/domain/case/saved-search.ts';
import { day } from '../../../src/domain/time/instant.ts';
import type { OpenDossier } from '../../../src/services/dossier-session.ts';
import { Desk, recording, spawnFake, type ShapeParts } from '../../builders/open-dossier.ts';
import { recipeOf, ZONE } from '../../builders/recipes.ts';
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

const save = (session: OpenDossier, name: string, recipe = recipeOf({ classes: ['person'] })): Promise<string> =>
  session.shelfCommand({ kind: 'search-save', name, recipe });
const keep = (session: OpenDossier, name: string): Promise<string> =>
  session.shelfCommand({ kind: 'zone-keep', name, camera: 'Parking', shape: ZONE });
const names = ({ shelf }: OpenDossier): readonly string[] => shelf.searches.map(({ name }) => name);

describe('the shelf of a dossier', () => {
  it('writes each act in the journal, and nothing of what it says', async () => {
    const session = await desk.analysed();
    const [search, zone] = [await save(session, 'Haut rouge, M. Z'), await keep(session, 'Porte')];
    await session.shelfCommand({ kind: 'search-rename', id: search, name: 'Rouge' });
    await session.shelfCommand({ kind: 'zone-delete', id: zone });
    const events = (await session.readJournal()).map(({ event }) => event).filter(({ kind }) => kind === 'kept');
    expect(events).toEqual([
      { kind: 'kept', command: 'search-save', target: search },
      { kind: 'kept', command: 'zone-keep', target: zone },
      { kind: 'kept', command: 'search-rename', target: search },
      { kind: 'kept', command: 'zone-delete', target: zone },
    ]);
    expect(JSON.stringify(await session.readJournal())).not.toMatch(/rouge|Porte|Parking/i);
  });

  it('is there again after the lock, and when the tab died', async () => {
    const session = await desk.analysed();
    const id = await save(session, 'Rouge');
    await keep(session, 'Porte');
    await session.shelfCommand({ kind: 'search-rename', id, name: 'Haut rouge' });
    const { shelf } = session;
    await session.lock();
    expect(session.shelf).toEqual(EMPTY_SHELF);
    await expect(save(session, 'Bleu')).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    await session.unlock(DIRECTEUR);
    expect(session.shelf).toEqual(shelf);
    expect((await desk.reopen(session)).shelf).toEqual(shelf);
  });

  it('refuses with a code, journals the refusal, and stays as it was', async () => {
    const session = await desk.analysed();
    await save(session, 'Rouge');
    await expect(save(session, ' rouge ')).rejects.toMatchObject({
      code: 'LAW_REFUSED',
      facts: { missing: 'KEPT_TWICE' },
    });
    const last = (await session.readJournal()).at(-1)?.event;
    expect(last).toEqual({ kind: 'command-refused', command: 'search-save', missing: ['KEPT_TWICE'] });
    expect(names(session)).toEqual(['Rouge']);
  });

  it('keeps nothing that nobody can have put together, and says nothing of it in the journal', async () => {
    const session = await desk.analysed();
    const recipe = recipeOf({ note: 'M. Z' } as object);
    await expect(save(session, 'Rouge', recipe)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    expect(session.shelf.searches).toEqual([]);
    expect((await session.readJournal()).some(({ event }) => event.kind === 'kept')).toBe(false);
  });

  it('L14 names no recording that is erased, and goes with the case, counted', async () => {
    const session = await desk.analysed();
    const { id } = recording(session);
    const drawn = [{ shape: ZONE, place: { kind: 'recording', id }, isNegated: false }] as const;
    await save(session, 'Zone', recipeOf({ drawn }));
    await save(session, 'Zone et rouge', recipeOf({ classes: ['person'], drawn }));
    await keep(session, 'Porte');
    const order = { kind: 'ERASE', orderedOn: day('2026-03-10'), reference: 'S 1' } as const;
    await session.command({ kind: 'order', order: { ...order, target: `recording/${id}` } });
    expect(names(session)).toEqual(['Zone et rouge']);
    const again = await desk.reopen(session);
    expect(again.shelf.searches[0]?.recipe).toEqual(recipeOf({ classes: ['person'] }));
    expect(again.shelf.zones).toHaveLength(1);
    const proof = await again.command({ kind: 'order', order: { ...order, target: 'case/all' } });
    expect(proof?.account?.recordsDeleted).toMatchObject({ shelf: 2 });
  });

  it('L16 shows itself to the control, who changes nothing in it', async () => {
    const session = await desk.analysed();
    const id = await save(session, 'Rouge');
    const { caseId, shelf } = session;
    desk.reload();
    await desk.door.unlockControl({ ...desk.control, quality: 'MAGISTRAT_SAISI' });
    const read = await desk.door.open(caseId, undefined);
    expect(read.shelf).toEqual(shelf);
    await expect(read.shelfCommand({ kind: 'search-delete', id })).rejects.toMatchObject({ code: 'RIGHT_REFUSED' });
    expect(read.shelf).toEqual(shelf);
  });
});
