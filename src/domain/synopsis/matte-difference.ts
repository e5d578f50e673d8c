// A window compared with the scene without anybody, in the light of its own moment.

import { boxMean, smoothed } from './matte-filters.ts';
import type { MatteGrid, MatteJob, MattePlate } from './matte.ts';
import type { MattePrior } from './matte-prior.ts';

/** How a window differs from the scene, cell by cell. */
export interface Difference {
  /** Strength of the difference over what noise does: 1 is the limit of what is believed. */
  readonly strength: Float32Array;
  /** What is added to the scene, luma and two colour differences: of each cell with those around it, and of each alone. */
  readonly smooth: Colours;
  readonly sharp: Colours;
  /** What strength 1 is, in levels of luma. */
  readonly limit: number;
  /** How much a cell looks like the scene in shadow, 0–1. */
  readonly shadow: Float32Array;
  /** The scene in the light of the window: luma, and two colour differences. */
  readonly scene: Colours;
}

/** Luma difference that is believed in the quietest picture: by night, and by day. */
const LEAST_DIFFERENCE = [6, 13] as const;
/** As a share of the luma of the scene. */
const LEAST_SHARE = 0.13;
/** Standard deviations of noise that are believed; but away from edges of the scene, luma, and at them, per luma of the edge. */
const NOISES = 3.5;
const QUIET_NOISE = 20;
const EDGES = 1.5;
/** Luma of a shadow as a share of that of the scene in light. */
const SHADOW = [0.42, 0.96] as const;
/** How far colour and texture of a shadow may differ from those of the scene. */
const SAME_COLOUR = 7;
const SAME_TEXTURE = 8;

/** Noise beyond which a plate is one of another view. */
const ANOTHER_VIEW = 25;

/** `undefined`: the plate shows another scene. */
export function differenceFrom(
  job: MatteJob,
  plate: MattePlate,
  grid: MatteGrid,
  prior: MattePrior,
): Difference | undefined {
  const picture = sampledPicture(job, grid);
  const scene = sampledPlate(job, plate, grid);
  const { noise, luma } = relight(scene, picture, prior);
  if (noise > ANOTHER_VIEW) {
    return undefined;
  }
  const [least, most] = LEAST_DIFFERENCE;
  const believed = NOISES * noise;
  const limit = Math.max(Math.min(most, Math.max(least, LEAST_SHARE * luma)), Math.min(QUIET_NOISE, believed));
  const sharp = mapped(picture, (plane, index) => minus(plane, scene[index]));
  const smooth = mapped(sharp, (plane) => smoothed(plane, grid));
  const shadow = shadowOf(picture, scene, noise, grid);
  const limits = believed > limit ? limitsOf(scene[0], grid, limit, believed) : undefined;
  return { strength: strengthOf(smooth, limit, limits), smooth, sharp, limit, shadow, scene };
}

function strengthOf([luma, blue, red]: Colours, limit: number, limits: Float32Array | undefined): Float32Array {
  const strength = new Float32Array(luma.length);
  for (let at = 0; at < strength.length; at += 1) {
    const [y, b, r] = [luma[at] as number, blue[at] as number, red[at] as number];
    strength[at] = Math.sqrt(y * y + COLOUR * (b * b + r * r)) / (limits?.[at] ?? limit);
  }
  return strength;
}

/** Noise is at the edges of things in the scene, which are never twice in the same place: more is asked there than elsewhere. */
function limitsOf(luma: Float32Array, grid: MatteGrid, least: number, most: number): Float32Array {
  const { columns } = grid;
  const edges = luma.map((value, at) => {
    const right = (at + 1) % columns === 0 ? value : (luma[at + 1] as number);
    const below = luma[at + columns] ?? value;
    return Math.abs(right - value) + Math.abs(below - value);
  });
  return boxMean(edges, grid, 2).map((edge) => Math.min(most, Math.max(least, EDGES * edge)));
}

/** How much more a difference of colour counts than one of luma, squared: light changes luma alone. */
export const COLOUR = 4;

