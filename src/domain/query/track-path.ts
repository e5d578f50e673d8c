// The ways of objects over the floor of a picture, as criteria drawn on it need them: where the feet were, and when.

import type { Box } from '../geometry/box.ts';
import { toUpright, uprightSize, type Rotation } from '../geometry/rotation.ts';

/** How the pictures of a recording are stored. */
export interface StoredPicture {
  readonly width: number;
  readonly height: number;
  /** Clockwise degrees that bring it upright. */
  readonly rotation: Rotation;
  /** Width / height of one pixel. */
  readonly pixelAspect: number;
}

/**
 * The way of one object: straight in time from each sight to the next, as its boxes are (`interpolateSights`), so that
 * what is said of it depends on presentation times and never on a number of frames.
 *
 * Its place is its **foot point**: the middle of the bottom side of its upright box, for every class. What a person draws
 * on a picture lies on the floor, and there the object touches it; the centre of the box floats half a body above and
 * would enter a zone too soon or never. Vehicles have no other point: their boxes are low, so that the two are near each
 * other, and a class that is voted anew must not move a path that is already drawn. It is the point of the trails.
 */
export interface TrackPath {
  /** Presentation times of the sights, µs, rising. */
  readonly us: Float64Array<ArrayBuffer>;
  /** Foot point, shares of the upright picture, held within it. */
  readonly x: Float32Array<ArrayBuffer>;
  readonly y: Float32Array<ArrayBuffer>;
  /** Height of the box, share of the height of the upright picture. */
  readonly height: Float32Array<ArrayBuffer>;
  /** Width of the box, share of the width of the upright picture. */
  readonly width: Float32Array<ArrayBuffer>;
  /** Width / height of the upright picture as it is shown, with square pixels. */
  readonly aspect: number;
}

/** A sight of an object: the box of its stored picture. */
export interface PathSight {
  /** Of the object in its recording. */
  readonly number: number;
  readonly us: number;
  readonly box: Box;
}

/** Who is cut off by the border of the picture stands on it, and so in a zone that reaches it; share of the picture. */
const BORDER = 0.0005;
const NUMBERS_A_SIGHT = 5;

/** The ways of all objects of one recording as they are read, in any order. */
export class PathLog {
  readonly #picture: StoredPicture;
  readonly #aspect: number;
  /** Time, x, y, height, width by turns. */
  readonly #sights = new Map<number, number[]>();
  readonly #paths = new Map<number, TrackPath>();

  constructor(picture: StoredPicture) {
    const { rotation, width, height, pixelAspect } = picture;
    const upright = uprightSize(rotation, width * pixelAspect, height);
    this.#picture = picture;
    this.#aspect = upright.width / upright.height;
  }

  add({ number, us, box }: PathSight): void {
    const { rotation, width, height } = this.#picture;
    const size = uprightSize(rotation, width, height);
    const { x, y, w, h } = toUpright(box, rotation, width, height);
    const sights = this.#sights.get(number) ?? [];
    const foot = [held((x + w / 2) / size.width), held((y + h) / size.height)] as const;
    sights.push(us, ...foot, h / size.height, w / size.width);
    this.#sights.set(number, sights);
    this.#paths.delete(number);
  }

  /** The way of an object as far as it was read; `undefined` when nothing was. */
  pathOf(number: number): TrackPath | undefined {
    const known = this.#paths.get(number);
    const sights = this.#sights.get(number);
    if (known !== undefined || sights === undefined) {
      return known;
    }
    const path = pathOf(sights, this.#aspect);
    this.#paths.set(number, path);
    return path;
  }
}

function pathOf(sights: readonly number[], aspect: number): TrackPath {
  const length = sights.length / NUMBERS_A_SIGHT;
  const order = Array.from({ length }, (_, index) => index * NUMBERS_A_SIGHT);
  order.sort((a, b) => (sights[a] ?? 0) - (sights[b] ?? 0));
  const at = (place: number) => (start: number) => sights[start + place] ?? 0;
  return {
    us: Float64Array.from(order, at(0)),
    x: Float32Array.from(order, at(1)),
    y: Float32Array.from(order, at(2)),
    height: Float32Array.from(order, at(3)),
    width: Float32Array.from(order, at(4)),
    aspect,
  };
}

function held(share: number): number {
  return Math.min(1 - BORDER, Math.max(BORDER, share));
}
