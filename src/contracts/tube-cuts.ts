// What the reader worker is told of the objects that it cuts out of pictures.

import type { Box } from '../domain/geometry/box.ts';
import type { PlacedMask } from '../domain/synopsis/matte-prior.ts';

/** The scene without what moves, as an encoded picture: upright, maybe smaller than the pictures of the recording. */
export interface TubePlate {
  /** Presentation time, µs. */
  readonly us: number;
  readonly picture: Blob;
}

/** An object to cut out. */
export interface TubeCut {
  readonly track: number;
  /** Upright picture, its pixels. */
  readonly box: Box;
  /** None, or those of the pictures around: what moved in one of them may be the object. */
  readonly masks: readonly PlacedMask[];
}

/** What is wanted of one picture. */
export interface CutOrder {
  readonly ordinal: number;
  readonly cuts: readonly TubeCut[];
  /** Every object on the picture, wanted or not: pixels nearer to another one are not cut out. */
  readonly all: readonly { readonly track: number; readonly box: Box }[];
}
