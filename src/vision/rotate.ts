// Pictures stored on their side are analysed upright: detectors have never seen people lie on walls.

import type { Box } from '../domain/geometry/box.ts';
import type { Planes } from './planes.ts';

/** Clockwise degrees that bring the stored picture upright. */
export type Rotation = 0 | 90 | 180 | 270;

/** The planes turned clockwise. For 0 the same planes, otherwise new ones. */
export function rotatePlanes(planes: Planes, rotation: Rotation): Planes {
  if (rotation === 0) {
    return planes;
  }
  const { width, height } = planes;
  const halfWidth = (width + 1) >> 1;
  const halfHeight = (height + 1) >> 1;
  const turned = rotation === 180 ? { width, height } : { width: height, height: width };
  return {
    ...turned,
    y: rotate(planes.y, planes.yStride, 1, width, height, rotation),
    yStride: turned.width,
    u: rotate(planes.u, planes.uvStride, planes.uvStep, halfWidth, halfHeight, rotation),
    v: rotate(planes.v, planes.uvStride, planes.uvStep, halfWidth, halfHeight, rotation),
    uvStride: (turned.width + 1) >> 1,
    uvStep: 1,
    colour: planes.colour,
  };
}

function rotate(
  plane: Uint8Array,
  stride: number,
  step: number,
  width: number,
  height: number,
  rotation: 90 | 180 | 270,
): Uint8Array {
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const to =
        rotation === 180
          ? (height - 1 - y) * width + (width - 1 - x)
          : rotation === 90
            ? x * height + (height - 1 - y)
            : (width - 1 - x) * height + y;
      out[to] = plane[y * stride + x * step] as number;
    }
  }
  return out;
}

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
