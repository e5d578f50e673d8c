// One lane: what was filmed one after the other, hatched where nothing was, and the play head across.

import { presentIn } from '../../domain/query/presence.ts';
import type { Interval } from '../../state/criteria.svelte.ts';
import { drawSegment, type Band, type Bars, type SegmentScene } from './draw-segment.ts';
import { hatch } from './hatch.ts';
import { AXIS, BAR, EDGE, placeOf } from './lane-geometry.ts';
import type { LanePalette } from './lane-palette.ts';

export interface LaneScene {
  readonly window: Interval;
  readonly segments: readonly SegmentScene[];
  readonly rows: number;
  /** Where its camera filmed nothing, between its first picture and its last one. */
  readonly gaps: readonly Interval[];
  readonly ticks: readonly { readonly us: number; readonly label: string }[];
  /** The times of its axis stand above it, not on a row of its own. */
  readonly hasRuler: boolean;
  /** Time on the axis of the frame on screen. */
  readonly headUs: number | undefined;
}

/** Draws a lane of `width` × `height` CSS pixels. */
export function drawLane(
  context: CanvasRenderingContext2D,
  scene: LaneScene,
  palette: LanePalette,
  width: number,
  height: number,
): void {
  const { window, rows, hasRuler, segments } = scene;
  const x = (us: number): number => placeOf(window, width, us);
  context.clearRect(0, 0, width, height);
  const top = hasRuler ? 0 : AXIS;
  const tall = (height - top) / rows;
  const shown = segments.flatMap((segment) => {
    const { shiftUs, extent } = segment;
    const isSeen = extent.fromUs + shiftUs <= window.toUs && window.fromUs <= extent.toUs + shiftUs;
    return isSeen ? [{ segment, band: bandOf(segment, scene, width, tall) }] : [];
  });
  drawGaps(context, scene.gaps, palette, width, height, x);
  const actives = shown.map(({ segment, band }) => activityIn(segment, band, scene.window, width));
  const peak = actives.reduce((most, { activity }) => Math.max(most, activity.peak), 0);
  for (const [index, { segment, band }] of shown.entries()) {
    context.save();
    // What is drawn of a recording leaves a row for times at its top, whether it is seen or not.
    context.translate(0, top + segment.row * tall - AXIS);
    context.beginPath();
    context.rect(band.left, AXIS, band.right - band.left, tall);
    context.clip();
    drawSegment(context, segment, actives[index], peak, palette, width, band);
    context.restore();
  }
  drawTicks(context, scene, palette, width, height, x);
  drawHead(context, scene, palette, height, x);
}

function bandOf({ shiftUs, extent }: SegmentScene, { window, hasRuler }: LaneScene, width: number, tall: number): Band {
  const view = { fromUs: window.fromUs - shiftUs, toUs: window.toUs - shiftUs };
  const x = (us: number): number => placeOf(view, width, us);
  const height = tall + AXIS;
  if (!hasRuler) {
    return { height, view, x, left: 0, right: width };
  }
  // Of a recording that is shorter than a pixel a trace is left.
  const left = Math.max(0, Math.floor(x(extent.fromUs)));
  return { height, view, x, left, right: Math.min(width, Math.max(left + 2, Math.ceil(x(extent.toUs)) + 1)) };
}

/** Bars stand on a grid of the lane; only those of the recording are counted. */
function activityIn({ presence, shiftUs }: SegmentScene, band: Band, window: Interval, width: number): Bars {
  const across = width - 2 * EDGE;
  const bins = Math.max(1, Math.floor(across / BAR));
  const step = across / bins;
  const first = Math.min(bins - 1, Math.max(0, Math.floor((band.left - EDGE) / step)));
  const last = Math.min(bins, Math.max(first + 1, Math.ceil((band.right - EDGE) / step)));
  const binUs = (window.toUs - window.fromUs) / bins;
  const fromUs = window.fromUs - shiftUs + first * binUs;
  return {
    activity: presentIn(presence, fromUs, fromUs + (last - first) * binUs, last - first),
    left: EDGE + first * step,
    step,
  };
}

/** Nothing was filmed: lines on the bare ground, wider apart than where something waits. */
function drawGaps(
  context: CanvasRenderingContext2D,
  gaps: readonly Interval[],
  palette: LanePalette,
  width: number,
  height: number,
  x: (us: number) => number,
): void {
  for (const { fromUs, toUs } of gaps) {
    const left = Math.max(0, x(fromUs));
    const right = Math.min(width, x(toUs));
    if (right - left >= 1) {
      hatch(context, left, right - left, height, palette.line, 0, 12);
    }
  }
}

function drawTicks(
  context: CanvasRenderingContext2D,
  { ticks, hasRuler }: LaneScene,
  palette: LanePalette,
  width: number,
  height: number,
  x: (us: number) => number,
): void {
  context.font = palette.font;
  context.textBaseline = 'middle';
  for (const { us, label } of ticks) {
    const left = Math.round(x(us));
    context.fillStyle = palette.line;
    context.fillRect(left, 0, 1, height);
    if (!hasRuler && left + 5 + context.measureText(label).width <= width) {
      context.fillStyle = palette.text;
      context.fillText(label, left + 5, AXIS / 2);
    }
  }
}

function drawHead(
  context: CanvasRenderingContext2D,
  { headUs, hasRuler }: LaneScene,
  palette: LanePalette,
  height: number,
  x: (us: number) => number,
): void {
  if (headUs === undefined) {
    return;
  }
  const left = Math.round(x(headUs));
  context.fillStyle = palette.select;
  if (hasRuler) {
    context.fillRect(left, 0, 1.5, height);
    return;
  }
  context.fillRect(left, 4, 1.5, height - 4);
  context.beginPath();
  context.moveTo(left - 5, 0);
  context.lineTo(left + 6.5, 0);
  context.lineTo(left + 0.75, 8);
  context.fill();
}
