import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { LEAST_SCORE, type LookScore } from '../../../../src/domain/triage/look-scorer.ts';
import type { PacketActivity } from '../../../../src/domain/triage/packet-activity.ts';
import { looksToShow, lookTimeline } from '../../../../src/domain/triage/timeline.ts';

const S = 1_000_000;
const silent = (bins: number): PacketActivity => ({ binUs: S, fromUs: 0, score: new Float32Array(bins), tells: true });
const look = (seconds: number, score: number): LookScore => ({
  ordinal: Math.round(seconds * 25) + 1,
  us: seconds * S,
  kind: 'key',
  score,
  box: score >= LEAST_SCORE ? { x: 0, y: 0, w: 8, h: 8 } : undefined,
});

describe('the timeline of a first look', () => {
  it('joins looks of one passage into one span, and keeps two passages apart', () => {
    const looks = [0, 2, 4, 6, 8, 10, 12, 14, 16, 18].map((at) => look(at, [4, 6, 14].includes(at) ? 50 : 1));
    const { spans } = lookTimeline(20 * S, looks, silent(20));
    expect(spans.map(({ fromUs, toUs }) => [fromUs / S, toUs / S])).toEqual([
      [3, 7],
      [13, 15],
    ]);
  });

  it('lets sizes flag what no look saw', () => {
    const sizes = silent(20);
    sizes.score.fill(12, 8, 11);
    const { spans, activity } = lookTimeline(20 * S, [look(0, 1), look(2, 1)], sizes);
    expect(spans).toHaveLength(1);
    expect(spans[0]).toMatchObject({ fromUs: 8 * S, toUs: 11 * S });
    expect(activity[9]).toBeGreaterThan(100);
    expect(activity[15]).toBe(0);
  });

  it('keeps spans in order, apart and inside the recording', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 40 })), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(rows, (pairs) => {
        const { spans, activity } = lookTimeline(
          100 * S,
          pairs.map(([at, score]) => look(at, score)),
          silent(100),
        );
        expect(activity).toHaveLength(100);
        spans.forEach(({ fromUs, toUs }, row) => {
          expect(fromUs).toBeGreaterThanOrEqual(0);
          expect(toUs).toBeGreaterThan(fromUs);
          expect(toUs).toBeLessThanOrEqual(100 * S);
          expect(fromUs - (spans[row - 1]?.toUs ?? -Infinity)).toBeGreaterThan(2 * S);
        });
        const seen = pairs.filter(([at, score]) => score >= LEAST_SCORE && at > 0 && at < 99);
        expect(seen.every(([at]) => spans.some(({ fromUs, toUs }) => fromUs <= at * S && toUs >= at * S))).toBe(true);
      }),
    );
  });
});

describe('the looks to show', () => {
  it('prefer cheap pictures, one a span, within the budget', () => {
    const looks = [look(10, 40), look(12, 60), look(30, 90), look(50, 20)];
    const { spans } = lookTimeline(60 * S, looks, silent(60));
    const cost = (ordinal: number): number => (ordinal === 251 ? 1 : 200);
    const show = (packets: number): number[] =>
      looksToShow(spans, looks, cost, { pictures: 10, packets }).map(({ us }) => us / S);
    expect(show(1000)).toEqual([10, 30, 50]);
    expect(show(250)).toEqual([10, 30]);
    expect(show(0)).toEqual([]);
  });
});
