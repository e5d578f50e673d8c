// What is said beside "nothing found": how much was searched, how much not, and why.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnalysisResult } from '../../../src/contracts/analysis.ts';
import type { RecordingState } from '../../../src/contracts/session.ts';
import type { CoverageSpan, CoverageState } from '../../../src/domain/footage/coverage.ts';
import type { SceneEvent, SceneEventKind } from '../../../src/domain/scene/scene-events.ts';
import { micros } from '../../../src/domain/time/micros.ts';
import { searchExtent, searchLimits } from '../../../src/state/search-limits.ts';
import { aRecordingState } from '../../builders/recording-state.ts';
import { evenFrames } from '../../builders/frame-table.ts';

const US = 100_000;
const at = (ordinal: number): number => (ordinal - 1) * US;
const span = (state: CoverageState, fromOrdinal: number, toOrdinal: number): CoverageSpan => ({
  ...{ state, fromOrdinal, toOrdinal, fromUs: micros(at(fromOrdinal)), toUs: micros(at(toOrdinal)) },
});
const event = (kind: SceneEventKind, from: number, to?: number): SceneEvent => ({
  ...{ kind, fromUs: at(from), ordinal: from, toUs: to === undefined ? undefined : at(to), toOrdinal: to },
});
const ENVELOPE = {
  ...{ smallestPerson: 30, smallestVehicle: 18, intervalUs: US, fastest: 2.5, shortestVisitUs: 600_000 },
  ...{ level: 90, contrast: 12, noise: 0.4, shake: 0, limits: [] },
};

/** A recording of 101 pictures, ten a second: ten seconds. */
function recording(
  coverage: readonly CoverageSpan[],
  sceneEvents: readonly SceneEvent[] = [],
  envelope: AnalysisResult['envelope'] = ENVELOPE,
): RecordingState {
  const account = { scenes: [], sceneEvents, envelope };
  return aRecordingState({ coverage, table: evenFrames(101, 100), account });
}

describe('how much was searched', () => {
  it('parts what was searched, not analysed, and analysed outside of the envelope', () => {
    const one = recording(
      [span('detected', 1, 50), span('failed', 51, 60), span('still', 61, 80)],
      [event('covered', 11, 31), event('cut', 40, 40), event('frozen', 21, 36)],
    );
    const { passages, ...time } = searchExtent([one]);
    expect(time).toEqual({
      ...{ searchedUs: 4.5e6, outsideUs: 2.5e6, failedUs: 1e6, waitingUs: 2e6, totalUs: 10e6, unopened: 0 },
    });
    expect(passages.map(({ reason, fromOrdinal }) => [reason, fromOrdinal])).toEqual([
      ['covered', 11],
      ['frozen', 21],
      ['failed', 51],
      ['waiting', 81],
    ]);
  });

  it('counts a recording that was not begun as waiting, and one that was not opened by itself', () => {
    const begun = recording([span('still', 1, 101)]);
    const unopened = aRecordingState({ table: undefined });
    const extent = searchExtent([begun, recording([]), unopened]);
    expect(extent).toMatchObject({ searchedUs: 10e6, waitingUs: 10e6, totalUs: 20e6, unopened: 1 });
    expect(extent.passages).toMatchObject([{ reason: 'waiting', fromOrdinal: 1 }]);
  });

  it('lets what goes on last until the last picture that was looked at', () => {
    const { passages, outsideUs } = searchExtent([recording([span('still', 1, 61)], [event('frozen', 21)])]);
    expect(outsideUs).toBe(4e6);
    expect(passages[0]).toMatchObject({ reason: 'frozen', fromUs: 2e6, toUs: 6e6 });
  });

  it('always adds up to the whole, whatever happened when', () => {
    const state = fc.constantFrom<CoverageState>('detected', 'decoded', 'still', 'failed', 'waiting');
    const ends = fc.tuple(fc.integer({ min: 1, max: 101 }), fc.integer({ min: 1, max: 101 }));
    fc.assert(
      fc.property(
        fc.array(state, { minLength: 1, maxLength: 10 }),
        fc.array(ends, { maxLength: 5 }),
        (states, events) => {
          const coverage = states.map((one, index) => span(one, index * 10 + 1, index * 10 + 10));
          const happened = events
            .map(([a, b]) => event('covered', Math.min(a, b), Math.max(a, b)))
            .toSorted((a, b) => a.ordinal - b.ordinal);
          const { searchedUs, outsideUs, failedUs, waitingUs, totalUs } = searchExtent([recording(coverage, happened)]);
          expect(searchedUs + outsideUs + failedUs + waitingUs).toBe(totalUs);
          expect(totalUs).toBe(10e6);
          expect(Math.min(searchedUs, outsideUs)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe('the limits over several recordings', () => {
  it('are the worst of each, and unknown when none was measured', () => {
    const poor = { ...ENVELOPE, smallestPerson: 60, fastest: 1, limits: ['rate' as const] };
    expect(searchLimits([recording([], [], ENVELOPE), recording([], [], poor)])).toMatchObject({
      ...{ smallestPerson: 60, fastest: 1, shortestVisitUs: 600_000, limits: ['rate'] },
    });
    expect(searchLimits([aRecordingState({})])).toBeUndefined();
  });
});
