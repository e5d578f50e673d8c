// Light: sudden changes of the whole picture's level, contrast or colour while the view stays the same.

import { median } from './anchors.ts';
import type { Moment } from './scene-events.ts';
import type { SmallPicture } from './small-picture.ts';

/** Side of a block of the small picture, pixels. */
const BLOCK = 12;
/** A block with less spread than this has no texture, levels. */
const TEXTURED = 4;
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

/** The light of one picture. */
export interface LightReading {
  readonly us: number;
  /** Median over blocks: what passes through the picture does not change it. Luma levels. */
  readonly level: number;
  /** Median spread of the blocks, luma levels. */
  readonly contrast: number;
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
  const isLevel =
    Math.abs(a.level - b.level) >= LEAST_LEVEL ||
    (Math.abs(a.level - b.level) >= LEAST_LEVEL / 2 && ratio(a.level, b.level) >= LEAST_LEVEL_RATIO);
  const isContrast =
    Math.max(a.contrast, b.contrast) >= TEXTURED && ratio(a.contrast, b.contrast) >= LEAST_CONTRAST_RATIO;
  return isLevel || isContrast || isColourFlip(a.saturation, b.saturation);
}

/** From colour to grey or back: a camera that takes its infrared filter away. */
export function isColourFlip(a: number | undefined, b: number | undefined): boolean {
  if (a === undefined || b === undefined) {
    return false;
  }
  return Math.min(a, b) <= GREY && Math.max(a, b) >= COLOURED;
}

function ratio(a: number, b: number): number {
  return (Math.max(a, b) + 1) / (Math.min(a, b) + 1);
}

/** Reads the light of a small picture. */
export function readLight(picture: SmallPicture, us: number, saturation: number | undefined): LightReading {
  const blocks = blocksOf(picture);
  return {
    us,
    level: median(blocks.map(({ mean }) => mean)),
    contrast: median(blocks.map(({ spread }) => spread)),
    saturation,
  };
}

/** Share of the spread, and of the finest detail, that is left where a reference had some. */
export interface TextureLeft {
  readonly spread: number;
  readonly detail: number;
}

/** Medians over the textured blocks of the reference: 1 when nothing changed, or when it had no texture. */
export function textureLeft(reference: SmallPicture, picture: SmallPicture): TextureLeft {
  const after = blocksOf(picture);
  const ratios = blocksOf(reference).flatMap(({ spread, detail }, index) => {
    const there = after[index];
    return spread < TEXTURED || detail === 0 || there === undefined
      ? []
      : [{ spread: there.spread / spread, detail: there.detail / detail }];
  });
  return ratios.length === 0
    ? { spread: 1, detail: 1 }
    : { spread: median(ratios.map((ratio) => ratio.spread)), detail: median(ratios.map((ratio) => ratio.detail)) };
}

interface Block {
  readonly mean: number;
  readonly spread: number;
  /** Mean of how much a pixel differs from the middle of its two neighbours, levels. */
  readonly detail: number;
}

function blocksOf(picture: SmallPicture): Block[] {
  const blocks: Block[] = [];
  for (let y = 0; y + BLOCK <= picture.height; y += BLOCK) {
    for (let x = 0; x + BLOCK <= picture.width; x += BLOCK) {
      blocks.push(blockAt(picture, x, y));
    }
  }
  return blocks;
}

function blockAt({ width, data }: SmallPicture, left: number, top: number): Block {
  const n = BLOCK * BLOCK;
  let sum = 0;
  let squares = 0;
  let detail = 0;
  for (let y = top; y < top + BLOCK; y += 1) {
    const end = y * width + left + BLOCK - 1;
    for (let at = end - BLOCK + 1; at <= end; at += 1) {
      const value = data[at] as number;
      sum += value;
      squares += value * value;
      if (at > end - BLOCK + 1 && at < end) {
        detail += Math.abs(value - ((data[at - 1] as number) + (data[at + 1] as number)) / 2);
      }
    }
  }
  const mean = sum / n;
  return { mean, spread: Math.sqrt(Math.max(0, squares / n - mean * mean)), detail: detail / (n - 2 * BLOCK) };
}
