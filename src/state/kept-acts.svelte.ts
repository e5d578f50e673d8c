// Acts on things that are kept: a refusal is told, and who came back under another id is still known by the old one.

import { toAppError, type Alert } from '../contracts/errors.ts';

/** Sends a command; `idNow` gives the present id of what had another one. Gives the id of what it is about. */
export type SendAct = (idNow: (id: string) => string) => Promise<string>;

export class KeptActs {
  readonly #follow: () => void;
  readonly #aliases = new Map<string, string>();
  #problem: Alert | undefined = $state.raw();

  /** `follow` takes up what the session says after an act, whatever came of it. */
  constructor(follow: () => void) {
    this.#follow = follow;
  }

  /** Why the last act failed. */
  get problem(): Alert | undefined {
    return this.#problem;
  }

  dismiss(): void {
    this.#problem = undefined;
  }

  /** `before`: the id of what comes back: older acts still mean what has another one since. True when it went through. */
  async give(send: SendAct, before?: string): Promise<boolean> {
    this.#problem = undefined;
    const idNow = (id: string): string => this.#idNow(id);
    try {
      const id = await send(idNow);
      if (before !== undefined) {
        this.#aliases.set(this.#idNow(before), id);
      }
      return true;
    } catch (error) {
      this.#problem = toAppError(error).toAlert();
      return false;
    } finally {
      this.#follow();
    }
  }

  #idNow(id: string): string {
    const next = this.#aliases.get(id);
    return next === undefined ? id : this.#idNow(next);
  }
}
