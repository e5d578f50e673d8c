// Light: sudden changes of the whole picture's level, contrast or colour while the view stays the same.

import { median } from './anchors.ts';
import type { Moment } from './scene-events.ts';
import type { SmallPicture } from './small-picture.ts';

/** Side of a block of the small picture, pixels. */
const BLOCK = 12;
/** A block with less spread than this has no texture, levels. */
const TEXTURED = 4;
/** With fewer textured blocks a contrast means nothing. */
const LEAST_TEXTURED = 8;
/** A change is sudden when it is done within this, µs. */
const SUDDEN_US = 1_500_000;
/** And lasts when it is still there after this, µs. */
const LASTS_US = 700_000;
/** Change of level that is more than an exposure step, luma levels. */
const LEAST_LEVEL = 30;
/** The same as a share of the level before: half of the light, or twice as much. */
const LEAST_LEVEL_RATIO = 1.6;
/** Change of contrast, one way or the other. */
const LEAST_CONTRAST_RATIO = 1.8;
/** Mean distance of chroma from grey, levels: below this there is no colour, from this on there is. */
const GREY = 1;
const COLOURED = 2;
/** An encoder leaves traces of the old colours until its next key frame: much colour, and little left of it. */
const MUCH_COLOUR = 6;
const TRACES_RATIO = 4;

/** The light of one picture. */
export interface LightReading {
  readonly us: number;
  /** Median over blocks: what passes through the picture does not change it. Luma levels. */
  readonly level: number;
  /** Median spread of the blocks, luma levels. */
  readonly contrast: number;
  /** Median change of the blocks' levels against the learnt view, luma levels. */
  readonly lift: number;
  /** Median ratio of the blocks' spreads to the learnt view's, where that has texture; 1 when it has too little. */
  readonly gain: number;
  /** Mean distance of chroma from grey, levels; `undefined` when it was not given. */
  readonly saturation: number | undefined;
}

/** All that is remembered: plain data. */
export interface LightState {
  readonly recent: readonly LightReading[];
  readonly candidate: { readonly from: Moment; readonly before: LightReading } | undefined;
}

/** Finds sudden changes of light. */
export class LightWatch {
  state: LightState;

  constructor(state: LightState = { recent: [], candidate: undefined }) {
    this.state = state;
  }

  /** The moment of a sudden change that has lasted, told once. */
  next(reading: LightReading, now: Moment): Moment | undefined {
    const { recent, candidate } = this.state;
    const kept = [...recent.filter(({ us }) => us >= now.us - SUDDEN_US), reading];
    if (candidate !== undefined) {
      const isStillOther = isOther(candidate.before, reading);
      const isSure = isStillOther && now.us - candidate.from.us >= LASTS_US;
      this.state = { recent: isSure ? [reading] : kept, candidate: isStillOther && !isSure ? candidate : undefined };
      return isSure ? candidate.from : undefined;
    }
    // The newest of the readings that were other: what lies before it is the light as it was.
    const before = recent.find((old) => old.us >= now.us - SUDDEN_US && isOther(old, reading));
    this.state = { recent: kept, candidate: before === undefined ? undefined : { from: now, before } };
    return undefined;
  }

  /** Another view: its light is compared with nothing. */
  forget(): void {
    this.state = { recent: [], candidate: undefined };
  }
}

/** Whether the light is quite another one. */
function isOther(a: LightReading, b: LightReading): boolean {
  const lift = Math.abs(a.lift - b.lift);
  const isLevel = lift >= LEAST_LEVEL || (lift >= LEAST_LEVEL / 2 && ratio(a.level, b.level) >= LEAST_LEVEL_RATIO);
  const isContrast = ratio(a.gain, b.gain) >= LEAST_CONTRAST_RATIO;
  return isLevel || isContrast || isColourFlip(a.saturation, b.saturation);
}

/** From colour to grey or back: a camera that takes its infrared filter away. */
export function isColourFlip(a: number | undefined, b: number | undefined): boolean {
  if (a === undefined || b === undefined) {
    return false;
  }
  const [less, more] = [Math.min(a, b), Math.max(a, b)];
  return (less <= GREY && more >= COLOURED) || (more >= MUCH_COLOUR && more >= TRACES_RATIO * less);
}

function ratio(a: number, b: number): number {
  return Math.max(a, b) / Math.max(0.05, Math.min(a, b));
}

/** The light of a picture beside a view that was learnt; both have the same size. */
export function readLight(view: Blocks, picture: Blocks): Omit<LightReading, 'us' | 'saturation'> {
  const gains = picture.spreads.map((spread, block) => spread / (view.spreads[block] as number));
  const textured = gains.filter((_, block) => (view.spreads[block] as number) >= TEXTURED);
  return {
    level: median(picture.means),
    contrast: median(picture.spreads),
    lift: median(picture.means.map((mean, block) => mean - (view.means[block] as number))),
    gain: textured.length < LEAST_TEXTURED ? 1 : median(textured),
  };
}

/** Share of the finest detail that is left where the view has texture: median over blocks, 1 when it has none. */
export function detailLeft(view: SmallPicture, picture: SmallPicture): number {
  const { spreads } = blocksOf(view);
  const before = detailOf(view);
  const ratios = detailOf(picture)
    .map((detail, block) => detail / (before[block] as number))
    .filter((_, block) => (spreads[block] as number) >= TEXTURED && before[block] !== 0);
  return ratios.length < LEAST_TEXTURED ? 1 : median(ratios);
}

/** Mean and spread of the levels of each block of a picture. */
export interface Blocks {
  readonly means: Float64Array;
  readonly spreads: Float64Array;
}

/** What a picture's light is read from. */
export function blocksOf(picture: SmallPicture): Blocks {
  const n = BLOCK * BLOCK;
  const { width, data } = picture;
  const corners = cornersOf(picture);
  const means = new Float64Array(corners.length);
  const spreads = new Float64Array(corners.length);
  corners.forEach((corner, block) => {
    let sum = 0;
    let squares = 0;
    for (let row = corner; row < corner + BLOCK * width; row += width) {
      for (let at = row; at < row + BLOCK; at += 1) {
        const value = data[at] as number;
        sum += value;
        squares += value * value;
      }
    }
    const mean = sum / n;
    means[block] = mean;
    spreads[block] = Math.sqrt(Math.max(0, squares / n - mean * mean));
  });
  return { means, spreads };
}

/** Of each block, the mean of how much a pixel differs from the middle of its two neighbours, levels. */
function detailOf(picture: SmallPicture): number[] {
  const { width, data } = picture;
  return cornersOf(picture).map((corner) => {
    let detail = 0;
    for (let row = corner; row < corner + BLOCK * width; row += width) {
      for (let at = row + 1; at < row + BLOCK - 1; at += 1) {
        detail += Math.abs((data[at] as number) - ((data[at - 1] as number) + (data[at + 1] as number)) / 2);
      }
    }
    return detail / (BLOCK * (BLOCK - 2));
  });
}

/** Index of the first pixel of each block. */
function cornersOf({ width, height }: SmallPicture): number[] {
  const corners: number[] = [];
  for (let y = 0; y + BLOCK <= height; y += BLOCK) {
    for (let x = 0; x + BLOCK <= width; x += BLOCK) {
      corners.push(y * width + x);
    }
  }
  return corners;
}
