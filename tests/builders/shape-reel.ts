// A reel made of numbers: a noisy ground, leaves that stir on the spot, a cloud, and a shape that is no known object.

import { planesOfRgba, type Planes } from '../../src/vision/planes.ts';
import { gaussianNoise, seededRandom } from '../reels/random.ts';

export const REEL = { width: 480, height: 320, perSecond: 12 } as const;

/** What happens in a reel, by time in seconds. */
export interface ShapeReel {
  /** Centre and greatest radius of the shape, pixels; `undefined` while it is out of the picture. */
  readonly shapeAt?: (
    seconds: number,
  ) => { readonly x: number; readonly y: number; readonly radius: number } | undefined;
  /** Levels by which a cloud darkens everything. */
  readonly cloudAt?: (seconds: number) => number;
  /** Whether leaves stir in the lower left corner. */
  readonly hasLeaves?: boolean;
}

const NOISE = gaussianNoise(REEL.width * REEL.height, 2, seededRandom(17));

/** Picture number `count` (0-based) of a reel. The same arguments give the same picture. */
export function shapeReelPicture(count: number, { shapeAt, cloudAt, hasLeaves }: ShapeReel): Planes {
  const { width, height, perSecond } = REEL;
  const seconds = count / perSecond;
  const shape = shapeAt?.(seconds);
  const cloud = cloudAt?.(seconds) ?? 0;
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let at = 0; at < width * height; at += 1) {
    const x = at % width;
    const y = (at - x) / width;
    const noise = NOISE[(at + count * 7919) % NOISE.length] ?? 0;
    const ground = groundAt(x, y) + (hasLeaves === true ? leavesAt(x, y, seconds) : 0);
    const isShape = shape !== undefined && isInShape(x - shape.x, y - shape.y, shape.radius, seconds);
    rgba.fill((isShape ? 35 : ground) - cloud + noise, at * 4, at * 4 + 3);
  }
  return planesOfRgba(rgba, width, height);
}

/** Paving slabs. */
function groundAt(x: number, y: number): number {
  return 120 + 12 * ((Math.floor(x / 24) + Math.floor(y / 24)) % 2);
}

/** Light and dark that swing about the same place. */
function leavesAt(x: number, y: number, seconds: number): number {
  if (x > 110 || y < 210) {
    return 0;
  }
  const sway = 9 * Math.sin(2 * Math.PI * 0.7 * seconds) + 4 * Math.sin(2 * Math.PI * 1.9 * seconds + y / 15);
  return 45 * Math.sin((x + sway) / 5) * Math.sin(y / 7);
}

/** A five-lobed blob that turns: like nothing that has a name. */
function isInShape(dx: number, dy: number, radius: number, seconds: number): boolean {
  const lobes = Math.cos(5 * (Math.atan2(dy, dx) + 1.2 * seconds));
  return Math.hypot(dx, dy) <= radius * (0.75 + 0.25 * lobes);
}
