// The band of a first look: hatched the other way than what waits, named, and gone where the full pass has been.

import type { LookBar } from '../../state/first-look.ts';
import { AXIS, COVERAGE, DOTS } from './lane-geometry.ts';
import type { LanePalette } from './lane-palette.ts';

/** Distance of two hatch lines, CSS pixels. */
const STEP = 4;
/** Bars under this are as usual: they would only be grass. */
const LEAST_SHARE = 0.12;

/** What a lane shows of a first look. */
export interface LookBand {
  readonly bars: readonly LookBar[];
  readonly label: string;
}

export function drawFirstLook(
  context: CanvasRenderingContext2D,
  { bars, label }: LookBand,
  palette: LanePalette,
  width: number,
  height: number,
  x: (us: number) => number,
): void {
  const room = height - AXIS - DOTS - COVERAGE - 1;
  const shown = bars
    .filter(({ share }) => share >= LEAST_SHARE)
    .map(({ fromUs, toUs, share }) => ({
      left: x(fromUs),
      right: Math.max(x(fromUs) + 2, x(toUs)),
      tall: share * room,
    }))
    .filter(({ left, right }) => right > 0 && left < width);
  if (bars.length === 0) {
    return;
  }
  const ground = height - COVERAGE - 1;
  context.save();
  context.beginPath();
  for (const { left, right, tall } of shown) {
    context.rect(left, ground - tall, right - left, tall);
  }
  context.clip();
  context.strokeStyle = palette.text;
  context.lineWidth = 1.5;
  context.beginPath();
  for (let at = -height; at < width; at += STEP) {
    context.moveTo(at, AXIS);
    context.lineTo(at + height, AXIS + height);
  }
  context.stroke();
  context.restore();
  drawLabel(context, label, palette, Math.max(4, x(bars[0]?.fromUs ?? 0) + 4), width);
}

function drawLabel(
  context: CanvasRenderingContext2D,
  label: string,
  palette: LanePalette,
  left: number,
  width: number,
): void {
  context.font = palette.font;
  const wide = context.measureText(label).width;
  if (left + wide > width) {
    return;
  }
  context.fillStyle = palette.ground;
  context.fillRect(left - 3, AXIS, wide + 6, DOTS);
  context.fillStyle = palette.text;
  context.textBaseline = 'middle';
  context.fillText(label, left, AXIS + DOTS / 2);
}
