import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { TrackSummary } from '../../../../src/contracts/analysis.ts';
import {
  COLOUR_NAMES,
  DIRECTIONS,
  type ColourName,
  type Direction,
} from '../../../../src/domain/attributes/attributes.ts';
import { CLASS_NAMES, OBJECT_CLASSES, type ObjectClass } from '../../../../src/domain/detection/classes.ts';
import { bitsOf, ColumnBuilder, placeOf } from '../../../../src/domain/query/column-builder.ts';
import { atOnce, sortRows } from '../../../../src/domain/query/sort-rows.ts';
import type { RecordingColumns } from '../../../../src/domain/query/track-columns.ts';
import {
  addFacet,
  emptyFacet,
  judge,
  type RowCriterion,
  type RowTest,
  type Window,
} from '../../../../src/domain/query/track-query.ts';
import { manyTracks, type ManyTracksPlan } from '../../../builders/many-tracks.ts';

const PLAN: ManyTracksPlan = { tracks: 400, samples: 3, recordings: 1 };

interface Scene {
  readonly columns: RecordingColumns;
  /** By row. */
  readonly tracks: readonly TrackSummary[];
}

function scene(plan: ManyTracksPlan): Scene {
  const builder = new ColumnBuilder();
  const tracks = new Map<number, TrackSummary>();
  for (const { chunk } of manyTracks(plan)) {
    for (const summary of chunk.summaries) {
      builder.put(summary);
      tracks.set(summary.number, summary);
    }
  }
  const columns = builder.build();
  return { columns, tracks: [...columns.number].flatMap((number) => tracks.get(number) ?? []) };
}

const { columns, tracks } = scene(PLAN);
const VEHICLES: ReadonlySet<ObjectClass> = new Set(['car', 'bus', 'truck']);
const ANSWERS = Uint8Array.from({ length: 300 }, (_, number) => (number * 7) % 3);

/** A criterion, and the same question asked of one object. */
interface Asked {
  readonly test: RowTest;
  readonly isMet: (track: TrackSummary) => boolean;
}

const words = <T>(list: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...list]);
const asked: Readonly<Record<string, fc.Arbitrary<Asked>>> = {
  class: words(CLASS_NAMES).map((names) => ({
    test: { kind: 'word', column: 'objectClass', wanted: new Set(names.map((name) => OBJECT_CLASSES[name])) },
    isMet: ({ objectClass }) => names.includes(objectClass),
  })),
  direction: words<Direction | undefined>([undefined, ...DIRECTIONS]).map((names) => ({
    test: { kind: 'word', column: 'direction', wanted: new Set(names.map((name) => placeOf(DIRECTIONS, name))) },
    isMet: ({ attributes }) => names.includes(attributes.direction),
  })),
  vehicle: fc.tuple(words<ColourName>(COLOUR_NAMES), fc.boolean()).map(([names, orNone]) => ({
    test: { kind: 'set', column: 'vehicle', bits: bitsOf(COLOUR_NAMES, names), orNone, owners: VEHICLES },
    isMet: ({ objectClass, attributes: { vehicle } }) =>
      VEHICLES.has(objectClass) &&
      (vehicle.some(({ name }) => names.includes(name)) || (orNone && vehicle.length === 0)),
  })),
  confidence: fc.nat(1000).map((least) => ({
    test: { kind: 'confidence', least },
    isMet: ({ confidence }) => Math.round(confidence * 1000) >= least,
  })),
  time: fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 4 }).map((steps) => {
    const windows: Window[] = [];
    let at = 0;
    for (const [gap, length] of steps) {
      const fromUs = at + gap * 1_000_000;
      at = fromUs + length * 1_000_000 + 1;
      windows.push({ fromUs, toUs: at - 1 });
    }
    return {
      test: { kind: 'windows', windows },
      isMet: ({ firstUs, lastUs }) => windows.some(({ fromUs, toUs }) => lastUs >= fromUs && firstUs <= toUs),
    };
  }),
  drawn: fc.constantFrom(1, 2).map((wanted) => ({
    test: { kind: 'answer', of: ANSWERS, wanted },
    isMet: ({ number }) => ANSWERS[number] === wanted,
  })),
};
const queries = fc.record(asked, { requiredKeys: [] });

