// Scores tracks against truth: MOTA, IDF1, HOTA and what an investigator asks first, "who was never seen?".
// Command: tsx scripts/bench/mot-eval.ts TRUTH RESULT [--dontcare] [--frames A-B] [--classes 1] [--iou 0.5]

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { iou } from '../../src/domain/geometry/box.ts';
import { assignMost, at, matrix } from './assignment.ts';
import type { Matrix } from './assignment.ts';
import { clearCounts, hota, idf1 } from './mot-measures.ts';
import type { ScoredFrame } from './mot-measures.ts';
import { groupBy, parseMot } from './mot-rows.ts';
import type { MotRow } from './mot-rows.ts';

export interface EvalOptions {
  /** IoU from which a pair matches (MOTA, IDF1, don't-care). Default 0.5. */
  readonly iou?: number;
  /** Results that match a truth row of conf 0 are taken out. Without it such rows are ignored. */
  readonly dontCare?: boolean;
  /** First and last frame to score, both included. Default: all. */
  readonly frames?: readonly [number, number];
  /** Result classes to score. Default: all. */
  readonly classes?: readonly number[];
}

/** Shares are in per cent. */
export interface EvalResult {
  readonly mota: number;
  readonly idf1: number;
  readonly hota: number;
  readonly recall: number;
  readonly precision: number;
  readonly misses: number;
  readonly falsePositives: number;
  readonly switches: number;
  readonly truthBoxes: number;
  readonly truthTracks: number;
  /** Truth tracks that no result touched: IoU ≥ 0.3 on fewer than 5 of their frames (all, when they have fewer). */
  readonly neverSeen: readonly number[];
  readonly foundTracks: number;
  /** Result boxes taken out because they match a don't-care row. */
  readonly removed: number;
}

const SEEN_IOU = 0.3;
const SEEN_FRAMES = 5;

/** Scores `found` against `truth`. Throws when an id appears twice on one frame: the input is wrong. */
export function evaluateTracks(
  truth: readonly MotRow[],
  found: readonly MotRow[],
  options: EvalOptions = {},
): EvalResult {
  const threshold = options.iou ?? 0.5;
  const { frames, removed } = compareFrames(truth, found, options, threshold);
  const counts = clearCounts(frames, threshold);
  const truthBoxes = counts.matches + counts.misses;
  const foundBoxes = counts.matches + counts.falsePositives;
  const errors = counts.misses + counts.falsePositives + counts.switches;
  return {
    mota: 100 * (1 - errors / Math.max(1, truthBoxes)),
    idf1: 100 * idf1(frames, threshold),
    hota: 100 * hota(frames),
    recall: (100 * counts.matches) / Math.max(1, truthBoxes),
    precision: (100 * counts.matches) / Math.max(1, foundBoxes),
    misses: counts.misses,
    falsePositives: counts.falsePositives,
    switches: counts.switches,
    truthBoxes,
    truthTracks: new Set(frames.flatMap((frame) => frame.truth)).size,
    neverSeen: neverSeen(frames),
    foundTracks: new Set(frames.flatMap((frame) => frame.found)).size,
    removed,
  };
}

/** Both sides frame by frame, don't-care rows and what matches them taken out. `options.iou` is not read. */
export function compareFrames(
  truth: readonly MotRow[],
  found: readonly MotRow[],
  options: EvalOptions,
  threshold: number,
): { readonly frames: readonly ScoredFrame[]; readonly removed: number } {
  const [first, last] = options.frames ?? [1, Infinity];
  const inRange = (row: MotRow): boolean => row.frame >= first && row.frame <= last;
  const inClasses = (row: MotRow): boolean => options.classes?.includes(row.classNumber) ?? true;
  const truthByFrame = groupBy(truth.filter(inRange), (row) => row.frame);
  const foundByFrame = groupBy(
    found.filter((row) => inRange(row) && inClasses(row)),
    (row) => row.frame,
  );
  const numbers = [...new Set([...truthByFrame.keys(), ...foundByFrame.keys()])].sort((a, b) => a - b);
  let removed = 0;
  const frames = numbers.map((number): ScoredFrame => {
    const there = truthByFrame.get(number) ?? [];
    const all = foundByFrame.get(number) ?? [];
    const kept = options.dontCare === true ? withoutDontCare(there, all, threshold) : all;
    removed += all.length - kept.length;
    const counted = there.filter((row) => row.conf !== 0);
    return { truth: idsOf(counted), found: idsOf(kept), overlap: overlaps(counted, kept) };
  });
  return { frames: bridged(numbers, frames), removed };
}

