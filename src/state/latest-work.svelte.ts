// Long work of which only the newest question matters, in slices that leave room for the page.

import { toAppError, type Alert } from '../contracts/errors.ts';
import { Slices, type Breath } from './breathing.ts';

/** A question that asks the same as another, of data that has grown, has the same key. */
export interface Keyed {
  readonly key: string;
}

/** While it works: lets the page breathe; `false` when the person has asked for something else meanwhile. */
export type GoOn = () => Promise<boolean>;

export class LatestWork<Question extends Keyed> {
  readonly #work: (question: Question, goOn: GoOn, slices: Slices) => Promise<void>;
  readonly #breath: Breath;
  #next: Question | undefined;
  #isBusy = $state(false);
  #problem: Alert | undefined = $state.raw();

  constructor(work: (question: Question, goOn: GoOn, slices: Slices) => Promise<void>, breath: Breath) {
    this.#work = work;
    this.#breath = breath;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Why the last question has no answer. */
  get problem(): Alert | undefined {
    return this.#problem;
  }

  /** Another question ends the work on the one before; the same one, of more data, waits for its end. */
  ask(question: Question): void {
    this.#next = question;
    if (!this.#isBusy) {
      this.#isBusy = true;
      void this.#run();
    }
  }

  async #run(): Promise<void> {
    for (let question = this.#take(); question !== undefined; question = this.#take()) {
      const { key } = question;
      const slices = new Slices(this.#breath);
      try {
        this.#problem = undefined;
        await this.#work(
          question,
          async () => {
            await slices.breathe();
            return this.#next === undefined || this.#next.key === key;
          },
          slices,
        );
      } catch (error) {
        this.#problem = toAppError(error).toAlert();
      }
    }
    this.#isBusy = false;
  }

  #take(): Question | undefined {
    const question = this.#next;
    this.#next = undefined;
    return question;
  }
}
