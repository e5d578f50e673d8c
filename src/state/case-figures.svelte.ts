// How many objects met the criteria: by class, in time, by recording, over each drawn line and in each drawn zone.

import type { Alert } from '../contracts/errors.ts';
import type { RecordingState } from '../contracts/session.ts';
import type { Window } from '../domain/query/track-query.ts';
import type { Breath, Slices } from './breathing.ts';
import type { DrawnCriterion } from './drawn-criteria.svelte.ts';
import { FigureCount, type CaseFigureCounts } from './figure-count.ts';
import { FigureTime } from './figure-time.ts';
import { LatestWork, type GoOn, type Keyed } from './latest-work.svelte.ts';
import { PlaceCount, type LineFigure, type ZoneFigure } from './place-count.ts';
import type { Hits } from './hits.ts';
import type { StoredPaths } from './stored-paths.ts';

/** What is counted, and by which measure of certainty. */
export interface FigureQuestion extends Keyed {
  /** Those that meet all criteria. */
  readonly hits: Hits;
  /** Lines and zones count, of the objects that meet the criteria which are not drawn, who crossed and who came. */
  readonly drawn: readonly DrawnCriterion[];
  /** The times of a recording that are asked for; `undefined`: all of it. */
  readonly windowsOf: (recording: RecordingState) => readonly Window[] | undefined;
  readonly timeZone: string;
  /** 0–1; an object below it is not certain. */
  readonly leastConfidence: number;
}

export interface CaseFigures extends CaseFigureCounts {
  readonly time: FigureTime;
  readonly lines: readonly LineFigure[];
  readonly zones: readonly ZoneFigure[];
  /** Objects of which lines and zones speak. */
  readonly undrawnHits: number;
  readonly leastConfidence: number;
  readonly timeZone: string;
}

const USUAL_CONFIDENCE = 0.5;
/** Rows counted between two looks at the clock. */
const ROWS_A_LOOK = 256;

export class FiguresDesk {
  readonly #paths: StoredPaths;
  readonly #work: LatestWork<FigureQuestion>;
  #figures: CaseFigures | undefined = $state.raw();
  #leastConfidence = $state(USUAL_CONFIDENCE);

  constructor(paths: StoredPaths, breath: Breath) {
    this.#paths = paths;
    this.#work = new LatestWork((question, goOn, slices) => this.#count(question, goOn, slices), breath);
  }

  /** As they were counted last; `undefined`: not yet. */
  get figures(): CaseFigures | undefined {
    return this.#figures;
  }

  get isBusy(): boolean {
    return this.#work.isBusy;
  }

  get problem(): Alert | undefined {
    return this.#work.problem;
  }

  /** Objects below it are not certain, 0–1. */
  get leastConfidence(): number {
    return this.#leastConfidence;
  }

  set leastConfidence(value: number) {
    this.#leastConfidence = Math.min(1, Math.max(0, value));
  }

  /** Counts anew, in slices. */
  look(question: FigureQuestion): void {
    this.#work.ask(question);
  }

  async #count(question: FigureQuestion, goOn: GoOn, slices: Slices): Promise<void> {
    const { hits, leastConfidence, timeZone, windowsOf } = question;
    const scope = hits.parts.map(({ recording }) => recording);
    const time = new FigureTime(scope, timeZone, windowsOf);
    const count = new FigureCount(scope, time, leastConfidence);
    for (const recording of scope) {
      count.addFootage(recording, windowsOf(recording));
      if (!(await goOn())) {
        return;
      }
    }
    for (const { recording, judged, rows } of hits.parts) {
      for (const [index, row] of rows.entries()) {
        count.add(recording.id, judged.columns, row);
        if (index % ROWS_A_LOOK === 0 && !(await goOn())) {
          return;
        }
      }
    }
    const places = new PlaceCount(question.drawn);
    if (!places.isEmpty && !(await this.#countPlaces(question, places, goOn, slices))) {
      return;
    }
    const { lines, zones, objects: undrawnHits } = places;
    this.#figures = { ...count.all, time, lines, zones, undrawnHits, leastConfidence, timeZone };
  }

  async #countPlaces({ hits }: FigureQuestion, places: PlaceCount, goOn: GoOn, slices: Slices): Promise<boolean> {
    for (const { recording, judged } of hits.parts) {
      await this.#paths.readOn(recording, slices);
      const log = this.#paths.of(recording.id)?.log;
      for (const row of judged.rows('drawn')) {
        const number = judged.columns.number[row] ?? 0;
        const path = log?.pathOf(number);
        if (path !== undefined) {
          places.add(recording, number, path);
        }
        if (!(await goOn())) {
          return false;
        }
      }
    }
    return true;
  }
}
