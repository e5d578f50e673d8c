// What was sampled of one surface, over all its sights: a small histogram, thrown away once it has a name.

import type { Oklab } from './oklab.ts';

const STEP_L = 0.04;
const STEP_AB = 0.02;
/** Bins on each side of neutral: chroma beyond ±0.34 does not exist in sRGB. */
const REACH = 17;
const SIDE = 2 * REACH + 1;

/** One bin: the mean colour of what fell into it, and its weight. */
export interface ColourBin {
  readonly colour: Oklab;
  readonly weight: number;
}

/** Five numbers a bin: index, l, a, b, weight. */
export type TallySnapshot = Float64Array;

/** Weighted histogram in OKLab. */
export class ColourTally {
  readonly #bins = new Map<number, ColourBin>();

  constructor(from: TallySnapshot = new Float64Array(0)) {
    for (let at = 0; at + 4 < from.length; at += 5) {
      const [index = 0, l = 0, a = 0, b = 0, weight = 0] = from.subarray(at, at + 5);
      this.#bins.set(index, { colour: { l, a, b }, weight });
    }
  }

  add(colour: Oklab, weight: number): void {
    const index = (Math.floor(colour.l / STEP_L) * SIDE + step(colour.a)) * SIDE + step(colour.b);
    const bin = this.#bins.get(index);
    this.#bins.set(index, bin === undefined ? { colour, weight } : mix(bin, { colour, weight }));
  }

  get total(): number {
    return this.bins().reduce((sum, { weight }) => sum + weight, 0);
  }

  bins(): ColourBin[] {
    return [...this.#bins.values()];
  }

  snapshot(): TallySnapshot {
    return Float64Array.from(
      [...this.#bins].flatMap(([index, { colour, weight }]) => [index, colour.l, colour.a, colour.b, weight]),
    );
  }
}

/** Two bins as one. */
export function mix(one: ColourBin, other: ColourBin): ColourBin {
  const weight = one.weight + other.weight;
  const t = weight > 0 ? other.weight / weight : 0;
  const between = (a: number, b: number): number => a + (b - a) * t;
  return {
    colour: {
      l: between(one.colour.l, other.colour.l),
      a: between(one.colour.a, other.colour.a),
      b: between(one.colour.b, other.colour.b),
    },
    weight,
  };
}

function step(value: number): number {
  return Math.min(SIDE - 1, Math.max(0, Math.round(value / STEP_AB) + REACH));
}

/** What has been sampled of one object, by surface. */
export interface ColourTallies {
  readonly upper: ColourTally;
  readonly lower: ColourTally;
  readonly vehicle: ColourTally;
}

export interface ColourTalliesSnapshot {
  readonly upper: TallySnapshot;
  readonly lower: TallySnapshot;
  readonly vehicle: TallySnapshot;
}

export function tallies(from?: ColourTalliesSnapshot): ColourTallies {
  return {
    upper: new ColourTally(from?.upper),
    lower: new ColourTally(from?.lower),
    vehicle: new ColourTally(from?.vehicle),
  };
}

export function snapshotOf({ upper, lower, vehicle }: ColourTallies): ColourTalliesSnapshot {
  return { upper: upper.snapshot(), lower: lower.snapshot(), vehicle: vehicle.snapshot() };
}
