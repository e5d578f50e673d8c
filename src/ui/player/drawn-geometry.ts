// Where drawn criteria lie on the shown picture, in CSS pixels of it.

import type { Box } from '../../domain/geometry/box.ts';
import type { Point } from '../../domain/settings/polygon.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Length of an arrow across a line, from its middle, and of the letters of its sides. */
const ACROSS = 18;
const LETTER = 30;
const HEAD = 9;
/** How far the borders of a tolerance reach, share of the arrow. */
const WEDGE = 0.8;

/** Pixels. */
export function placed({ x, y }: Point, { width, height }: Size): Point {
  return { x: x * width, y: y * height };
}

/** As the `points` of an SVG polygon. */
export function pointsOf(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
}

/** The head of an arrow: a triangle whose tip is at `to`. */
export function headOf(from: Point, to: Point): readonly Point[] {
  const { x, y } = unit(from, to);
  const back = { x: to.x - x * HEAD, y: to.y - y * HEAD };
  return [
    to,
    { x: back.x - y * HEAD * 0.55, y: back.y + x * HEAD * 0.55 },
    { x: back.x + y * HEAD * 0.55, y: back.y - x * HEAD * 0.55 },
  ];
}

/** Across the middle of a line: where its arrow begins and ends, and where the letters of its sides stand. Side B is on its right. */
export function across(from: Point, to: Point): Readonly<Record<'a' | 'b' | 'letterA' | 'letterB', Point>> {
  const { x, y } = unit(from, to);
  const at = (length: number): Point => ({
    x: (from.x + to.x) / 2 - y * length,
    y: (from.y + to.y) / 2 + x * length,
  });
  return { a: at(-ACROSS), b: at(ACROSS), letterA: at(-LETTER), letterB: at(LETTER) };
}

/** The two borders of the tolerance of an arrow, from its start. */
export function wedgeOf(from: Point, to: Point, degrees: number): readonly Point[] {
  const [dx, dy] = [(to.x - from.x) * WEDGE, (to.y - from.y) * WEDGE];
  return [-1, 1].map((side) => {
    const angle = (side * degrees * Math.PI) / 180;
    return {
      x: from.x + dx * Math.cos(angle) - dy * Math.sin(angle),
      y: from.y + dx * Math.sin(angle) + dy * Math.cos(angle),
    };
  });
}

/** The topmost point: a name stands above it. */
export function topOf(points: readonly Point[]): Point {
  return points.reduce((top, point) => (point.y < top.y ? point : top), points[0] ?? { x: 0, y: 0 });
}

/** The boxes of which points are opposite corners, two by two; a point left over makes none. */
export function boxesOf(points: readonly Point[]): readonly Box[] {
  return points.flatMap((a, index) => {
    const b = points[index + 1];
    return index % 2 === 1 || b === undefined
      ? []
      : [{ x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) }];
  });
}

function unit(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  return length === 0 ? { x: 0, y: 0 } : { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
}
