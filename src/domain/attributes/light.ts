// The light of a scene, told from the scene itself: colour cast, exposure, and whether there is any colour at all.

import { chroma, linearOf, oklab, type LinearRgb } from './oklab.ts';

/** What a picture must be multiplied by, in linear light, to look as under daylight, well exposed. */
export interface Light {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  /** False at night, under infrared and in black-and-white recordings: no colour may be named. */
  readonly showsColour: boolean;
}

export const NEUTRAL: Light = { r: 1, g: 1, b: 1, showsColour: true };

/** Share of the estimated cast that is taken away: a lawn is green, not lit by a green lamp. */
const STRENGTH = 0.5;
/** Greatest gain of one channel against another, both ways. */
const MOST_CAST = 1.6;
/** Rounds in which what looks grey under the present estimate makes the next one. */
const ROUNDS = 4;
/** OKLab chroma under which a surface may be grey. */
const MAYBE_GREY = 0.05;
/** Share of the scene that must look grey for that estimate to be believed entirely. */
const ENOUGH_GREY = 0.25;
/** Linear light that the bright parts of a well exposed scene reach, and the greatest gain towards it. */
const BRIGHT = 0.6;
const MOST_EXPOSURE = 3;
const LEAST_EXPOSURE = 0.8;
/** Bright parts darker than this: night. */
const NIGHT = 0.03;
/** Chroma that the most coloured twentieth of a scene has, unless it has no colour at all. */
const LEAST_SCENE_CHROMA = 0.012;

/** Colours in linear light, by columns: a scene has thousands. */
interface Patches {
  readonly r: Float64Array;
  readonly g: Float64Array;
  readonly b: Float64Array;
  readonly brightness: Float64Array;
}

/**
 * Estimates the light from patches of the clean scene (8-bit R'G'B', three numbers each).
 * First shades-of-grey over all patches, then, round by round, the mean of those that look grey under it.
 */
export function estimateLight(rgb: ArrayLike<number>): Light {
  const patches = patchesOf(rgb);
  const { r, g, b, brightness } = patches;
  if (r.length === 0) {
    return NEUTRAL;
  }
  const bright = quantile(brightness, 0.95);
  const chromas = new Float64Array(r.length);
  for (let at = 0; at < r.length; at += 1) {
    chromas[at] = chroma(oklab({ r: r[at] as number, g: g[at] as number, b: b[at] as number }));
  }
  const colourful = quantile(chromas, 0.95);
  const cast = castOf(patches);
  const exposure = clamp(BRIGHT / Math.max(bright, 1e-4), LEAST_EXPOSURE, MOST_EXPOSURE);
  return {
    r: exposure / cast.r,
    g: exposure / cast.g,
    b: exposure / cast.b,
    showsColour: bright >= NIGHT && colourful >= LEAST_SCENE_CHROMA,
  };
}

function patchesOf(rgb: ArrayLike<number>): Patches {
  const count = Math.floor(rgb.length / 3);
  const r = new Float64Array(count);
  const g = new Float64Array(count);
  const b = new Float64Array(count);
  const brightness = new Float64Array(count);
  for (let at = 0; at < count; at += 1) {
    const red = linearOf(rgb[3 * at] as number);
    const green = linearOf(rgb[3 * at + 1] as number);
    const blue = linearOf(rgb[3 * at + 2] as number);
    r[at] = red;
    g[at] = green;
    b[at] = blue;
    brightness[at] = brightnessOf(red, green, blue);
  }
  return { r, g, b, brightness };
}

/** Cast of the light, mean 1, limited. */
function castOf(patches: Patches): LinearRgb {
  let cast = limited(shadesOfGrey(patches), STRENGTH);
  for (let round = 0; round < ROUNDS; round += 1) {
    const grey = greyUnder(cast, patches);
    const belief = Math.min(1, grey.count / (ENOUGH_GREY * patches.r.length));
    if (grey.count === 0) {
      break;
    }
    const seen = limited(grey.sum, 1);
    cast = {
      r: cast.r + belief * (seen.r - cast.r),
      g: cast.g + belief * (seen.g - cast.g),
      b: cast.b + belief * (seen.b - cast.b),
    };
  }
  return cast;
}

/** How many patches look grey under a light, and their sum, each brought to the same brightness. */
function greyUnder(
  cast: LinearRgb,
  { r, g, b, brightness }: Patches,
): { readonly count: number; readonly sum: LinearRgb } {
  const sum = { r: 0, g: 0, b: 0 };
  let count = 0;
  for (let at = 0; at < r.length; at += 1) {
    const red = r[at] as number;
    const green = g[at] as number;
    const blue = b[at] as number;
    if (looksGrey(red / cast.r, green / cast.g, blue / cast.b)) {
      const size = brightness[at] as number;
      count += 1;
      sum.r += red / size;
      sum.g += green / size;
      sum.b += blue / size;
    }
  }
  return { count, sum };
}

function looksGrey(r: number, g: number, b: number): boolean {
  const size = brightnessOf(r, g, b);
  // Brought to one lightness first: what is dark has little chroma whatever its colour.
  const scale = size > 0 ? 0.4 / size : 0;
  return size > 0.01 && chroma(oklab({ r: r * scale, g: g * scale, b: b * scale })) < MAYBE_GREY;
}

function shadesOfGrey({ r, g, b }: Patches): LinearRgb {
  return { r: norm(r), g: norm(g), b: norm(b) };
}

/** Minkowski norm of shades-of-grey, of order 5 (Finlayson and Trezzi, 2004). */
function norm(channel: Float64Array): number {
  let sum = 0;
  for (const value of channel) {
    const square = value * value;
    sum += square * square * value;
  }
  return (sum / channel.length) ** (1 / 5);
}

/** A cast of mean 1, weakened to `strength` and limited. */
function limited({ r, g, b }: LinearRgb, strength: number): LinearRgb {
  const mean = (r + g + b) / 3;
  const one = (value: number): number => (mean > 0 ? clamp((value / mean) ** strength, 1 / MOST_CAST, MOST_CAST) : 1);
  return { r: one(r), g: one(g), b: one(b) };
}

function brightnessOf(r: number, g: number, b: number): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function quantile(values: Float64Array, share: number): number {
  const sorted = values.toSorted();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
