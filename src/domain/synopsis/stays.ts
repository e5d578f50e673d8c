// Where an object hardly moves for long: there it may be shown faster, since nothing is missed.

import { NUMBERS_A_SAMPLE, SAMPLE_US, type Tubes } from './tubes.ts';

/** A part of a tube: source times on the clock of the scene. */
export interface Part {
  readonly tube: number;
  readonly fromUs: number;
  readonly toUs: number;
  /** Whether the object stays where it is, all along. */
  readonly isStill: boolean;
}

/** Standing for less is a pause of who walks, µs. */
const STAY_US = 10_000_000;
/** How far who stays may sway: shares of the width and the height of his box. */
const SWAY_X = 0.5;
const SWAY_Y = 0.25;
/** No part is shorter unless its tube is, µs. */
export const LEAST_PART_US = 2_000_000;

/** A tube as parts in which it stays or moves, in order; together it exactly. */
export function partsOf(tubes: Tubes, tube: number): Part[] {
  const [fromUs = 0, toUs = 0] = [tubes.fromUs[tube], tubes.toUs[tube]];
  const parts: Part[] = [];
  let at = fromUs;
  for (const [first, last] of staysOf(tubes, tube)) {
    // Who comes or goes is given time of the stay, so that his own part is never a mere blink.
    const begin = first === fromUs ? fromUs : Math.max(first, at + LEAST_PART_US);
    const end = last >= toUs - SAMPLE_US ? toUs : Math.min(last, toUs - LEAST_PART_US);
    if (begin > at) {
      parts.push({ tube, fromUs: at, toUs: begin, isStill: false });
    }
    parts.push({ tube, fromUs: begin, toUs: end, isStill: true });
    at = end;
  }
  if (at < toUs || parts.length === 0) {
    parts.push({ tube, fromUs: at, toUs, isStill: false });
  }
  return parts;
}

/** From when to when the object stays, source times, in order. */
function* staysOf({ fromUs, starts, boxes }: Tubes, tube: number): Generator<readonly [number, number]> {
  const [first = 0, end = 0] = [starts[tube], starts[tube + 1]];
  const timeOf = (sample: number): number => (fromUs[tube] ?? 0) + (sample - first) * SAMPLE_US;
  const least = STAY_US / SAMPLE_US;
  for (let from = first; from + least < end; from += 1) {
    let to = from;
    while (to + 1 < end && isNear(boxes, from, to + 1)) {
      to += 1;
    }
    if (to - from >= least) {
      yield [timeOf(from), timeOf(to)];
      from = to;
    }
  }
}

function isNear(boxes: Float32Array, a: number, b: number): boolean {
  const [i, j] = [a * NUMBERS_A_SAMPLE, b * NUMBERS_A_SAMPLE];
  const [w = 0, h = 0, w2 = 0, h2 = 0] = [boxes[i + 2], boxes[i + 3], boxes[j + 2], boxes[j + 3]];
  const dx = (boxes[i] ?? 0) + w / 2 - (boxes[j] ?? 0) - w2 / 2;
  const dy = (boxes[i + 1] ?? 0) + h - (boxes[j + 1] ?? 0) - h2;
  return Math.abs(dx) <= SWAY_X * w && Math.abs(dy) <= SWAY_Y * h;
}