/** Luma and two colour differences, cell by cell. */
export type Colours = readonly [Float32Array, Float32Array, Float32Array];

/** The same of each of the three planes. */
export function mapped(colours: Colours, change: (plane: Float32Array, index: 0 | 1 | 2) => Float32Array): Colours {
  return [change(colours[0], 0), change(colours[1], 1), change(colours[2], 2)];
}

function coloursFor({ columns, rows }: MatteGrid): Colours {
  const count = columns * rows;
  return [new Float32Array(count), new Float32Array(count), new Float32Array(count)];
}

/** The pixels that a plate would have kept of this picture. */
function sampledPicture({ rgba, window }: MatteJob, grid: MatteGrid): Colours {
  const colours = coloursFor(grid);
  let at = 0;
  for (let row = 0; row < grid.rows; row += 1) {
    let from = row * grid.step * window.width * 4;
    for (let column = 0; column < grid.columns; column += 1, at += 1, from += 4 * grid.step) {
      put(colours, at, rgba, from);
    }
  }
  return colours;
}

function sampledPlate({ window }: MatteJob, plate: MattePlate, grid: MatteGrid): Colours {
  const colours = coloursFor(grid);
  const [left, top] = [Math.round(window.x / grid.step), Math.round(window.y / grid.step)];
  let at = 0;
  for (let row = 0; row < grid.rows; row += 1) {
    const line = Math.min(plate.height - 1, top + row) * plate.width;
    for (let column = 0; column < grid.columns; column += 1, at += 1) {
      put(colours, at, plate.rgba, 4 * (line + Math.min(plate.width - 1, left + column)));
    }
  }
  return colours;
}

function put([luma, blue, red]: Colours, at: number, rgba: Uint8ClampedArray, from: number): void {
  const [r, g, b] = [rgba[from] as number, rgba[from + 1] as number, rgba[from + 2] as number];
  const y = 0.299 * r + 0.587 * g + 0.114 * b;
  luma[at] = y;
  blue[at] = 0.564 * (b - y);
  red[at] = 0.713 * (r - y);
}

/** Cells around the object that tell of the light: fewer tell nothing. */
const LEAST_CELLS = 40;
const MOST_CELLS = 600;
/** Noise where nothing tells of it. */
const USUAL_NOISE = 3;
/** How far outside of its box nothing of an object is expected, shares of half its size. */
const CLEAR_OF_BOX = 0.08;

/**
 * Brings the scene into the light of the picture, in place: one gain and one offset of luma, an offset of each colour,
 * by least squares over what lies around the object, without what differs most. Gives the noise that is left, as a
 * standard deviation, and the mean luma.
 */
function relight(
  scene: Colours,
  picture: Colours,
  prior: MattePrior,
): { readonly noise: number; readonly luma: number } {
  const ring = ringOf(prior);
  const [from, to] = [scene[0], picture[0]];
  if (ring.length < LEAST_CELLS) {
    return { noise: USUAL_NOISE, luma: 255 };
  }
  const residuals = new Float32Array(ring.length);
  for (let index = 0; index < ring.length; index += 1) {
    residuals[index] = (to[ring[index] as number] as number) - (from[ring[index] as number] as number);
  }
  // First without a gain: others around, who differ, would turn it.
  let fit = { gain: 1, offset: median(residuals), luma: 0 };
  let spread = 0;
  for (let pass = 0; pass < 3; pass += 1) {
    fit = pass === 0 ? fit : fitted(from, to, ring, residuals, 2.5 * spread);
    for (let index = 0; index < ring.length; index += 1) {
      const at = ring[index] as number;
      residuals[index] = Math.abs((to[at] as number) - fit.gain * (from[at] as number) - fit.offset);
    }
    spread = Math.max(1, 1.4826 * median(residuals));
  }
  for (let at = 0; at < from.length; at += 1) {
    from[at] = fit.gain * (from[at] as number) + fit.offset;
  }
  for (const plane of [1, 2] as const) {
    const [own, seen] = [scene[plane], picture[plane]];
    for (let index = 0; index < ring.length; index += 1) {
      const at = ring[index] as number;
      residuals[index] = (seen[at] as number) - fit.gain * (own[at] as number);
    }
    const shift = median(residuals);
    for (let at = 0; at < own.length; at += 1) {
      own[at] = fit.gain * (own[at] as number) + shift;
    }
  }
  return { noise: spread, luma: fit.luma };
}

