// Which objects went as drawn criteria say: their stored boxes are read once, judged in short slices, and known by then.

import { toAppError, type Alert } from '../contracts/errors.ts';
import type { RecordingState, StoredBoxes } from '../contracts/session.ts';
import type { RecordingId, TrackId } from '../domain/ids.ts';
import type { WayShape } from '../domain/query/drawn-shape.ts';
import { matchesPath } from '../domain/query/match-path.ts';
import { whoWasNear, type Nearness, type Walker } from '../domain/query/nearness.ts';
import { PathLog, type TrackPath } from '../domain/query/track-path.ts';

/** What is asked: a drawing or the nearness of another, and of the objects of which recording (`undefined`: of every one). */
export interface PathQuestion {
  readonly id: number;
  readonly shape: WayShape | Nearness;
  readonly recordingId: RecordingId | undefined;
}

/** Reads what a commit of an analysis stored. */
export type ReadBoxes = (id: RecordingId, seq: number) => Promise<StoredBoxes>;

/** Time, and a way to let the page breathe. */
export interface Breath {
  /** Milliseconds. */
  readonly now: () => number;
  readonly pause: () => Promise<void>;
}

/** Work without a pause is no longer than this: a frame of a screen has room for it. */
const SLICE_MS = 8;
/** Boxes taken in between two looks at the clock. */
const ROWS_A_LOOK = 1024;

interface KnownPaths {
  readonly run: number;
  readonly log: PathLog;
  commits: number;
}

/** Answers to one question, each with the path that it was told from. */
interface Answers {
  readonly shape: PathQuestion['shape'];
  readonly of: Map<TrackId, { readonly path: TrackPath; readonly isMatch: boolean }>;
  /** Of nearness: how much was read of each recording when it was answered, since others tell on an object. */
  readonly read: Map<RecordingId, string>;
}

export class PathSearch {
  readonly #read: ReadBoxes;
  readonly #breath: Breath;
  readonly #paths = new Map<RecordingId, KnownPaths>();
  readonly #answers = new Map<number, Answers>();
  #recordings: readonly RecordingState[] = [];
  #questions: readonly PathQuestion[] = [];
  #isStale = false;
  #isOver = false;
  #sliceStart = 0;
  /** Moves when answers have come. */
  #revision = $state(0);
  #isBusy = $state(false);
  #problem: Alert | undefined = $state.raw();

  constructor(read: ReadBoxes, breath: Breath) {
    this.#read = read;
    this.#breath = breath;
  }

  /** Whether answers are still to come. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Why boxes could not be read: what is not known is not found. */
  get problem(): Alert | undefined {
    return this.#problem;
  }

  /** Whether an object went so; `undefined` while nobody knows. A drawing that changes keeps its answers until the new ones are there. */
  answer(id: number, track: TrackId): boolean | undefined {
    void this.#revision;
    return this.#answers.get(id)?.of.get(track)?.isMatch;
  }

  /** What there is to be asked, and of whom, from now on. */
  look(recordings: readonly RecordingState[], questions: readonly PathQuestion[]): void {
    this.#recordings = recordings;
    this.#questions = questions;
    this.#isStale = true;
    for (const id of this.#answers.keys()) {
      if (!questions.some((question) => question.id === id)) {
        this.#answers.delete(id);
      }
    }
    if (questions.length > 0 && !this.#isBusy) {
      this.#isBusy = true;
      void this.#work();
    }
  }

  /** Nothing is read any more. */
  stop(): void {
    this.#isOver = true;
    this.#questions = [];
  }

