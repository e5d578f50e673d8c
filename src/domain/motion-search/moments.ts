// What happened in a zone, told from how much of it differs on each picture that was read; and what to read next.

import { rowsAround } from './around.ts';
import { LEVELS, WHOLE, type Level } from './light.ts';
import type { MotionRows, Stretch } from './rows.ts';

/** Since when the zone looks as on one picture, until when, or whenever anything was or stayed there for a while. */
export const MOTION_QUESTIONS = ['appeared', 'left', 'passages'] as const;
export type MotionQuestion = (typeof MOTION_QUESTIONS)[number];

/** What counts as a change. */
export interface MotionSensitivity {
  /** Least share of the zone, 0–1. */
  readonly leastShare: number;
  /** Least difference, one of {@link LEVELS}. */
  readonly leastDifference: Level;
  /** What stays longer is a lasting change, what stays less is a passage, µs. */
  readonly lastsUs: number;
}

/** For any camera: a fifth of what is drawn, twice what noise and compression do. */
export const USUAL_MOTION: MotionSensitivity = { leastShare: 0.2, leastDifference: 24, lastsUs: 5_000_000 };

/** Where something turns over: the last picture read before it, and the first one after. Consecutive ones: exact. */
export interface Turn {
  readonly lastBefore: number;
  readonly first: number;
}

export interface MotionMoment {
  /** `appeared`, `left`, `change`: for good or for long. `passage`: something was there and is gone. */
  readonly kind: 'appeared' | 'left' | 'change' | 'passage';
  readonly from: Turn;
  /** Of a passage: the first picture without it. Of a change: the first one as it is from then on. */
  readonly to: Turn | undefined;
  /** Greatest share of the zone that differs meanwhile, 0–1. */
  readonly share: number;
}

/** µs of an ordinal. */
export type TimeOf = (ordinal: number) => number;

/** How wide the pictures lie that stand for what was before and after: what stays longer than half of it is new. */
export function windowUs({ lastsUs }: Pick<MotionSensitivity, 'lastsUs'>): number {
  return 2 * lastsUs;
}

/** What happened, in order of time. */
export function momentsOf(
  rows: MotionRows,
  question: MotionQuestion,
  sensitivity: MotionSensitivity,
  timeOf: TimeOf,
  around = 0,
): readonly MotionMoment[] {
  return question === 'passages'
    ? passagesOf(rows, sensitivity, timeOf)
    : turnsOf(rows, question, sensitivity, timeOf, around);
}

/** Pictures to read so that the moments become exact, and those that stand for what was before and after them. */
export interface ExactRead extends Stretch {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/**
 * Each stretch between two pictures read between which something turns over, once. `coarse`: the series by which it was
 * found, without what was read to be exact.
 */
export function exactReads(
  coarse: MotionRows,
  moments: readonly MotionMoment[],
  sensitivity: MotionSensitivity,
  timeOf: TimeOf,
): readonly ExactRead[] {
  const us = Float64Array.from(coarse.ordinals, timeOf);
  const reads = new Map<number, ExactRead>();
  for (const { lastBefore, first } of moments.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to]))) {
    const row = coarse.ordinals.findIndex((ordinal) => ordinal >= first);
    if (first - lastBefore > 1 && row > 0) {
      const ordinalsOf = (of: readonly number[]): readonly number[] => of.map((at) => coarse.ordinals[at] ?? 0);
      const { before } = rowsAround(us, row, windowUs(sensitivity));
      const { after } = rowsAround(us, row - 1, windowUs(sensitivity));
      reads.set(first, {
        ...{ fromOrdinal: lastBefore + 1, toOrdinal: first - 1 },
        ...{ before: ordinalsOf(before), after: ordinalsOf(after) },
      });
    }
  }
  return [...reads.values()];
}

/** Whether nothing lies between what was before and what is. */
export function isExact({ from, to }: MotionMoment): boolean {
  return from.first - from.lastBefore <= 1 && (to === undefined || to.first - to.lastBefore <= 1);
}

type Look = 'still' | 'old' | 'passing' | 'new';

/** By what a row differs from: nothing, what comes, both, what was. */
function lookAt({ before, after }: MotionRows, row: number, level: number, least: number): Look {
  const at = row * LEVELS.length + level;
  const isNew = (before[at] ?? 0) >= least;
  const isOld = (after[at] ?? 0) >= least;
  return isNew ? (isOld ? 'passing' : 'new') : isOld ? 'old' : 'still';
}

/** Least share as it is counted. */
function leastOf({ leastShare }: MotionSensitivity): number {
  return Math.max(1, Math.round(leastShare * WHOLE));
}

