// How good the boxes of single pictures are: average precision, recall, and how tightly they fit.

import { coveredShare, iou, type Box } from '../../src/domain/geometry/box.ts';

/** Score from which the tracker may follow a detection on its own. */
const USABLE = 0.3;
const FOUND_IOU = 0.5;
const FIT_IOU = 0.3;

/** One picture: what is there, and what was said of it (one group of classes). */
export interface ScoredPicture {
  readonly truth: readonly { readonly box: Box; readonly counts: boolean }[];
  readonly found: readonly { readonly box: Box; readonly score: number }[];
}

/** Figures over all pictures; shares 0–1. */
export interface DetectorScore {
  /** Area under precision over recall at IoU 0.5, precision made monotonous. */
  readonly ap: number;
  /** Best harmonic mean of precision and recall, and the score at which it is reached. */
  readonly f1: number;
  readonly f1At: number;
  /** Share of the truth found at IoU 0.5 with a score of 0.3 or more. */
  readonly recall: number;
  /** Wrong boxes with a score of 0.3 or more, per picture. */
  readonly wrong: number;
  /** Mean IoU of boxes with a score of 0.3 or more that meet a truth at IoU 0.3 or more. */
  readonly fit: number;
}

interface Verdict {
  readonly score: number;
  readonly isRight: boolean;
}

/** Scores pictures of one sequence. */
export function scoreDetector(pictures: readonly ScoredPicture[]): DetectorScore {
  const all = pictures.reduce((sum, { truth }) => sum + truth.filter(({ counts }) => counts).length, 0);
  const verdicts = pictures.flatMap(judge).sort((a, b) => b.score - a.score);
  const usable = verdicts.filter(({ score }) => score >= USABLE);
  const fits = pictures.flatMap(fitsOf);
  return {
    ...curve(verdicts, all),
    recall: usable.filter(({ isRight }) => isRight).length / Math.max(1, all),
    wrong: usable.filter(({ isRight }) => !isRight).length / Math.max(1, pictures.length),
    fit: fits.reduce((sum, value) => sum + value, 0) / Math.max(1, fits.length),
  };
}

/** Best score first, each truth taken once; what meets only a don't-care is neither right nor wrong. */
function judge({ truth, found }: ScoredPicture): Verdict[] {
  const taken = new Set<number>();
  const verdicts: Verdict[] = [];
  for (const { box, score } of [...found].sort((a, b) => b.score - a.score)) {
    const at = nearest(truth, box, FOUND_IOU, taken);
    if (at !== undefined) {
      taken.add(at);
      verdicts.push({ score, isRight: true });
    } else if (!truth.some(({ box: there, counts }) => !counts && isSame(there, box))) {
      verdicts.push({ score, isRight: false });
    }
  }
  return verdicts;
}

function isSame(there: Box, box: Box): boolean {
  return iou(there, box) >= FOUND_IOU || coveredShare(box, there) > 0.5;
}

function fitsOf({ truth, found }: ScoredPicture): number[] {
  const taken = new Set<number>();
  const fits: number[] = [];
  for (const { box } of found.filter(({ score }) => score >= USABLE).sort((a, b) => b.score - a.score)) {
    const at = nearest(truth, box, FIT_IOU, taken);
    const there = at === undefined ? undefined : truth[at];
    if (at !== undefined && there !== undefined) {
      taken.add(at);
      fits.push(iou(there.box, box));
    }
  }
  return fits;
}

/** Index of the free truth that counts and overlaps most, by `least` or more. */
function nearest(
  truth: ScoredPicture['truth'],
  box: Box,
  least: number,
  taken: ReadonlySet<number>,
): number | undefined {
  let best: number | undefined;
  let overlap = least;
  truth.forEach((there, index) => {
    const shared = there.counts && !taken.has(index) ? iou(there.box, box) : 0;
    if (shared >= overlap) {
      best = index;
      overlap = shared;
    }
  });
  return best;
}

function curve(verdicts: readonly Verdict[], all: number): Pick<DetectorScore, 'ap' | 'f1' | 'f1At'> {
  let right = 0;
  let best = { f1: 0, f1At: 0 };
  const points = verdicts.map(({ score, isRight }, index) => {
    right += isRight ? 1 : 0;
    const precision = right / (index + 1);
    const f1 = (2 * right) / Math.max(1, index + 1 + all);
    best = f1 > best.f1 ? { f1, f1At: score } : best;
    return { precision, isRight };
  });
  let ap = 0;
  let greatest = 0;
  for (const { precision, isRight } of points.reverse()) {
    greatest = Math.max(greatest, precision);
    ap += isRight ? greatest / Math.max(1, all) : 0;
  }
  return { ap, ...best };
}
