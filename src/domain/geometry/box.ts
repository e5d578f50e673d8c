// Boxes in pixels of the coded picture (before display rotation): top-left corner, width, height.

/** Axis-aligned box. `x`, `y` may be fractional and may leave the picture; `w`, `h` ≥ 0. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export function area(box: Box): number {
  return box.w * box.h;
}

export function intersectionArea(a: Box, b: Box): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return w > 0 && h > 0 ? w * h : 0;
}

/** Intersection over union, 0–1; 0 when both are empty. */
export function iou(a: Box, b: Box): number {
  const shared = intersectionArea(a, b);
  const all = area(a) + area(b) - shared;
  return all > 0 ? shared / all : 0;
}

/** Share of `inner` that lies within `outer`, 0–1. */
export function coveredShare(inner: Box, outer: Box): number {
  const size = area(inner);
  return size > 0 ? intersectionArea(inner, outer) / size : 0;
}

export function union(a: Box, b: Box): Box {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    w: Math.max(a.x + a.w, b.x + b.w) - x,
    h: Math.max(a.y + a.h, b.y + b.h) - y,
  };
}

/** `box` grown by `share` of its own size on every side. */
export function grow(box: Box, share: number): Box {
  const dx = box.w * share;
  const dy = box.h * share;
  return { x: box.x - dx, y: box.y - dy, w: box.w + 2 * dx, h: box.h + 2 * dy };
}

/** The part of `box` inside a picture of `width` × `height`; may be empty (w or h = 0). */
export function clip(box: Box, width: number, height: number): Box {
  const x = Math.min(Math.max(box.x, 0), width);
  const y = Math.min(Math.max(box.y, 0), height);
  const right = Math.min(Math.max(box.x + box.w, 0), width);
  const bottom = Math.min(Math.max(box.y + box.h, 0), height);
  return { x, y, w: right - x, h: bottom - y };
}

/** Linear blend of two boxes; `t` = 0 gives `a`, 1 gives `b`. */
export function blend(a: Box, b: Box, t: number): Box {
  return {
    x: a.x + (b.x - a.x) * t,
    y: a.y + (b.y - a.y) * t,
    w: a.w + (b.w - a.w) * t,
    h: a.h + (b.h - a.h) * t,
  };
}
