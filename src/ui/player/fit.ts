// From pixels of the coded picture to places on the screen: pixel aspect and rotation apply to display only.

import type { Box } from '../../domain/geometry/box.ts';

/** What the file says of its pictures. */
export interface PictureShape {
  readonly width: number;
  readonly height: number;
  readonly rotation: 0 | 90 | 180 | 270;
  readonly pixelAspect: number;
}

/** Where pictures are shown, in CSS pixels. */
export interface Stage {
  readonly width: number;
  readonly height: number;
}

/** What is looked at. */
export interface View {
  /** CSS pixels per coded row; `undefined`: the whole picture, as large as the stage allows. */
  readonly scale: number | undefined;
  /** What lies in the middle of the stage, as shares 0–1 of the picture as it is shown. */
  readonly x: number;
  readonly y: number;
}

export const WHOLE: View = { scale: undefined, x: 0.5, y: 0.5 };

/** CSS pixels per coded row, at most: a pixel is then a square that one can count. */
const LARGEST = 16;

/** How the picture lies in its stage, in CSS pixels. */
export interface Fit {
  /** Size of the coded picture on screen, before rotation. */
  readonly width: number;
  readonly height: number;
  readonly rotation: 0 | 90 | 180 | 270;
  /** Size and place on screen, after rotation; zoomed in, it is larger than the stage. */
  readonly left: number;
  readonly top: number;
  readonly shownWidth: number;
  readonly shownHeight: number;
  /** CSS pixels per coded pixel along each axis of the coded picture. */
  readonly scaleX: number;
  readonly scaleY: number;
}

/** A picture in a stage: whole, or the part that `view` looks at. */
export function fitPicture(shape: PictureShape, stageWidth: number, stageHeight: number, view: View = WHOLE): Fit {
  const scale = view.scale ?? wholeScale(shape, { width: stageWidth, height: stageHeight });
  const across = acrossOf(shape);
  const shownWidth = across.width * scale;
  const shownHeight = across.height * scale;
  return {
    width: shape.width * shape.pixelAspect * scale,
    height: shape.height * scale,
    rotation: shape.rotation,
    left: placeAlong(stageWidth, shownWidth, view.x),
    top: placeAlong(stageHeight, shownHeight, view.y),
    shownWidth,
    shownHeight,
    scaleX: shape.pixelAspect * scale,
    scaleY: scale,
  };
}

/** Size of the upright picture at one CSS pixel a coded row. */
function acrossOf(shape: PictureShape): Stage {
  const fullWidth = shape.width * shape.pixelAspect;
  const isTurned = shape.rotation === 90 || shape.rotation === 270;
  return isTurned ? { width: shape.height, height: fullWidth } : { width: fullWidth, height: shape.height };
}

/** CSS pixels per coded row at which the whole picture fills the stage. */
export function wholeScale(shape: PictureShape, stage: Stage): number {
  const across = acrossOf(shape);
  return Math.min(stage.width / across.width, stage.height / across.height);
}

/** In the middle when there is room, else without a gap at either edge. */
function placeAlong(stage: number, shown: number, share: number): number {
  return shown <= stage ? (stage - shown) / 2 : Math.min(0, Math.max(stage - shown, stage / 2 - share * shown));
}

/**
 * The view at another scale in which what lies at (x, y) of the stage stays there, as far as the edges allow.
 * Never smaller than the whole picture or its native size; at the size of the whole picture it is the whole picture.
 * `native`: CSS pixels per coded row at one screen pixel a coded row.
 */
export function zoomAt(
  shape: PictureShape,
  stage: Stage,
  view: View,
  scale: number,
  at: { readonly x: number; readonly y: number },
  native = 1,
): View {
  const whole = wholeScale(shape, stage);
  const before = fitPicture(shape, stage.width, stage.height, view);
  const held = Math.min(Math.max(LARGEST, whole), Math.max(Math.min(whole, native), scale));
  // The whole picture is not leapt over: a wheel turned back ends there.
  const passesWhole = view.scale !== undefined && (view.scale - whole) * (held - whole) < 0;
  if (passesWhole || Math.abs(held / whole - 1) < 1e-3) {
    return WHOLE;
  }
  const growth = held / before.scaleY;
  const along = (stageSize: number, start: number, shown: number, point: number): number =>
    (stageSize / 2 - (point - (point - start) * growth)) / (shown * growth);
  return settle(shape, stage, {
    scale: held,
    x: along(stage.width, before.left, before.shownWidth, at.x),
    y: along(stage.height, before.top, before.shownHeight, at.y),
  });
}

/** The view moved with the picture by (dx, dy) CSS pixels, as far as the edges allow. */
export function panBy(shape: PictureShape, stage: Stage, view: View, dx: number, dy: number): View {
  if (view.scale === undefined) {
    return view;
  }
  const { shownWidth, shownHeight } = fitPicture(shape, stage.width, stage.height, view);
  const settled = settle(shape, stage, view);
  return settle(shape, stage, { ...view, x: settled.x - dx / shownWidth, y: settled.y - dy / shownHeight });
}

/** The view with the middle where it really is, once the edges have had their say. */
function settle(shape: PictureShape, stage: Stage, view: View): View {
  const { left, top, shownWidth, shownHeight } = fitPicture(shape, stage.width, stage.height, view);
  return { ...view, x: (stage.width / 2 - left) / shownWidth, y: (stage.height / 2 - top) / shownHeight };
}

/** Where the object of a box of the coded picture touches the floor, in CSS pixels of the shown picture. */
export function placeFoot(box: Box, fit: Fit): { readonly x: number; readonly y: number } {
  const { x, y, w, h } = placeBox(box, fit);
  return { x: x + w / 2, y: y + h };
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
