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
const STAY = 0.3;
/** Places right beside the object: only there words stay when a better place is free. */
const BESIDE = 4;

/**
 * Above the head when there is room, else below the feet or at a side, else the place that covers least of the words that
 * stand already; where they were a moment ago, as far as that is no worse. Who stands nearest to the top chooses first, so that the order of the wishes does not matter.
 */
export function placeLabels(wishes: readonly LabelWish[], picture: Size): LabelPlaces {
  const order = wishes.map((_, index) => index).sort((a, b) => byPlace(wishes[a], wishes[b]) || a - b);
  const places: LabelPlace[] = wishes.map(() => ({ x: 0, y: 0, w: 0, h: 0, choice: 0 }));
  const taken: Box[] = [];
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
    const cost = covered * wish.width * wish.height + hidden - worthStaying;
    if (cost < least) {
      [best, least] = [{ ...held, choice }, cost];
    }
  }
  return best;
}

/** Above, below, right, left; then higher and higher above, as on a pole. */
function placesOf({ box, width: w, height: h }: LabelWish): readonly Box[] {
  const gap = GAP * h;
  const x = box.x + (box.w - w) / 2;
  const above = (lines: number): Box => ({ x, y: box.y - gap - h - lines * (h + gap), w, h });
  return [
    above(0),
    { x, y: box.y + box.h + gap, w, h },
    { x: box.x + box.w + gap, y: box.y, w, h },
    { x: box.x - gap - w, y: box.y, w, h },
    above(1),
    above(2),
    above(3),
    { x, y: box.y + box.h + gap + (h + gap), w, h },
    { x, y: box.y, w, h },
    { x, y: box.y + box.h - h, w, h },
  ];
}

function holdIn({ x, y, w, h }: Box, { width, height }: Size): Box {
  return { x: Math.max(0, Math.min(width - w, x)), y: Math.max(0, Math.min(height - h, y)), w, h };
}
