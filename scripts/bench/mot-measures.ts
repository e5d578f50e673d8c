// The three families of tracking measures, from their definitions. Input: frames already cleaned and compared.

import { assignBest, assignMost, at, matrix } from './assignment.ts';
import type { Matrix } from './assignment.ts';

/** One frame: who is there, who was found, and the IoU of every pair (rows = truth). */
export interface ScoredFrame {
  readonly truth: readonly number[];
  readonly found: readonly number[];
  readonly overlap: Matrix;
}

/** Keeps a pair whose IoU equals the threshold but for the last bit. */
const EPSILON = Number.EPSILON;

/** Counts of the CLEAR MOT measures. */
export interface ClearCounts {
  readonly matches: number;
  readonly falsePositives: number;
  readonly misses: number;
  readonly switches: number;
}

/** One frame's matches: truth id → result id. */
export type FrameMatches = ReadonlyMap<number, number>;

/**
 * The matches of CLEAR MOT (Bernardin & Stiefelhagen 2008, "Evaluating multiple object tracking performance"):
 * a pair of the frame before stays together while its IoU holds; the rest is assigned, most pairs first.
 */
export function clearMatches(frames: readonly ScoredFrame[], threshold: number): FrameMatches[] {
  let previous: FrameMatches = new Map();
  return frames.map((frame) => {
    previous = new Map(
      clearPairs(frame, previous, threshold).map(([row, col]) => [frame.truth[row] ?? 0, frame.found[col] ?? 0]),
    );
    return previous;
  });
}

/** Counts over {@link clearMatches}. A switch: the truth track is followed by another result than the last one it had. */
export function clearCounts(frames: readonly ScoredFrame[], threshold: number): ClearCounts {
  const lastFound = new Map<number, number>();
  let matches = 0;
  let falsePositives = 0;
  let misses = 0;
  let switches = 0;
  clearMatches(frames, threshold).forEach((current, k) => {
    for (const [truth, found] of current) {
      const last = lastFound.get(truth);
      switches += last !== undefined && last !== found ? 1 : 0;
      lastFound.set(truth, found);
    }
    matches += current.size;
    falsePositives += (frames[k]?.found.length ?? 0) - current.size;
    misses += (frames[k]?.truth.length ?? 0) - current.size;
  });
  return { matches, falsePositives, misses, switches };
}

function clearPairs(frame: ScoredFrame, previous: ReadonlyMap<number, number>, threshold: number): [number, number][] {
  const isMatch = (iou: number): boolean => iou >= threshold - EPSILON;
  const kept: [number, number][] = [];
  frame.truth.forEach((truth, row) => {
    const partner = previous.get(truth);
    const col = partner === undefined ? -1 : frame.found.indexOf(partner);
    if (col >= 0 && isMatch(at(frame.overlap, row, col))) {
      kept.push([row, col]);
    }
  });
  const rows = frame.truth.map((_, row) => row).filter((row) => !kept.some((pair) => pair[0] === row));
  const cols = frame.found.map((_, col) => col).filter((col) => !kept.some((pair) => pair[1] === col));
  const rest = matrix(rows.length, cols.length);
  rows.forEach((row, i) => {
    cols.forEach((col, j) => {
      rest.data[i * cols.length + j] = at(frame.overlap, row, col);
    });
  });
  const added = assignMost(rest, isMatch).map(([i, j]): [number, number] => [rows[i] ?? 0, cols[j] ?? 0]);
  return [...kept, ...added];
}

/** The tracks of one side: how many frames each has, and its row or column in the tables. */
class TrackIndex {
  readonly lengths: number[] = [];
  readonly #positions = new Map<number, number>();

  count(id: number): void {
    const position = this.#positions.get(id);
    if (position === undefined) {
      this.#positions.set(id, this.lengths.length);
      this.lengths.push(1);
    } else {
      this.lengths[position] = (this.lengths[position] ?? 0) + 1;
    }
  }

  position(id: number): number {
    return this.#positions.get(id) ?? -1;
  }

  /** Frames of the track at a position. */
  length(position: number): number {
    return this.lengths[position] ?? 0;
  }

  get total(): number {
    return this.lengths.reduce((sum, length) => sum + length, 0);
  }
}

function indexTracks(frames: readonly ScoredFrame[]): { readonly truth: TrackIndex; readonly found: TrackIndex } {
  const truth = new TrackIndex();
  const found = new TrackIndex();
  for (const frame of frames) {
    frame.truth.forEach((id) => {
      truth.count(id);
    });
    frame.found.forEach((id) => {
      found.count(id);
    });
  }
  return { truth, found };
}

