// One lane: its own axis, hatched where nothing was read, bars by class, hits as dots, the play head.

import type { TrackState } from '../../contracts/session.ts';
import { CLASS_NAMES } from '../../domain/detection/classes.ts';
import type { OutsideSpan } from '../../domain/scene/envelope.ts';
import type { SceneEvent } from '../../domain/scene/scene-events.ts';
import { activityOf } from '../../state/activity.ts';
import type { GroupSpan } from '../../state/coverage-summary.ts';
import type { Interval } from '../../state/criteria.svelte.ts';
import { drawFirstLook, type LookBand } from './draw-first-look.ts';
import { drawEvents, drawOutside } from './draw-outside.ts';
import { AXIS, BAR, COVERAGE, DOTS, EDGE, placeOf } from './lane-geometry.ts';
import type { LanePalette } from './lane-palette.ts';
import { ticksOf } from './ticks.ts';

export interface LaneScene {
  readonly window: Interval;
  readonly spans: readonly GroupSpan[];
  /** Where nothing could be found although it was read. */
  readonly outside: readonly OutsideSpan[];
  /** What happened to the camera. */
  readonly events: readonly SceneEvent[];
  /** What a first look said of the part that still waits. */
  readonly look: LookBand | undefined;
  /** Objects whose presence makes the bars. */
  readonly tracks: readonly TrackState[];
  readonly hits: readonly TrackState[];
  readonly selectedId: string | undefined;
  /** Time of the frame on screen, when it is of this recording. */
  readonly headUs: number | undefined;
  /** Chosen interval, when there is one. */
  readonly interval: Interval | undefined;
  readonly labelOf: (us: number, stepUs: number) => string;
}

/** Draws a lane of `width` × `height` CSS pixels. */
export function drawLane(
  context: CanvasRenderingContext2D,
  scene: LaneScene,
  palette: LanePalette,
  width: number,
  height: number,
): void {
  const x = (us: number): number => placeOf(scene.window, width, us);
  context.clearRect(0, 0, width, height);
  context.fillStyle = palette.ground;
  context.fillRect(0, AXIS, width, height - AXIS);
  drawAxis(context, scene, palette, width, height, x);
  drawCoverage(context, scene.spans, palette, width, height, x);
  if (scene.look !== undefined) {
    drawFirstLook(context, scene.look, palette, width, height, x);
  }
  drawBars(context, scene, palette, width, height);
  // Over the bars: what was proposed there may be one person several times, or not all of them.
  drawOutside(context, scene.outside, palette, width, height, x);
  drawEvents(context, scene.events, palette, width, height, x);
  drawInterval(context, scene, palette, width, height, x);
  drawHits(context, scene, palette, x);
  drawHead(context, scene, palette, height, x);
}

function drawAxis(
  context: CanvasRenderingContext2D,
  scene: LaneScene,
  palette: LanePalette,
  width: number,
  height: number,
  x: (us: number) => number,
): void {
  const { stepUs, times } = ticksOf(scene.window.fromUs, scene.window.toUs, width, 96);
  context.font = palette.font;
  context.textBaseline = 'middle';
  for (const time of times) {
    const left = Math.round(x(time));
    context.fillStyle = palette.line;
    context.fillRect(left, 0, 1, height);
    const label = scene.labelOf(time, stepUs);
    if (left + 5 + context.measureText(label).width <= width) {
      context.fillStyle = palette.text;
      context.fillText(label, left + 5, AXIS / 2);
    }
  }
}

function drawCoverage(
  context: CanvasRenderingContext2D,
  spans: readonly GroupSpan[],
  palette: LanePalette,
  width: number,
  height: number,
  x: (us: number) => number,
): void {
  for (const [index, span] of spans.entries()) {
    // A span lasts until the next one starts: there is no unexplained gap between two frames.
    const left = Math.max(0, x(span.fromUs));
    const next = spans[index + 1];
    const right = Math.min(width, next === undefined ? x(span.toUs) + EDGE : x(next.fromUs));
    if (right < 0 || left > width) {
      continue;
    }
    const size = Math.max(span.group === 'failed' ? 3 : 1, right - left);
    if (span.group === 'failed' || span.group === 'waiting') {
      hatch(context, left, size, height, span.group === 'failed' ? palette.hatchProblem : palette.hatch);
    } else {
      context.fillStyle = span.group === 'still' ? palette.still : palette.analysed;
      context.fillRect(left, height - COVERAGE, size, COVERAGE);
    }
  }
}

