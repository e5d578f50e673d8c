// Anchors: corners of the scene by which it is known again, and where they are found in another picture.
// Corners as in Shi and Tomasi ("Good features to track", 1994), compared by zero-mean normalised correlation:
// neither a cloud nor the exposure changes that.

import type { SmallPicture } from './small-picture.ts';

/** A corner, in pixels of a small picture. */
export interface Anchor {
  readonly x: number;
  readonly y: number;
}

const COLUMNS = 8;
const ROWS = 6;
/** Half the side of the patch around an anchor, pixels. */
export const RADIUS = 6;
/** Least squared gradient across the weaker direction of a corner, levels² per pixel. */
const LEAST_CORNER = 3;
/** Correlation from which a patch is the same thing. */
const SAME_PATCH = 0.7;

/** The best corner of each of 8 × 6 cells, where there is one. */
export function pickAnchors(picture: SmallPicture): Anchor[] {
  const { width, height } = picture;
  const margin = RADIUS + 1;
  const anchors: Anchor[] = [];
  for (let cell = 0; cell < COLUMNS * ROWS; cell += 1) {
    const column = cell % COLUMNS;
    const row = (cell - column) / COLUMNS;
    const fromX = Math.max(margin, Math.floor((column * width) / COLUMNS));
    const toX = Math.min(width - margin, Math.floor(((column + 1) * width) / COLUMNS));
    const fromY = Math.max(margin, Math.floor((row * height) / ROWS));
    const toY = Math.min(height - margin, Math.floor(((row + 1) * height) / ROWS));
    let best: Anchor | undefined;
    let most = LEAST_CORNER;
    for (let y = fromY; y < toY; y += 2) {
      for (let x = fromX; x < toX; x += 2) {
        const strength = cornerStrength(picture, x, y);
        if (strength > most) {
          most = strength;
          best = { x, y };
        }
      }
    }
    if (best !== undefined) {
      anchors.push(best);
    }
  }
  return anchors;
}

/** Smaller eigenvalue of the gradient's second moments around a pixel, per sample. */
function cornerStrength({ width, data }: SmallPicture, x: number, y: number): number {
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let dy = -4; dy <= 4; dy += 2) {
    for (let dx = -4; dx <= 4; dx += 2) {
      const at = (y + dy) * width + x + dx;
      const gx = ((data[at + 1] as number) - (data[at - 1] as number)) / 2;
      const gy = ((data[at + width] as number) - (data[at - width] as number)) / 2;
      xx += gx * gx;
      yy += gy * gy;
      xy += gx * gy;
    }
  }
  const half = (xx - yy) / 2;
  return ((xx + yy) / 2 - Math.sqrt(half * half + xy * xy)) / 25;
}

/** Correlation of each anchor's patch with the same place in `to`, −1 to 1; 0 where either is flat. */
export function correlations(from: SmallPicture, to: SmallPicture, anchors: readonly Anchor[]): number[] {
  return anchors.map(({ x, y }) => correlation(from, x, y, to, x, y, 1));
}

/** Share of correlations that say "the same thing", 0–1; 1 when there is nothing to compare. */
export function heldShare(values: readonly number[]): number {
  return values.length === 0 ? 1 : values.filter((value) => value >= SAME_PATCH).length / values.length;
}

/** Correlation of two patches around `from` and `to`, of every `step`-th pixel; 0 where either is flat. */
export function correlation(
  from: SmallPicture,
  fromX: number,
  fromY: number,
  to: SmallPicture,
  toX: number,
  toY: number,
  step: number,
): number {
  let n = 0;
  let a = 0;
  let b = 0;
  let aa = 0;
  let bb = 0;
  let ab = 0;
  for (let dy = -RADIUS; dy <= RADIUS; dy += step) {
    const fromRow = (fromY + dy) * from.width + fromX;
    const toRow = (toY + dy) * to.width + toX;
    for (let dx = -RADIUS; dx <= RADIUS; dx += step) {
      const p = from.data[fromRow + dx] as number;
      const q = to.data[toRow + dx] as number;
      n += 1;
      a += p;
      b += q;
      aa += p * p;
      bb += q * q;
      ab += p * q;
    }
  }
  const variances = (aa - (a * a) / n) * (bb - (b * b) / n);
  return variances <= n * n * 0.01 ? 0 : (ab - (a * b) / n) / Math.sqrt(variances);
}

/**
 * Mean displacement to a fraction of a pixel, for one that is small: parabola through the squared differences of
 * neighbouring places, median over the anchors. Pixels of the small picture.
 */
export function fineShift(from: SmallPicture, to: SmallPicture, anchors: readonly Anchor[]): number {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const { x, y } of anchors) {
    const here = squares(from, to, x, y, 0, 0);
    xs.push(valley(squares(from, to, x, y, -1, 0), here, squares(from, to, x, y, 1, 0)));
    ys.push(valley(squares(from, to, x, y, 0, -1), here, squares(from, to, x, y, 0, 1)));
  }
  return Math.hypot(median(xs), median(ys));
}

function squares(from: SmallPicture, to: SmallPicture, x: number, y: number, dx: number, dy: number): number {
  // Levels about their means: exposure is no displacement.
  return 1 - correlation(from, x, y, to, x + dx, y + dy, 2);
}

/** Where a parabola through three values at −1, 0, 1 is lowest, kept within ±1. */
function valley(before: number, here: number, after: number): number {
  const curve = before - 2 * here + after;
  return curve <= 1e-6 ? 0 : Math.max(-1, Math.min(1, (before - after) / (2 * curve)));
}

/** Middle value; 0 of nothing. */
export function median(values: ArrayLike<number>): number {
  // A typed array sorts numbers without calling back for each pair.
  const sorted = new Float64Array(values).sort();
  return sorted[sorted.length >> 1] ?? 0;
}
