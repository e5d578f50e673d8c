// What a fixed camera gives of a textured wall: luma pictures with noise, and everything that can happen to it.

import { SceneWatch, type SceneVerdict, type SceneWatchState } from '../../src/domain/scene/scene-watch.ts';
import { gaussianNoise, seededRandom } from '../reels/random.ts';

const WIDTH = 192;
const HEIGHT = 144;
/** Room around the view, so that the camera can turn. */
const ROOM = 80;

/** How the camera stands and what light there is, on one picture. */
export interface View {
  /** Which wall; another number is another place. Default 1. */
  readonly place?: number;
  /** Where it looks, pixels from the middle, within ±80. */
  readonly x?: number;
  readonly y?: number;
  /** Contrast and level: luma = 16 + gain × (wall − 16). */
  readonly gain?: number;
  /** One level all over: covered. */
  readonly cover?: number;
  /** A textured thing in front, from the left edge, as a share of the width. */
  readonly thing?: number;
  /** The noise of an earlier picture again: frozen, or skipped by the encoder. */
  readonly repeat?: number;
  readonly saturation?: number;
}

const NOISE = gaussianNoise(WIDTH * HEIGHT * 5, 2, seededRandom(7));
const walls = new Map<number, Uint8Array>();

/** Rectangles of random size and level, drawn over each other. */
function wall(place: number): Uint8Array {
  const known = walls.get(place);
  if (known !== undefined) {
    return known;
  }
  const random = seededRandom(place * 101);
  const width = WIDTH + 2 * ROOM;
  const height = HEIGHT + 2 * ROOM;
  const levels = new Uint8Array(width * height).fill(110);
  for (let count = 0; count < 900; count += 1) {
    const [w, h] = [4 + Math.floor(random() * 28), 4 + Math.floor(random() * 28)];
    const [x, y] = [Math.floor(random() * (width - w)), Math.floor(random() * (height - h))];
    const level = 40 + Math.floor(random() * 180);
    for (let row = y; row < y + h; row += 1) {
      levels.fill(level, row * width + x, row * width + x + w);
    }
  }
  walls.set(place, levels);
  return levels;
}

/** The luma of a picture; `count` chooses its noise. */
export function luma(count: number, view: View = {}): Uint8Array {
  const { place = 1, x = 0, y = 0, gain = 1, cover, thing = 0 } = view;
  const levels = wall(place);
  const front = wall(999);
  const stride = WIDTH + 2 * ROOM;
  const picture = new Uint8ClampedArray(WIDTH * HEIGHT);
  const shift = ((view.repeat ?? count) * 7919) % (4 * picture.length);
  for (let at = 0; at < picture.length; at += 1) {
    const column = at % WIDTH;
    const row = (at - column) / WIDTH;
    const isThing = column < thing * WIDTH;
    // What passes in front carries its texture along.
    const from = isThing
      ? (row + ROOM) * stride + column + ROOM - Math.round(thing * WIDTH) + WIDTH
      : (row + ROOM + y) * stride + column + ROOM + x;
    const level = cover ?? 16 + gain * (((isThing ? front : levels)[from] ?? 0) - 16);
    picture[at] = level + (NOISE[shift + at] ?? 0);
  }
  return new Uint8Array(picture.buffer);
}

/** Shows pictures to a watch at a constant rate; remembers what it found and when. */
export class WatchedCamera {
  readonly watch: SceneWatch;
  readonly verdicts: { readonly us: number; readonly verdict: SceneVerdict }[] = [];
  readonly #everyUs: number;
  #count: number;

  constructor({ fps = 10, from, count = 0 }: { fps?: number; from?: SceneWatchState; count?: number } = {}) {
    this.watch = new SceneWatch(from);
    this.#everyUs = Math.round(1e6 / fps);
    this.#count = count;
  }

  get us(): number {
    return this.#count * this.#everyUs;
  }

  show(view: View = {}): SceneVerdict {
    const us = this.us;
    const picture = luma(this.#count, view);
    this.#count += 1;
    const { saturation } = view;
    const verdict = this.watch.next({
      luma: picture,
      width: WIDTH,
      height: HEIGHT,
      us,
      ordinal: this.#count,
      saturation,
    });
    this.verdicts.push({ us, verdict });
    return verdict;
  }

  /** Shows a view for some seconds; `at` is told the seconds since. */
  showFor(seconds: number, at: View | ((seconds: number) => View) = {}): void {
    const start = this.us;
    while (this.us < start + seconds * 1e6) {
      this.show(typeof at === 'function' ? at((this.us - start) / 1e6) : at);
    }
  }

  /** Seconds between what happened at `us` and its being found, by the watch's own account; Infinity when never. */
  foundAfter(kind: string, us: number): number {
    const hit = this.verdicts.find(({ verdict }) => verdict.found.some((event) => event.kind === kind));
    return hit === undefined ? Infinity : (hit.us - us) / 1e6;
  }

  /** Kinds and times of the events, seconds to a tenth. */
  get told(): string[] {
    const tenth = (us: number | undefined): string => (us === undefined ? '…' : (us / 1e6).toFixed(1));
    return this.watch.events.map(({ kind, fromUs, toUs }) => `${kind} ${tenth(fromUs)}–${tenth(toUs)}`);
  }
}
