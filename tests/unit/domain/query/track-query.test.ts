import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { TrackSummary } from '../../../../src/contracts/analysis.ts';
import { COLOUR_NAMES, DIRECTIONS, EDGES, SIZES, SPEEDS } from '../../../../src/domain/attributes/attributes.ts';
import { CARRIED, CLASS_NAMES } from '../../../../src/domain/detection/classes.ts';
import { ColumnBuilder } from '../../../../src/domain/query/column-builder.ts';
import { timeOrder } from '../../../../src/domain/query/time-order.ts';
import { joinColumns, type TrackColumns } from '../../../../src/domain/query/track-columns.ts';
import { countTracks, matchTracks, pageOf, type TrackFilter } from '../../../../src/domain/query/track-query.ts';
import { manyTracks, recordingIds, type ManyTracksPlan } from '../../../builders/many-tracks.ts';

const PLAN: ManyTracksPlan = { tracks: 900, samples: 3, recordings: 3 };
/** The second recorder runs an hour behind, the third a minute early. */
const CLOCK = [0, 3_600_000_000, -60_000_000];

type Known = TrackSummary & { readonly recording: number };

function scene(plan: ManyTracksPlan): { readonly columns: TrackColumns; readonly tracks: readonly Known[] } {
  const ids = recordingIds(plan);
  const builders = ids.map(() => new ColumnBuilder());
  const tracks = new Map<string, Known>();
  for (const { recordingId, chunk } of manyTracks(plan)) {
    const recording = ids.indexOf(recordingId);
    for (const summary of chunk.summaries) {
      builders[recording]?.put(summary);
      tracks.set(`${recordingId}/${summary.number}`, { ...summary, recording });
    }
  }
  return { columns: joinColumns(builders.map((builder) => [builder.build()])), tracks: [...tracks.values()] };
}

const { columns, tracks } = scene(PLAN);
const order = timeOrder(columns, CLOCK);
const startOf = ({ firstUs, recording }: Known): number => firstUs + (CLOCK[recording] ?? 0);

/** The same question, asked of objects one by one. */
function answer(filter: TrackFilter): Known[] {
  const any = <T>(wanted: readonly T[] | undefined, has: readonly (T | undefined)[]): boolean =>
    wanted === undefined || wanted.some((word) => has.includes(word));
  return tracks
    .filter((track) => {
      const { attributes: a, recording, objectClass, confidence, firstUs, lastUs } = track;
      const { time, leastConfidence = 0 } = filter;
      const offset = CLOCK[recording] ?? 0;
      return (
        any(filter.recordings, [recording]) &&
        any(filter.classes, [objectClass]) &&
        Math.round(confidence * 1000) >= Math.round(leastConfidence * 1000) &&
        (time === undefined || (lastUs + offset >= time.fromUs && firstUs + offset <= time.toUs)) &&
        (['upper', 'lower', 'vehicle'] as const).every((surface) =>
          any(
            filter[surface],
            a[surface].map(({ name }) => name),
          ),
        ) &&
        any(filter.directions, [a.direction]) &&
        any(filter.entered, [a.entered]) &&
        any(filter.left, [a.left]) &&
        any(filter.speeds, [a.speed]) &&
        any(filter.sizes, [a.size]) &&
        any(
          filter.carried,
          a.carried.map(({ name }) => name),
        )
      );
    })
    .sort((a, b) => startOf(a) - startOf(b) || a.recording - b.recording || a.number - b.number);
}

const some = <T>(words: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...words]);
const filters: fc.Arbitrary<TrackFilter> = fc.record(
  {
    recordings: some([0, 1, 2]),
    classes: some(CLASS_NAMES),
    leastConfidence: fc.double({ min: 0, max: 1, noNaN: true }),
    time: fc
      .tuple(fc.integer({ min: -60, max: 4000 }), fc.nat(2000))
      .map(([from, s]) => ({ fromUs: from * 1e6, toUs: (from + s) * 1e6 })),
    upper: some(COLOUR_NAMES),
    lower: some(COLOUR_NAMES),
    vehicle: some(COLOUR_NAMES),
    directions: some(DIRECTIONS),
    entered: some(EDGES),
    left: some(EDGES),
    speeds: some(SPEEDS),
    sizes: some(SIZES),
    carried: some(CARRIED),
  },
  { requiredKeys: [] },
);

