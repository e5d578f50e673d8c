// How much of a zone differs between two pictures, whatever the light did meanwhile.

import type { ZoneCells } from './zone-cells.ts';

/** Differences of luma, in steps of 8 bits, at which a change is measured: a person chooses one of them. */
export const LEVELS = [6, 8, 10, 12, 14, 16, 18, 20, 24, 28, 32, 36, 40, 48, 56, 64, 80] as const;

export type Level = (typeof LEVELS)[number];

/** The whole that a share is told in. */
export const WHOLE = 255;

/** Steps of the fit: it has settled by then, or goes back and forth between two like ones. */
const STEPS = 4;
/** The light never changes by more between two pictures that can be compared. */
const GAINS = { least: 0.4, most: 2.5 } as const;
/** Cells that differ less among themselves than this (luma²) tell nothing about a gain. */
const FLAT = 16;

type Compared = Pick<ZoneCells, 'zone' | 'ring'>;

/** Light of `b` as a line over that of `a`: luma × gain + offset. */
interface Light {
  readonly gain: number;
  readonly offset: number;
}

/**
 * The share of the zone (0–{@link WHOLE}, rounded up) that differs by each of {@link LEVELS} or more.
 *
 * What the light did is fitted to the surroundings and the zone together, as a gain and an offset, by least trimmed
 * squares: the half of the cells that agrees best decides, so that neither an object in the zone nor a passer-by beside
 * it is taken for light (P. J. Rousseeuw, "Least Median of Squares Regression", JASA 79, 1984; the concentration steps
 * are those of Rousseeuw and Van Driessen, "Computing LTS Regression for Large Data Sets", 2006).
 */
export function differenceOf(a: Uint8Array, b: Uint8Array, cells: Compared): Uint8Array {
  const { gain, offset } = lightOf(a, b, cells);
  const counts = new Uint32Array(256);
  for (const cell of cells.zone) {
    const difference = Math.abs((b[cell] ?? 0) - (a[cell] ?? 0) * gain - offset);
    const bin = Math.min(255, Math.floor(difference));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return Uint8Array.from(LEVELS, (level) => {
    const over = counts.subarray(level).reduce((sum, count) => sum + count, 0);
    return cells.zone.length === 0 ? 0 : Math.ceil((over * WHOLE) / cells.zone.length);
  });
}

function lightOf(a: Uint8Array, b: Uint8Array, { zone, ring }: Compared): Light {
  const cells = new Uint16Array(zone.length + ring.length);
  cells.set(zone);
  cells.set(ring, zone.length);
  let light: Light = { gain: 1, offset: middleDifference(a, b, cells) };
  for (let step = 0; step < STEPS; step += 1) {
    light = fitted(a, b, cells, light);
  }
  return light;
}

/** The median of what `b` has more than `a`. */
function middleDifference(a: Uint8Array, b: Uint8Array, cells: Uint16Array): number {
  const counts = new Uint32Array(511);
  for (const cell of cells) {
    const bin = (b[cell] ?? 0) - (a[cell] ?? 0) + 255;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return reaching(counts, cells.length / 2) - 255;
}

/** One concentration step: least squares over the half that the light before explains best. */
function fitted(a: Uint8Array, b: Uint8Array, cells: Uint16Array, { gain, offset }: Light): Light {
  const residualOf = (cell: number): number =>
    Math.min(1023, Math.round(4 * Math.abs((b[cell] ?? 0) - (a[cell] ?? 0) * gain - offset)));
  const counts = new Uint32Array(1024);
  for (const cell of cells) {
    const bin = residualOf(cell);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const most = reaching(counts, cells.length / 2);
  let [n, sumA, sumB, sumAA, sumAB] = [0, 0, 0, 0, 0];
  for (const cell of cells) {
    if (residualOf(cell) <= most) {
      const [x, y] = [a[cell] ?? 0, b[cell] ?? 0];
      n += 1;
      sumA += x;
      sumB += y;
      sumAA += x * x;
      sumAB += x * y;
    }
  }
  const [meanA, meanB] = [sumA / Math.max(1, n), sumB / Math.max(1, n)];
  const spread = sumAA / Math.max(1, n) - meanA * meanA;
  const slope = spread < FLAT ? 1 : (sumAB / Math.max(1, n) - meanA * meanB) / spread;
  const next = Math.min(GAINS.most, Math.max(GAINS.least, slope));
  return { gain: next, offset: meanB - next * meanA };
}

/** First bin up to which at least `wanted` are counted. */
function reaching(counts: Uint32Array, wanted: number): number {
  let sum = 0;
  for (let bin = 0; bin < counts.length; bin += 1) {
    sum += counts[bin] ?? 0;
    if (sum >= wanted) {
      return bin;
    }
  }
  return counts.length - 1;
}
