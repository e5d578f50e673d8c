// Saved searches as the person has them: taken up as they were, counted until nobody looks, every act with its way back.

import fc from 'fast-check';
import { describe, expect, it, test, vi } from 'vitest';

import { defined } from '../../../src/base/assert.ts';
import { checkEvent } from '../../../src/contracts/journal-schema.ts';
import { recordingId } from '../../../src/domain/ids.ts';
import type { SearchRecipe } from '../../../src/domain/query/recipe.ts';
import { isEmpty, type SavedSearch } from '../../../src/domain/case/saved-search.ts';
import { Criteria } from '../../../src/state/criteria.svelte.ts';
import { History } from '../../../src/state/history.svelte.ts';
import { SearchCounts } from '../../../src/state/search-counts.svelte.ts';
import { ShelfState } from '../../../src/state/shelf.svelte.ts';
import { StoredPaths } from '../../../src/state/stored-paths.ts';
import { aFakeRecording, aFakeTrack, type FakeTrack } from '../../builders/fake-recording.ts';
import { FakeSession } from '../../builders/fake-session.ts';
import { aRecipe, recipeOf, ZONE } from '../../builders/recipes.ts';
import { questionOf } from '../../builders/searching.ts';

/** Walks over a picture of 320 × 240 with its feet at `y`. */
function aWalker(y: number, from: number, to: number): FakeTrack {
  const boxAt = (ordinal: number) => ({ x: from + ((to - from) * (ordinal - 1)) / 80 - 10, y: y - 40, w: 20, h: 40 });
  return aFakeTrack({ firstOrdinal: 1, lastOrdinal: 81, boxAt });
}

const IN_ZONE = recipeOf({ drawn: [{ shape: ZONE, place: { kind: 'all' }, isNegated: false }] });
const PERSONS = recipeOf({ classes: ['person'] });
const TRUCKS = recipeOf({ classes: ['truck'] });

class Desk {
  readonly session = new FakeSession(() => aFakeRecording({ tracks: [aWalker(200, 20, 300), aWalker(80, 20, 300)] }));
  readonly pause = vi.fn(() => Promise.resolve());
  readonly criteria = new Criteria();
  readonly history = new History();
  readonly counts = new SearchCounts({
    paths: new StoredPaths((id, seq) => this.session.storedBoxes(id, seq)),
    breath: { now: () => performance.now(), pause: () => this.pause() },
    timeZone: () => 'Europe/Paris',
    recordings: () => this.session.recordings,
    questionOf: (criteria) => questionOf(criteria, this.session.recordings),
  });
  readonly shelf: ShelfState;

  constructor() {
    this.session.addFiles([new File(['x'], 'a.mp4')]);
    this.session.advance(0);
    this.session.advance(1000);
    this.shelf = new ShelfState({
      session: this.session,
      criteria: this.criteria,
      recordings: () => this.session.recordings,
      current: () => this.session.recordings[0],
      counts: this.counts,
      history: this.history,
    });
  }

  get home() {
    return defined(this.session.recordings[0], 'recording').id;
  }

  get names(): readonly string[] {
    return this.shelf.shelf.searches.map(({ name }) => name);
  }

  get first(): SavedSearch {
    return defined(this.shelf.shelf.searches[0], 'search');
  }
}

test('a search that is taken up again is the same', () => {
  fc.assert(
    fc.property(aRecipe, (recipe) => {
      const criteria = new Criteria();
      criteria.restore(recipe, recordingId('r1'));
      expect(criteria.recipe).toEqual(recipe);
    }),
  );
});

test('L18 a search is told to the journal, whatever of it is there', () => {
  fc.assert(
    fc.property(aRecipe, (recipe) => {
      const criteria = new Criteria();
      criteria.restore(recipe, recordingId('r1'));
      const isAsked = recipe.alternatives.some((one) => !isEmpty(one));
      expect(criteria.codes.length > 0).toBe(isAsked);
      expect(() => checkEvent({ kind: 'searched', criteria: criteria.codes, hits: 0 }, undefined)).not.toThrow();
    }),
  );
});

describe('the counts', () => {
  const all: readonly SearchRecipe[] = [PERSONS, TRUCKS, IN_ZONE];

  it('say how many objects each search finds, where they went among it', async () => {
    const desk = new Desk();
    await desk.counts.start(all, desk.home);
    expect(all.map((recipe) => desk.counts.counts.get(recipe))).toEqual([2, 0, 1]);
  });

  it('end when nobody looks any more, and begin anew with the next look', async () => {
    const desk = new Desk();
    const first = desk.counts.start(all, desk.home);
    desk.counts.stop();
    await first;
    expect(desk.counts.counts.size).toBe(0);
    const second = desk.counts.start(all, desk.home);
    await desk.counts.start([TRUCKS], desk.home);
    await second;
    expect([...desk.counts.counts]).toEqual([[TRUCKS, 0]]);
  });

  it('say that a number is not known where the ways of objects cannot be read', async () => {
    const desk = new Desk();
    vi.spyOn(desk.session, 'storedBoxes').mockRejectedValue(new Error('disk'));
    await desk.counts.start(all, desk.home);
    expect(all.map((recipe) => desk.counts.counts.get(recipe))).toEqual([2, 0, undefined]);
    expect(desk.counts.counts.has(IN_ZONE)).toBe(true);
  });
});

describe('the acts', () => {
  it('are taken back and done again, whatever ids come and go meanwhile', async () => {
    const desk = new Desk();
    desk.criteria.onlyClass('person');
    await desk.shelf.save('Un');
    await desk.shelf.renameSearch(desk.first, 'Deux');
    await desk.shelf.deleteSearch(desk.first);
    expect(desk.names).toEqual([]);
    await desk.history.undo();
    expect(desk.names).toEqual(['Deux']);
    await desk.history.undo();
    expect(desk.names).toEqual(['Un']);
    await desk.history.undo();
    expect(desk.names).toEqual([]);
    for (const names of [['Un'], ['Deux'], []]) {
      await desk.history.redo();
      expect(desk.names).toEqual(names);
    }
    await desk.history.undo();
    expect(desk.first.recipe).toEqual(recipeOf({ classes: ['person'] }));
  });

  it('tell why one failed, and leave nothing to take back', async () => {
    const desk = new Desk();
    await desk.shelf.save('Un');
    expect(desk.shelf.whyNot({ kind: 'search-save', name: ' un', recipe: PERSONS })).toEqual(['KEPT_TWICE']);
    expect(await desk.shelf.save('un')).toBe(false);
    expect(desk.shelf.problem?.code).toBe('LAW_REFUSED');
    await desk.history.undo();
    expect(desk.history.canUndo).toBe(false);
  });

  it('put a search in place of the criteria of now, which come back', async () => {
    const desk = new Desk();
    desk.criteria.onlyClass('person');
    await desk.shelf.save('Un');
    desk.criteria.onlyClass('truck');
    desk.shelf.apply(desk.first);
    expect(desk.criteria.recipe).toEqual(PERSONS);
    await desk.history.undo();
    expect(desk.criteria.recipe).toEqual(TRUCKS);
  });
  it('bring criteria back that were taken away', async () => {
    const desk = new Desk();
    desk.criteria.onlyClass('truck');
    desk.shelf.takeAway('criterionDrop', 'Camion', () => {
      desk.criteria.drop('class');
    });
    expect(desk.criteria.isActive).toBe(false);
    await desk.history.undo();
    expect(desk.criteria.recipe).toEqual(TRUCKS);
    await desk.history.redo();
    expect(desk.criteria.isActive).toBe(false);
  });
});