  async #work(): Promise<void> {
    this.#problem = undefined;
    try {
      while (this.#isStale && !this.#isOver) {
        this.#isStale = false;
        await this.#round();
      }
    } catch (error) {
      this.#problem = toAppError(error).toAlert();
    } finally {
      this.#isBusy = false;
      this.#revision += 1;
    }
  }

  /** Ends early when a drawing has changed meanwhile: nobody waits for the answers to the one before. */
  async #round(): Promise<void> {
    const questions = this.#questions;
    this.#sliceStart = this.#breath.now();
    for (const recording of this.#recordings) {
      if (questions.some((question) => isAsked(question, recording.id))) {
        await this.#readOn(recording);
      }
    }
    for (const question of questions) {
      if (!(await this.#ask(question, questions))) {
        return;
      }
    }
  }

  async #ask(question: PathQuestion, questions: readonly PathQuestion[]): Promise<boolean> {
    const { id, shape } = question;
    const known = this.#answers.get(id);
    const answers = known?.shape === shape ? known : { shape, of: new Map(), read: new Map() };
    for (const recording of this.#recordings.filter((one) => isAsked(question, one.id))) {
      const steps =
        shape.kind === 'near' ? this.#near(answers, shape, recording) : this.#ways(answers, shape, recording);
      for (let step = steps.next(); step.done !== true; step = steps.next()) {
        await this.#breathe();
        if (this.#questions !== questions) {
          return false;
        }
      }
    }
    this.#answers.set(id, answers);
    this.#revision += 1;
    return true;
  }

  /** Judges one object after the other, with a pause after each. */
  *#ways({ of }: Answers, shape: WayShape, recording: RecordingState): Generator<undefined> {
    const log = this.#paths.get(recording.id)?.log;
    for (const { id, number } of recording.tracks) {
      const path = log?.pathOf(number);
      if (path !== undefined && of.get(id)?.path !== path) {
        of.set(id, { path, isMatch: matchesPath(shape, path) });
      }
      yield;
    }
  }

  /** Judges all objects together: what one did depends on where the others were. */
  *#near({ of, read }: Answers, shape: Nearness, recording: RecordingState): Generator<undefined> {
    const known = this.#paths.get(recording.id);
    const extent = `${known?.run}/${known?.commits}/${recording.tracks.length}`;
    if (known === undefined || read.get(recording.id) === extent) {
      return;
    }
    const walkers: (Walker & { readonly id: TrackId })[] = [];
    for (const { id, number, objectClass } of recording.tracks) {
      const path = known.log.pathOf(number);
      if (path !== undefined) {
        walkers.push({ id, number, objectClass, path });
      }
      yield;
    }
    const found = yield* whoWasNear(walkers, shape);
    for (const { id, number, path } of walkers) {
      of.set(id, { path, isMatch: found.has(number) });
    }
    read.set(recording.id, extent);
  }

  /** Takes in what an analysis has stored since it was read last. */
  async #readOn({ id, table, media }: RecordingState): Promise<void> {
    if (table === undefined || media === undefined) {
      return;
    }
    for (;;) {
      const known = this.#paths.get(id);
      const { run, rows } = await this.#read(id, known?.commits ?? 0);
      if (known?.run !== run) {
        // Another analysis began anew: what is known of the one before is not there any more.
        this.#paths.set(id, { run, log: new PathLog(media), commits: 0 });
        if (known !== undefined) {
          continue;
        }
      }
      const paths = this.#paths.get(id);
      if (rows === undefined || paths === undefined || this.#isOver) {
        return;
      }
      for (const [index, { track, ordinal, box, origin }] of rows.entries()) {
        if (index % ROWS_A_LOOK === 0) {
          await this.#breathe();
        }
        // On the straight line between two sights nothing is new.
        if (origin !== 'interpolated') {
          paths.log.add({ number: track, us: table.us[ordinal - 1] ?? 0, box });
        }
      }
      paths.commits += 1;
      await this.#breathe();
    }
  }

  async #breathe(): Promise<void> {
    if (this.#breath.now() - this.#sliceStart > SLICE_MS) {
      await this.#breath.pause();
      this.#sliceStart = this.#breath.now();
    }
  }
}

function isAsked({ recordingId }: PathQuestion, id: RecordingId): boolean {
  return recordingId === undefined || recordingId === id;
}
