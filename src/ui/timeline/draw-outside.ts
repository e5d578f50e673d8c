// What happened to the camera on a lane: dotted where nothing could be found, a broken line where something began.

import type { OutsideSpan } from '../../domain/scene/envelope.ts';
import type { SceneEvent } from '../../domain/scene/scene-events.ts';
import { AXIS, COVERAGE, EDGE } from './lane-geometry.ts';
import type { LanePalette } from './lane-palette.ts';

/** Distance of two dots, and their size, CSS pixels. */
const STEP = 4;
const DOT = 1.5;

/** Dots, not lines: neither what waits nor what could not be read looks like this, in any colour. */
export function drawOutside(
  context: CanvasRenderingContext2D,
  spans: readonly OutsideSpan[],
  palette: LanePalette,
  width: number,
  height: number,
  x: (us: number) => number,
): void {
  context.fillStyle = palette.stipple;
  for (const { fromUs, toUs } of spans) {
    const left = Math.max(EDGE, x(fromUs));
    const right = Math.min(width - EDGE, Math.max(x(toUs), x(fromUs) + STEP));
    // Dots stand on a grid of the lane, so that they do not swim while it moves.
    for (let across = Math.ceil(left / STEP) * STEP; across < right; across += STEP) {
      const shift = (across / STEP) % 2 === 0 ? 0 : STEP / 2;
      for (let down = AXIS + 2 + shift; down < height - COVERAGE - 1; down += STEP) {
        context.fillRect(across, down, DOT, DOT);
      }
    }
  }
}

export function drawEvents(
  context: CanvasRenderingContext2D,
  events: readonly SceneEvent[],
  palette: LanePalette,
  width: number,
  height: number,
  x: (us: number) => number,
): void {
  context.save();
  context.strokeStyle = palette.event;
  context.lineWidth = 1;
  context.setLineDash([3, 2]);
  context.beginPath();
  for (const { fromUs } of events) {
    const left = Math.round(x(fromUs)) + 0.5;
    if (left >= 0 && left <= width) {
      context.moveTo(left, AXIS);
      context.lineTo(left, height);
    }
  }
  context.stroke();
  context.restore();
}
