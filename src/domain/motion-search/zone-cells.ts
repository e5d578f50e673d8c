// Cells over a drawn zone and its surroundings: the few numbers by which two pictures of it are compared.

import type { Box } from '../geometry/box.ts';
import { toStored, toUpright, uprightSize, type Rotation } from '../geometry/rotation.ts';
import { contains, type Point, type Polygon } from '../settings/polygon.ts';

/** As many cells along the longest side of the zone with its surroundings. */
const MOST_ALONG = 32;
/** Surroundings on each side, share of the zone's own sides: together they are more than the zone itself. */
const MARGIN = 0.25;
/** A cell of fewer pixels a side is mostly noise. */
const LEAST_SIDE = 2;

/** A stored picture and how it is turned, in pixels. */
export interface ZonePicture {
  readonly width: number;
  readonly height: number;
  readonly rotation: Rotation;
}

/** Where cells lie on the stored picture. */
export interface ZoneCells {
  /** What is read of each picture: even corners and sides, in stored pixels. */
  readonly rect: Box;
  /** Side of a cell, pixels. */
  readonly side: number;
  readonly columns: number;
  readonly rows: number;
  /** Cells (row after row) of the zone, those that are compared. */
  readonly zone: Uint16Array;
  /** Cells around it, those that tell the light. */
  readonly ring: Uint16Array;
  /** Share of the zone that may be read, 0–1: the rest lies outside every allowed part. */
  readonly allowedShare: number;
}

/** `allowed`: the only parts of the upright picture that may be read; `undefined`: all of it. */
export function zoneCells(zone: Polygon, picture: ZonePicture, allowed?: readonly Polygon[]): ZoneCells {
  const { width, height, rotation } = picture;
  const bounds = storedBounds(zone, picture);
  const left = even(Math.min(width - 2, Math.max(0, bounds.x - bounds.w * MARGIN)));
  const top = even(Math.min(height - 2, Math.max(0, bounds.y - bounds.h * MARGIN)));
  const right = Math.min(even(width), even(bounds.x + bounds.w * (1 + MARGIN)) + 2);
  const bottom = Math.min(even(height), even(bounds.y + bounds.h * (1 + MARGIN)) + 2);
  const rect = { x: left, y: top, w: Math.max(2, right - left), h: Math.max(2, bottom - top) };
  const side = Math.min(rect.w, rect.h, Math.max(LEAST_SIDE, Math.ceil(Math.max(rect.w, rect.h) / MOST_ALONG)));
  const columns = Math.max(1, Math.floor(rect.w / side));
  const rows = Math.max(1, Math.floor(rect.h / side));
  const upright = uprightSize(rotation, width, height);
  const pointOf = (cell: number): Point => {
    const x = rect.x + ((cell % columns) + 0.5) * side;
    const y = rect.y + (Math.floor(cell / columns) + 0.5) * side;
    const turned = toUpright({ x, y, w: 0, h: 0 }, rotation, width, height);
    return { x: turned.x / upright.width, y: turned.y / upright.height };
  };
  const cells = Array.from({ length: columns * rows }, (_, cell) => ({ cell, at: pointOf(cell) }));
  const isAllowed = (at: Point): boolean => allowed?.some((part) => contains(part, at)) ?? true;
  const inside = cells.filter(({ at }) => contains(zone, at));
  // A sliver between the middles of all cells is still a zone: the nearest cell stands for it.
  const wanted = inside.length > 0 ? inside : [nearest(cells, middleOf(zone))];
  const read = wanted.filter(({ at }) => isAllowed(at));
  const ring = cells.filter((one) => !wanted.includes(one) && isAllowed(one.at));
  return {
    ...{ rect, side, columns, rows },
    zone: Uint16Array.from(read, ({ cell }) => cell),
    ring: Uint16Array.from(ring, ({ cell }) => cell),
    allowedShare: read.length / wanted.length,
  };
}

/** The mean luma of each cell. `luma`: the pixels of `rect`, rows of `stride` bytes. */
export function readCells(luma: Uint8Array, stride: number, { side, columns, rows }: ZoneCells): Uint8Array {
  const cells = new Uint8Array(columns * rows);
  // Of large cells every second pixel of every second row is enough, and four times less work.
  const step = side >= 8 ? 2 : 1;
  const count = Math.ceil(side / step) ** 2;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      let sum = 0;
      for (let y = row * side; y < (row + 1) * side; y += step) {
        const start = y * stride + column * side;
        for (let at = start; at < start + side; at += step) {
          sum += luma[at] ?? 0;
        }
      }
      cells[row * columns + column] = Math.round(sum / count);
    }
  }
  return cells;
}

function storedBounds(zone: Polygon, { width, height, rotation }: ZonePicture): Box {
  const upright = uprightSize(rotation, width, height);
  const xs = zone.map(({ x }) => x * upright.width);
  const ys = zone.map(({ y }) => y * upright.height);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return toStored({ x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y }, rotation, width, height);
}

function even(value: number): number {
  return Math.floor(value / 2) * 2;
}

function middleOf(zone: Polygon): Point {
  const sum = zone.reduce((to, { x, y }) => ({ x: to.x + x, y: to.y + y }), { x: 0, y: 0 });
  return { x: sum.x / zone.length, y: sum.y / zone.length };
}

interface PlacedCell {
  readonly cell: number;
  readonly at: Point;
}

function nearest(cells: readonly PlacedCell[], to: Point): PlacedCell {
  const far = ({ at }: PlacedCell): number => Math.hypot(at.x - to.x, at.y - to.y);
  return cells.reduce((best, one) => (far(one) < far(best) ? one : best), { cell: 0, at: to });
}
