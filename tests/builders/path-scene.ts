// A scene of objects that walk by a script, so that what they did is known: their boxes tremble as those of a detector,
// frames come unevenly, and looks are missed.

import type { Box } from '../../src/domain/geometry/box.ts';
import { PathLog, type PathSight, type StoredPicture, type TrackPath } from '../../src/domain/query/track-path.ts';
import { seededRandom } from '../reels/random.ts';

/** Feet at a place of the picture (shares) at a time, seconds; straight on until the next one. */
export type Waypoint = readonly [seconds: number, x: number, y: number];

export const PICTURE: StoredPicture = { width: 1280, height: 720, rotation: 0, pixelAspect: 1 };

/** Height of a walker, share of the height of the picture, and what he walks in a second, shares of its width. */
export const HEIGHT = 0.16;
export const PACE = 0.05;

/** Time of a look after the one before, seconds: uneven frames, and looks that found nothing. */
const LOOKS = [0.12, 0.16, 0.2, 0.24, 0.4, 0.8] as const;
/** How far boxes tremble, own heights (standard deviation), after the analysis has smoothed them. */
const TREMOR = 0.012;

export class PathScene {
  readonly #random: () => number;
  readonly #log: PathLog;
  readonly #picture: StoredPicture;
  #count = 0;

  constructor(seed: number, picture: StoredPicture = PICTURE) {
    this.#random = seededRandom(seed);
    this.#picture = picture;
    this.#log = new PathLog(picture);
  }

  /** Uniform. */
  between(least: number, most: number): number {
    return least + this.#random() * (most - least);
  }

  /** One that walks by these points; `height`: its own, share of the height of the picture. */
  walk(points: readonly Waypoint[], height = HEIGHT): TrackPath {
    const sights = this.sights(points, height);
    sights.forEach((sight) => {
      this.#log.add(sight);
    });
    const path = this.#log.pathOf(this.#count);
    if (path === undefined) {
      throw new RangeError('A walk of no point');
    }
    return path;
  }

  /** The boxes of one that walks by these points. */
  sights(points: readonly Waypoint[], height = HEIGHT): readonly PathSight[] {
    this.#count += 1;
    return [...this.#sightsOf(this.#count, points, height)];
  }

  *#sightsOf(number: number, points: readonly Waypoint[], height: number): Generator<PathSight> {
    const [first = 0, last = 0] = [points[0]?.[0], points.at(-1)?.[0]];
    for (let at = first; at < last; at += LOOKS[Math.floor(this.#random() * LOOKS.length)] ?? 0.2) {
      yield { number, us: Math.round(at * 1e6), box: this.#boxAt(placeAt(points, at), height) };
    }
    yield { number, us: Math.round(last * 1e6), box: this.#boxAt(placeAt(points, last), height) };
  }

  #boxAt({ x, y }: { readonly x: number; readonly y: number }, height: number): Box {
    const h = height * this.#picture.height;
    const tremor = (): number => (this.#random() + this.#random() + this.#random() - 1.5) * 2 * TREMOR * h;
    const [w, tall] = [0.4 * h + tremor(), h + tremor()];
    return { x: x * this.#picture.width - w / 2 + tremor(), y: y * this.#picture.height - tall + tremor(), w, h: tall };
  }
}

function placeAt(points: readonly Waypoint[], seconds: number): { readonly x: number; readonly y: number } {
  const next = points.findIndex(([at]) => at >= seconds);
  const [b, a] = [points[next] ?? points.at(-1), points[next - 1]];
  if (b === undefined || a === undefined) {
    return { x: points[0]?.[1] ?? 0, y: points[0]?.[2] ?? 0 };
  }
  const share = b[0] > a[0] ? (seconds - a[0]) / (b[0] - a[0]) : 1;
  return { x: a[1] + (b[1] - a[1]) * share, y: a[2] + (b[2] - a[2]) * share };
}
