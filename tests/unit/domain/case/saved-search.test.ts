// What is kept under a name: one name each, a limit, the law in front of it, and nothing of a recording that is erased.

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import { userId, type CaseFile } from '../../../../src/domain/case/case-file.ts';
import { decide } from '../../../../src/domain/case/decide.ts';
import { judgedShelf } from '../../../../src/domain/case/shelf-rules.ts';
import { refusalOf } from '../../../../src/domain/law/codes.ts';
import { caseDeadline } from '../../../../src/domain/law/retention.ts';
import {
  absentParts,
  changedShelf,
  EMPTY_SHELF,
  isEmpty,
  isName,
  LONGEST_NAME,
  MOST_KEPT,
  tidyName,
  withoutRecording,
  type SavedSearch,
  type Shelf,
  type ShelfCommand,
} from '../../../../src/domain/case/saved-search.ts';
import { day, instant } from '../../../../src/domain/time/instant.ts';
import { contextOf, INVESTIGATOR, MAGISTRATE, readyCase, REFERENT, START } from '../../../builders/cases.ts';
import { aRecipe, recipeOf, ZONE } from '../../../builders/recipes.ts';

const facts = (newId: string) => ({ newId, by: userId('u1'), at: instant(START) });
const save = (name: string, recipe = recipeOf({ classes: ['person'] })): ShelfCommand => ({
  ...{ kind: 'search-save', name, recipe },
});
const keep = (name: string, camera: string): ShelfCommand => ({ kind: 'zone-keep', name, camera, shape: ZONE });
const all = (...commands: readonly ShelfCommand[]): Shelf =>
  commands.reduce<Shelf>((shelf, command, index) => changedShelf(shelf, command, facts(`k${index}`)), EMPTY_SHELF);
const refused = (shelf: Shelf, command: ShelfCommand): readonly string[] =>
  refusalOf(() => changedShelf(shelf, command, facts('new')));

describe('the shelf', () => {
  it('keeps, renames and deletes one and leaves the others as they were', () => {
    const before = all(save('Rouge'), save('Bleu'), keep('Porte', 'Hall'));
    const renamed = changedShelf(before, { kind: 'search-rename', id: 'k1', name: '  Haut   bleu ' }, facts('x'));
    expect(renamed.searches.map(({ id, name }) => [id, name])).toEqual([
      ['k0', 'Rouge'],
      ['k1', 'Haut bleu'],
    ]);
    expect(renamed.searches[0]).toBe(before.searches[0]);
    expect(renamed.searches[1]?.recipe).toBe(before.searches[1]?.recipe);
    const left = changedShelf(renamed, { kind: 'search-delete', id: 'k0' }, facts('x'));
    expect(left.searches).toEqual([renamed.searches[1]]);
    expect(left.zones).toBe(before.zones);
    expect(changedShelf(left, { kind: 'zone-delete', id: 'k2' }, facts('x')).zones).toEqual([]);
  });

  it('has a name once: whatever its capitals and spaces, for zones at each camera', () => {
    const shelf = all(save('Haut rouge'), keep('Porte', 'Hall'));
    expect(refused(shelf, save(' haut  ROUGE '))).toEqual(['KEPT_TWICE']);
    expect(refused(shelf, keep('porte', 'Hall'))).toEqual(['KEPT_TWICE']);
    expect(refused(shelf, keep('Porte', 'Parking'))).toEqual([]);
    expect(refused(shelf, save('Porte'))).toEqual([]);
    expect(refused(shelf, { kind: 'search-rename', id: 'k0', name: 'haut rouge' })).toEqual([]);
  });

  it.each([
    ['an empty name', save('  '), 'KEPT_NAME'],
    ['a name that is too long', save('x'.repeat(LONGEST_NAME + 1)), 'KEPT_NAME'],
    ['a name that nobody sees whole', save('a\u0000b'), 'KEPT_NAME'],
    ['a zone of no camera', keep('Porte', ''), 'RECORDING_CAMERA'],
    ['a search that is not there', { kind: 'search-rename', id: 'no', name: 'x' }, 'KEPT_UNKNOWN'],
    ['a search taken for a zone', { kind: 'zone-delete', id: 'k0' }, 'KEPT_UNKNOWN'],
  ] as const)('refuses %s', (_, command, code) => {
    expect(refused(all(save('Rouge')), command)).toEqual([code]);
  });

  it('is full at some number of searches, and of zones, each on its own', () => {
    const full = all(...Array.from({ length: MOST_KEPT }, (_, index) => save(`n° ${index}`)));
    expect(refused(full, save('one more'))).toEqual(['KEPT_FULL']);
    expect(refused(full, keep('Porte', 'Hall'))).toEqual([]);
    expect(refused(full, { kind: 'search-rename', id: 'k3', name: 'another' })).toEqual([]);
  });

  test('whatever is asked for, names stay lawful and apart, and ids come once', () => {
    const name = fc.oneof(fc.constantFrom('a', 'A ', 'b', ''), fc.string({ maxLength: 90 }));
    const id = fc.integer({ min: 0, max: 12 }).map((index) => `k${index}`);
    const command = fc.oneof(
      name.map((one) => save(one)),
      fc.tuple(name, fc.constantFrom('Hall', 'Parking')).map(([one, camera]) => keep(one, camera)),
      fc.record({ kind: fc.constantFrom('search-rename' as const, 'zone-rename' as const), id, name }),
      fc.record({ kind: fc.constantFrom('search-delete' as const, 'zone-delete' as const), id }),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 25 }), (commands) => {
        let shelf = EMPTY_SHELF;
        for (const [index, one] of commands.entries()) {
          if (refused(shelf, one).length === 0) {
            shelf = changedShelf(shelf, one, facts(`k${index}`));
          }
        }
        const names = [
          ...shelf.searches.map((one) => one.name.toLowerCase()),
          ...shelf.zones.map((one) => `${one.camera}\n${one.name.toLowerCase()}`),
        ];
        const ids = [...shelf.searches, ...shelf.zones].map((one) => one.id);
        expect(new Set(names).size).toBe(names.length);
        expect(new Set(ids).size).toBe(ids.length);
        expect(
          [...shelf.searches, ...shelf.zones].every((one) => isName(one.name) && tidyName(one.name) === one.name),
        ).toBe(true);
      }),
    );
  });
});

