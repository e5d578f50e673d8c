// Track recall and precision on cases small enough to work out by hand.

import { describe, expect, it } from 'vitest';
import type { MotRow } from '../../scripts/bench/mot-rows.ts';
import { leadersOf, longTracks, matchTracks } from '../../scripts/bench/track-match.ts';

const frames = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, k) => from + k);

/** A 10 × 20 box at `x`, one row per frame given. */
function walk(id: number, x: number, on: readonly number[], conf = 1): MotRow[] {
  return on.map((frame) => ({ frame, id, box: { x, y: 0, w: 10, h: 20 }, conf, classNumber: 1 }));
}

describe('leadersOf', () => {
  it('gives each result whom it follows: pieces the same one, who wanders or follows nobody none', () => {
    const truth = [...walk(1, 0, frames(1, 12)), ...walk(2, 50, frames(1, 12))];
    const pieces = [...walk(7, 0, frames(1, 6)), ...walk(8, 0, frames(7, 12)), ...walk(9, 50, frames(1, 12))];
    const astray = [...walk(10, 200, frames(1, 12)), ...walk(11, 0, frames(13, 30))];
    expect(leadersOf(truth, [...pieces, ...astray])).toEqual(
      new Map([
        [7, 1],
        [8, 1],
        [9, 2],
      ]),
    );
  });
});

describe('matchTracks', () => {
  it('recalls a truth track of which exactly half matches one result, and not one frame less', () => {
    const truth = walk(1, 0, frames(1, 10));
    expect(matchTracks(truth, walk(7, 0, frames(1, 5))).recalled).toEqual({ good: [1], bad: [], share: 1 });
    expect(matchTracks(truth, walk(7, 0, frames(1, 4))).recalled).toEqual({ good: [], bad: [1], share: 0 });
  });

  it('asks for one result id, not for several that share the work', () => {
    const truth = walk(1, 0, frames(1, 12));
    const pieces = [7, 8, 9].flatMap((id, k) => walk(id, 0, frames(1 + 4 * k, 4 + 4 * k)));
    const { recalled, precise } = matchTracks(truth, pieces);
    expect(recalled.bad).toEqual([1]);
    // Each piece follows somebody all along: they are precise.
    expect(precise).toEqual({ good: [7, 8, 9], bad: [], share: 1 });
  });

  it('calls a result precise by its own frames: a tail over nothing costs it', () => {
    const truth = walk(1, 0, frames(1, 10));
    const result = walk(7, 0, frames(1, 21));
    expect(matchTracks(truth, result).precise.bad).toEqual([7]);
    expect(matchTracks(truth, result, { frames: [1, 20] }).precise.good).toEqual([7]);
  });

  it('gives a truth track to one result only: a double is not precise', () => {
    const truth = walk(1, 0, frames(1, 10));
    const { precise, recalled } = matchTracks(truth, [...walk(7, 0, frames(1, 10)), ...walk(8, 0.5, frames(1, 10))]);
    expect(recalled.good).toEqual([1]);
    expect(precise).toEqual({ good: [7], bad: [8], share: 0.5 });
  });

  it("takes out what lies on don't-care rows, on both sides", () => {
    const truth = [...walk(1, 0, frames(1, 4)), ...walk(1, 0, frames(5, 20), 0), ...walk(2, 50, frames(1, 9), 0)];
    const found = [...walk(7, 0, frames(1, 20)), ...walk(8, 50, frames(1, 9))];
    const cared = matchTracks(truth, found, { dontCare: true });
    expect(cared.recalled).toEqual({ good: [1], bad: [], share: 1 });
    // Result 8 is on a don't-care track alone: it is no result at all here.
    expect(cared.precise).toEqual({ good: [7], bad: [], share: 1 });
    const strict = matchTracks(truth, found);
    expect(strict.precise).toEqual({ good: [], bad: [7, 8], share: 0 });
  });

  it('finds nothing wrong with nothing', () => {
    expect(matchTracks([], []).recalled.share).toBe(1);
    expect(matchTracks(walk(1, 0, [1, 2]), []).recalled.share).toBe(0);
  });
});

describe('longTracks', () => {
  it('measures a track between its first and last counted row, by presentation time', () => {
    const timesUs = frames(0, 40).map((k) => k * 100_000);
    const truth = [
      ...walk(1, 0, frames(1, 31)),
      ...walk(2, 50, frames(1, 30)),
      ...walk(3, 90, frames(1, 30)),
      ...walk(3, 90, frames(31, 40), 0),
    ];
    expect(longTracks(truth, [1, 2, 3], timesUs, 3_000_000)).toEqual([1]);
    expect(longTracks(truth, [2, 3], timesUs, 3_000_000)).toEqual([]);
  });
});
