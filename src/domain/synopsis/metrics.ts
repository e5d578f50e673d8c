// What a synopsis is worth, told from its pieces alone: nothing of the solver is believed.

import type { ArrangeDemand, Pieces, SynopsisMetrics } from './arrangement.ts';
import { coveredArea } from './covered-area.ts';
import { cueEnd } from './cue-sheet.ts';
import { disorderOf } from './disorder.ts';
import { sidesOf, STEP_US } from './footprints.ts';
import { NUMBERS_A_SAMPLE, type Tubes } from './tubes.ts';

/** Figures of an arrangement of these tubes; each is defined in {@link SynopsisMetrics}. */
export function metricsOf(
  tubes: Tubes,
  pieces: Pieces,
  lengthUs: number,
  { footageUs = spanOf(tubes) }: Pick<ArrangeDemand, 'footageUs'>,
): Omit<SynopsisMetrics, 'runtimeMs'> {
  const shown = Float64Array.from(pieces.tube, (_, piece) => cueEnd(pieces, piece) - (pieces.atUs[piece] ?? 0));
  const began = new Float64Array(tubes.key.length);
  pieces.tube.forEach((tube, piece) => {
    if (pieces.part[piece] === 1) {
      began[tube] = pieces.atUs[piece] ?? 0;
    }
  });
  return {
    frameRatio: footageUs > 0 ? lengthUs / footageUs : 1,
    density: lengthUs > 0 ? shown.reduce((sum, us) => sum + us, 0) / lengthUs : 0,
    peak: peakOf(pieces),
    ...overlapOf(tubes, pieces),
    disorder: disorderOf(tubes.fromUs, began),
    coverage: coverageOf(tubes, pieces),
  };
}

/** From the first to the last sight, µs. */
export function spanOf({ fromUs, toUs }: Tubes): number {
  return toUs.reduce((last, us) => Math.max(last, us), -Infinity) - (fromUs[0] ?? Infinity);
}

/** Most pieces on the picture at one time; one that ends as another begins is not there with it. */
function peakOf(pieces: Pieces): number {
  const begins = pieces.atUs.toSorted();
  const ends = Float64Array.from(begins, (_, piece) => cueEnd(pieces, piece)).sort();
  let [peak, ended] = [0, 0];
  begins.forEach((us, begun) => {
    while ((ends[ended] ?? Infinity) <= us) {
      ended += 1;
    }
    peak = Math.max(peak, begun + 1 - ended);
  });
  return peak;
}

/** At the middle of every step, and of as much of it as a piece is there. */
function overlapOf(tubes: Tubes, pieces: Pieces): Pick<SynopsisMetrics, 'overlap' | 'worstOverlap'> {
  const steps = stepsOf(pieces);
  const sides = new Float32Array(NUMBERS_A_SAMPLE);
  let [area, covered, worst] = [0, 0, 0];
  steps.forEach((present, step) => {
    const boxes = present.map((piece) => {
      const us = sourceUs(pieces, piece, (step + 0.5) * STEP_US);
      sidesOf(tubes, pieces.tube[piece] ?? 0, us, us, sides, 0);
      const [left = 0, top = 0, right = 0, bottom = 0] = sides;
      return { left, top, right, bottom, unit: pieces.unit[piece] ?? 0 };
    });
    const there = boxes.reduce((sum, box) => sum + (box.right - box.left) * (box.bottom - box.top), 0);
    const shared = coveredArea(boxes);
    area += there;
    covered += shared;
    worst = Math.max(worst, there > 0 ? shared / there : 0);
  });
  return { overlap: area > 0 ? covered / area : 0, worstOverlap: worst };
}

/** Pieces on each step. */
function stepsOf(pieces: Pieces): number[][] {
  const steps: number[][] = [];
  pieces.atUs.forEach((atUs, piece) => {
    const first = Math.floor(atUs / STEP_US);
    const last = Math.max(first, Math.ceil(cueEnd(pieces, piece) / STEP_US) - 1);
    for (let step = first; step <= last; step += 1) {
      (steps[step] ??= []).push(piece);
    }
  });
  return steps;
}

function sourceUs({ fromUs, toUs, atUs, rate }: Pieces, piece: number, us: number): number {
  const from = fromUs[piece] ?? 0;
  return Math.min(toUs[piece] ?? from, Math.max(from, from + (us - (atUs[piece] ?? 0)) * (rate[piece] ?? 1)));
}

/** Tubes whose pieces are all of them, one behind the other, and say so. */
function coverageOf(tubes: Tubes, pieces: Pieces): number {
  const byTube = Array.from(tubes.key, (): number[] => []);
  pieces.tube.forEach((tube, piece) => byTube[tube]?.push(piece));
  const whole = byTube.filter((mine, tube) => {
    mine.sort((a, b) => (pieces.part[a] ?? 0) - (pieces.part[b] ?? 0));
    const isJoined = mine.every((piece, index) => {
      const before = mine[index - 1];
      const from = before === undefined ? tubes.fromUs[tube] : pieces.toUs[before];
      return pieces.fromUs[piece] === from && pieces.part[piece] === index + 1 && pieces.parts[piece] === mine.length;
    });
    return isJoined && pieces.toUs[mine.at(-1) ?? -1] === tubes.toUs[tube];
  });
  return byTube.length === 0 ? 1 : whole.length / byTube.length;
}
