// Long work in short slices: a question is answered at once when there is little to do, else while the page goes on.

import { SLICE_MS, type Breath } from './breathing.ts';

interface Answer<Question, Value> {
  readonly question: Question;
  readonly value: Value;
}

interface Running<Question, Value> {
  readonly question: Question;
  readonly steps: Generator<undefined, Value>;
}

/** Answers the question that was asked last; until then the answer to the one before stands. */
export class SlicedWork<Question extends object, Value> {
  readonly #work: (question: Question) => Generator<undefined, Value>;
  readonly #breath: Breath;
  readonly #empty: Value;
  #answer: Answer<Question, Value> | undefined;
  #running: Running<Question, Value> | undefined;
  /** Moves when work has begun to take longer, and when it is done. */
  #revision = $state(0);

  /** `empty`: the answer before there is one. */
  constructor(work: (question: Question) => Generator<undefined, Value>, breath: Breath, empty: Value) {
    this.#work = work;
    this.#breath = breath;
    this.#empty = empty;
  }

  /** Whether the answer is still one to an earlier question. */
  get isBusy(): boolean {
    void this.#revision;
    return this.#running !== undefined;
  }

  /** May be asked where something is derived: the answer moves what reads it. */
  look(question: Question): Value {
    void this.#revision;
    const isNew = this.#answer?.question !== question && this.#running?.question !== question;
    if (isNew) {
      const running = { question, steps: this.#work(question) };
      this.#running = running;
      if (!this.#slice(running)) {
        void this.#goOn(running);
      }
    }
    return this.#answer === undefined ? this.#empty : this.#answer.value;
  }

  async #goOn(running: Running<Question, Value>): Promise<void> {
    await this.#breath.pause();
    this.#revision += 1;
    while (this.#running === running && !this.#slice(running)) {
      await this.#breath.pause();
    }
    this.#revision += 1;
  }

  /** True when it is done. */
  #slice({ question, steps }: Running<Question, Value>): boolean {
    const end = this.#breath.now() + SLICE_MS;
    do {
      const step = steps.next();
      if (step.done === true) {
        this.#answer = { question, value: step.value };
        this.#running = undefined;
        return true;
      }
    } while (this.#breath.now() < end);
    return false;
  }
}
