import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { userId } from '../../../../src/domain/case/case-file.ts';
import {
  merge,
  split,
  unedit,
  type EditContext,
  type ListedTrack,
  type Sight,
} from '../../../../src/domain/case/edit-rules.ts';
import { isOneKind, mergedFacts, type TrackFacts } from '../../../../src/domain/case/merged-facts.ts';
import { EditLayer, type TrackEdit } from '../../../../src/domain/case/track-edits.ts';
import { NO_ATTRIBUTES } from '../../../../src/domain/attributes/attributes.ts';
import { union, type Box } from '../../../../src/domain/geometry/box.ts';
import { recordingId, trackId, type TrackId } from '../../../../src/domain/ids.ts';
import { refusalOf } from '../../../../src/domain/law/codes.ts';
import { instant } from '../../../../src/domain/time/instant.ts';

const ID = recordingId('r');
const boxAt = (number: number, ordinal: number): Box => ({ x: ordinal, y: number * 10, w: 4 + number, h: 8 });
const usOf = (ordinal: number): number => (ordinal - 1) * 40_000;

/** Object `number` of ordinals `from` to `to`. */
function facts(number: number, from: number, to: number, change: Partial<TrackFacts> = {}): TrackFacts {
  return {
    ...{ objectClass: 'person', votes: { person: 1 }, confidence: 0.5, detections: to - from + 1 },
    ...{ firstOrdinal: from, lastOrdinal: to, firstUs: usOf(from), lastUs: usOf(to) },
    ...{ bestOrdinal: from, bestUs: usOf(from), bestBox: boxAt(number, from), attributes: NO_ATTRIBUTES },
    ...change,
  };
}

/** What an analysis gave: objects of numbers 1, 2, … */
type World = readonly (readonly [number, number])[];
const originalOf = (world: World) => (number: number) => {
  const span = world[number - 1];
  return span === undefined ? undefined : { pseudonym: `P-000${number}`, facts: facts(number, ...span) };
};
const rowsOf = (world: World): readonly (Sight & { readonly number: number })[] =>
  world.flatMap(([from, to], index) =>
    Array.from({ length: to - from + 1 }, (_, step) => ({
      ...{ number: index + 1, ordinal: from + step, box: boxAt(index + 1, from + step), score: 0.5, isDetected: true },
    })),
  );

function listed(world: World, edits: readonly TrackEdit[]): readonly ListedTrack[] {
  const original = originalOf(world);
  const layer = new EditLayer(edits, original);
  const untouched = world.flatMap((_, index) => {
    const found = layer.touched.has(index + 1) ? undefined : original(index + 1);
    const { firstOrdinal: from = 0, lastOrdinal: to = 0 } = found?.facts ?? {};
    const number = index + 1;
    return found === undefined ? [] : [{ number, facts: found.facts, pieces: [{ number, from, to }] }];
  });
  const all = [...untouched, ...layer.edited];
  return all.map(({ number, facts: of, pieces }) => ({
    ...{ id: trackId(ID, number), recording: ID, run: 1, number, facts: of, pieces },
  }));
}

const context = (seq: number, change: Partial<EditContext> = {}): EditContext => ({
  ...{ by: userId('u'), now: instant(seq), newId: `e${seq}`, newSeq: seq },
  ...{ isDecided: () => false, isOver: () => true },
  ...change,
});
const at = (world: World, numbers: readonly number[], edits: readonly TrackEdit[] = []) =>
  numbers.map((number) => listed(world, edits).find((track) => track.number === number));

