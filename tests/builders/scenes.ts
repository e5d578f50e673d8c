// Luma pictures of a fixed camera: a textured ground, sensor noise, and rectangles that come and go.

import { defined } from '../../src/base/assert.ts';
import { backgroundStep, type BackgroundModel } from '../../src/vision/ops/background.ts';
import { ToneProbe } from '../../src/vision/ops/tone.ts';
import { gaussianNoise, seededRandom } from '../reels/random.ts';

/** A rectangle of one level. */
export interface Thing {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly level: number;
}

/** What a picture shows. */
export interface Sight {
  /** Added to every pixel: a cloud, an exposure step. */
  readonly light?: number;
  readonly things?: readonly Thing[];
}

/** A scene of `width` × `height` grid pixels with its model and its clock. */
export class Scene {
  readonly width: number;
  readonly height: number;
  readonly #ground: Uint8Array;
  readonly #noise: Int8Array;
  #model: BackgroundModel;
  #probe: ToneProbe;
  readonly #everyUs: number;
  #at = 0;

  constructor(model: BackgroundModel, { width = 96, height = 64, everyUs = 100_000, noise = 2 } = {}) {
    const random = seededRandom(42);
    this.width = width;
    this.height = height;
    this.#model = model;
    this.#everyUs = everyUs;
    this.#ground = Uint8Array.from({ length: width * height }, (_, index) => {
      const column = index % width;
      // Bands from dark to light, so that every part of the tone curve is known, and some texture.
      return 55 + Math.floor((column * 8) / width) * 18 + Math.floor(random() * 8);
    });
    this.#noise = gaussianNoise(width * height * 4, noise, random);
    this.#probe = new ToneProbe(width * height);
  }

  get us(): number {
    return this.#at * this.#everyUs;
  }

  /** The luma that the camera gives now. */
  picture({ light = 0, things = [] }: Sight = {}): Uint8Array {
    const picture = new Uint8ClampedArray(this.#ground);
    for (const { x, y, w, h, level } of things) {
      for (let row = y; row < y + h; row += 1) {
        picture.fill(level, row * this.width + x, row * this.width + x + w);
      }
    }
    // Another stretch of noise on each picture, from one bounded store.
    const shift = (this.#at * 7919) % (3 * picture.length);
    for (let index = 0; index < picture.length; index += 1) {
      picture[index] = (picture[index] ?? 0) + light + (this.#noise[shift + index] ?? 0);
    }
    return new Uint8Array(picture);
  }

  /** Shows one picture to the model; the mask is a copy. */
  async show(sight: Sight = {}): Promise<Uint8Array> {
    const luma = this.picture(sight);
    const step = backgroundStep(this.#at === 0 ? 0 : this.#everyUs, this.us);
    this.#at += 1;
    return Uint8Array.from(await this.#model.apply(luma, this.#probe.next(luma, step), step));
  }

  /** Shows the same thing for some seconds; the last mask. */
  async showFor(seconds: number, sight: Sight = {}): Promise<Uint8Array> {
    let mask = await this.show(sight);
    for (const until = this.us + seconds * 1e6; this.us < until;) {
      mask = await this.show(sight);
    }
    return mask;
  }

  /** Goes on with another model that knows what the present one knows, as after the death of a worker. */
  async resumeWith(model: BackgroundModel): Promise<void> {
    const probe = new ToneProbe(this.width * this.height);
    model.restore(structuredClone(defined(await this.#model.snapshot(), 'snapshot of the model')));
    probe.restore(structuredClone(defined(this.#probe.snapshot(), 'snapshot of the probe')));
    this.#model = model;
    this.#probe = probe;
  }

  /** Share of a rectangle that a mask marks, 0–1. */
  marked(mask: Uint8Array, { x, y, w, h }: Omit<Thing, 'level'>): number {
    let sum = 0;
    for (let row = y; row < y + h; row += 1) {
      for (let column = x; column < x + w; column += 1) {
        sum += mask[row * this.width + column] ?? 0;
      }
    }
    return sum / (w * h);
  }
}

/** Share of a whole mask that is marked. */
export function shareOf(mask: Uint8Array): number {
  return mask.reduce((sum, value) => sum + value, 0) / mask.length;
}
