// The spread of a quantity over time, in a few numbers: shares of time per level, on a logarithmic scale.

/** Bins per doubling. */
const FINENESS = 16;
/** Bin 0 holds everything up to this share of the unit. */
const LEAST = 1 / 64;

/** Time, µs, spent in each bin; bins that were never reached are left out at the end. */
export type SpreadState = readonly number[];

/** Gathers values ≥ 0 with the time that each stands for. */
export class Spread {
  #bins: number[];
  readonly #unit: number;

  /** `unit`: a value of ordinary size; values far below it are not told apart. */
  constructor(unit: number, state: SpreadState = []) {
    this.#unit = unit;
    this.#bins = [...state];
  }

  get state(): SpreadState {
    return this.#bins;
  }

  add(value: number, us: number): void {
    const relative = value / this.#unit;
    const bin = relative <= LEAST ? 0 : 1 + Math.floor(FINENESS * Math.log2(relative / LEAST));
    while (this.#bins.length <= bin) {
      this.#bins.push(0);
    }
    this.#bins[bin] = (this.#bins[bin] ?? 0) + us;
  }

  /** Value that is not exceeded during a share (0–1) of the time; `undefined` before anything was added. */
  at(share: number): number | undefined {
    const total = this.#bins.reduce((sum, us) => sum + us, 0);
    let below = 0;
    for (const [bin, us] of this.#bins.entries()) {
      below += us;
      if (us > 0 && below >= share * total - 1e-6) {
        // Middle of the bin, as a ratio.
        return bin === 0 ? 0 : this.#unit * LEAST * 2 ** ((bin - 0.5) / FINENESS);
      }
    }
    return undefined;
  }
}
