// Which objects went as drawn criteria say: their stored boxes are read once, judged in short slices, and known by then.

import { toAppError, type Alert } from '../contracts/errors.ts';
import type { RecordingState } from '../contracts/session.ts';
import type { RecordingId, TrackId } from '../domain/ids.ts';
import type { WayShape } from '../domain/query/drawn-shape.ts';
import { matchesPath } from '../domain/query/match-path.ts';
import { whoWasNear, type Nearness, type Walker } from '../domain/query/nearness.ts';
import type { TrackPath } from '../domain/query/track-path.ts';
import { Slices, type Breath } from './breathing.ts';
import type { StoredPaths } from './stored-paths.ts';

/** What is asked: a drawing or the nearness of another, and of the objects of which recording (`undefined`: of every one). */
export interface PathQuestion {
  readonly id: number;
  readonly shape: WayShape | Nearness;
  readonly recordingId: RecordingId | undefined;
}

/** Answers to one question, each with the path that it was told from. */
interface Answers {
  readonly shape: PathQuestion['shape'];
  readonly of: Map<TrackId, { readonly path: TrackPath; readonly isMatch: boolean }>;
  /** Of nearness: how much was read of each recording when it was answered, since others tell on an object. */
  readonly read: Map<RecordingId, string>;
}

export class PathSearch {
  readonly #paths: StoredPaths;
  readonly #breath: Breath;
  readonly #answers = new Map<number, Answers>();
  #recordings: readonly RecordingState[] = [];
  #questions: readonly PathQuestion[] = [];
  #isStale = false;
  #isOver = false;
  /** Moves when answers have come. */
  #revision = $state(0);
  #isBusy = $state(false);
  #problem: Alert | undefined = $state.raw();

  constructor(paths: StoredPaths, breath: Breath) {
    this.#paths = paths;
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
    const slices = new Slices(this.#breath);
    for (const recording of this.#recordings) {
      if (questions.some((question) => isAsked(question, recording.id))) {
        await this.#paths.readOn(recording, slices);
      }
    }
    for (const question of questions) {
      if (!(await this.#ask(question, questions, slices))) {
        return;
      }
    }
  }

  async #ask(question: PathQuestion, questions: readonly PathQuestion[], slices: Slices): Promise<boolean> {
    const { id, shape } = question;
    const known = this.#answers.get(id);
    const answers = known?.shape === shape ? known : { shape, of: new Map(), read: new Map() };
    for (const recording of this.#recordings.filter((one) => isAsked(question, one.id))) {
      const steps =
        shape.kind === 'near' ? this.#near(answers, shape, recording) : this.#ways(answers, shape, recording);
      for (let step = steps.next(); step.done !== true; step = steps.next()) {
        await slices.breathe();
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
    const log = this.#paths.of(recording.id)?.log;
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
    const known = this.#paths.of(recording.id);
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
}

function isAsked({ recordingId }: PathQuestion, id: RecordingId): boolean {
  return recordingId === undefined || recordingId === id;
}
