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

/** Minkowski norm of shades-of-grey (Finlayson and Trezzi, 2004). */
const NORM = 5;
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

/**
 * Estimates the light from patches of the clean scene (8-bit R'G'B', three numbers each).
 * First shades-of-grey over all patches, then, round by round, the mean of those that look grey under it.
 */
export function estimateLight(rgb: ArrayLike<number>): Light {
  const patches: LinearRgb[] = [];
  for (let at = 0; at + 2 < rgb.length; at += 3) {
    patches.push({ r: linearOf(rgb[at] ?? 0), g: linearOf(rgb[at + 1] ?? 0), b: linearOf(rgb[at + 2] ?? 0) });
  }
  if (patches.length === 0) {
    return NEUTRAL;
  }
  const bright = quantile(patches.map(brightness), 0.95);
  const colourful = quantile(
    patches.map((patch) => chroma(oklab(patch))),
    0.95,
  );
  const cast = castOf(patches);
  const exposure = clamp(BRIGHT / Math.max(bright, 1e-4), LEAST_EXPOSURE, MOST_EXPOSURE);
  return {
    r: exposure / cast.r,
    g: exposure / cast.g,
    b: exposure / cast.b,
    showsColour: bright >= NIGHT && colourful >= LEAST_SCENE_CHROMA,
  };
}

/** Cast of the light, mean 1, limited. */
function castOf(patches: readonly LinearRgb[]): LinearRgb {
  let cast = limited(shadesOfGrey(patches), STRENGTH);
  for (let round = 0; round < ROUNDS; round += 1) {
    const grey = patches.filter((patch) => looksGrey(patch, cast));
    const belief = Math.min(1, grey.length / (ENOUGH_GREY * patches.length));
    if (grey.length === 0) {
      break;
    }
    const seen = limited(meanOf(grey), 1);
    cast = {
      r: cast.r + belief * (seen.r - cast.r),
      g: cast.g + belief * (seen.g - cast.g),
      b: cast.b + belief * (seen.b - cast.b),
    };
  }
  return cast;
}

function looksGrey({ r, g, b }: LinearRgb, cast: LinearRgb): boolean {
  const lit = { r: r / cast.r, g: g / cast.g, b: b / cast.b };
  const size = brightness(lit);
  // Brought to one lightness first: what is dark has little chroma whatever its colour.
  const scale = size > 0 ? 0.4 / size : 0;
  return size > 0.01 && chroma(oklab({ r: lit.r * scale, g: lit.g * scale, b: lit.b * scale })) < MAYBE_GREY;
}

function shadesOfGrey(patches: readonly LinearRgb[]): LinearRgb {
  const norm = (of: (patch: LinearRgb) => number): number =>
    (patches.reduce((sum, patch) => sum + of(patch) ** NORM, 0) / patches.length) ** (1 / NORM);
  return { r: norm(({ r }) => r), g: norm(({ g }) => g), b: norm(({ b }) => b) };
}

/** Mean of the patches, each brought to the same brightness. */
function meanOf(patches: readonly LinearRgb[]): LinearRgb {
  const sum = { r: 0, g: 0, b: 0 };
  for (const patch of patches) {
    const size = brightness(patch);
    sum.r += patch.r / size;
    sum.g += patch.g / size;
    sum.b += patch.b / size;
  }
  return sum;
}

/** A cast of mean 1, weakened to `strength` and limited. */
function limited({ r, g, b }: LinearRgb, strength: number): LinearRgb {
  const mean = (r + g + b) / 3;
  const one = (value: number): number => (mean > 0 ? clamp((value / mean) ** strength, 1 / MOST_CAST, MOST_CAST) : 1);
  return { r: one(r), g: one(g), b: one(b) };
}

function brightness({ r, g, b }: LinearRgb): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function quantile(values: number[], share: number): number {
  const sorted = values.sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
