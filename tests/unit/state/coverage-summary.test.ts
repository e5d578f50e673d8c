import { describe, expect, it } from 'vitest';
import type { CoverageSpan, CoverageState } from '../../../src/domain/footage/coverage.ts';
import { micros } from '../../../src/domain/time/micros.ts';
import { roundedShares, summariseCoverage } from '../../../src/state/coverage-summary.ts';
import { evenFrames } from '../../builders/frame-table.ts';

const span = (state: CoverageState, fromOrdinal: number, toOrdinal: number): CoverageSpan => ({
  state,
  fromOrdinal,
  toOrdinal,
  fromUs: micros((fromOrdinal - 1) * 40_000),
  toUs: micros((toOrdinal - 1) * 40_000),
});

describe('summariseCoverage', () => {
  it('puts every frame in exactly one of the four groups', () => {
    const coverage = [span('detected', 1, 10), span('decoded', 11, 20), span('still', 21, 50), span('failed', 51, 60)];
    const summary = summariseCoverage(coverage, evenFrames(100, 40));
    expect(summary.frames).toEqual({ analysed: 20, still: 30, failed: 10, waiting: 40 });
    expect(summary.spans.map(({ group, fromOrdinal, toOrdinal }) => [group, fromOrdinal, toOrdinal])).toEqual([
      ['analysed', 1, 20],
      ['still', 21, 50],
      ['failed', 51, 60],
      ['waiting', 61, 100],
    ]);
  });

  it('calls waiting what no span names, also between spans', () => {
    const summary = summariseCoverage([span('still', 11, 20)], evenFrames(30, 40));
    expect(summary.frames).toEqual({ analysed: 0, still: 10, failed: 0, waiting: 20 });
    expect(summary.spans[0]).toMatchObject({
      group: 'waiting',
      fromOrdinal: 1,
      toOrdinal: 10,
      fromUs: 0,
      toUs: 360_000,
    });
  });

  it('gives shares that add up to a hundred, and never hides a few frames', () => {
    const thirds = summariseCoverage(
      [span('detected', 1, 1), span('still', 2, 2), span('failed', 3, 3)],
      evenFrames(3, 40),
    );
    const shares = roundedShares(thirds);
    expect(Object.values(shares).reduce((sum, share) => sum + Math.round(share * 100), 0)).toBe(100);

    const few = roundedShares(
      summariseCoverage([span('detected', 1, 999), span('failed', 1000, 1000)], evenFrames(1000, 40)),
    );
    expect(few.failed).toBeGreaterThan(0);
    expect(few.analysed).toBeLessThan(1);
  });
});
