// Objects by class and by recording, the uncertain ones apart, beside how much was searched.

import type { RecordingState } from '../contracts/session.ts';
import { CLASS_NAMES, OBJECT_CLASSES, type ObjectClass } from '../domain/detection/classes.ts';
import type { RecordingId } from '../domain/ids.ts';
import type { SearchState } from '../domain/layers/time-bars.ts';
import type { RecordingColumns } from '../domain/query/track-columns.ts';
import type { Window } from '../domain/query/track-query.ts';
import type { FigureTime } from './figure-time.ts';
import { searchSpans } from './search-spans.ts';

export interface ObjectCount {
  readonly objects: number;
  /** Those of them that are not certain. */
  readonly unsure: number;
}

export type SearchedUs = Readonly<Record<SearchState, number>>;

export interface RecordingFigure extends ObjectCount {
  readonly recording: RecordingState;
  /** µs of its footage, or of its interval; all 0 when it could not be opened. */
  readonly us: SearchedUs;
}

export interface CaseFigureCounts extends ObjectCount {
  readonly byClass: ReadonlyMap<ObjectClass, ObjectCount>;
  readonly byRecording: readonly RecordingFigure[];
  readonly us: SearchedUs;
  /** Recordings that are not open: nobody knows what is in them. */
  readonly unopened: number;
}

interface OpenCount {
  objects: number;
  unsure: number;
}

export class FigureCount {
  readonly #time: FigureTime;
  /** Thousandths. */
  readonly #least: number;
  readonly #total: OpenCount = { objects: 0, unsure: 0 };
  /** By number of the class. */
  readonly #classes = new Map<number, OpenCount>();
  readonly #recordings: ReadonlyMap<RecordingId, OpenCount & { us: SearchedUs; readonly recording: RecordingState }>;

  constructor(scope: readonly RecordingState[], time: FigureTime, leastConfidence: number) {
    this.#time = time;
    this.#least = leastConfidence * 1000;
    this.#recordings = new Map(
      scope.map((recording) => [recording.id, { recording, objects: 0, unsure: 0, us: NOTHING }]),
    );
  }

  addFootage(recording: RecordingState, windows: readonly Window[] | undefined): void {
    const us = { ...NOTHING };
    for (const { state, fromUs, toUs } of searchSpans(recording, windows)) {
      us[state] += toUs - fromUs;
    }
    const one = this.#recordings.get(recording.id);
    if (one !== undefined) {
      one.us = us;
    }
  }

  /** One more object: a row of the columns of its recording. */
  add(id: RecordingId, columns: RecordingColumns, row: number): void {
    const isUnsure = (columns.confidence[row] ?? 0) < this.#least;
    const number = columns.objectClass[row] ?? 0;
    const ofClass = this.#classes.get(number) ?? { objects: 0, unsure: 0 };
    this.#classes.set(number, ofClass);
    for (const count of [this.#total, ofClass, this.#recordings.get(id)]) {
      if (count !== undefined) {
        count.objects += 1;
        count.unsure += isUnsure ? 1 : 0;
      }
    }
    this.#time.add(id, columns.firstUs[row] ?? 0, isUnsure);
  }

  get all(): CaseFigureCounts {
    const byRecording = [...this.#recordings.values()];
    const sum = (state: SearchState): number => byRecording.reduce((total, { us }) => total + us[state], 0);
    return {
      ...this.#total,
      byClass: new Map(
        CLASS_NAMES.flatMap((name) => {
          const count = this.#classes.get(OBJECT_CLASSES[name]);
          return count === undefined ? [] : [[name, count] as const];
        }),
      ),
      byRecording,
      us: { searched: sum('searched'), outside: sum('outside'), unread: sum('unread') },
      unopened: byRecording.filter(({ recording }) => recording.table === undefined).length,
    };
  }
}

const NOTHING: SearchedUs = { searched: 0, outside: 0, unread: 0 };
