// The tray as it is stored: item by item, sealed, in order, with nothing beside its fields.

import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { userId } from '../../../src/domain/case/case-file.ts';
import type { TrayItem } from '../../../src/domain/case/tray.ts';
import { recordingId, trackId } from '../../../src/domain/ids.ts';
import { DerushDatabase } from '../../../src/storage/database.ts';
import { DossierRepository } from '../../../src/storage/dossier-repository.ts';
import { createCaseKey } from '../../../src/storage/envelope.ts';
import { KeySealer } from '../../../src/storage/key-sealer.ts';
import { START } from '../../builders/cases.ts';

let database: DerushDatabase;
let repository: DossierRepository;
beforeEach(async () => {
  database = new DerushDatabase(`tray-${crypto.randomUUID()}`);
  repository = new DossierRepository(database, 'case-1', new KeySealer(await createCaseKey()));
});
afterEach(async () => {
  await database.delete();
});

const [R1, R2] = [recordingId('r1'), recordingId('r2')];
const item = (id: string, change: Partial<TrayItem> = {}): TrayItem => ({
  ...{ id, kind: 'still', recording: R1, first: { ordinal: 7, us: -40_000 }, last: { ordinal: 7, us: -40_000 } },
  ...{ track: undefined, finding: 'Un sac est posé.', appreciation: 'Le sien ?', inReport: true },
  ...{ by: userId('u1'), at: START },
  ...change,
});
const CLIP = item('b', { kind: 'clip', last: { ordinal: 90, us: 3_280_000 }, recording: R2 });
const OBJECT = item('c', { kind: 'object', track: trackId(R1, 3), inReport: false });

describe('the stored tray', () => {
  it('comes back as it was, in its order', async () => {
    const [a, b, c] = [item('a'), CLIP, OBJECT];
    await repository.changeTray(
      [
        { place: 2, item: a },
        { place: 0, item: b },
        { place: 1, item: c },
      ],
      [],
    );
    expect(await repository.readTray()).toEqual([b, c, a]);
    await repository.changeTray([{ place: 3, item: b }], ['c']);
    expect(await repository.readTray()).toEqual([a, b]);
  });

  it('keeps a closed list of fields', async () => {
    const wider = { ...item('a'), owner: 'M. Z', first: { ordinal: 7, us: 1, note: 'x' } };
    await repository.changeTray([{ place: 0, item: wider }], []);
    expect(await repository.readTray()).toEqual([item('a', { first: { ordinal: 7, us: 1 } })]);
  });

  it('is sealed, and bound to its case', async () => {
    await repository.changeTray([{ place: 0, item: item('a') }], []);
    const [record] = await database.tray.toArray();
    expect(new TextDecoder('latin1').decode(record?.sealed.data)).not.toMatch(/sac|sien|still/);
    if (record !== undefined) {
      await database.tray.put({ ...record, id: 'z' });
    }
    await expect(repository.readTray()).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
  });

  it('loses the items of a recording that is erased, and no other', async () => {
    await repository.changeTray(
      [item('a'), CLIP, OBJECT].map((one, place) => ({ place, item: one })),
      [],
    );
    await repository.deleteRecording(R1, new Map());
    expect(await repository.readTray()).toEqual([CLIP]);
  });
});
