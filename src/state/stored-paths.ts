// The ways of the objects of each recording, read from their stored boxes once, for all who ask.

import type { RecordingState, StoredBoxes } from '../contracts/session.ts';
import type { RecordingId } from '../domain/ids.ts';
import { PathLog } from '../domain/query/track-path.ts';
import type { Slices } from './breathing.ts';

/** Reads what a commit of an analysis stored. */
export type ReadBoxes = (id: RecordingId, seq: number) => Promise<StoredBoxes>;

/** Boxes taken in between two looks at the clock. */
const ROWS_A_LOOK = 1024;

/** What is known of one recording. */
export interface KnownPaths {
  /** Which analysis of it. */
  readonly run: number;
  readonly log: PathLog;
  /** How many of its commits were read. */
  readonly commits: number;
}

interface OpenPaths extends KnownPaths {
  commits: number;
}

export class StoredPaths {
  readonly #read: ReadBoxes;
  readonly #known = new Map<RecordingId, OpenPaths>();
  /** Who reads a recording now: the next one waits, and finds it read. */
  readonly #reading = new Map<RecordingId, Promise<void>>();
  #isOver = false;

  constructor(read: ReadBoxes) {
    this.#read = read;
  }

  /** As far as it was read; `undefined` before. */
  of(id: RecordingId): KnownPaths | undefined {
    return this.#known.get(id);
  }

  /** Nothing is read any more. */
  stop(): void {
    this.#isOver = true;
  }

  /** Takes in what an analysis has stored since it was read last. Rejects when it cannot be read. */
  async readOn(recording: RecordingState, slices: Slices): Promise<void> {
    const before = this.#reading.get(recording.id) ?? Promise.resolve();
    // Whoever read before has been told of his failure himself.
    const mine = before.catch(() => undefined).then(() => this.#take(recording, slices));
    this.#reading.set(recording.id, mine);
    await mine;
  }

  async #take({ id, table, media }: RecordingState, slices: Slices): Promise<void> {
    if (table === undefined || media === undefined) {
      return;
    }
    for (;;) {
      const known = this.#known.get(id);
      const { run, rows } = await this.#read(id, known?.commits ?? 0);
      if (known?.run !== run) {
        // Another analysis began anew: what is known of the one before is not there any more.
        this.#known.set(id, { run, log: new PathLog(media), commits: 0 });
        if (known !== undefined) {
          continue;
        }
      }
      const paths = this.#known.get(id);
      if (rows === undefined || paths === undefined || this.#isOver) {
        return;
      }
      for (const [index, { track, ordinal, box, origin }] of rows.entries()) {
        if (index % ROWS_A_LOOK === 0) {
          await slices.breathe();
        }
        // On the straight line between two sights nothing is new.
        if (origin !== 'interpolated') {
          paths.log.add({ number: track, us: table.us[ordinal - 1] ?? 0, box });
        }
      }
      paths.commits += 1;
      await slices.breathe();
    }
  }
}