describe('the shelf of a dossier', () => {
  const judged = (file: CaseFile, context: ReturnType<typeof contextOf>): readonly string[] =>
    refusalOf(() => judgedShelf(EMPTY_SHELF, save('Rouge'), { ...context, file, newId: 'new' }));
  const ready = readyCase();

  it('is kept by who decides about objects, and says by whom and when', () => {
    const context = contextOf({ actor: INVESTIGATOR });
    const shelf = judgedShelf(EMPTY_SHELF, save('Rouge'), { ...context, file: ready, newId: 'k1' });
    expect(shelf.searches[0]).toMatchObject({ id: 'k1', by: INVESTIGATOR.userId, at: context.now });
  });

  it('L16 is left as it is by the control and by the référent', () => {
    expect(judged(ready, contextOf({ actor: MAGISTRATE }))).toEqual(['RIGHT']);
    expect(judged(ready, contextOf({ actor: REFERENT }))).toEqual(['RIGHT']);
  });

  it('is changed neither before the installation nor after the deadline', () => {
    const context = contextOf({ actor: INVESTIGATOR });
    expect(judged(ready, { ...context, isInstalled: false })).toEqual(['INSTALLATION']);
    expect(judged(ready, { ...context, now: instant(caseDeadline(ready, context) + 1) })).toEqual(['DEADLINE_PASSED']);
  });

  it('is not changed while the case is suspended', () => {
    const stopped = decide(ready, { kind: 'contrary-decision', on: day('2026-03-10'), reference: 'x' }, contextOf());
    expect(judged(ready, contextOf({ actor: INVESTIGATOR }))).toEqual([]);
    expect(judged(stopped, contextOf({ actor: INVESTIGATOR }))).toEqual(['STATE']);
  });
});

describe('a recording that is erased', () => {
  const of = (recipe: SavedSearch['recipe']): SavedSearch => ({ ...facts('k'), id: 'k', name: 'x', recipe });
  const here = { shape: ZONE, place: { kind: 'recording', id: 'r1' }, isNegated: false } as const;
  const there = { shape: ZONE, place: { kind: 'recording', id: 'r2' }, isNegated: false } as const;

  it('takes with it the parts that name it, and what was asked of them', () => {
    const interval = { recording: 'r1', fromUs: 0, toUs: 1 };
    const search = of(
      recipeOf({ classes: ['car'], intervals: [interval], negated: ['time', 'class'], drawn: [here, there] }),
    );
    expect(withoutRecording([search], 'r1')[0]?.recipe).toEqual(
      recipeOf({ classes: ['car'], negated: ['class'], drawn: [there] }),
    );
    expect(withoutRecording([search], 'r3')[0]).toBe(search);
  });

  it('takes an alternative that spoke of it alone, and a search of which nothing is left', () => {
    expect(withoutRecording([of(recipeOf({ drawn: [here] }, { classes: ['car'] }))], 'r1')[0]?.recipe).toEqual(
      recipeOf({ classes: ['car'] }),
    );
    expect(withoutRecording([of(recipeOf({ drawn: [here] }))], 'r1')).toEqual([]);
  });

  test('is named nowhere afterwards, and no search lets everything through that did not before', () => {
    fc.assert(
      fc.property(aRecipe, (recipe) => {
        const left = withoutRecording([of(recipe)], 'r1');
        const kept = JSON.stringify(left.map((one) => one.recipe));
        expect(kept).not.toContain('"r1"');
        for (const [one] of [left]) {
          const blank = (alternatives: SavedSearch['recipe']['alternatives']): number =>
            alternatives.filter(isEmpty).length;
          expect(blank(one?.recipe.alternatives ?? [])).toBeLessThanOrEqual(blank(recipe.alternatives));
        }
      }),
    );
  });
});

describe('what is not there', () => {
  it('is told by camera, by interval and by drawing, numbered as they are called, for each alternative', () => {
    const at = (camera: string) => ({ shape: ZONE, place: { kind: 'camera', camera }, isNegated: false }) as const;
    const recipe = recipeOf(
      { cameras: ['Hall', 'Quai'], drawn: [at('Hall'), at('Parking')] },
      {
        intervals: [{ recording: 'gone', fromUs: 0, toUs: 1 }],
        drawn: [{ ...at('Hall'), place: { kind: 'recording', id: 'gone' } }],
      },
    );
    expect(absentParts(recipe, new Set(['Hall']), new Set(['r1']))).toEqual([
      { alternative: 1, kind: 'camera', camera: 'Quai' },
      { alternative: 1, kind: 'drawn', shape: 'zone', number: 2, camera: 'Parking' },
      { alternative: 2, kind: 'interval' },
      { alternative: 2, kind: 'drawn', shape: 'zone', number: 1, camera: undefined },
    ]);
    expect(absentParts(recipe, new Set(['Hall', 'Quai', 'Parking']), new Set(['gone']))).toEqual([]);
  });
});
