import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { RecordingState, TrackState } from '../../../src/contracts/session.ts';
import { NO_ATTRIBUTES } from '../../../src/domain/attributes/attributes.ts';
import { recordingId, trackId } from '../../../src/domain/ids.ts';
import { atOnce } from '../../../src/domain/query/sort-rows.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import { listOf } from '../../../src/services/track-list.ts';
import { Criteria } from '../../../src/state/criteria.svelte.ts';
import {
  appearancesOf,
  cellsOf,
  rowsAlong,
  SHEET_STEPS,
  stepFor,
  trackAt,
  wallAt,
  type Appearances,
} from '../../../src/state/sheet-rows.ts';
import { evenFrames } from '../../builders/frame-table.ts';
import { aRecordingState } from '../../builders/recording-state.ts';
import { hitsOf } from '../../builders/searching.ts';

const S = 1_000_000;
const PLACES = 6;

/** A recording with an object at each of these seconds. */
function filmed(name: string, seconds: readonly number[], startsAt?: number): RecordingState {
  const id = recordingId(name);
  const tracks = seconds
    .toSorted((a, b) => a - b)
    .map((second, at): TrackState => ({
      ...{ id: trackId(id, at + 1), recordingId: id, pseudonym: `P-${at + 1}`, number: at + 1 },
      ...{ objectClass: 'person', votes: {}, confidence: 0.5, detections: 3, firstOrdinal: 1, lastOrdinal: 2 },
      ...{ firstUs: second * S, lastUs: (second + 1) * S, bestUs: second * S, bestOrdinal: 1 },
      ...{ bestBox: { x: 0, y: 0, w: 1, h: 1 }, attributes: NO_ATTRIBUTES },
    }));
  const at = startsAt === undefined ? undefined : instant(startsAt);
  const place = { camera: '', startsAt: at, clockOffsetMs: undefined };
  return aRecordingState({ id, name, table: evenFrames(10, 100), tracks: listOf(tracks), place });
}

const appearing = (recordings: readonly RecordingState[]): Appearances =>
  atOnce(appearancesOf(hitsOf(new Criteria(), recordings).parts));

describe('the sheet over time', () => {
  it('holds every object exactly once, in a row of its time, rows in order', () => {
    const seconds = fc.array(fc.nat(20_000), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(seconds, seconds, fc.constantFrom(...SHEET_STEPS), fc.boolean(), (one, two, step, hasClock) => {
        const recordings = [
          filmed('a', one, 1_700_000_000_000),
          filmed('b', two, hasClock ? 1_699_999_990_000 : undefined),
        ];
        const appearances = appearing(recordings);
        const rows = atOnce(rowsAlong(appearances, step));
        const seen = new Set<string>();
        for (let index = 0; index < rows.fromUs.length; index += 1) {
          let before = -1;
          for (const { slot, first, end } of cellsOf(appearances, rows, index, PLACES)) {
            expect(slot).toBeGreaterThan(before);
            before = slot;
            for (let at = first; at < end; at += 1) {
              seen.add(trackAt(appearances, at)?.id ?? '');
              const into = (appearances.us[at] ?? 0) - (rows.fromUs[index] ?? 0);
              expect(into).toBeGreaterThanOrEqual(0);
              expect(into).toBeLessThan(step);
            }
          }
          const isNext = rows.axis[index + 1] === rows.axis[index];
          expect(isNext && (rows.fromUs[index + 1] ?? 0) <= (rows.fromUs[index] ?? 0)).toBe(false);
        }
        expect(seen.size).toBe(one.length + two.length);
      }),
      { numRuns: 60 },
    );
  });

  it('mixes recordings on the clock of the case, and keeps those without one apart', () => {
    const noon = Date.UTC(2026, 10, 21, 12);
    const recordings = [filmed('a', [10, 30], noon), filmed('own', [5]), filmed('b', [20], noon)];
    const appearances = appearing(recordings);
    const order = [0, 1, 2, 3].map((at) => trackAt(appearances, at)?.id);
    expect(order).toEqual([
      trackId(recordingId('a'), 1),
      trackId(recordingId('b'), 1),
      trackId(recordingId('a'), 2),
      trackId(recordingId('own'), 1),
    ]);
    expect(appearances.axes.map(({ start, recording }) => [start, recording?.name])).toEqual([
      [0, undefined],
      [3, 'own'],
    ]);
  });

  it('goes on in real order where clocks are put back: after the summer hour comes the same hour of winter', () => {
    const changed = Date.UTC(2026, 9, 25, 1);
    const [summer, winter] = [filmed('summer', [0, 1500], changed - 1800_000), filmed('winter', [300], changed)];
    const appearances = appearing([winter, summer]);
    expect([0, 1, 2].map((at) => trackAt(appearances, at)?.recordingId)).toEqual(['summer', 'summer', 'winter']);
    const hours = [0, 1, 2].map((at) => new Date(wallAt(appearances, at) / 1000).toISOString().slice(11, 16));
    expect(hours).toEqual(['02:30', '02:55', '02:05']);
    const rows = atOnce(rowsAlong(appearances, 600 * S));
    expect([...rows.start]).toEqual([0, 1, 2, 3]);
    expect([...rows.fromUs].toSorted((a, b) => a - b)).toEqual([...rows.fromUs]);
  });

  it('has no rows for times without objects, and shorter rows where there are more', () => {
    const appearances = appearing([filmed('a', [0, 1, 2, 9000])]);
    expect([...atOnce(rowsAlong(appearances, 60 * S)).fromUs]).toEqual([0, 9000 * S]);
    const dense = appearing([
      filmed(
        'a',
        Array.from({ length: 900 }, (_, at) => at * 10),
      ),
    ]);
    expect(stepFor(dense, PLACES)).toBeLessThan(stepFor(appearances, PLACES));
    expect(stepFor(dense, PLACES)).toBe(60 * S);
  });

  it('shows those only that are let through', () => {
    const { parts } = hitsOf(new Criteria(), [filmed('a', [1, 2, 3])]);
    const odd = atOnce(appearancesOf(parts, (_, number) => number % 2 === 1));
    expect([0, 1, 2].map((at) => trackAt(odd, at)?.number)).toEqual([1, 3, undefined]);
  });
});
