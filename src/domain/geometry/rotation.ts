// Boxes between the picture as it is stored and the picture upright.

import type { Box } from './box.ts';

/** Clockwise degrees that bring the stored picture upright. */
export type Rotation = 0 | 90 | 180 | 270;

/** A box of the upright picture in pixels of the stored one, `width` × `height`. */
export function toStored(box: Box, rotation: Rotation, width: number, height: number): Box {
  switch (rotation) {
    case 0:
      return box;
    case 90:
      return { x: box.y, y: height - box.x - box.w, w: box.h, h: box.w };
    case 180:
      return { x: width - box.x - box.w, y: height - box.y - box.h, w: box.w, h: box.h };
    case 270:
      return { x: width - box.y - box.h, y: box.x, w: box.h, h: box.w };
  }
}

/** The opposite of {@link toStored}: a box in pixels of the stored picture, in those of the upright one. */
export function toUpright(box: Box, rotation: Rotation, width: number, height: number): Box {
  switch (rotation) {
    case 0:
      return box;
    case 90:
      return { x: height - box.y - box.h, y: box.x, w: box.h, h: box.w };
    case 180:
      return { x: width - box.x - box.w, y: height - box.y - box.h, w: box.w, h: box.h };
    case 270:
      return { x: box.y, y: width - box.x - box.w, w: box.h, h: box.w };
  }
}

/** Size of the upright picture. */
export function uprightSize(
  rotation: Rotation,
  width: number,
  height: number,
): { readonly width: number; readonly height: number } {
  return rotation % 180 === 0 ? { width, height } : { width: height, height: width };
}
