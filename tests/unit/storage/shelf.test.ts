// Searches and zones as they are stored: sealed, one by one, with the fields of a recipe and no other.

import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';

import { userId } from '../../../src/domain/case/case-file.ts';
import type { KeptZone, SavedSearch } from '../../../src/domain/case/saved-search.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import { encodeCheckpoint } from '../../../src/storage/checkpoint-codec.ts';
import { DerushDatabase } from '../../../src/storage/database.ts';
import { DossierRepository } from '../../../src/storage/dossier-repository.ts';
import { createCaseKey } from '../../../src/storage/envelope.ts';
import { KeySealer } from '../../../src/storage/key-sealer.ts';
import { decodeShelfRecord, encodeShelfRecord } from '../../../src/storage/shelf-codec.ts';
import { START } from '../../builders/cases.ts';
import { aRecipe, aShape, recipeOf, ZONE } from '../../builders/recipes.ts';

const by = userId('u1');
const search = (id: string, change: Partial<SavedSearch> = {}): SavedSearch => ({
  ...{ id, name: `Haut rouge ${id}`, by, at: START, recipe: recipeOf({ classes: ['person'], cameras: ['Parking'] }) },
  ...change,
});
const zone: KeptZone = { id: 'z', name: 'Porte', by, at: START, camera: 'Hall', shape: ZONE };

describe('a record', () => {
  test('gives back any search as it was', () => {
    fc.assert(
      fc.property(aRecipe, (recipe) => {
        const record = { kind: 'search', of: search('a', { recipe }) } as const;
        expect(decodeShelfRecord(encodeShelfRecord(record))).toEqual(record);
      }),
    );
  });

  test('gives back any drawing as it was', () => {
    fc.assert(
      fc.property(aShape, (shape) => {
        const record = { kind: 'zone', of: { ...zone, shape } } as const;
        expect(decodeShelfRecord(encodeShelfRecord(record))).toEqual(record);
      }),
    );
  });

  test.each([
    ['a field beside those of a recipe', { recipe: { ...recipeOf(), note: 'M. Z' } }],
    ['a field beside those of an alternative', { recipe: recipeOf({ vector: [1, 2] } as object) }],
    ['a field beside its own', { owner: 'M. Z' }],
    ['no alternative', { recipe: { zoneOrder: 'any', alternatives: [] } }],
    [
      'a point outside of the picture',
      {
        recipe: recipeOf({
          drawn: [
            {
              shape: {
                ...ZONE,
                corners: [
                  { x: 2, y: 0 },
                  { x: 0, y: 0 },
                  { x: 0, y: 1 },
                ],
              },
              place: { kind: 'all' },
              isNegated: false,
            },
          ],
        }),
      },
    ],
    [
      'an interval that ends before it begins',
      { recipe: recipeOf({ intervals: [{ recording: 'r1', fromUs: 2, toUs: 1 }] }) },
    ],
    ['a name of two lines', { name: 'a\nb' }],
  ])('is refused with %s, written or read', (_, change) => {
    const of = { ...search('a'), ...change } as SavedSearch;
    expect(() => encodeShelfRecord({ kind: 'search', of })).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
    const bytes = encodeCheckpoint({ version: 1, record: { kind: 'search', of } });
    expect(() => decodeShelfRecord(bytes)).toThrow(expect.objectContaining({ code: 'STORAGE_FAILED' }));
  });
});

describe('the stored shelf', () => {
  let database: DerushDatabase;
  let repository: DossierRepository;
  beforeEach(async () => {
    database = new DerushDatabase(`shelf-${crypto.randomUUID()}`);
    repository = new DossierRepository(database, 'case-1', new KeySealer(await createCaseKey()));
  });
  afterEach(async () => {
    await database.delete();
  });

  it('comes back in the order in which it was kept', async () => {
    const [a, b] = [search('a', { at: instant(START + 2) }), search('b')];
    await repository.changeShelf(
      [
        { kind: 'search', of: a },
        { kind: 'zone', of: zone },
        { kind: 'search', of: b },
      ],
      [],
    );
    expect(await repository.readShelf()).toEqual({ searches: [b, a], zones: [zone] });
    const renamed = { ...a, name: 'Autre' };
    await repository.changeShelf([{ kind: 'search', of: renamed }], ['b', 'z']);
    expect(await repository.readShelf()).toEqual({ searches: [renamed], zones: [] });
  });

  it('is sealed, and bound to its place', async () => {
    await repository.changeShelf([{ kind: 'search', of: search('a') }], []);
    const [record] = await database.shelf.toArray();
    expect(new TextDecoder('latin1').decode(record?.sealed.data)).not.toMatch(/rouge|person|Parking|search/);
    if (record !== undefined) {
      await database.shelf.put({ ...record, id: 'z' });
    }
    await expect(repository.readShelf()).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
  });

  it('stays when a recording is deleted: what named it was taken out before', async () => {
    await repository.changeShelf([{ kind: 'zone', of: zone }], []);
    await repository.deleteRecording('r1', new Map());
    expect((await repository.readShelf()).zones).toEqual([zone]);
  });
});
