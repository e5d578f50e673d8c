// On which time line a recording lies, so that two cameras can be looked at side by side: the real one, told by their
// clocks, or one made by hand for viewing only. What is aligned by hand is never stored and never a provenance.

import type { RecordingState } from '../contracts/session.ts';
import type { RecordingId } from '../domain/ids.ts';
import { caseTimeOf } from './case-clock.ts';

/** The line of real time; every recording without a clock has one of its own, of its id, until it is aligned. */
const REAL_LINE = 'real';

/** Where a recording lies: time on the line = presentation time + shift, µs. */
export interface LinePlace {
  readonly line: string;
  readonly shiftUs: number;
  readonly isByHand: boolean;
}

/** What somebody aligned by hand. */
export type HandAlignments = ReadonlyMap<RecordingId, Omit<LinePlace, 'isByHand'>>;

/** One frame of one recording: presentation time, µs. */
export interface FramePoint {
  readonly recording: RecordingState;
  readonly us: number;
}

/** Its clock goes before what was aligned by hand. */
export function placeOnLine(recording: RecordingState, hands: HandAlignments): LinePlace {
  const shiftUs = caseTimeOf(recording, 0);
  if (shiftUs !== undefined) {
    return { line: REAL_LINE, shiftUs, isByHand: false };
  }
  const byHand = hands.get(recording.id);
  return byHand === undefined ? { line: recording.id, shiftUs: 0, isByHand: false } : { ...byHand, isByHand: true };
}

/** Whether both are placed, one against the other, by what somebody aligned. */
export function isAlignedByHand(one: LinePlace, other: LinePlace): boolean {
  return one.line === other.line && (one.line !== REAL_LINE || one.isByHand || other.isByHand);
}

/**
 * The alignments once two frames are said to show the same instant. `moved` moves, unless it has a clock: then the other
 * one does. What was aligned with a recording that comes to another line comes along. Two clocks are never overruled.
 */
export function alignedByHand(hands: HandAlignments, moved: FramePoint, kept: FramePoint): HandAlignments {
  const hasClock = caseTimeOf(moved.recording, 0) !== undefined;
  if (hasClock && caseTimeOf(kept.recording, 0) !== undefined) {
    return hands;
  }
  const [moving, still] = hasClock ? [kept, moved] : [moved, kept];
  const before = placeOnLine(moving.recording, hands);
  const target = placeOnLine(still.recording, hands);
  const shiftUs = still.us + target.shiftUs - moving.us;
  const next = new Map(hands);
  if (before.line !== target.line && before.line !== REAL_LINE) {
    for (const [id, place] of hands) {
      if (place.line === before.line) {
        next.set(id, { line: target.line, shiftUs: place.shiftUs + shiftUs - before.shiftUs });
      }
    }
  }
  return next.set(moving.recording.id, { line: target.line, shiftUs });
}

/** Without what was aligned of the one, or else of the other. */
export function unalignedByHand(hands: HandAlignments, one: RecordingId, other: RecordingId): HandAlignments {
  const next = new Map(hands);
  if (!next.delete(one)) {
    next.delete(other);
  }
  return next;
}
