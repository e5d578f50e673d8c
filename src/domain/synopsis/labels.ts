// Where the words of each object stand on a picture: near its head, inside the picture, beside one another.

import { intersectionArea, type Box } from '../geometry/box.ts';

/** Words to place. All lengths in one unit, that of the picture on which they are written. */
export interface LabelWish {
  /** The object that they tell of. */
  readonly box: Box;
  /** Room that the words need. */
  readonly width: number;
  readonly height: number;
  /** The {@link LabelPlace.choice} of these words on the picture before, if they were on it: words that leap cannot be read. */
  readonly had?: number | undefined;
}

export interface LabelPlace extends Box {
  /** Which of the places around its object it is. */
  readonly choice: number;
}

/** The places of the words, one for each wish and in their order. */
export type LabelPlaces = readonly LabelPlace[];

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Words lie so far from the object and from each other, in heights of a line. */
const GAP = 0.15;
/** Words stay where they were as long as no more than this share of them lies on objects; on other words, never. */
const STAY = 0.45;
/** Places right beside the object: only there words stay when a better place is free. */
const BESIDE = 8;
/** What a line to far words costs, in heights of a line of words for its length; where it crosses other objects, so much more. */
const POLE = 0.2;
const CROSSING = 1;
/** Words that are nearer to another object than to their own are read as its own: as if this share of them lay on it. */
const NEARER = 0.4;

/**
 * Above the head when there is room, else below the feet or at a side, else the place that covers least of the words that
 * stand already, with the shortest line across the fewest objects; where they were a moment ago, as far as that is no worse.
 * Who stands nearest to the top chooses first, so that the order of the wishes does not matter. `reserved`: parts of the
 * picture under other words.
 */
export function placeLabels(wishes: readonly LabelWish[], picture: Size, reserved: readonly Box[] = []): LabelPlaces {
  const order = wishes.map((_, index) => index).sort((a, b) => byPlace(wishes[a], wishes[b]) || a - b);
  const places: LabelPlace[] = wishes.map(() => ({ x: 0, y: 0, w: 0, h: 0, choice: 0 }));
  const taken = [...reserved];
  const boxes = wishes.map(({ box }) => box);
  for (const index of order) {
    const wish = wishes[index];
    if (wish !== undefined) {
      const place = bestPlace(wish, picture, taken, boxes);
      taken.push(place);
      places[index] = place;
    }
  }
  return places;
}

function byPlace(a: LabelWish | undefined, b: LabelWish | undefined): number {
  return (a?.box.y ?? 0) - (b?.box.y ?? 0) || (a?.box.x ?? 0) - (b?.box.x ?? 0);
}

/** The first of the places that covers no other words, or the one that covers least. */
function bestPlace(wish: LabelWish, picture: Size, taken: readonly Box[], objects: readonly Box[]): LabelPlace {
  let best: LabelPlace = { x: 0, y: 0, w: wish.width, h: wish.height, choice: 0 };
  let least = Infinity;
  for (const [choice, place] of placesOf(wish).entries()) {
    const held = holdIn(place, picture);
    const covered = taken.reduce((sum, other) => sum + intersectionArea(held, other), 0);
    // Pushed back into the picture, words lie on an object: better than on other words, worse than beside it.
    const hidden = objects.reduce((sum, other) => sum + intersectionArea(held, other), 0);
    const worthStaying = choice === wish.had && choice < BESIDE ? STAY * wish.width * wish.height : 0;
    const pole = poleCost(held, wish.box, objects) * wish.height;
    const strange = isNearerToAnother(held, wish.box, objects) ? NEARER * wish.width * wish.height : 0;
    const cost = covered * wish.width * wish.height + hidden + pole + strange - worthStaying;
    if (cost < least) {
      [best, least] = [{ ...held, choice }, cost];
    }
  }
  return best;
}

/** A line from words to their object: from where they are nearest to the middle of the side that looks at them. */
export interface LabelLine {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
}

/** `undefined`: the words touch their object, or nearly. Never across the object itself, but where the words lie on it. */
export function lineOf(place: Box, box: Box): LabelLine | undefined {
  const within = (least: number, most: number, value: number): number => Math.min(most, Math.max(least, value));
  const middle = { x: box.x + box.w / 2, y: box.y + box.h / 2 };
  const [right, bottom] = [box.x + box.w, box.y + box.h];
  const to =
    place.y + place.h <= box.y
      ? { x: middle.x, y: box.y }
      : place.y >= bottom
        ? { x: middle.x, y: bottom }
        : { x: within(box.x, right, place.x + place.w / 2), y: within(box.y, bottom, place.y + place.h / 2) };
  const from = { x: within(place.x, place.x + place.w, to.x), y: within(place.y, place.y + place.h, to.y) };
  return Math.hypot(from.x - to.x, from.y - to.y) <= GAP * place.h + 0.5 ? undefined : { from, to };
}

/** Whether somebody would read them as another's. */
function isNearerToAnother(place: Box, own: Box, objects: readonly Box[]): boolean {
  const apart = gapBetween(place, own);
  return objects.some((other) => other !== own && gapBetween(place, other) < apart);
}

function gapBetween(a: Box, b: Box): number {
  const across = Math.max(0, b.x - (a.x + a.w), a.x - (b.x + b.w));
  const down = Math.max(0, b.y - (a.y + a.h), a.y - (b.y + b.h));
  return Math.hypot(across, down);
}

function poleCost(place: Box, own: Box, objects: readonly Box[]): number {
  const line = lineOf(place, own);
  if (line === undefined) {
    return 0;
  }
  const { from, to } = line;
  const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
  const pole = { x, y, w: Math.max(1, Math.abs(from.x - to.x)), h: Math.max(1, Math.abs(from.y - to.y)) };
  const length = Math.hypot(pole.w, pole.h);
  const share = objects.reduce((sum, other) => sum + (other === own ? 0 : intersectionArea(pole, other)), 0);
  return POLE * length + CROSSING * length * Math.min(1, share / (pole.w * pole.h));
}

/** How far words reach over the middle of their object when they stand to one side of it, share of their width. */
const OVER = 0.15;

/** Above, below, right, left; above and below to one side; then higher and higher above, as on a pole. */
function placesOf({ box, width: w, height: h }: LabelWish): readonly Box[] {
  const gap = GAP * h;
  const middle = box.x + box.w / 2;
  const x = middle - w / 2;
  const [toLeft, toRight] = [middle - (1 - OVER) * w, middle - OVER * w];
  const above = (lines: number): Box => ({ x, y: box.y - gap - h - lines * (h + gap), w, h });
  const below = box.y + box.h + gap;
  return [
    above(0),
    { x, y: below, w, h },
    { x: box.x + box.w + gap, y: box.y, w, h },
    { x: box.x - gap - w, y: box.y, w, h },
    { ...above(0), x: toLeft },
    { ...above(0), x: toRight },
    { x: toLeft, y: below, w, h },
    { x: toRight, y: below, w, h },
    above(1),
    above(2),
    above(3),
    { x, y: below + (h + gap), w, h },
    { x, y: box.y, w, h },
    { x, y: box.y + box.h - h, w, h },
  ];
}

function holdIn({ x, y, w, h }: Box, { width, height }: Size): Box {
  return { x: Math.max(0, Math.min(width - w, x)), y: Math.max(0, Math.min(height - h, y)), w, h };
}
