import { describe, expect, it } from 'vitest';

import { failureAlerts, type PassCounts } from '../../../src/analysis/failure-alerts.ts';
import type { CoverageSpan, CoverageState } from '../../../src/domain/footage/coverage.ts';
import { micros } from '../../../src/domain/time/micros.ts';

const span = (state: CoverageState, fromOrdinal: number, toOrdinal: number): CoverageSpan => ({
  state,
  fromOrdinal,
  toOrdinal,
  fromUs: micros((fromOrdinal - 1) * 40_000),
  toUs: micros((toOrdinal - 1) * 40_000),
});
const whole: PassCounts = {
  framesDecoded: 160,
  framesExpected: 160,
  framesDeclared: 160,
  dataEndsAtOrdinal: undefined,
};

describe('what could not be read', () => {
  it('is nothing in a whole file', () => {
    expect(failureAlerts([span('still', 1, 100), span('detected', 101, 160)], whole)).toEqual([]);
  });

  it('names each span by ordinals and times, and the count', () => {
    const alerts = failureAlerts(
      [span('still', 1, 10), span('failed', 11, 49), span('still', 50, 159), span('failed', 160, 160)],
      {
        ...whole,
        framesDecoded: 120,
      },
    );
    expect(alerts).toEqual([
      {
        code: 'SPAN_FAILED',
        severity: 'error',
        facts: { fromOrdinal: 11, toOrdinal: 49, fromUs: 400_000, toUs: 1_920_000, frames: 39 },
      },
      {
        code: 'SPAN_FAILED',
        severity: 'error',
        facts: { fromOrdinal: 160, toOrdinal: 160, fromUs: 6_360_000, toUs: 6_360_000, frames: 1 },
      },
      { code: 'FRAMES_MISSING', severity: 'warning', facts: { declared: 160, decoded: 120, spans: 2 } },
    ]);
  });

  it('tells data that is not in the file from data that is broken', () => {
    const alerts = failureAlerts([span('failed', 5, 9), span('still', 10, 84), span('failed', 85, 160)], {
      ...whole,
      framesDecoded: 79,
      dataEndsAtOrdinal: 85,
    });
    expect(alerts.map(({ code }) => code)).toEqual(['SPAN_FAILED', 'DATA_MISSING', 'FRAMES_MISSING']);
    expect(alerts[1]?.facts).toMatchObject({ declared: 160, fromOrdinal: 85, toOrdinal: 160 });
  });

  it('names twenty spans and still counts them all', () => {
    const spans = Array.from({ length: 60 }, (_, index) =>
      span(index % 2 === 0 ? 'failed' : 'still', index + 1, index + 1),
    );
    const alerts = failureAlerts(spans, { ...whole, framesDecoded: 30, framesExpected: 60 });
    expect(alerts.filter(({ code }) => code === 'SPAN_FAILED')).toHaveLength(20);
    expect(alerts.at(-1)?.facts).toMatchObject({ spans: 30 });
  });
});