describe('objects put together', () => {
  const world: World = [
    [1, 10],
    [20, 30],
    [5, 25],
  ];

  it('show what their parts showed, under the pseudonym of the first and naming the others', () => {
    const edit = merge(at(world, [2, 1]), context(1));
    const layer = new EditLayer([edit], originalOf(world));
    expect(edit.numbers).toEqual([1, 2]);
    expect(layer.at(1)).toMatchObject({
      pseudonym: 'P-0001 + P-0002',
      facts: { firstOrdinal: 1, lastOrdinal: 30, firstUs: 0, lastUs: usOf(30), detections: 21 },
    });
    expect(layer.at(2)).toBe(undefined);
    expect([layer.ownerOf(2, 22), layer.ownerOf(3, 22)]).toEqual([1, 3]);
  });

  it('are refused when both are there at one moment', () => {
    expect(refusalOf(() => merge(at(world, [1, 3]), context(1)))).toEqual(['MERGE_OVERLAP']);
  });

  it('may take in one that lies in a gap of what was put together before', () => {
    const gapped: World = [
      [1, 10],
      [30, 40],
      [15, 20],
    ];
    const first = merge(at(gapped, [1, 2]), context(1));
    const second = merge(at(gapped, [1, 3], [first]), context(2));
    const layer = new EditLayer([first, second], originalOf(gapped));
    expect(layer.at(1)?.pieces.map(({ from }) => from)).toEqual([1, 15, 30]);
  });

  it('are refused alone, of several recordings, of several kinds, decided about, while more comes', () => {
    const [one, two] = at(world, [1, 2]);
    const elsewhere = two && { ...two, recording: recordingId('q') };
    const car = two && { ...two, facts: { ...two.facts, objectClass: 'car' as const } };
    const codes = (tracks: readonly (ListedTrack | undefined)[], change: Partial<EditContext> = {}) =>
      refusalOf(() => merge(tracks, context(1, change)));
    expect(codes([one, one])).toEqual(['MERGE_TRACKS']);
    expect(codes([one, undefined])).toEqual(['TRACK_UNKNOWN']);
    expect(codes([one, elsewhere])).toEqual(['MERGE_RECORDINGS']);
    expect(codes([one, car])).toEqual(['MERGE_CLASSES']);
    expect(codes([one, two], { isDecided: (track) => track === one?.id })).toEqual(['TRACK_DECIDED']);
    expect(codes([one, two], { isOver: () => false })).toEqual(['EDIT_RUNNING']);
  });

  it('weigh votes, colours and confidence by how often each part was detected', () => {
    const red = { ...NO_ATTRIBUTES, upper: [{ name: 'red' as const, share: 1 }], direction: 'left' as const };
    const blue = { ...NO_ATTRIBUTES, upper: [{ name: 'blue' as const, share: 1 }], direction: 'right' as const };
    const sum = mergedFacts([
      facts(1, 1, 30, { votes: { car: 1 }, objectClass: 'car', confidence: 0.9, detections: 30, attributes: red }),
      facts(2, 40, 49, {
        votes: { truck: 1 },
        objectClass: 'truck',
        confidence: 0.5,
        detections: 10,
        attributes: blue,
      }),
    ]);
    expect(sum.votes).toEqual({ car: 0.75, truck: 0.25 });
    expect(sum.objectClass).toBe('car');
    expect(sum.confidence).toBeCloseTo(0.8);
    expect(sum.attributes.upper).toEqual([
      { name: 'red', share: 0.75 },
      { name: 'blue', share: 0.25 },
    ]);
    expect(sum.attributes.direction).toBe(undefined);
  });

  it('take a mover that has no class for anything', () => {
    expect(isOneKind(['person', 'unclassified'])).toBe(true);
    expect(isOneKind(['car', 'truck', 'unclassified'])).toBe(true);
    expect(isOneKind(['person', 'car'])).toBe(false);
  });
});

describe('an object cut in two', () => {
  const world: World = [[1, 20]];
  const cut = (ordinal: number, change: Partial<EditContext> = {}) =>
    split(at(world, [1])[0], ordinal, rowsOf(world), { number: 2, pseudonym: 'P-0002' }, usOf, context(1, change));

  it('keeps its pseudonym for the first half and has a new one for the second', () => {
    const layer = new EditLayer([cut(8)], originalOf(world));
    expect(layer.at(1)).toMatchObject({
      pseudonym: 'P-0001',
      facts: { firstOrdinal: 1, lastOrdinal: 7, detections: 7 },
    });
    expect(layer.at(2)).toMatchObject({
      pseudonym: 'P-0002',
      facts: { firstOrdinal: 8, lastOrdinal: 20, detections: 13 },
    });
    expect(layer.at(2)?.facts.bestOrdinal).toBeGreaterThanOrEqual(8);
    expect([layer.ownerOf(1, 7), layer.ownerOf(1, 8)]).toEqual([1, 2]);
  });

  it('is refused where one side would be empty, and when it was decided about', () => {
    expect(refusalOf(() => cut(1))).toEqual(['SPLIT_OUTSIDE']);
    expect(refusalOf(() => cut(21))).toEqual(['SPLIT_OUTSIDE']);
    expect(refusalOf(() => cut(8, { isDecided: () => true }))).toEqual(['TRACK_DECIDED']);
  });
});

