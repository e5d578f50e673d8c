// One recording on its lane: hatched where nothing was read, bars by class, hits as dots.

import { CLASS_NAMES } from '../../domain/detection/classes.ts';
import { dotsIn, type Dot, type Moments } from '../../domain/query/moments.ts';
import type { Activity, Presence } from '../../domain/query/presence.ts';
import type { OutsideSpan } from '../../domain/scene/envelope.ts';
import type { SceneEvent } from '../../domain/scene/scene-events.ts';
import type { GroupSpan } from '../../state/coverage-summary.ts';
import type { Interval } from '../../state/criteria.svelte.ts';
import { drawFirstLook, type LookBand } from './draw-first-look.ts';
import { drawEvents, drawOutside } from './draw-outside.ts';
import { hatch } from './hatch.ts';
import { AXIS, BAR, COVERAGE, DOTS, EDGE } from './lane-geometry.ts';
import type { LanePalette } from './lane-palette.ts';

/** What is known of one recording, in its presentation time. */
export interface SegmentScene {
  /** Time on the axis minus presentation time, µs. */
  readonly shiftUs: number;
  readonly extent: Interval;
  /** Part of the lane, from the top. */
  readonly row: number;
  readonly spans: readonly GroupSpan[];
  /** Where nothing could be found although it was read. */
  readonly outside: readonly OutsideSpan[];
  /** What happened to the camera. */
  readonly events: readonly SceneEvent[];
  /** What a first look said of the part that still waits. */
  readonly look: LookBand | undefined;
  /** Objects whose presence makes the bars. */
  readonly presence: Presence;
  readonly hits: Moments;
  /** Whether something that shares a dot was not opened yet. */
  readonly isUnseen: (dot: Dot) => boolean;
  readonly selected: { readonly firstUs: number; readonly lastUs: number; readonly bestUs: number } | undefined;
  /** Chosen interval, when there is one. */
  readonly interval: Interval | undefined;
}

/** Places on the canvas of a part of a lane. */
export interface Band {
  readonly height: number;
  /** Presentation times at both ends of the lane. */
  readonly view: Interval;
  readonly x: (us: number) => number;
  /** First and last pixel that the recording has a right to. */
  readonly left: number;
  readonly right: number;
}

/** Objects present along a recording, as bars. */
export interface Bars {
  readonly activity: Activity;
  /** Place of the first bar. */
  readonly left: number;
  /** Distance of two bars. */
  readonly step: number;
}

/** Draws one recording of a lane under a row of times, within its band. */
export function drawSegment(
  context: CanvasRenderingContext2D,
  segment: SegmentScene,
  bars: Bars | undefined,
  peak: number,
  palette: LanePalette,
  width: number,
  { height, view, x }: Band,
): void {
  context.fillStyle = palette.ground;
  context.fillRect(0, AXIS, width, height - AXIS);
  drawCoverage(context, segment.spans, palette, width, height, x);
  if (segment.look !== undefined) {
    drawFirstLook(context, segment.look, palette, width, height, x);
  }
  if (bars !== undefined) {
    drawBars(context, bars, peak, palette, height);
  }
  // Over the bars: what was proposed there may be one person several times, or not all of them.
  drawOutside(context, segment.outside, palette, width, height, x);
  drawEvents(context, segment.events, palette, width, height, x);
  drawInterval(context, segment, palette, width, height, x);
  drawHits(context, segment, palette, view, width, x);
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

function drawBars(
  context: CanvasRenderingContext2D,
  { activity, left, step }: Bars,
  peak: number,
  palette: LanePalette,
  height: number,
): void {
  const { bins, byClass } = activity;
  const room = height - AXIS - DOTS - COVERAGE - 1;
  const unit = peak === 0 ? 0 : Math.min(10, room / peak);
  const heights = new Float64Array(bins);
  for (const name of CLASS_NAMES) {
    const counts = byClass.get(name);
    if (counts === undefined) {
      continue;
    }
    context.fillStyle = palette.classes[name];
    for (let bin = 0; bin < bins; bin += 1) {
      const size = (counts[bin] ?? 0) * unit;
      if (size > 0) {
        const below = heights[bin] ?? 0;
        context.fillRect(left + bin * step, height - COVERAGE - 1 - below - size, BAR - 1, size);
        heights[bin] = below + size;
      }
    }
  }
}

function drawInterval(
  context: CanvasRenderingContext2D,
  { interval }: SegmentScene,
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

/** At most one dot a pixel: full where something was not opened yet, a ring where all was. */
function drawHits(
  context: CanvasRenderingContext2D,
  { hits, isUnseen, selected }: SegmentScene,
  palette: LanePalette,
  view: Interval,
  width: number,
  x: (us: number) => number,
): void {
  const middle = AXIS + DOTS / 2;
  const perPixel = (view.toUs - view.fromUs) / Math.max(1, width - 2 * EDGE);
  const fromUs = view.fromUs - EDGE * perPixel;
  context.fillStyle = palette.dot;
  context.strokeStyle = palette.dot;
  context.lineWidth = 1;
  for (const dot of dotsIn(hits, fromUs, fromUs + width * perPixel, Math.max(1, Math.floor(width)))) {
    context.beginPath();
    context.arc(x(dot.us), middle, isUnseen(dot) ? 2.5 : 2, 0, 2 * Math.PI);
    if (isUnseen(dot)) {
      context.fill();
    } else {
      context.stroke();
    }
  }
  if (selected !== undefined) {
    context.fillStyle = palette.select;
    const left = x(selected.firstUs);
    context.fillRect(left, middle - 1, Math.max(2, x(selected.lastUs) - left), 2);
    context.beginPath();
    context.arc(x(selected.bestUs), middle, 4.5, 0, 2 * Math.PI);
    context.fill();
  }
}
