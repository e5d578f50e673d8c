// Slanted lines over a part of a lane, in CSS pixels.

import { AXIS } from './lane-geometry.ts';

/** `top`: where the part begins; `step`: distance of two lines. */
export function hatch(
  context: CanvasRenderingContext2D,
  left: number,
  width: number,
  height: number,
  colour: string,
  top = AXIS,
  step = 7,
): void {
  context.save();
  context.beginPath();
  context.rect(left, top, width, height - top);
  context.clip();
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.beginPath();
  // Lines start on a grid of the lane, so that neighbouring spans join.
  for (let at = Math.floor((left - height) / step) * step; at < left + width + height; at += step) {
    context.moveTo(at, height);
    context.lineTo(at + height, 0);
  }
  context.stroke();
  context.restore();
}
