// Where an object would be a second later if it went on as it did for the last one: an arrow from its feet, no more.

import type { Observation } from '../../contracts/analysis.ts';
import type { Point } from '../../domain/settings/polygon.ts';
import { placeFoot, type Fit } from './fit.ts';

/** How far back is looked, and how far ahead, µs. */
const SPAN_US = 1_000_000;
/** Over less time than this a box only trembles, µs. */
const LEAST_US = 300_000;
/** Shorter arrows say nothing, pixels of the screen. */
const LEAST_LENGTH = 8;
/** Sides of the head, pixels, and the angle between each and the shaft. */
const HEAD = 7;
const HEAD_ANGLE = Math.PI / 7;

export interface Arrow {
  readonly from: Point;
  readonly to: Point;
}

/**
 * The arrow at `observations[index]`, pixels of the shown picture; `usOf`: presentation time of an ordinal, µs.
 * `undefined`: it stands, or was not there for long enough.
 */
export function headingArrow(
  observations: readonly Observation[],
  index: number,
  usOf: (ordinal: number) => number,
  fit: Fit,
): Arrow | undefined {
  const now = observations[index];
  if (now === undefined) {
    return undefined;
  }
  const nowUs = usOf(now.ordinal);
  let first = index;
  while (first > 0 && usOf(observations[first - 1]?.ordinal ?? 0) >= nowUs - SPAN_US) {
    first -= 1;
  }
  const before = observations[first];
  const elapsed = before === undefined ? 0 : nowUs - usOf(before.ordinal);
  if (before === undefined || elapsed < LEAST_US) {
    return undefined;
  }
  const [start, from] = [placeFoot(before.box, fit), placeFoot(now.box, fit)];
  const ahead = SPAN_US / elapsed;
  const to = { x: from.x + (from.x - start.x) * ahead, y: from.y + (from.y - start.y) * ahead };
  return Math.hypot(to.x - from.x, to.y - from.y) < LEAST_LENGTH ? undefined : { from, to };
}

/** Dashed, so that nobody takes it for a way that was gone. */
export function drawArrow(context: CanvasRenderingContext2D, { from, to }: Arrow, colour: string): void {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  context.save();
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.setLineDash([5, 3]);
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  for (const side of [-1, 1]) {
    context.moveTo(to.x, to.y);
    context.lineTo(
      to.x - HEAD * Math.cos(angle + side * HEAD_ANGLE),
      to.y - HEAD * Math.sin(angle + side * HEAD_ANGLE),
    );
  }
  context.stroke();
  context.restore();
}
