// What can be drawn on a picture to search by: a zone, a line, an arrow, sizes, and zones in an order.

import type { Nearness } from './nearness.ts';
import { MOST_CORNERS, type Point, type Polygon } from '../settings/polygon.ts';

/** What an object did in a zone: it was in it, came into it, went out of it, or stayed in it. */
export const ZONE_RULES = ['pass', 'stay', 'enter', 'leave'] as const;
export type ZoneRule = (typeof ZONE_RULES)[number];

/** Which way over a line: from side A to side B, back, or any. Side A is on the left of who goes from its start to its end. */
export const LINE_SENSES = ['both', 'ab', 'ba'] as const;
export type LineSense = (typeof LINE_SENSES)[number];

export interface DrawnZone {
  readonly kind: 'zone';
  readonly corners: Polygon;
  readonly rule: ZoneRule;
  /** Of the rule `stay`: for at least so long, µs. */
  readonly leastUs: number;
}

export interface DrawnLine {
  readonly kind: 'line';
  readonly corners: readonly Point[];
  readonly sense: LineSense;
}

/** Only where it points counts, not where it lies. */
export interface DrawnArrow {
  readonly kind: 'arrow';
  readonly corners: readonly Point[];
  /** On either side, degrees. */
  readonly tolerance: number;
}

/** Two boxes drawn as examples, by two opposite corners each: objects between them in size are looked for. */
export interface DrawnSizes {
  readonly kind: 'sizes';
  readonly corners: readonly Point[];
}

/** Corners are shares of the upright picture; a line and an arrow have two, sizes have four. */
export type DrawnShape = DrawnZone | DrawnLine | DrawnArrow | DrawnSizes;
export type ShapeKind = DrawnShape['kind'];

/** Zones one after the other: made of those that are drawn. */
export interface DrawnRoute {
  readonly kind: 'route';
  readonly zones: readonly Polygon[];
}

/** What a way can be asked for. */
export type WayShape = DrawnShape | DrawnRoute;

/** Fewest and most points of each. */
export const CORNERS: Readonly<Record<ShapeKind, { readonly least: number; readonly most: number }>> = {
  zone: { least: 3, most: MOST_CORNERS },
  line: { least: 2, most: 2 },
  arrow: { least: 2, most: 2 },
  sizes: { least: 4, most: 4 },
};

/** What is drawn before anything is said of it: passed through, any way, within half a right angle. */
export function newShape(kind: ShapeKind, corners: readonly Point[]): DrawnShape {
  switch (kind) {
    case 'zone':
      return { kind, corners, rule: 'pass', leastUs: 10_000_000 };
    case 'line':
      return { kind, corners, sense: 'both' };
    case 'arrow':
      return { kind, corners, tolerance: 45 };
    case 'sizes':
      return { kind, corners };
  }
}

/**
 * As the journal writes it: what it asks for, then its points in thousandths of the picture. The same drawing gives the
 * same code, and whoever reads the code can draw it again.
 */
export function codeOf(shape: DrawnShape | Nearness, where: string): string {
  if (shape.kind === 'near') {
    return `near-${shape.partner}:${where}/${shape.heights}/${shape.leastUs / 1e6}`;
  }
  const points = shape.corners.map(({ x, y }) => `${thousandths(x)},${thousandths(y)}`).join('|');
  switch (shape.kind) {
    case 'zone':
      return shape.rule === 'stay'
        ? `zone-stay:${where}/${shape.leastUs / 1e6}/${points}`
        : `zone-${shape.rule}:${where}/${points}`;
    case 'line':
      return `line-${shape.sense}:${where}/${points}`;
    case 'arrow':
      return `arrow:${where}/${shape.tolerance}/${points}`;
    case 'sizes':
      return `sizes:${where}/${points}`;
  }
}

/** Of a route: the first corner of each of its zones, in order; their own codes stand beside it. */
export function codeOfRoute({ zones }: DrawnRoute, where: string): string {
  const firsts = zones.flatMap((corners) => corners.slice(0, 1));
  return `route:${where}/${firsts.map(({ x, y }) => `${thousandths(x)},${thousandths(y)}`).join('|')}`;
}

function thousandths(share: number): number {
  return Math.round(share * 1000);
}
