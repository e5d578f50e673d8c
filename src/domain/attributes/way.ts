// The way of one object as it grows: what is told of it is kept, the sights themselves are not. Somebody who stays for
// an hour takes no more room than somebody who passes.

import { area, type Box } from '../geometry/box.ts';
import type { Size } from './attributes.ts';
import { placesBetween, POINT_EVERY_US, POINT_REACH, pointsOf, type Place, type TimedBox } from './path.ts';
import { PathTally, type PathTallySnapshot } from './path-tally.ts';

/** Square root of the share of the picture that the box covers: under the first small, over the second large. */
export const SIZE_LIMITS = [0.08, 0.25] as const;

/** Width and height of the upright picture, pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** All that a way knows, as plain data; of the same size however long the way. */
export interface WaySnapshot {
  readonly first: TimedBox | undefined;
  readonly last: TimedBox | undefined;
  /** The latest places, and how many of them, from the front, have their point in the tally. */
  readonly places: readonly Place[];
  readonly tallied: number;
  readonly path: PathTallySnapshot;
  readonly sizes: { readonly all: number; readonly small: number; readonly large: number };
}

/** Takes in sights in order of time. */
export class Way {
  readonly #path: PathTally;
  readonly #sizes: { all: number; small: number; large: number };
  #first: TimedBox | undefined;
  #last: TimedBox | undefined;
  #places: Place[];
  #tallied: number;

  /** One without a sight, or one that goes on exactly where a snapshot was taken. */
  constructor(from?: WaySnapshot) {
    this.#path = new PathTally(from?.path);
    this.#sizes = { ...(from?.sizes ?? { all: 0, small: 0, large: 0 }) };
    this.#first = from?.first;
    this.#last = from?.last;
    this.#places = [...(from?.places ?? [])];
    this.#tallied = from?.tallied ?? 0;
  }

  /** The way of `sights`, in order of time. */
  static of(sights: readonly TimedBox[], picture: PictureSize): Way {
    const way = new Way();
    for (const sight of sights) {
      way.see(sight, picture);
    }
    return way;
  }

  snapshot(): WaySnapshot {
    return {
      first: this.#first,
      last: this.#last,
      places: [...this.#places],
      tallied: this.#tallied,
      path: this.#path.snapshot(),
      sizes: { ...this.#sizes },
    };
  }

  see(sight: TimedBox, picture: PictureSize): void {
    const nextUs = (this.#places.at(-1)?.us ?? sight.us - POINT_EVERY_US) + POINT_EVERY_US;
    this.#countSize(sight.box, picture);
    this.#places.push(...placesBetween(this.#last ?? sight, sight, nextUs));
    this.#first ??= { us: sight.us, box: sight.box };
    this.#last = { us: sight.us, box: sight.box };
    this.#settle();
  }

  /** Throws `RangeError` before the first sight. */
  get first(): TimedBox {
    return seen(this.#first);
  }

  /** Throws `RangeError` before the first sight. */
  get last(): TimedBox {
    return seen(this.#last);
  }

  /** The whole way up to the last sight. */
  get path(): PathTally {
    const path = new PathTally(this.#path.snapshot());
    for (const point of pointsOf(this.#places).slice(this.#tallied)) {
      path.add(point);
    }
    return path;
  }

  /** The class of the median size. */
  get size(): Size {
    const { all, small, large } = this.#sizes;
    const middle = all >> 1;
    return small > middle ? 'small' : all - large <= middle ? 'large' : 'medium';
  }

  #countSize(box: Box, { width, height }: PictureSize): void {
    const side = Math.sqrt(area(box) / (width * height));
    const [small, large] = SIZE_LIMITS;
    this.#sizes.all += 1;
    this.#sizes.small += side < small ? 1 : 0;
    this.#sizes.large += side > large ? 1 : 0;
  }

  /** Tallies the points that nothing to come can change, and lets go of the places that no other point needs. */
  #settle(): void {
    const settled = this.#places.length - POINT_REACH;
    if (settled <= this.#tallied) {
      return;
    }
    for (const point of pointsOf(this.#places).slice(this.#tallied, settled)) {
      this.#path.add(point);
    }
    this.#tallied = Math.min(settled, POINT_REACH);
    this.#places = this.#places.slice(settled - this.#tallied);
  }
}

function seen(sight: TimedBox | undefined): TimedBox {
  if (sight === undefined) {
    throw new RangeError('An object without a sight');
  }
  return sight;
}
