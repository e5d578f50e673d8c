// Pictures stored on their side are analysed upright: detectors have never seen people lie on walls.

import type { Rotation } from '../domain/geometry/rotation.ts';
import type { Planes } from './planes.ts';

export { toStored, toUpright, type Rotation } from '../domain/geometry/rotation.ts';

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
