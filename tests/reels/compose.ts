// Puts a cut-out person into the empty scene, and light and noise over both.

import type { Box } from '../../src/domain/geometry/box.ts';
import { SCENE } from './cutouts.ts';
import type { Sprite } from './cutouts.ts';
import type { Planes } from './ffmpeg.ts';
import type { Occluder } from './plan.ts';
import { VIEW } from './plate.ts';

/** Where a sprite goes, in pixels of the reel. */
export interface Placement {
  readonly footX: number;
  readonly footY: number;
  /** Pixels of the reel per pixel of the sprite. */
  readonly scale: number;
  readonly isMirrored: boolean;
}

/** What can be seen of a person once drawn. */
export interface Seen {
  /** Tight around the pixels that show the person, inside the picture; `undefined` when none does. */
  readonly box: Box | undefined;
  /** Share of the person's pixels that can be seen, 0–1. */
  readonly visibility: number;
}

/** Pixels of the reel per pixel of vtest. */
export function viewScale(width: number): number {
  return width / SCENE.width;
}

/** Whether a pixel of the reel is hidden from somebody whose feet are at `groundY` (pixels of vtest). */
export function hider(
  empty: Planes,
  occluders: readonly Occluder[],
  groundY: number,
): (x: number, y: number) => boolean {
  const scale = viewScale(empty.width);
  const active = occluders.filter((part) => groundY < part.baseY);
  return (x, y) => {
    const sceneX = x / scale;
    const sceneY = y / scale + VIEW.top;
    const isInside = (part: Occluder): boolean =>
      sceneX >= part.x && sceneX < part.x + part.w && sceneY >= part.y && sceneY < part.y + part.h;
    return active.some((part) => isInside(part) && (empty.y[y * empty.width + x] ?? 0) < (part.darkerThan ?? Infinity));
  };
}

/** Draws a person into `scene` (4:2:0) and tells what shows. */
export function drawPerson(
  scene: Planes,
  sprite: Sprite,
  place: Placement,
  isHidden: (x: number, y: number) => boolean,
): Seen {
  const toSprite = mapping(sprite, place);
  const left = Math.floor(place.footX - Math.max(sprite.footX, sprite.width - sprite.footX) * place.scale);
  const right = Math.ceil(place.footX + Math.max(sprite.footX, sprite.width - sprite.footX) * place.scale);
  const top = Math.floor(place.footY - sprite.footY * place.scale);
  const bottom = Math.ceil(place.footY + (sprite.height - sprite.footY) * place.scale);
  let whole = 0;
  let shown = 0;
  const bounds = new Bounds();
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const [sx, sy] = toSprite(x, y);
      const alpha = sample(sprite.alpha, sprite, sx, sy);
      whole += alpha;
      if (alpha === 0 || x < 0 || y < 0 || x >= scene.width || y >= scene.height || isHidden(x, y)) {
        continue;
      }
      shown += alpha;
      if (alpha > 0.5) {
        bounds.add(x, y);
      }
      mix(scene.y, y * scene.width + x, sample(sprite.y, sprite, sx, sy), alpha);
      if ((x & 1) === 0 && (y & 1) === 0) {
        const k = (y >> 1) * (scene.width >> 1) + (x >> 1);
        mix(scene.u, k, sample(sprite.u, sprite, sx, sy), alpha);
        mix(scene.v, k, sample(sprite.v, sprite, sx, sy), alpha);
      }
    }
  }
  return { box: bounds.box, visibility: whole > 0 ? shown / whole : 0 };
}

class Bounds {
  #left = Infinity;
  #top = Infinity;
  #right = -Infinity;
  #bottom = -Infinity;

  add(x: number, y: number): void {
    this.#left = Math.min(this.#left, x);
    this.#top = Math.min(this.#top, y);
    this.#right = Math.max(this.#right, x + 1);
    this.#bottom = Math.max(this.#bottom, y + 1);
  }

  get box(): Box | undefined {
    return this.#right > this.#left
      ? { x: this.#left, y: this.#top, w: this.#right - this.#left, h: this.#bottom - this.#top }
      : undefined;
  }
}

/** From the centre of a reel pixel to a position in the sprite. */
function mapping(sprite: Sprite, place: Placement): (x: number, y: number) => readonly [number, number] {
  const side = place.isMirrored ? -1 : 1;
  return (x, y) => [
    sprite.footX + (side * (x + 0.5 - place.footX)) / place.scale - 0.5,
    sprite.footY + (y + 0.5 - place.footY) / place.scale - 0.5,
  ];
}

/** Bilinear sample; 0 outside. */
function sample(plane: ArrayLike<number>, sprite: Sprite, x: number, y: number): number {
  const col = Math.floor(x);
  const row = Math.floor(y);
  if (col < 0 || row < 0 || col + 1 >= sprite.width || row + 1 >= sprite.height) {
    return 0;
  }
  const k = row * sprite.width + col;
  const fx = x - col;
  const fy = y - row;
  const upper = (plane[k] ?? 0) * (1 - fx) + (plane[k + 1] ?? 0) * fx;
  const lower = (plane[k + sprite.width] ?? 0) * (1 - fx) + (plane[k + sprite.width + 1] ?? 0) * fx;
  return upper * (1 - fy) + lower * fy;
}

function mix(plane: Uint8Array, k: number, value: number, alpha: number): void {
  plane[k] = Math.round((plane[k] ?? 0) * (1 - alpha) + value * alpha);
}

/**
 * Writes the picture that the camera would give of `scene`: brightness `gain`, then noise read from `noise` at
 * `offset`. `noise` is longer than the luma plane, so that each frame can start elsewhere.
 */
export function expose(
  scene: Planes,
  gain: number,
  noise: Int8Array,
  offset: number,
  picture: Uint8ClampedArray<ArrayBuffer>,
): void {
  const luma = Int16Array.from({ length: 256 }, (_, value) => Math.round(16 + (value - 16) * gain));
  const chroma = Int16Array.from({ length: 256 }, (_, value) => Math.round(128 + (value - 128) * gain));
  const { y, u, v } = scene;
  // The hot loop: plain indices, no closures; every index is within its plane.
  for (let k = 0; k < y.length; k++) {
    picture[k] = (luma[y[k] ?? 0] ?? 0) + (noise[offset + k] ?? 0);
  }
  for (let k = 0; k < u.length; k++) {
    const grain = noise[offset + 3 * k] ?? 0;
    picture[y.length + k] = (chroma[u[k] ?? 0] ?? 0) + (grain >> 1);
    picture[y.length + u.length + k] = (chroma[v[k] ?? 0] ?? 0) - (grain >> 1);
  }
}
