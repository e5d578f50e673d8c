// Gathers, picture by picture, what limits the search in a recording.

import { fastestOf, limitsOf, lookEveryUs, LOOKS, smallestPersonOf, VEHICLE_SHARE, type Envelope } from './envelope.ts';
import type { SceneReading } from './scene-watch.ts';
import { Spread, type SpreadState } from './spread.ts';

/** Values hold during so much of the time: a bad tenth may be worse. */
const MOST_OF_THE_TIME = 0.9;
/** A gap in the pictures counts for no longer than this, µs. */
const LONGEST_US = 2_000_000;

/** All that was gathered: plain data. */
export interface EnvelopeMeterState {
  readonly lastUs: number | undefined;
  readonly lastReadUs: number | undefined;
  readonly spreads: Readonly<Record<Quantity, SpreadState>>;
}

const UNITS = { interval: 100_000, level: 64, contrast: 8, noise: 2, shake: 0.002, smallest: 28 } as const;
type Quantity = keyof typeof UNITS;

/** Measures the envelope of one recording. Pictures must come in presentation order. */
export class EnvelopeMeter {
  #lastUs: number | undefined;
  #lastReadUs: number | undefined;
  readonly #spreads: Readonly<Record<Quantity, Spread>>;

  constructor(from?: EnvelopeMeterState) {
    const spread = (name: Quantity): Spread => new Spread(UNITS[name], from?.spreads[name]);
    this.#lastUs = from?.lastUs;
    this.#lastReadUs = from?.lastReadUs;
    this.#spreads = {
      interval: spread('interval'),
      level: spread('level'),
      contrast: spread('contrast'),
      noise: spread('noise'),
      shake: spread('shake'),
      smallest: spread('smallest'),
    };
  }

  snapshot(): EnvelopeMeterState {
    const { interval, level, contrast, noise, shake, smallest } = this.#spreads;
    return {
      lastUs: this.#lastUs,
      lastReadUs: this.#lastReadUs,
      spreads: {
        interval: [...interval.state],
        level: [...level.state],
        contrast: [...contrast.state],
        noise: [...noise.state],
        shake: [...shake.state],
        smallest: [...smallest.state],
      },
    };
  }

  /**
   * Takes in a watched picture; `reading`: what is known of the camera, if it was looked at; `step`: pixels of the
   * picture per pixel of the motion grid.
   */
  take(us: number, reading: SceneReading | undefined, step: number): void {
    const interval = us - (this.#lastUs ?? us);
    this.#lastUs = us;
    if (interval > 0) {
      this.#spreads.interval.add(interval, Math.min(LONGEST_US, interval));
    }
    if (reading === undefined) {
      return;
    }
    const weight = Math.min(LONGEST_US, us - (this.#lastReadUs ?? us));
    this.#lastReadUs = us;
    const { light, noise, shake, blind } = reading;
    // What hides, moves or freezes the view is told as a span; the envelope is that of the view.
    if (weight <= 0 || blind !== undefined) {
      return;
    }
    this.#spreads.level.add(light.level, weight);
    this.#spreads.contrast.add(light.contrast, weight);
    this.#spreads.noise.add(noise, weight);
    this.#spreads.smallest.add(smallestPersonOf(step, light.contrast, noise), weight);
    if (shake !== undefined) {
      this.#spreads.shake.add(shake, weight);
    }
  }

  /** The envelope up to now; `undefined` before two pictures were looked at. */
  envelope(): Envelope | undefined {
    const { interval, level, contrast, noise, shake, smallest } = this.#spreads;
    const intervalUs = interval.at(0.5);
    const person = smallest.at(MOST_OF_THE_TIME);
    if (intervalUs === undefined || person === undefined) {
      return undefined;
    }
    const facts = {
      smallestPerson: Math.round(person),
      smallestVehicle: Math.round(VEHICLE_SHARE * person),
      intervalUs: Math.round(intervalUs),
      fastest: fastestOf(intervalUs),
      shortestVisitUs: LOOKS * lookEveryUs(intervalUs),
      level: level.at(0.5) ?? 0,
      contrast: contrast.at(1 - MOST_OF_THE_TIME) ?? 0,
      noise: noise.at(MOST_OF_THE_TIME) ?? 0,
      shake: shake.at(MOST_OF_THE_TIME) ?? 0,
    };
    return { ...facts, limits: limitsOf(facts) };
  }
}