describe('a query over columns', () => {
  it('finds what asking objects one by one finds, in the same order', () => {
    fc.assert(
      fc.property(filters, fc.nat(20), (filter, from) => {
        const marks = matchTracks(columns, filter, CLOCK);
        const wanted = answer(filter);
        const page = pageOf(columns, marks, order, { from, size: 10 });
        expect(page).toEqual(wanted.slice(from, from + 10).map(({ recording, number }) => ({ recording, number })));
        const counts = countTracks(columns, marks);
        expect(counts.total).toBe(wanted.length);
        for (const name of CLASS_NAMES) {
          expect(counts.byClass[name]).toBe(wanted.filter(({ objectClass }) => objectClass === name).length);
        }
        expect(counts.byRecording).toEqual(
          [0, 1, 2].map((place) => wanted.filter(({ recording }) => recording === place).length),
        );
      }),
    );
  });

  it('finds something with each criterion alone, and not everything', () => {
    const single: TrackFilter[] = [
      { classes: ['bus'] },
      { leastConfidence: 0.9 },
      { time: { fromUs: 0, toUs: 1e8 } },
      { upper: ['red'] },
      { directions: ['still'] },
      { carried: ['umbrella'] },
      { recordings: [2] },
    ];
    for (const filter of single) {
      const { total } = countTracks(columns, matchTracks(columns, filter, CLOCK));
      expect(total).toBeGreaterThan(0);
      expect(total).toBeLessThan(PLAN.tracks);
    }
  });

  it('answers nothing when there is nothing', () => {
    const none = joinColumns([]);
    const marks = matchTracks(none, { classes: ['person'] }, []);
    expect(countTracks(none, marks)).toMatchObject({ total: 0, byRecording: [] });
    expect(pageOf(none, marks, timeOrder(none, []), { from: 0, size: 10 })).toEqual([]);
  });
});

describe('the order of time', () => {
  it('is that of a sort, rows of one time in their order', () => {
    const times = fc.array(fc.integer({ min: -1e12, max: 1e15 }), { maxLength: 60 });
    fc.assert(
      fc.property(
        times,
        fc.array(fc.integer({ min: -1e13, max: 1e13 }), { minLength: 2, maxLength: 2 }),
        (us, clock) => {
          const builders = [new ColumnBuilder(), new ColumnBuilder()];
          us.forEach((firstUs, row) => {
            const [known] = tracks;
            if (known !== undefined) {
              builders[row % 2]?.put({ ...known, number: row + 1, firstUs });
            }
          });
          const table = joinColumns(builders.map((builder) => [builder.build()]));
          const keyOf = (row: number): number => (table.firstUs[row] ?? 0) + (clock[table.recording[row] ?? 0] ?? 0);
          const rows = Array.from({ length: us.length }, (_, row) => row);
          expect([...timeOrder(table, clock)]).toEqual(rows.sort((a, b) => keyOf(a) - keyOf(b) || a - b));
        },
      ),
    );
  });
});

describe('the work', () => {
  it('grows no faster than the number of objects', () => {
    const FILTER: TrackFilter = {
      classes: ['person', 'car'],
      leastConfidence: 0.5,
      upper: ['red'],
      directions: ['left'],
    };
    const timed = ({ columns: table }: { readonly columns: TrackColumns }): number => {
      let best = Infinity;
      for (let run = 0; run < 9; run += 1) {
        const start = performance.now();
        const inOrder = timeOrder(table, []);
        const marks = matchTracks(table, FILTER, []);
        countTracks(table, marks);
        pageOf(table, marks, inOrder, { from: 0, size: 50 });
        best = Math.min(best, performance.now() - start);
      }
      return best;
    };
    const small = scene({ tracks: 10_000, samples: 1 });
    const large = scene({ tracks: 50_000, samples: 1 });
    timed(small);
    timed(large);
    expect(timed(large)).toBeLessThanOrEqual(6 * timed(small));
  });
});
