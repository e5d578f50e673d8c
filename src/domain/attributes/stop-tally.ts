// Where a path stood still, told as its points come.

import type { Stop } from './attributes.ts';

/** Shortest stop, and the movement between two stops that does not part them, µs. */
export const LEAST_STOP_US = 2_000_000;
const SAME_STOP_US = 600_000;
/** A speed is taken over some time: a stop begins earlier and ends later than it looks by this, µs. */
const STOP_MARGIN_US = 300_000;

/** All that a tally knows, as plain data. */
export interface StopTallySnapshot {
  readonly fromUs: number;
  readonly toUs: number;
  readonly stops: readonly Stop[];
}

/** Takes in the points of a path in order of time. */
export class StopTally {
  #fromUs: number;
  #toUs: number;
  /** Of those that are over, the long ones; the last one may still grow. */
  #stops: Stop[];

  constructor({ fromUs, toUs, stops }: StopTallySnapshot = { fromUs: Infinity, toUs: -Infinity, stops: [] }) {
    this.#fromUs = fromUs;
    this.#toUs = toUs;
    this.#stops = [...stops];
  }

  snapshot(): StopTallySnapshot {
    return { fromUs: this.#fromUs, toUs: this.#toUs, stops: [...this.#stops] };
  }

  add(us: number, isStanding: boolean): void {
    this.#fromUs = Math.min(this.#fromUs, us);
    this.#toUs = us;
    if (!isStanding) {
      return;
    }
    const last = this.#stops.at(-1);
    if (last !== undefined && us - last.toUs <= SAME_STOP_US) {
      this.#stops[this.#stops.length - 1] = { fromUs: last.fromUs, toUs: us };
      return;
    }
    // What was too short when it ended stays so.
    this.#stops = this.#stops.filter((stop) => isLong(this.#widened(stop)));
    this.#stops.push({ fromUs: us, toUs: us });
  }

  /** Stretches of at least {@link LEAST_STOP_US} without moving on, in order of time. */
  get stops(): Stop[] {
    return this.#stops.map((stop) => this.#widened(stop)).filter(isLong);
  }

  #widened({ fromUs, toUs }: Stop): Stop {
    return {
      fromUs: Math.max(this.#fromUs, fromUs - STOP_MARGIN_US),
      toUs: Math.min(this.#toUs, toUs + STOP_MARGIN_US),
    };
  }
}

const isLong = ({ fromUs, toUs }: Stop): boolean => toUs - fromUs >= LEAST_STOP_US;
