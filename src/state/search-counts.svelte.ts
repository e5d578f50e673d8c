// How many objects each of some searches would find now: one after the other, in short slices, until nobody looks.

import type { RecordingState } from '../contracts/session.ts';
import type { RecordingId } from '../domain/ids.ts';
import type { SearchRecipe } from '../domain/query/recipe.ts';
import { Slices, type Breath } from './breathing.ts';
import { Criteria } from './criteria.svelte.ts';
import { DrawnCriteria } from './drawn-criteria.svelte.ts';
import { PathSearch } from './path-search.svelte.ts';
import { find, type Question } from './search.svelte.ts';
import type { StoredPaths } from './stored-paths.ts';

export interface CountSources {
  readonly paths: StoredPaths;
  readonly breath: Breath;
  readonly timeZone: () => string;
  readonly recordings: () => readonly RecordingState[];
  /** What is asked under some criteria, in the recordings in scope. */
  readonly questionOf: (criteria: Criteria) => Question;
}

/** `undefined`: what went on the pictures cannot be read. */
export type SearchCount = number | undefined;

export class SearchCounts {
  readonly #sources: CountSources;
  #counts: ReadonlyMap<SearchRecipe, SearchCount> = $state.raw(new Map());
  /** What is being counted; another one, or none, ends it. */
  #run: PathSearch | undefined;

  constructor(sources: CountSources) {
    this.#sources = sources;
  }

  /** By search; one that is not there is still to be counted. */
  get counts(): ReadonlyMap<SearchRecipe, SearchCount> {
    return this.#counts;
  }

  /** Counts anew. `home`: any recording of the case. */
  async start(recipes: readonly SearchRecipe[], home: RecordingId): Promise<void> {
    this.#counts = new Map();
    this.stop();
    for (const recipe of recipes) {
      const { paths, breath } = this.#sources;
      const run = new PathSearch(paths, breath);
      this.#run = run;
      const count = await this.#count(recipe, home, run);
      if (this.#run !== run) {
        return;
      }
      this.#counts = new Map(this.#counts).set(recipe, count);
    }
  }

  stop(): void {
    this.#run?.stop();
    this.#run = undefined;
  }

  async #count(recipe: SearchRecipe, home: RecordingId, run: PathSearch): Promise<SearchCount> {
    const { breath, timeZone, recordings, questionOf } = this.#sources;
    const criteria = new Criteria(new DrawnCriteria(run));
    criteria.timeZone = timeZone();
    criteria.drawn.follow(recordings());
    criteria.restore(recipe, home);
    await run.settled();
    const slices = new Slices(breath);
    const steps = run.problem === undefined ? find(questionOf(criteria)) : undefined;
    for (let step = steps?.next(); step !== undefined && this.#run === run; step = steps?.next()) {
      if (step.done === true) {
        return step.value.length;
      }
      await slices.breathe();
    }
    return undefined;
  }
}
