// What lies outside of the authorised scope is counted and not stored, also when a pass is cut in two.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { AnalysisRequest, TrackSummary } from '../../../src/contracts/analysis.ts';
import type { PendingWrite } from '../../../src/analysis/chunk-assembler.ts';
import { scopeText } from '../../../src/analysis/scope-bounds.ts';
import { scopeFilter, type ScopeFilter, type ScopeSnapshot } from '../../../src/analysis/scope-filter.ts';
import { defined } from '../../../src/base/assert.ts';
import type { Scope } from '../../../src/domain/case/case-file.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import type { ChunkWrite } from '../../../src/storage/case-repository.ts';
import { toStored, toUpright, type Rotation } from '../../../src/vision/rotate.ts';
import { anAuthorisation, aProvenance, aSummary } from '../../builders/dossier.ts';
import { evenFrames } from '../../builders/frame-table.ts';

const STARTS = instant(Date.parse('2026-03-10T06:00:00Z'));
const TABLE = evenFrames(100, 100);
const INFO = { width: 100, height: 100, rotation: 0 } as AnalysisRequest['info'];
const ANY: Scope = { from: undefined, to: undefined, classes: ['person', 'car'], zones: [] };
const LEFT_HALF = [
  { x: 0, y: 0 },
  { x: 0.5, y: 0 },
  { x: 0.5, y: 1 },
  { x: 0, y: 1 },
];

function requestFor(scope: Partial<Scope>) {
  const authorisation = { ...anAuthorisation({ scope: { ...ANY, ...scope } }), recordedAt: STARTS };
  const provenance = aProvenance({ startsAt: STARTS, clockOffsetMs: 0, clockOffsetSource: 'PV' });
  const permit = { authorisation, provenance } as Extract<AnalysisRequest['licence'], { kind: 'dossier' }>['permit'];
  return { licence: { kind: 'dossier', permit }, info: INFO, table: TABLE } as const;
}
const filterFor = (scope: Partial<Scope>, from?: ScopeSnapshot): ScopeFilter =>
  defined(scopeFilter(requestFor(scope), from), 'filter');

interface Seen {
  readonly number: number;
  readonly parts?: Partial<TrackSummary>;
  /** Where its box begins, px from the left; 10 px wide. */
  readonly x?: number;
}

function commit(seen: readonly Seen[], over: readonly number[] = [], parts: Partial<ChunkWrite> = {}): PendingWrite {
  return {
    chunk: {
      seq: 0,
      summaries: seen.map(({ number, parts: of }) => ({ ...aSummary(number), objectClass: 'person', ...of })),
      observations: seen.map(({ number, x = 10 }) => ({
        ...{ track: number, ordinal: number, box: { x, y: 10, w: 10, h: 20 }, score: 1, origin: 'detected' },
      })),
      coverage: [],
      motion: [],
    },
    crops: new Map(seen.map(({ number }) => [number, { type: 'image/webp', bytes: Uint8Array.of(number) }])),
    masks: {
      step: 1,
      masks: seen.map(({ number }) => ({ track: number, ordinal: 1, x: 0, y: 0, w: 1, h: 1, bytes: Uint8Array.of(1) })),
    },
    over,
    ...parts,
  };
}

/** Numbers of which anything would be stored. */
function stored({ chunk, crops, masks }: ChunkWrite): number[] {
  const numbers = [
    ...chunk.summaries.map(({ number }) => number),
    ...chunk.observations.map(({ track }) => track),
    ...crops.keys(),
    ...(masks?.masks ?? []).map(({ track }) => track),
  ];
  return [...new Set(numbers)].sort((a, b) => a - b);
}

const take = (filter: ScopeFilter, pending: PendingWrite): ChunkWrite => filter.take(pending, pending.over);

