// What was seen of an object on one picture.

import type { ObjectClass } from '../detection/classes.ts';
import type { Box } from '../geometry/box.ts';

/** An object proposed on one picture, by the detector or (`unclassified`) by motion alone; in picture pixels. */
export interface Detection {
  readonly objectClass: ObjectClass;
  /** 0–1. */
  readonly score: number;
  readonly box: Box;
  /** Share of the box that moves, 0–1. */
  readonly motion: number;
}

/** A sure sight of a track; what lies between two sights is interpolated. Its score is 0 where only motion told of it. */
export interface Sight {
  readonly ordinal: number;
  readonly us: number;
  readonly box: Box;
  readonly score: number;
}

/** Classes that one object may hesitate between; a person never becomes a car. */
export function classGroup(name: ObjectClass): 'person' | 'two-wheeler' | 'vehicle' | 'other' {
  switch (name) {
    case 'person':
      return 'person';
    case 'bicycle':
    case 'motorcycle':
      return 'two-wheeler';
    case 'car':
    case 'bus':
    case 'truck':
      return 'vehicle';
    default:
      return 'other';
  }
}