/**
 * IDF1 (Ristani et al. 2016, "Performance measures and a data set for multi-target, multi-camera tracking"):
 * one global pairing of whole tracks, the one with most frames in common. 0–1.
 */
export function idf1(frames: readonly ScoredFrame[], threshold: number): number {
  const { truth, found } = indexTracks(frames);
  const common = matrix(truth.lengths.length, found.lengths.length);
  for (const frame of frames) {
    frame.truth.forEach((truthId, row) => {
      frame.found.forEach((foundId, col) => {
        if (at(frame.overlap, row, col) >= threshold - EPSILON) {
          const cell = truth.position(truthId) * common.cols + found.position(foundId);
          common.data[cell] = (common.data[cell] ?? 0) + 1;
        }
      });
    });
  }
  const shared = assignBest(common).reduce((sum, [row, col]) => sum + at(common, row, col), 0);
  const all = truth.total + found.total;
  return all > 0 ? (2 * shared) / all : 0;
}

const ALPHAS = Array.from({ length: 19 }, (_, k) => 0.05 * (k + 1));

/**
 * HOTA (Luiten et al. 2020, "HOTA: a higher order metric for evaluating multi-object tracking"):
 * mean over IoU thresholds 0.05 … 0.95 of the geometric mean of detection and association. 0–1.
 */
export function hota(frames: readonly ScoredFrame[]): number {
  const { truth, found } = indexTracks(frames);
  const alignment = alignTracks(frames, truth, found);
  const matched = ALPHAS.map(() => new Map<number, number>());
  const width = found.lengths.length;
  for (const frame of frames) {
    const weighted = matrix(frame.truth.length, frame.found.length);
    const cells = frame.truth.map((id) =>
      frame.found.map((other) => truth.position(id) * width + found.position(other)),
    );
    weighted.data.forEach((_, k) => {
      const cell = cells[Math.floor(k / weighted.cols)]?.[k % weighted.cols] ?? 0;
      weighted.data[k] = (alignment.data[cell] ?? 0) * (frame.overlap.data[k] ?? 0);
    });
    for (const [row, col] of assignBest(weighted)) {
      const cell = cells[row]?.[col] ?? 0;
      const iou = at(frame.overlap, row, col);
      ALPHAS.forEach((alpha, k) => {
        const counts = matched[k];
        if (counts !== undefined && iou >= alpha - EPSILON) {
          counts.set(cell, (counts.get(cell) ?? 0) + 1);
        }
      });
    }
  }
  const scores = matched.map((counts) => hotaAt(counts, truth, found));
  return scores.reduce((sum, score) => sum + score, 0) / ALPHAS.length;
}

/** Global alignment score of every pair of tracks: a soft Jaccard index that guides the pairing per frame. */
function alignTracks(frames: readonly ScoredFrame[], truth: TrackIndex, found: TrackIndex): Matrix {
  const soft = matrix(truth.lengths.length, found.lengths.length);
  for (const { truth: rows, found: cols, overlap } of frames) {
    const rowSums = rows.map((_, row) => cols.reduce((sum, __, col) => sum + at(overlap, row, col), 0));
    const colSums = cols.map((_, col) => rows.reduce((sum, __, row) => sum + at(overlap, row, col), 0));
    rows.forEach((truthId, row) => {
      cols.forEach((foundId, col) => {
        const iou = at(overlap, row, col);
        const all = (rowSums[row] ?? 0) + (colSums[col] ?? 0) - iou;
        const cell = truth.position(truthId) * soft.cols + found.position(foundId);
        soft.data[cell] = (soft.data[cell] ?? 0) + (all > EPSILON ? iou / all : 0);
      });
    });
  }
  soft.data.forEach((value, cell) => {
    const lengths = truth.length(Math.floor(cell / soft.cols)) + found.length(cell % soft.cols);
    soft.data[cell] = value / (lengths - value);
  });
  return soft;
}

/** HOTA at one threshold, from the number of matches of each pair of tracks. */
function hotaAt(counts: ReadonlyMap<number, number>, truth: TrackIndex, found: TrackIndex): number {
  let matches = 0;
  let association = 0;
  for (const [cell, n] of counts) {
    const width = found.lengths.length;
    matches += n;
    association += (n * n) / (truth.length(Math.floor(cell / width)) + found.length(cell % width) - n);
  }
  const detection = matches / Math.max(1, truth.total + found.total - matches);
  return matches > 0 ? Math.sqrt((detection * association) / matches) : 0;
}
