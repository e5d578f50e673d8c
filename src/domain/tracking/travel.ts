// How an object got about: whether it moved at all, how far from where it began, since when it rests.

import { iou, type Box } from '../geometry/box.ts';

/** Share of a box that must move for a sight to count as moving. */
const MOVING = 0.2;
const LEAST_MOVING_SIGHTS = 15;
/** Path from the first sight, in box widths, that proves that the thing moves. */
const LEAST_PATH = 0.5;
/** Overlap with the place where it came to rest for which an object is still there. */
const SAME_PLACE = 0.5;

/** All that is known of it, as plain data. */
export interface TravelSnapshot {
  readonly movingSights: number;
  /** Greatest distance from the start, in box widths. */
  readonly path: number;
  readonly restingPlace: Box;
  readonly restingSinceUs: number;
}

/** What one sight adds to it. */
export interface TravelSight {
  readonly box: Box;
  /** Share of the box that moves, 0–1. */
  readonly motion: number;
  readonly us: number;
}

/** Takes in the sights of one object in order of time. */
export class Travel {
  #movingSights: number;
  #path: number;
  #restingPlace: Box;
  #restingSinceUs: number;

  constructor(from: TravelSnapshot) {
    this.#movingSights = from.movingSights;
    this.#path = from.path;
    this.#restingPlace = from.restingPlace;
    this.#restingSinceUs = from.restingSinceUs;
  }

  /** At rest at `box` since `us`. */
  static from(box: Box, us: number): Travel {
    return new Travel({ movingSights: 0, path: 0, restingPlace: box, restingSinceUs: us });
  }

  snapshot(): TravelSnapshot {
    return {
      movingSights: this.#movingSights,
      path: this.#path,
      restingPlace: this.#restingPlace,
      restingSinceUs: this.#restingSinceUs,
    };
  }

  /** Whether it has moved enough to be no part of the scene. */
  get hasMoved(): boolean {
    return this.#path >= LEAST_PATH || this.#movingSights >= LEAST_MOVING_SIGHTS;
  }

  /** Since when it is about where it is, µs. */
  get restingSinceUs(): number {
    return this.#restingSinceUs;
  }

  /** `start`: the box of its first sight. */
  add({ box, motion, us }: TravelSight, start: Box): void {
    this.#movingSights += motion >= MOVING ? 1 : 0;
    if (iou(box, this.#restingPlace) < SAME_PLACE) {
      this.#restingPlace = box;
      this.#restingSinceUs = us;
    }
    const dx = box.x + box.w / 2 - (start.x + start.w / 2);
    const dy = box.y + box.h / 2 - (start.y + start.h / 2);
    // Only what moves adds to the path: a jittering box on a still thing goes nowhere.
    if (motion >= MOVING / 2) {
      this.#path = Math.max(this.#path, Math.hypot(dx, dy) / Math.max(1, Math.min(start.w, start.h)));
    }
  }
}
