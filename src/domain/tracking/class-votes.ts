// What an object was called, sight by sight.

import type { ObjectClass } from '../detection/classes.ts';

/** Sum of scores by class, in order of the first vote. */
export type VotesSnapshot = readonly (readonly [ObjectClass, number])[];

/** The votes on the class of one object. */
export class ClassVotes {
  readonly #weights: Map<ObjectClass, number>;

  constructor(from: VotesSnapshot = []) {
    this.#weights = new Map(from);
  }

  snapshot(): VotesSnapshot {
    return [...this.#weights];
  }

  add(name: ObjectClass, weight: number): void {
    this.#weights.set(name, (this.#weights.get(name) ?? 0) + weight);
  }

  /** The class with most of the votes; the first one of two that have as many. */
  get best(): ObjectClass {
    let best: ObjectClass = 'unclassified';
    let most = 0;
    for (const [name, weight] of this.#weights) {
      if (weight > most) {
        best = name;
        most = weight;
      }
    }
    return best;
  }

  /** Share of the votes of each class; sums to 1. */
  get shares(): Partial<Record<ObjectClass, number>> {
    const total = [...this.#weights.values()].reduce((sum, weight) => sum + weight, 0);
    return Object.fromEntries([...this.#weights].map(([name, weight]) => [name, weight / total]));
  }
}