function answer(query: Partial<Record<string, Asked>>, except?: string): number[] {
  const others = Object.entries(query).filter(([key]) => key !== except);
  return tracks.flatMap((track, row) => (others.every(([, one]) => one?.isMet(track) === true) ? [row] : []));
}

function criteriaOf(query: Partial<Record<string, Asked>>): RowCriterion<string>[] {
  return Object.entries(query).flatMap(([key, one]) => (one === undefined ? [] : [{ key, tests: [one.test] }]));
}

describe('a query over columns', () => {
  it('finds what asking objects one by one finds, with each criterion left out in turn too', () => {
    fc.assert(
      fc.property(queries, fc.constantFrom(undefined, ...Object.keys(asked)), (query, except) => {
        const judged = atOnce(judge(columns, criteriaOf(query)));
        expect([...judged.rows(except)]).toEqual(answer(query, except));
      }),
    );
  });

  it('counts what each word would let through, and which words there are', () => {
    fc.assert(
      fc.property(queries, (query) => {
        const judged = atOnce(judge(columns, criteriaOf(query)));
        const [classes, paints] = [emptyFacet(256), emptyFacet(4096)];
        addFacet(classes, judged, 'objectClass', 'class');
        addFacet(paints, judged, 'vehicle', 'vehicle', VEHICLES);
        const through = answer(query, 'class').map((row) => tracks[row]?.objectClass);
        for (const name of CLASS_NAMES) {
          const number = OBJECT_CLASSES[name];
          expect(classes.present[number]).toBe(tracks.filter(({ objectClass }) => objectClass === name).length);
          expect(classes.through[number]).toBe(through.filter((one) => one === name).length);
        }
        const vehicles = answer(query, 'vehicle').filter((row) => VEHICLES.has(tracks[row]?.objectClass ?? 'person'));
        expect(paints.through.reduce((sum, count) => sum + count, 0)).toBe(vehicles.length);
      }),
    );
  });

  it('asks all tests of one criterion', () => {
    const tests: RowTest[] = [
      { kind: 'answer', of: ANSWERS, wanted: 1 },
      { kind: 'confidence', least: 600 },
    ];
    const judged = atOnce(judge(columns, [{ key: 'both', tests }]));
    const wanted = tracks.flatMap(({ number, confidence }, row) =>
      ANSWERS[number] === 1 && Math.round(confidence * 1000) >= 600 ? [row] : [],
    );
    expect([...judged.rows()]).toEqual(wanted);
    expect(judged.rows('both')).toHaveLength(PLAN.tracks);
  });

  it('answers nothing when there is nothing', () => {
    const judged = atOnce(
      judge(new ColumnBuilder().build(), [{ key: 'sure', tests: [{ kind: 'confidence', least: 1 }] }]),
    );
    expect(judged.rows()).toHaveLength(0);
  });
});

describe('the order of rows', () => {
  it('is that of a sort, rows of one key in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e13, max: 1e15 }), { maxLength: 60 }), (keys) => {
        const rows = keys.map((_, row) => row);
        const sorted = rows.toSorted((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
        expect([...atOnce(sortRows(Float64Array.from(keys)))]).toEqual(sorted);
      }),
    );
  });
});

describe('the work', () => {
  it('grows no faster than the number of objects, and pauses often', () => {
    const criteria: RowCriterion<string>[] = [
      { key: 'class', tests: [{ kind: 'word', column: 'objectClass', wanted: new Set([OBJECT_CLASSES.person]) }] },
      { key: 'confidence', tests: [{ kind: 'confidence', least: 500 }] },
      { key: 'time', tests: [{ kind: 'windows', windows: [{ fromUs: 0, toUs: 1e9 }] }] },
    ];
    const timed = ({ columns: table }: Scene): number => {
      let best = Infinity;
      for (let run = 0; run < 9; run += 1) {
        const start = performance.now();
        const judged = atOnce(judge(table, criteria));
        const rows = judged.rows();
        atOnce(sortRows(Float64Array.from(rows, (row) => -(table.confidence[row] ?? 0))));
        addFacet(emptyFacet(256), judged, 'objectClass', 'class');
        best = Math.min(best, performance.now() - start);
      }
      return best;
    };
    const small = scene({ tracks: 10_000, samples: 1, recordings: 1 });
    const large = scene({ tracks: 50_000, samples: 1, recordings: 1 });
    timed(small);
    timed(large);
    expect(timed(large)).toBeLessThanOrEqual(6 * timed(small));
  });
});
