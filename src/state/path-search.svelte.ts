// Which objects went as drawn criteria say: their stored boxes are read once, judged in short slices, and known by then.

import { toAppError, type Alert } from '../contracts/errors.ts';
import type { RecordingState } from '../contracts/session.ts';
import { classOfNumber } from '../domain/detection/classes.ts';
import type { RecordingId } from '../domain/ids.ts';
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

/** What is known of an object: nothing yet, that it went as was asked, that it did not. */
export const DID = 1;
export const DID_NOT = 2;

/** Answers about the objects of one recording. */
interface RecordingAnswers {
  /** Whether something was answered since the ones before. */
  isNew: boolean;
  /** Which analysis of it they are about. */
  readonly run: number | undefined;
  /** By number of the object: 0 (nothing), {@link DID}, {@link DID_NOT}. */
  marks: Uint8Array<ArrayBuffer>;
  /** By number: the path that it was told from. */
  readonly paths: (TrackPath | undefined)[];
  /** Of nearness: how much was read when it was answered, since others tell on an object. */
  extent: string;
}

interface Answers {
  readonly shape: PathQuestion['shape'];
  readonly of: Map<RecordingId, RecordingAnswers>;
}

const NO_ANSWERS = new Uint8Array(0);

export class PathSearch {
  readonly #paths: StoredPaths;
  readonly #breath: Breath;
  readonly #answers = new Map<number, Answers>();
  #recordings: readonly RecordingState[] = [];
  #questions: readonly PathQuestion[] = [];
  #isStale = false;
  #isOver = false;
  #working: Promise<void> = Promise.resolve();
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

  /**
   * By number of the object: whether it went so. Nothing is known beyond the end. A drawing that changes keeps its
   * answers until the new ones are there.
   */
  answers(id: number, recording: RecordingId): Uint8Array<ArrayBuffer> {
    void this.#revision;
    return this.#answers.get(id)?.of.get(recording)?.marks ?? NO_ANSWERS;
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
      this.#working = this.#work();
    }
  }

  /** Resolves when every answer is there, or none will come. */
  settled(): Promise<void> {
    return this.#working;
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
    const answers: Answers = known?.shape === shape ? known : { shape, of: new Map() };
    const told = new Map(answers.of);
    for (const recording of this.#recordings.filter((one) => isAsked(question, one.id))) {
      const mine = this.#answersFor(answers, recording);
      const steps = shape.kind === 'near' ? this.#near(mine, shape, recording) : this.#ways(mine, shape, recording);
      for (let step = steps.next(); step.done !== true; step = steps.next()) {
        await slices.breathe();
        if (this.#questions !== questions) {
          return false;
        }
      }
      // Told whole or not at all: whoever reads them keeps what he has.
      if (mine.isNew || !told.has(recording.id)) {
        told.set(recording.id, mine);
      }
    }
    this.#answers.set(id, { shape, of: told });
    this.#revision += 1;
    return true;
  }

  /** With room for every number. What was answered of this analysis stays. */
  #answersFor({ of }: Answers, { id, tracks }: RecordingState): RecordingAnswers {
    const run = this.#paths.of(id)?.run;
    const known = of.get(id);
    const before = known?.run === run ? known : undefined;
    const size = tracks.columns.number.reduce((most, number) => Math.max(most, number), 0) + 1;
    const marks = new Uint8Array(Math.max(size, before?.marks.length ?? 0));
    marks.set(before?.marks ?? NO_ANSWERS);
    return {
      ...{ isNew: before?.marks.length !== marks.length, run, marks },
      ...{ paths: [...(before?.paths ?? [])], extent: before?.extent ?? '' },
    };
  }

  /** Judges one object after the other, with a pause after each. */
  *#ways(answers: RecordingAnswers, shape: WayShape, { id, tracks }: RecordingState): Generator<undefined> {
    const log = this.#paths.of(id)?.log;
    const { marks, paths } = answers;
    for (const number of tracks.columns.number) {
      const path = log?.pathOf(number);
      if (path !== undefined && paths[number] !== path) {
        paths[number] = path;
        marks[number] = matchesPath(shape, path) ? DID : DID_NOT;
        answers.isNew = true;
      }
      yield;
    }
  }

  /** Judges all objects together: what one did depends on where the others were. */
  *#near(answers: RecordingAnswers, shape: Nearness, { id, tracks }: RecordingState): Generator<undefined> {
    const known = this.#paths.of(id);
    const extent = `${known?.run}/${known?.commits}/${tracks.length}`;
    if (known === undefined || answers.extent === extent) {
      return;
    }
    const walkers: Walker[] = [];
    const { number: numbers, objectClass: classes } = tracks.columns;
    for (const [row, number] of numbers.entries()) {
      const path = known.log.pathOf(number);
      const objectClass = classOfNumber(classes[row] ?? 0);
      if (path !== undefined && objectClass !== undefined) {
        walkers.push({ number, objectClass, path });
      }
      yield;
    }
    const found = yield* whoWasNear(walkers, shape);
    for (const { number } of walkers) {
      answers.marks[number] = found.has(number) ? DID : DID_NOT;
    }
    answers.extent = extent;
    answers.isNew = true;
  }
}

function isAsked({ recordingId }: PathQuestion, id: RecordingId): boolean {
  return recordingId === undefined || recordingId === id;
}
