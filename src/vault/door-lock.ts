// One tab at a time: whoever unlocks holds the door, another tab is told so and shows nothing (decision 16).

import { AppError } from '../contracts/errors.ts';
import type { VaultTools } from './memory.ts';

const NAME = 'derush-vault';

export class DoorLock {
  readonly #locks: VaultTools['locks'];
  readonly #life = crypto.randomUUID();
  #isAlive: Promise<void> | undefined;
  #release: (() => void) | undefined;

  constructor(locks: VaultTools['locks']) {
    this.#locks = locks;
  }

  /** Holds the door until `release`, or until this worker dies. Fails with CASE_OPEN_ELSEWHERE. */
  async hold(): Promise<void> {
    const locks = this.#locks;
    if (this.#release !== undefined) {
      return;
    }
    if (locks === undefined) {
      throw new AppError('BROWSER_UNSUPPORTED', { feature: 'locks' });
    }
    const release = await new Promise<(() => void) | undefined>((resolve, reject) => {
      locks
        .request(NAME, { ifAvailable: true }, (lock) => {
          if (lock === null) {
            resolve(undefined);
            return undefined;
          }
          return new Promise<void>((end) => {
            resolve(end);
          });
        })
        .catch(reject);
    });
    if (release === undefined) {
      throw new AppError('CASE_OPEN_ELSEWHERE');
    }
    this.#release = release;
  }

  /** Does something behind the door, and leaves it as it was. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const wasHeld = this.#release !== undefined;
    await this.hold();
    try {
      return await work();
    } finally {
      if (!wasHeld) {
        this.release();
      }
    }
  }

  release(): void {
    this.#release?.();
    this.#release = undefined;
  }

  /** Name of a lock that this worker holds until it dies: who waits for it learns of that. */
  async lifeLock(): Promise<string> {
    const name = `${NAME}-life-${this.#life}`;
    this.#isAlive ??= new Promise<void>((resolve, reject) => {
      this.#locks
        ?.request(name, () => {
          resolve();
          return new Promise<never>(() => undefined);
        })
        .catch(reject);
    });
    await this.#isAlive;
    return name;
  }
}