function hatch(context: CanvasRenderingContext2D, left: number, width: number, height: number, colour: string): void {
  context.save();
  context.beginPath();
  context.rect(left, AXIS, width, height - AXIS);
  context.clip();
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.beginPath();
  // Lines start on a grid of the lane, so that neighbouring spans join.
  for (let at = Math.floor((left - height) / 7) * 7; at < left + width + height; at += 7) {
    context.moveTo(at, height);
    context.lineTo(at + height, 0);
  }
  context.stroke();
  context.restore();
}

function drawBars(
  context: CanvasRenderingContext2D,
  scene: LaneScene,
  palette: LanePalette,
  width: number,
  height: number,
): void {
  const room = height - AXIS - DOTS - COVERAGE - 1;
  const across = width - 2 * EDGE;
  const bins = Math.max(1, Math.floor(across / BAR));
  const activity = activityOf(scene.tracks, scene.window.fromUs, scene.window.toUs, bins);
  const unit = activity.peak === 0 ? 0 : Math.min(10, room / activity.peak);
  const heights = new Float64Array(bins);
  for (const name of CLASS_NAMES) {
    const counts = activity.byClass.get(name);
    if (counts === undefined) {
      continue;
    }
    context.fillStyle = palette.classes[name];
    for (let bin = 0; bin < bins; bin += 1) {
      const size = (counts[bin] ?? 0) * unit;
      if (size > 0) {
        const below = heights[bin] ?? 0;
        context.fillRect(EDGE + (bin / bins) * across, height - COVERAGE - 1 - below - size, BAR - 1, size);
        heights[bin] = below + size;
      }
    }
  }
}

function drawInterval(
  context: CanvasRenderingContext2D,
  { interval }: LaneScene,
  palette: LanePalette,
  width: number,
  height: number,
  x: (us: number) => number,
): void {
  if (interval === undefined) {
    return;
  }
  const left = x(interval.fromUs);
  const right = x(interval.toUs);
  context.save();
  context.globalAlpha = 0.6;
  context.fillStyle = palette.ground;
  context.fillRect(0, AXIS, Math.max(0, left), height - AXIS);
  context.fillRect(right, AXIS, Math.max(0, width - right), height - AXIS);
  context.restore();
  context.fillStyle = palette.select;
  context.fillRect(left, AXIS, 1, height - AXIS);
  context.fillRect(right - 1, AXIS, 1, height - AXIS);
}

function drawHits(
  context: CanvasRenderingContext2D,
  scene: LaneScene,
  palette: LanePalette,
  x: (us: number) => number,
): void {
  const selected = scene.hits.find((track) => track.id === scene.selectedId);
  const dot = (track: TrackState, radius: number, colour: string): void => {
    context.fillStyle = colour;
    context.beginPath();
    context.arc(x(track.bestUs), AXIS + DOTS / 2, radius, 0, 2 * Math.PI);
    context.fill();
  };
  for (const track of scene.hits) {
    dot(track, 2.5, palette.dot);
  }
  if (selected !== undefined) {
    context.fillStyle = palette.select;
    context.fillRect(
      x(selected.firstUs),
      AXIS + DOTS / 2 - 1,
      Math.max(2, x(selected.lastUs) - x(selected.firstUs)),
      2,
    );
    dot(selected, 4.5, palette.select);
  }
}

function drawHead(
  context: CanvasRenderingContext2D,
  { headUs }: LaneScene,
  palette: LanePalette,
  height: number,
  x: (us: number) => number,
): void {
  if (headUs === undefined) {
    return;
  }
  const left = Math.round(x(headUs));
  context.fillStyle = palette.select;
  context.fillRect(left, 4, 1.5, height - 4);
  context.beginPath();
  context.moveTo(left - 5, 0);
  context.lineTo(left + 6.5, 0);
  context.lineTo(left + 0.75, 8);
  context.fill();
}