describe('the scope of an authorisation', () => {
  it('L29 keeps other classes out of the store, and counts them', () => {
    const filter = filterFor({ classes: ['car'] });
    const write = take(filter, commit([{ number: 1 }, { number: 2, parts: { objectClass: 'car' } }], [1, 2]));
    expect(stored(write)).toEqual([2]);
    expect(filter.counts).toEqual({ period: 0, zones: 0, classes: 1 });
  });

  it('L29 keeps out what lies wholly outside of the period, and stores what is partly inside', () => {
    const at = (ms: number): number => ms * 1000;
    const filter = filterFor({ from: instant(STARTS + 2000), to: instant(STARTS + 4000) });
    const spans = [
      { number: 1, parts: { firstUs: at(0), lastUs: at(1999) } },
      { number: 2, parts: { firstUs: at(1000), lastUs: at(2000) } },
      { number: 3, parts: { firstUs: at(4000), lastUs: at(9000) } },
      { number: 4, parts: { firstUs: at(4001), lastUs: at(9000) } },
    ];
    expect(stored(take(filter, commit(spans, [1, 2, 3, 4])))).toEqual([2, 3]);
    expect(filter.counts).toEqual({ period: 2, zones: 0, classes: 0 });
  });

  it('L29 keeps no picture of the scene and no movement from outside of the period', () => {
    const filter = filterFor({ to: instant(STARTS + 1000) });
    const plate = (us: number) => ({ us, width: 1, height: 1, type: 'image/webp', bytes: Uint8Array.of(1) });
    const pending = commit([], [], { plates: [plate(1_000_000), plate(1_000_001)] });
    const motion = [1, 50].map((ordinal) => ({ ordinal, box: { x: 1, y: 1, w: 9, h: 9 } }));
    const write = take(filter, { ...pending, chunk: { ...pending.chunk, motion } });
    expect(write.plates?.map(({ us }) => us)).toEqual([1_000_000]);
    expect(write.chunk.motion.map(({ box }) => box.w)).toEqual([9, 0]);
  });

  it('L29 stores the whole of an object once it has set foot in a zone, from its first box on', () => {
    const filter = filterFor({ zones: [{ camera: 'Hall', polygon: LEFT_HALF }] });
    expect(
      stored(
        take(
          filter,
          commit([
            { number: 1, x: 80 },
            { number: 2, x: 80 },
          ]),
        ),
      ),
    ).toEqual([]);
    const write = take(filter, commit([{ number: 1, x: 20 }]));
    expect(stored(write)).toEqual([1]);
    expect(write.chunk.observations.map(({ box }) => box.x)).toEqual([80, 20]);
    expect(write.masks?.masks).toHaveLength(2);
    expect(stored(take(filter, commit([{ number: 1, x: 80 }], [1, 2])))).toEqual([1]);
    expect(filter.counts).toEqual({ period: 0, zones: 1, classes: 0 });
  });

  it('L29 searches a camera whole of which no zone was drawn', () => {
    const filter = filterFor({ zones: [{ camera: 'Cour', polygon: LEFT_HALF }] });
    expect(stored(take(filter, commit([{ number: 1, x: 80 }], [1])))).toEqual([1]);
  });

  it('L29 takes back what was stored when the vote turns to another class at last', () => {
    const filter = filterFor({ classes: ['person'] });
    expect(stored(take(filter, commit([{ number: 1 }, { number: 2 }])))).toEqual([1, 2]);
    take(filter, commit([{ number: 1, parts: { objectClass: 'car' } }], [1]));
    expect(filter.withdrawn()).toEqual(new Set([1]));
    expect(filter.counts.classes).toBe(1);
  });

  it('L29 gives the same when a pass goes on from a commit', () => {
    const zones = [{ camera: 'Hall', polygon: LEFT_HALF }];
    const steps = fc.array(
      fc.array(fc.record({ number: fc.integer({ min: 1, max: 5 }), x: fc.constantFrom(20, 80) }), { maxLength: 4 }),
      { minLength: 2, maxLength: 8 },
    );
    fc.assert(
      fc.property(steps, fc.nat(), (seen, cut) => {
        const commits = seen.map((each) => commit([...new Map(each.map((one) => [one.number, one])).values()]));
        const whole = filterFor({ zones });
        const all = commits.map((one) => take(whole, one));
        let filter = filterFor({ zones });
        const parts = commits.map((one, index) => {
          if (index === cut % commits.length) {
            filter = filterFor({ zones }, structuredClone(filter.snapshot()));
          }
          return take(filter, one);
        });
        expect(parts).toEqual(all);
        expect([filter.withdrawn(), filter.counts]).toEqual([whole.withdrawn(), whole.counts]);
      }),
    );
  });

  it('is part of the run: another scope is another analysis, an Exercice has none', () => {
    expect(scopeText({ licence: { kind: 'exercise' } })).toBeUndefined();
    expect(scopeText(requestFor({}))).not.toBe(scopeText(requestFor({ classes: ['car'] })));
  });

  it('looks at boxes upright, however the picture is stored', () => {
    const box = { x: 3, y: 5, w: 7, h: 11 };
    for (const rotation of [0, 90, 180, 270] satisfies Rotation[]) {
      expect(toUpright(toStored(box, rotation, 100, 60), rotation, 100, 60)).toEqual(box);
    }
  });
});