describe('taking an edit back', () => {
  const world: World = [
    [1, 10],
    [20, 30],
  ];
  const idOf = (edit: TrackEdit, number: number): TrackId => trackId(edit.recording, number, edit.run);
  const joined = merge(at(world, [1, 2]), context(1));

  it('waits for what rests on it', () => {
    const both = at(world, [1], [joined])[0];
    const after = split(both, 25, rowsOf(world), { number: 3, pseudonym: 'P-0003' }, usOf, context(2));
    const edits = [joined, after];
    expect(refusalOf(() => unedit(edits, 'e1', idOf, context(3)))).toEqual(['EDIT_LATER']);
    expect(unedit(edits, 'e2', idOf, context(3))).toEqual([joined]);
  });

  it('is refused of an object that was decided about, and of an edit that is not there', () => {
    expect(refusalOf(() => unedit([joined], 'e1', idOf, { isDecided: () => true }))).toEqual(['TRACK_DECIDED']);
    expect(refusalOf(() => unedit([joined], 'e9', idOf, context(3)))).toEqual(['EDIT_UNKNOWN']);
  });
});

it('keeps every box exactly once, and all of them together where they were, whatever is put together, cut and undone', () => {
  const worlds = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 15 })), {
    minLength: 2,
    maxLength: 6,
  });
  const steps = fc.array(
    fc.record({
      kind: fc.constantFrom('merge', 'split', 'undo'),
      a: fc.nat(9),
      b: fc.nat(9),
      ordinal: fc.integer({ min: 1, max: 80 }),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(worlds, steps, (spans, acts) => {
      const world: World = spans.map(([from, length]) => [from, from + length]);
      const rows = rowsOf(world);
      let edits: readonly TrackEdit[] = [];
      let seq = 0;
      for (const { kind, a, b, ordinal } of acts) {
        const now = listed(world, edits);
        seq += 1;
        const idOf = (edit: TrackEdit, number: number): TrackId => trackId(edit.recording, number, edit.run);
        refusalOf(() => {
          if (kind === 'merge') {
            edits = [...edits, merge([now[a % now.length], now[b % now.length]], context(seq))];
          } else if (kind === 'split') {
            const track = now[a % now.length];
            const layer = new EditLayer(edits, originalOf(world));
            const own = rows.filter((row) => layer.ownerOf(row.number, row.ordinal) === track?.number);
            const sorted = own.toSorted((x, y) => x.ordinal - y.ordinal);
            edits = [
              ...edits,
              split(track, ordinal, sorted, { number: 100 + seq, pseudonym: `P-${seq}` }, usOf, context(seq)),
            ];
          } else {
            edits = unedit(edits, edits[a % Math.max(1, edits.length)]?.id ?? '', idOf, context(seq));
          }
        });
      }
      const layer = new EditLayer(edits, originalOf(world));
      const tracks = listed(world, edits);
      const owned = rows.map((row) => ({ row, owner: layer.ownerOf(row.number, row.ordinal) }));
      for (const { row, owner } of owned) {
        const homes = tracks.filter(({ pieces }) =>
          pieces.some((piece) => piece.number === row.number && piece.from <= row.ordinal && row.ordinal <= piece.to),
        );
        expect(homes.map(({ number }) => number)).toEqual([owner]);
      }
      for (const track of tracks) {
        const own = owned.filter(({ owner }) => owner === track.number).map(({ row }) => row.ordinal);
        expect([Math.min(...own), Math.max(...own)]).toEqual([track.facts.firstOrdinal, track.facts.lastOrdinal]);
        expect(new Set(own).size).toBe(own.length);
      }
      const all = (boxes: readonly Box[]): Box => boxes.reduce(union);
      const shown = tracks.flatMap(({ number }) =>
        owned.filter(({ owner }) => owner === number).map(({ row }) => row.box),
      );
      expect(all(shown)).toEqual(all(rows.map(({ box }) => box)));
      expect(shown).toHaveLength(rows.length);
    }),
  );
});