function passagesOf(rows: MotionRows, sensitivity: MotionSensitivity, timeOf: TimeOf): readonly MotionMoment[] {
  const level = LEVELS.indexOf(sensitivity.leastDifference);
  const least = leastOf(sensitivity);
  const looks = Array.from(rows.ordinals, (_, row) => lookAt(rows, row, level, least));
  const usOf = (row: number): number => timeOf(rows.ordinals[row] ?? 0);
  const moments: MotionMoment[] = [];
  /** Last row that was not still. */
  let told = -1;
  for (let row = 0; row < looks.length; row += 1) {
    const start = row;
    while (looks[row] === 'passing') {
      row += 1;
    }
    const isRecent = usOf(start) - usOf(told) <= windowUs(sensitivity);
    const kind = kindOf(isRecent ? looks[told] : undefined, row > start, looks[row]);
    if (kind !== undefined) {
      const share = greatest(rows, start, kind === 'change' ? row + 1 : row, level);
      const to = row === start ? undefined : turnAt(rows, row);
      moments.push({ kind, from: turnAt(rows, start), to, share });
    }
    told = looks[row] === 'still' ? (row > start ? row - 1 : told) : row;
  }
  return moments;
}

/**
 * What rows that differ from both sides are, or the row where what was ends, by what they lie between. What is new stays
 * so while the pictures before it count, even if it comes and goes at the threshold meanwhile.
 */
function kindOf(
  before: Look | undefined,
  hasPassing: boolean,
  after: Look | undefined,
): 'change' | 'passage' | undefined {
  if (!hasPassing) {
    return after === 'new' && before !== 'new' ? 'change' : undefined;
  }
  // What came a while ago and leaves in a while differs from both sides in the middle of its stay: nothing happens there.
  const isStay = before === 'new' && after === 'old';
  return isStay ? undefined : after === 'new' && before !== 'new' ? 'change' : 'passage';
}

/** Behind the last row: nobody knows when it ended. */
function turnAt({ ordinals }: MotionRows, row: number): Turn {
  const first = ordinals[row] ?? (ordinals.at(-1) ?? 0) + 1;
  return { lastBefore: ordinals[row - 1] ?? first - 1, first };
}

function greatest({ before, after }: MotionRows, from: number, to: number, level: number): number {
  let most = 0;
  for (let row = from; row < to; row += 1) {
    const at = row * LEVELS.length + level;
    most = Math.max(most, before[at] ?? 0, after[at] ?? 0);
  }
  return most / WHOLE;
}

interface Run {
  readonly isLike: boolean;
  readonly from: number;
}

/** `around`: the picture compared with; the run that it lies in is never too short. */
function turnsOf(
  rows: MotionRows,
  question: 'appeared' | 'left',
  sensitivity: MotionSensitivity,
  timeOf: TimeOf,
  around: number,
): readonly MotionMoment[] {
  const level = LEVELS.indexOf(sensitivity.leastDifference);
  const least = leastOf(sensitivity);
  const likes = Array.from(rows.ordinals, (_, row) => (rows.before[row * LEVELS.length + level] ?? 0) < least);
  const runs = lastingRuns(rows, likes, sensitivity.lastsUs, timeOf, around);
  return runs.flatMap(({ isLike, from }, index) => {
    const isWanted = index > 0 && isLike === (question === 'appeared');
    const before = runs[index - 1]?.from ?? 0;
    const next = runs[index + 1]?.from ?? likes.length;
    const [low, high] = isLike ? [before, from] : [from, next];
    const share = greatest(rows, low, high, level);
    return isWanted ? [{ kind: question, from: turnAt(rows, from), to: undefined, share }] : [];
  });
}

/** Runs of like rows; those that do not last belong to what lies around them. */
function lastingRuns(
  { ordinals }: MotionRows,
  likes: readonly boolean[],
  lastsUs: number,
  timeOf: TimeOf,
  around: number,
): readonly Run[] {
  const runs: Run[] = [];
  likes.forEach((isLike, row) => {
    if (row === 0 || likes[row - 1] !== isLike) {
      runs.push({ isLike, from: row });
    }
  });
  const usOf = (row: number): number => timeOf(ordinals[row] ?? 0);
  const kept: Run[] = [];
  runs.forEach((run, index) => {
    const next = runs[index + 1];
    const isAtEnd = index === 0 || next === undefined;
    const isOfPicture = (ordinals[run.from] ?? 0) <= around && around < (ordinals[next?.from ?? -1] ?? Infinity);
    const lasts = isAtEnd || isOfPicture || usOf(next.from) - usOf(run.from) >= lastsUs;
    if (lasts && kept.at(-1)?.isLike !== run.isLike) {
      kept.push(run);
    }
  });
  return kept;
}
