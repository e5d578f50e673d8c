// From pixels of the coded picture to places on the screen: pixel aspect and rotation apply to display only.

import type { Box } from '../../domain/geometry/box.ts';

/** What the file says of its pictures. */
export interface PictureShape {
  readonly width: number;
  readonly height: number;
  readonly rotation: 0 | 90 | 180 | 270;
  readonly pixelAspect: number;
}

/** How the picture lies in its stage, in CSS pixels. */
export interface Fit {
  /** Size of the coded picture on screen, before rotation. */
  readonly width: number;
  readonly height: number;
  readonly rotation: 0 | 90 | 180 | 270;
  /** Size and place on screen, after rotation. */
  readonly left: number;
  readonly top: number;
  readonly shownWidth: number;
  readonly shownHeight: number;
  /** CSS pixels per coded pixel along each axis of the coded picture. */
  readonly scaleX: number;
  readonly scaleY: number;
}

/** The largest whole picture in a stage. */
export function fitPicture(shape: PictureShape, stageWidth: number, stageHeight: number): Fit {
  const isTurned = shape.rotation === 90 || shape.rotation === 270;
  const fullWidth = shape.width * shape.pixelAspect;
  const [acrossWidth, acrossHeight] = isTurned ? [shape.height, fullWidth] : [fullWidth, shape.height];
  const scale = Math.min(stageWidth / acrossWidth, stageHeight / acrossHeight);
  const shownWidth = acrossWidth * scale;
  const shownHeight = acrossHeight * scale;
  return {
    width: fullWidth * scale,
    height: shape.height * scale,
    rotation: shape.rotation,
    left: (stageWidth - shownWidth) / 2,
    top: (stageHeight - shownHeight) / 2,
    shownWidth,
    shownHeight,
    scaleX: shape.pixelAspect * scale,
    scaleY: scale,
  };
}

/** A box of the coded picture in CSS pixels of the shown picture (its own top-left corner is 0, 0). */
export function placeBox(box: Box, fit: Fit): Box {
  const x = box.x * fit.scaleX;
  const y = box.y * fit.scaleY;
  const w = box.w * fit.scaleX;
  const h = box.h * fit.scaleY;
  switch (fit.rotation) {
    case 0:
      return { x, y, w, h };
    case 90:
      return { x: fit.height - y - h, y: x, w: h, h: w };
    case 180:
      return { x: fit.width - x - w, y: fit.height - y - h, w, h };
    case 270:
      return { x: y, y: fit.width - x - w, w: h, h: w };
  }
}
