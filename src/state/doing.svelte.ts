// What is being done for the person, and why the last of it was not done: the same on every screen.

import { toAppError, type Alert } from '../contracts/errors.ts';

/** Acts of one screen. Several may run at once; none rejects into the interface. */
export class Doing<Act extends string> {
  /** One element per act under way. */
  #running: readonly { readonly act: Act }[] = $state.raw([]);
  #problem: Alert | undefined = $state.raw();

  /** The act begun last among those under way. */
  get busy(): Act | undefined {
    return this.#running.at(-1)?.act;
  }

  /** Why the last act failed. */
  get problem(): Alert | undefined {
    return this.#problem;
  }

  /** `undefined` dismisses it. */
  set problem(problem: Alert | undefined) {
    this.#problem = problem;
  }

  /** Whether it went through; else `problem` says why. */
  async attempt(act: Act, run: () => Promise<void>): Promise<boolean> {
    return (await this.result(act, () => run().then(() => true))) ?? false;
  }

  /** What it gave; `undefined` when it failed, and `problem` says why. */
  async result<T>(act: Act, run: () => Promise<T>): Promise<T | undefined> {
    const one = { act };
    this.#running = [...this.#running, one];
    this.#problem = undefined;
    try {
      return await run();
    } catch (error) {
      this.#problem = toAppError(error).toAlert();
      return undefined;
    } finally {
      this.#running = this.#running.filter((other) => other !== one);
    }
  }
}
