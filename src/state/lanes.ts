// Lanes of the timeline: recordings of one camera after one another on the clock of the case; those without a clock apart.

import type { RecordingState } from '../contracts/session.ts';
import { ordinalAt, type FrameTable } from '../domain/footage/frame.ts';
import { addDays, dayOf } from '../domain/time/calendar.ts';
import { instant, type Day } from '../domain/time/instant.ts';
import { caseTimeOf } from './case-clock.ts';
import type { Interval } from './criteria.svelte.ts';
import { extentOf, type Axis } from './timeline.svelte.ts';

/** A recording on the clock of the case. */
export interface Segment {
  readonly recording: RecordingState;
  readonly table: FrameTable;
  /** Case time minus presentation time, µs. */
  readonly shiftUs: number;
  /** Case time of its first and of its last picture, µs. */
  readonly fromUs: number;
  readonly toUs: number;
  /** Part of the lane, from the top: recordings of one time, after a clock went back, stand one under the other. */
  readonly row: number;
}

/** What one camera filmed. */
export interface CameraLane {
  readonly key: string;
  /** Its name, or that of the file when nobody named it. */
  readonly name: string;
  /** By their beginning. */
  readonly segments: readonly Segment[];
  readonly rows: number;
}

export interface Lanes {
  readonly cameras: readonly CameraLane[];
  /** Without a clock, or not opened yet: each on an axis of its own. */
  readonly others: readonly RecordingState[];
}

/** The axis that all cameras share. */
const CASE_KEY = 'case';

export function lanesOf(recordings: readonly RecordingState[]): Lanes {
  const others: RecordingState[] = [];
  const found = new Map<string, { readonly name: string; readonly segments: Omit<Segment, 'row'>[] }>();
  for (const recording of recordings) {
    const segment = unplaced(recording);
    if (segment === undefined) {
      others.push(recording);
      continue;
    }
    const { camera } = recording.place;
    // Two cameras that nobody named are not one.
    const key = camera === '' ? recording.id : `camera ${camera}`;
    const lane = found.get(key) ?? { name: camera === '' ? recording.name : camera, segments: [] };
    found.set(key, lane);
    lane.segments.push(segment);
  }
  const cameras = [...found].map(([key, { name, segments }]) => ({ key, name, ...stacked(segments) }));
  return { cameras, others };
}

function unplaced(recording: RecordingState): Omit<Segment, 'row'> | undefined {
  const { table } = recording;
  const shiftUs = caseTimeOf(recording, 0);
  if (table === undefined || shiftUs === undefined) {
    return undefined;
  }
  const { fromUs, toUs } = extentOf(table);
  return { recording, table, shiftUs, fromUs: fromUs + shiftUs, toUs: toUs + shiftUs };
}

/** A recording on an axis of its own; `undefined` when it was not opened, or has no pictures. */
export function ownLane(recording: RecordingState): { readonly lane: CameraLane; readonly axis: Axis } | undefined {
  const { id, name, table } = recording;
  if (table === undefined || table.us.length === 0) {
    return undefined;
  }
  const extent = extentOf(table);
  const segment = { recording, table, shiftUs: 0, ...extent, row: 0 };
  return { lane: { key: id, name, segments: [segment], rows: 1 }, axis: { key: id, extent } };
}

/** Each in the first row that is free when it begins. */
function stacked(segments: readonly Omit<Segment, 'row'>[]): Pick<CameraLane, 'segments' | 'rows'> {
  const ends: number[] = [];
  const placed = segments
    .toSorted((a, b) => a.fromUs - b.fromUs || a.toUs - b.toUs)
    .map((segment) => {
      const free = ends.findIndex((end) => end <= segment.fromUs);
      const row = free < 0 ? ends.length : free;
      ends[row] = segment.toUs;
      return { ...segment, row };
    });
  return { segments: placed, rows: Math.max(1, ends.length) };
}

/** Stretches of a lane in which nothing was filmed, between its first picture and its last one. */
export function gapsOf({ segments }: CameraLane): readonly Interval[] {
  const gaps: Interval[] = [];
  let endUs = segments[0]?.toUs ?? 0;
  for (const { fromUs, toUs } of segments) {
    if (fromUs > endUs) {
      gaps.push({ fromUs: endUs, toUs: fromUs });
    }
    endUs = Math.max(endUs, toUs);
  }
  return gaps;
}

/** What was filmed at a time: of those that a row shows, or of any row where that one shows nothing. */
export function segmentAt({ segments }: CameraLane, caseUs: number, row?: number): Segment | undefined {
  const there = segments.filter(({ fromUs, toUs }) => fromUs <= caseUs && caseUs <= toUs);
  return there.findLast((segment) => segment.row === row) ?? there.at(-1);
}

/** The picture that was on screen of a segment at a time. */
export function ordinalOn({ table, shiftUs }: Segment, caseUs: number): number {
  return ordinalAt(table, caseUs - shiftUs);
}

/** From the first picture of any camera to the last one; `undefined` while no recording has a clock. */
export function caseAxis({ cameras }: Lanes): Axis | undefined {
  const segments = cameras.flatMap((lane) => lane.segments);
  if (segments.length === 0) {
    return undefined;
  }
  const fromUs = segments.reduce((least, segment) => Math.min(least, segment.fromUs), Infinity);
  const toUs = segments.reduce((most, segment) => Math.max(most, segment.toUs), -Infinity);
  return { key: CASE_KEY, extent: { fromUs, toUs } };
}

/** The axis on which a recording is shown, and how far its presentation times are from it. */
export interface Standing {
  readonly axis: Axis;
  readonly shiftUs: number;
  /** All of it on that axis. */
  readonly whole: Interval;
}

/** `undefined` for a recording without pictures. */
export function standingOf(lanes: Lanes, recording: RecordingState | undefined): Standing | undefined {
  const own = recording === undefined ? undefined : ownLane(recording);
  if (recording === undefined || own === undefined) {
    return undefined;
  }
  const { extent } = own.axis;
  const axis = caseAxis(lanes);
  const shiftUs = caseTimeOf(recording, 0);
  return axis === undefined || shiftUs === undefined
    ? { axis: own.axis, shiftUs: 0, whole: extent }
    : { axis, shiftUs, whole: { fromUs: extent.fromUs + shiftUs, toUs: extent.toUs + shiftUs } };
}

/** Days on which something was filmed, in order, in a time zone. */
export function daysOf({ cameras }: Lanes, timeZone: string): readonly Day[] {
  const days = new Set<Day>();
  for (const { fromUs, toUs } of cameras.flatMap((lane) => lane.segments)) {
    const last = dayOf(instant(Math.floor(toUs / 1000)), timeZone);
    for (let on = dayOf(instant(Math.floor(fromUs / 1000)), timeZone); on <= last; on = addDays(on, 1)) {
      days.add(on);
    }
  }
  return [...days].toSorted();
}