/** Results of one frame less those that match a don't-care row better than any person who counts. */
function withoutDontCare(there: readonly MotRow[], found: readonly MotRow[], threshold: number): readonly MotRow[] {
  if (there.every((row) => row.conf !== 0)) {
    return found;
  }
  const pairs = assignMost(overlaps(there, found), (value) => value >= threshold - Number.EPSILON);
  const dropped = new Set(pairs.filter(([row]) => there[row]?.conf === 0).map(([, col]) => col));
  return found.filter((_, col) => !dropped.has(col));
}

/** "The frame before" of CLEAR MOT is the one before in time: an empty frame stands for each hole. */
function bridged(numbers: readonly number[], frames: readonly ScoredFrame[]): ScoredFrame[] {
  const empty: ScoredFrame = { truth: [], found: [], overlap: matrix(0, 0) };
  return frames.flatMap((frame, k) => {
    const gap = k > 0 && (numbers[k] ?? 0) !== (numbers[k - 1] ?? 0) + 1;
    return gap ? [empty, frame] : [frame];
  });
}

function idsOf(rows: readonly MotRow[]): number[] {
  const ids = rows.map((row) => row.id);
  if (new Set(ids).size !== ids.length) {
    throw new Error(`The same id twice on frame ${rows[0]?.frame ?? '?'}`);
  }
  return ids;
}

function overlaps(rows: readonly MotRow[], cols: readonly MotRow[]): Matrix {
  const table = matrix(rows.length, cols.length);
  rows.forEach((row, i) => {
    cols.forEach((col, j) => {
      table.data[i * cols.length + j] = iou(row.box, col.box);
    });
  });
  return table;
}

function neverSeen(frames: readonly ScoredFrame[]): number[] {
  const seen = new Map<number, boolean[]>();
  for (const frame of frames) {
    frame.truth.forEach((id, row) => {
      const isSeen = frame.found.some((_, col) => at(frame.overlap, row, col) >= SEEN_IOU);
      seen.set(id, [...(seen.get(id) ?? []), isSeen]);
    });
  }
  // A truth track shorter than the rule must be seen on all of its frames.
  return [...seen]
    .filter(([, hits]) => hits.filter(Boolean).length < Math.min(SEEN_FRAMES, hits.length))
    .map(([id]) => id);
}

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      dontcare: { type: 'boolean', default: false },
      frames: { type: 'string' },
      classes: { type: 'string' },
      iou: { type: 'string', default: '0.5' },
    },
  });
  const [truthPath, foundPath] = positionals;
  if (truthPath === undefined || foundPath === undefined) {
    throw new Error('Usage: mot-eval TRUTH RESULT [--dontcare] [--frames A-B] [--classes 1,2] [--iou 0.5]');
  }
  const [first = 1, last = Infinity] = values.frames?.split('-').map(Number) ?? [];
  const result = evaluateTracks(parseMot(readFileSync(truthPath, 'utf8')), parseMot(readFileSync(foundPath, 'utf8')), {
    iou: Number(values.iou),
    dontCare: values.dontcare,
    frames: [first, last],
    ...(values.classes === undefined ? {} : { classes: values.classes.split(',').map(Number) }),
  });
  console.log(JSON.stringify(result));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main();
}
