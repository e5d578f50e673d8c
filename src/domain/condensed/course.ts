// A cut recording on condensed time: what is passed over at once takes none, what is played fast takes little.

import type { Stretch, StretchKind } from './stretches.ts';

/** Footage seconds per second of what is said rather than watched. */
export const FAST = 16;

/** How a stretch is played: watched at the speed of the person, fast, or passed over at once. */
export type Pace = 'watched' | 'fast' | 'passed';

/** Pictures that cannot be read are passed over, whatever is wished for dead time. */
export function paceOf(kind: StretchKind, isDeadPassed: boolean): Pace {
  switch (kind) {
    case 'watched':
      return 'watched';
    case 'dead':
      return isDeadPassed ? 'passed' : 'fast';
    case 'failed':
      return 'passed';
    case 'waiting':
    case 'outside':
      return 'fast';
  }
}

/** A stretch, and where it lies in condensed time. */
export interface Leg extends Stretch {
  readonly pace: Pace;
  /** Condensed time at its beginning, µs from that of the recording. */
  readonly atUs: number;
}

export class Course {
  readonly legs: readonly Leg[];
  /** Condensed length, µs. */
  readonly lengthUs: number;
  /** Footage that is watched, and that is played fast, µs. */
  readonly watchedUs: number;
  readonly fastUs: number;

  constructor(stretches: readonly Stretch[], isDeadPassed: boolean) {
    const us = { watched: 0, fast: 0, passed: 0 };
    this.legs = stretches.map((stretch) => {
      const pace = paceOf(stretch.kind, isDeadPassed);
      const atUs = us.watched + us.fast / FAST;
      us[pace] += stretch.toUs - stretch.fromUs;
      return { ...stretch, pace, atUs };
    });
    this.watchedUs = us.watched;
    this.fastUs = us.fast;
    this.lengthUs = us.watched + us.fast / FAST;
  }

  /** Place of the leg at a presentation time: the first one before all of them, the last one after; −1: there is none. */
  indexAt(us: number): number {
    return Math.max(
      Math.min(0, this.legs.length - 1),
      this.#last(({ fromUs }) => fromUs <= us),
    );
  }

  /** Condensed time at a presentation time. */
  positionOf(us: number): number {
    const leg = this.legs[this.indexAt(us)];
    if (leg === undefined) {
      return 0;
    }
    const into = Math.min(leg.toUs, Math.max(leg.fromUs, us)) - leg.fromUs;
    return leg.atUs + (leg.pace === 'watched' ? into : leg.pace === 'fast' ? into / FAST : 0);
  }

  /** Presentation time at a condensed time: where two stretches meet, the beginning of the one that is played. */
  timeAt(positionUs: number): number {
    const leg =
      this.legs[
        Math.max(
          0,
          this.#last(({ atUs }) => atUs <= positionUs),
        )
      ];
    if (leg === undefined) {
      return 0;
    }
    const into = Math.max(0, positionUs - leg.atUs) * (leg.pace === 'fast' ? FAST : 1);
    return leg.pace === 'passed' ? leg.fromUs : Math.min(leg.toUs, leg.fromUs + into);
  }

  /** The nearest leg that is played, from a place on. */
  played(index: number, direction: 1 | -1): Leg | undefined {
    for (let at = index; at >= 0 && at < this.legs.length; at += direction) {
      const leg = this.legs[at];
      if (leg !== undefined && leg.pace !== 'passed') {
        return leg;
      }
    }
    return undefined;
  }

  /** The last leg of which something holds that holds of all before it. */
  #last(holds: (leg: Leg) => boolean): number {
    let low = -1;
    let high = this.legs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const leg = this.legs[middle];
      if (leg !== undefined && holds(leg)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
