// From what was sampled of a surface to at most two words. The few main colours of the surface are found first and
// named then: a mean of many pixels tells dark blue from black where a single one cannot.

import { MOST_COLOURS, type ColourName, type Colours, type ColourShare } from './attributes.ts';
import { mix, type ColourBin, type ColourTally } from './colour-tally.ts';
import { chroma, hue, type Oklab } from './oklab.ts';

/** Main colours looked for, and rounds of their search (Lloyd's algorithm). */
const CLUSTERS = 6;
const ROUNDS = 8;
/** Chroma tells surfaces apart better than lightness, which folds and shade change. */
const LIGHTNESS_WEIGHT = 0.5;
/** Weighted pixels under which nothing is said. */
const LEAST_WEIGHT = 40;
/** Share of the surface under which the first, and the second, colour is not said. */
const LEAST_FIRST = 0.34;
const LEAST_SECOND = 0.25;
/** Folds turn every colour towards black, and nothing turns black into a colour: a hue counts for this much more. */
const HUE_BEFORE_BLACK = 1.4;

/** Paint mirrors the sky: only a stronger blue than {@link SKY} is its own. */
export type Surface = 'cloth' | 'paint';
const SKY = 0.075;
/** Windows, grille and shade are dark whatever the paint: its lightness is that of this quantile. */
const PAINT_QUANTILE = 0.7;
/** Lightness under which colourless paint is black, and from which it is white. */
const BLACK_PAINT = 0.5;
const WHITE_PAINT = 0.84;
/** Share of a vehicle that shows a hue when its paint has one. */
const LEAST_HUE = 0.22;

/** The names of clothes, the greatest share first; empty when the surface is too small or too mixed. */
export function nameClothes(tally: ColourTally): Colours {
  const shares = sharesOf(tally.bins(), 'cloth');
  const [first, ...others] = ranked(shares);
  if (first === undefined || first.share < LEAST_FIRST) {
    return [];
  }
  return [first, ...others.filter(({ share }) => share >= LEAST_SECOND)].slice(0, MOST_COLOURS);
}

/** The names of a vehicle's paint: a hue where enough of it shows one, else black, grey or white by its lightness. */
export function namePaint(tally: ColourTally): Colours {
  const bins = tally.bins();
  const shares = sharesOf(bins, 'paint');
  if (shares.size === 0) {
    return [];
  }
  const hues = ranked(shares).filter(({ name, share }) => !isColourless(name) && share >= LEAST_HUE);
  const colourless = ranked(shares).reduce((sum, { name, share }) => sum + (isColourless(name) ? share : 0), 0);
  const lightness = quantileOfLightness(bins, PAINT_QUANTILE);
  const name = lightness < BLACK_PAINT ? 'black' : lightness < WHITE_PAINT ? 'grey' : 'white';
  const rest = hues.length === 0 && colourless >= LEAST_FIRST ? [{ name, share: colourless } as const] : [];
  return [...hues, ...rest].slice(0, MOST_COLOURS);
}

/** Share of each name; empty when too little was sampled. */
function sharesOf(bins: readonly ColourBin[], surface: Surface): Map<ColourName, number> {
  const shares = new Map<ColourName, number>();
  const total = bins.reduce((sum, { weight }) => sum + weight, 0);
  if (total < LEAST_WEIGHT) {
    return shares;
  }
  for (const { colour, weight } of mainColours(bins)) {
    const name = nameOf(colour, surface);
    shares.set(name, (shares.get(name) ?? 0) + weight / total);
  }
  return shares;
}

function ranked(shares: ReadonlyMap<ColourName, number>): ColourShare[] {
  const rank = ({ name, share }: ColourShare): number => (isColourless(name) ? share : HUE_BEFORE_BLACK * share);
  return [...shares].map(([name, share]) => ({ name, share })).sort((a, b) => rank(b) - rank(a));
}

function isColourless(name: ColourName): boolean {
  return name === 'black' || name === 'grey' || name === 'white';
}

function quantileOfLightness(bins: readonly ColourBin[], share: number): number {
  const sorted = bins.toSorted((a, b) => a.colour.l - b.colour.l);
  let left = share * sorted.reduce((sum, { weight }) => sum + weight, 0);
  for (const { colour, weight } of sorted) {
    left -= weight;
    if (left <= 0) {
      return colour.l;
    }
  }
  return 0;
}