/** Cells around the object in which nothing is expected but the scene. */
function ringOf({ outside, moved, foreign }: MattePrior): Uint32Array {
  const ring = new Uint32Array(outside.length);
  let count = 0;
  for (let at = 0; at < outside.length; at += 1) {
    if ((outside[at] as number) > CLEAR_OF_BOX && (moved === undefined || moved[at] === 0) && foreign[at] === 0) {
      ring[count] = at;
      count += 1;
    }
  }
  // So many tell as much as all of them.
  const every = Math.ceil(count / MOST_CELLS);
  const some = Math.floor(count / Math.max(1, every));
  for (let index = 0; index < some; index += 1) {
    ring[index] = ring[index * every] as number;
  }
  return ring.subarray(0, some);
}

/** A flat scene tells nothing of a gain: variance of luma that weighs as much as what is seen. */
const USUAL_VARIANCE = 30;

/** Least squares over the cells whose residual of before is below a limit. */
function fitted(
  from: Float32Array,
  to: Float32Array,
  cells: Uint32Array,
  residuals: Float32Array,
  limit: number,
): { gain: number; offset: number; luma: number } {
  let [x, y, xx, xy, count] = [0, 0, 0, 0, 0];
  for (let index = 0; index < cells.length; index += 1) {
    if ((residuals[index] as number) <= limit) {
      const [a, b] = [from[cells[index] as number] as number, to[cells[index] as number] as number];
      x += a;
      y += b;
      xx += a * a;
      xy += a * b;
      count += 1;
    }
  }
  count = Math.max(1, count);
  const variance = xx / count - (x / count) ** 2;
  const slope = (xy / count - (x / count) * (y / count) + USUAL_VARIANCE) / (variance + USUAL_VARIANCE);
  const gain = Math.min(2, Math.max(0.5, slope));
  return { gain, offset: y / count - (gain * x) / count, luma: y / count };
}

function median(values: Float32Array): number {
  return values.slice().sort()[values.length >> 1] ?? 0;
}

function minus(a: Float32Array, b: Float32Array): Float32Array {
  const result = new Float32Array(a.length);
  for (let at = 0; at < a.length; at += 1) {
    result[at] = (a[at] as number) - (b[at] as number);
  }
  return result;
}

/** Darker by one factor, of the same colour and of the same texture: the scene itself, in the shadow of somebody. */
function shadowOf(picture: Colours, scene: Colours, noise: number, { columns, rows }: MatteGrid): Float32Array {
  const shadow = new Float32Array(columns * rows);
  const [luma, blue, red] = picture;
  const [sceneLuma, sceneBlue, sceneRed] = scene;
  const rough = SAME_TEXTURE + 3 * noise;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      const share = (luma[at] as number) / Math.max(1, sceneLuma[at] as number);
      if (share < SHADOW[0] || share > SHADOW[1]) {
        continue;
      }
      const colour =
        Math.abs((blue[at] as number) - share * (sceneBlue[at] as number)) +
        Math.abs((red[at] as number) - share * (sceneRed[at] as number));
      const right = column + 1 < columns ? at + 1 : at;
      const below = row + 1 < rows ? at + columns : at;
      const texture =
        Math.abs(step(luma, at, right) - share * step(sceneLuma, at, right)) +
        Math.abs(step(luma, at, below) - share * step(sceneLuma, at, below));
      shadow[at] = Math.max(0, 1 - colour / SAME_COLOUR) > 0 && texture < rough ? 1 - texture / rough / 2 : 0;
    }
  }
  return smoothed(shadow, { columns, rows });
}

function step(values: Float32Array, from: number, to: number): number {
  return (values[to] as number) - (values[from] as number);
}
