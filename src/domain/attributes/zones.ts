// Where clothes and paint are looked for inside a box. The head zone is never sampled.

import type { Box } from '../geometry/box.ts';

/** Top share of a person's box that is never read. */
export const HEAD_ZONE = 0.25;

/** Part of a box: shares of its width and height. */
export interface Zone {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Between shoulders and belt, inside the arms. */
export const TORSO: Zone = { left: 0.28, right: 0.72, top: 0.28, bottom: 0.52 };
/** Between hip and knee, where clothes cover everybody; below, skin, shoes and shadow begin. */
export const LEGS: Zone = { left: 0.28, right: 0.72, top: 0.58, bottom: 0.78 };
/** The body of a vehicle: without roof, windows and sky above, wheels and shadow below. */
export const BODYWORK: Zone = { left: 0.15, right: 0.85, top: 0.45, bottom: 0.8 };

export function zoneOf(box: Box, zone: Zone): Box {
  return {
    x: box.x + zone.left * box.w,
    y: box.y + zone.top * box.h,
    w: (zone.right - zone.left) * box.w,
    h: (zone.bottom - zone.top) * box.h,
  };
}