/** The main colours of a histogram with their weights. Same bins, same answer. */
export function mainColours(bins: readonly ColourBin[]): ColourBin[] {
  let centres = seeds(bins);
  for (let round = 0; round < ROUNDS; round += 1) {
    const next: (ColourBin | undefined)[] = centres.map(() => undefined);
    for (const bin of bins) {
      const at = nearest(centres, bin.colour);
      const cluster = next[at];
      next[at] = cluster === undefined ? bin : mix(cluster, bin);
    }
    centres = next.filter((cluster) => cluster !== undefined);
  }
  return centres;
}

/** Heavy bins that lie apart. */
function seeds(bins: readonly ColourBin[]): ColourBin[] {
  const chosen: ColourBin[] = [];
  while (chosen.length < Math.min(CLUSTERS, bins.length)) {
    let best: ColourBin | undefined;
    let most = 0;
    for (const bin of bins) {
      const away = chosen.reduce((least, seed) => Math.min(least, distance(seed.colour, bin.colour)), 1);
      if (bin.weight * away > most) {
        most = bin.weight * away;
        best = bin;
      }
    }
    if (best === undefined) {
      break;
    }
    chosen.push(best);
  }
  return chosen;
}

function nearest(centres: readonly ColourBin[], colour: Oklab): number {
  let best = 0;
  let least = Infinity;
  centres.forEach((centre, index) => {
    const away = distance(centre.colour, colour);
    if (away < least) {
      least = away;
      best = index;
    }
  });
  return best;
}

function distance(one: Oklab, other: Oklab): number {
  return Math.hypot(LIGHTNESS_WEIGHT * (one.l - other.l), one.a - other.a, one.b - other.b);
}

/** Lightness under which what has no hue is black, and from which it is white. */
const BLACK = 0.3;
const WHITE = 0.8;

/** The word for one colour under neutral light. */
export function nameOf(colour: Oklab, surface: Surface = 'cloth'): ColourName {
  const { l } = colour;
  const c = chroma(colour);
  const h = hue(colour);
  if (c < leastChroma(l, h, surface)) {
    return l < BLACK ? 'black' : l < WHITE ? 'grey' : 'white';
  }
  return h < 40 || h >= 300 ? redSide(l, c, h) : h < 118 ? warmSide(l, c, h) : coldSide(c, h);
}

/**
 * Chroma from which a hue counts. Cloth dyed blue (denim) is weak but steady; dark warm tones are mostly lamps and
 * compression; what is very dark or very light shows false hues first.
 */
function leastChroma(l: number, h: number, surface: Surface): number {
  const isBlue = h >= 225 && h < 295;
  if (isBlue && surface === 'paint') {
    return SKY;
  }
  if (l < 0.14) {
    return isBlue ? 0.045 : 0.07;
  }
  if (l >= WHITE) {
    return isBlue ? 0.035 : 0.04;
  }
  return isBlue ? 0.021 : l < BLACK ? 0.045 : 0.032;
}

/** From violet over pink to red, hue 300–360 and 0–40. */
function redSide(l: number, c: number, h: number): ColourName {
  if (h >= 300 && h < 338) {
    return h >= 320 && l >= 0.72 ? 'pink' : 'purple';
  }
  if (h >= 338 || h < 14) {
    return l >= 0.62 ? 'pink' : h >= 338 && h < 350 ? 'purple' : 'red';
  }
  if (l >= 0.7 && c < 0.17) {
    return 'pink';
  }
  return c < 0.075 ? 'brown' : 'red';
}

/** From orange to yellow, hue 40–118: light and strong, or else some brown. */
function warmSide(l: number, c: number, h: number): ColourName {
  if (l >= 0.85 && c < 0.05) {
    return 'white';
  }
  if (h < 80) {
    return c >= 0.115 && l >= 0.58 ? 'orange' : 'brown';
  }
  if ((l >= 0.64 && c >= 0.09) || (l >= 0.85 && c >= 0.05)) {
    return 'yellow';
  }
  return h < 102 ? 'brown' : 'green';
}

/** From green to blue, hue 118–300. */
function coldSide(c: number, h: number): ColourName {
  if (h < 195) {
    return 'green';
  }
  return h >= 290 && c >= 0.08 ? 'purple' : 'blue';
}
