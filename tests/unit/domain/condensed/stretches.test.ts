import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Course, FAST } from '../../../../src/domain/condensed/course.ts';
import { leftOutOf } from '../../../../src/domain/condensed/left-out.ts';
import { isWhole, NOTCH_NAMES, NOTCHES, type NotchName } from '../../../../src/domain/condensed/notches.ts';
import {
  stretchesOf,
  type Doubt,
  type DoubtSpan,
  type Presence,
  type Stretch,
} from '../../../../src/domain/condensed/stretches.ts';

const EXTENT = { fromUs: 0, toUs: 3600e6 };
const S = 1e6;

function done<Value>(steps: Generator<undefined, Value>): Value {
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return step.value;
    }
  }
}

/** Objects: first second, last second, best second. */
function present(objects: readonly (readonly [number, number, number])[]): Presence {
  const sorted = objects.toSorted((a, b) => a[0] - b[0]);
  const column = (at: 0 | 1 | 2): number[] => sorted.map((object) => object[at] * S);
  return { rows: sorted.map((_, row) => row), firstUs: column(0), lastUs: column(1), bestUs: column(2) };
}

const cut = (presence: Presence, notch: NotchName, doubts: readonly DoubtSpan[] = []): readonly Stretch[] =>
  done(stretchesOf(presence, doubts, EXTENT, NOTCHES[notch]));

const anObject = fc
  .tuple(fc.nat(3500), fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([first, length, best]): [number, number, number] => [first, first + length, first + length * best]);
const someObjects = fc.array(anObject, { maxLength: 40 }).map(present);
const someDoubts = fc
  .uniqueArray(fc.nat(3600), { minLength: 0, maxLength: 12 })
  .chain((edges) => {
    const sorted = edges.toSorted((a, b) => a - b);
    const why = fc.constantFrom<Doubt>('waiting', 'failed', 'outside');
    return fc.tuple(...sorted.slice(1).map((to, at) => fc.tuple(fc.constant([sorted[at] ?? 0, to] as const), why)));
  })
  .map((spans) =>
    spans
      .filter((_, at) => at % 2 === 0)
      .map(([[from, to], why]): DoubtSpan => ({ fromUs: from * S, toUs: to * S, why })),
  );
const aNotch = fc.constantFrom(...NOTCH_NAMES);

describe('stretches of a recording', () => {
  it('tile it exactly, in order', () => {
    fc.assert(
      fc.property(someObjects, someDoubts, aNotch, (presence, doubts, notch) => {
        const stretches = cut(presence, notch, doubts);
        expect(stretches[0]?.fromUs).toBe(EXTENT.fromUs);
        expect(stretches.at(-1)?.toUs).toBe(EXTENT.toUs);
        stretches.forEach(({ kind, fromUs, toUs }, at) => {
          expect(toUs).toBeGreaterThan(fromUs);
          expect(stretches[at + 1]?.fromUs ?? toUs).toBe(toUs);
          expect(stretches[at + 1]?.kind).not.toBe(kind);
        });
      }),
      { numRuns: 80 },
    );
  });

  it('watch every object whole at the notches that promise it, but for what cannot be read', () => {
    fc.assert(
      fc.property(someObjects, someDoubts, aNotch, (presence, doubts, notch) => {
        const stretches = cut(presence, notch, doubts);
        const isReadable = ({ why }: DoubtSpan): boolean => why !== 'failed';
        if (isWhole(NOTCHES[notch]) && doubts.every(isReadable)) {
          const { partly, wholly } = done(leftOutOf(presence, stretches));
          expect([...partly, ...wholly]).toEqual([]);
        }
        for (const row of isWhole(NOTCHES[notch]) ? Array.from(presence.rows) : []) {
          const [first, last] = [presence.firstUs[row] ?? 0, presence.lastUs[row] ?? 0];
          const there = stretches.filter(({ fromUs, toUs }) => fromUs <= last && toUs > first);
          expect(there.every(({ kind }) => kind === 'watched' || kind === 'failed')).toBe(true);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('pass over nothing of what was not analysed or could not be read without a word', () => {
    fc.assert(
      fc.property(someObjects, someDoubts, aNotch, (presence, doubts, notch) => {
        const dead = cut(presence, notch, doubts).filter(({ kind }) => kind === 'dead');
        for (const { fromUs, toUs } of dead) {
          expect(doubts.some((doubt) => doubt.fromUs < toUs && doubt.toUs > fromUs)).toBe(false);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('are no longer at a notch than at the one before', () => {
    fc.assert(
      fc.property(someObjects, (presence) => {
        const watched = NOTCH_NAMES.map((notch) => new Course(cut(presence, notch), true).watchedUs);
        expect(watched).toEqual(watched.toSorted((a, b) => b - a));
      }),
      { numRuns: 60 },
    );
  });

  it('name exactly the objects that a notch does not watch whole', () => {
    fc.assert(
      fc.property(someObjects, someDoubts, aNotch, (presence, doubts, notch) => {
        const stretches = cut(presence, notch, doubts);
        const { partly, wholly } = done(leftOutOf(presence, stretches));
        for (const row of Array.from(presence.rows)) {
          const [first, last] = [presence.firstUs[row] ?? 0, presence.lastUs[row] ?? 0];
          const there = stretches.filter(
            ({ fromUs, toUs }) => fromUs <= last && (toUs > first || (toUs === EXTENT.toUs && first === toUs)),
          );
          const isSeen = there.some(({ kind }) => kind === 'watched');
          const isAll = there.every(({ kind }) => kind === 'watched');
          expect(wholly.includes(row)).toBe(!isSeen);
          // A stretch that begins with the last picture of an object holds it too.
          if (isAll || !isSeen) {
            expect(partly.includes(row)).toBe(false);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('show a long stay at its arrival, at its best and at its departure', () => {
    const presence = present([[100, 400, 250]]);
    const watched = cut(presence, 'glimpse').filter(({ kind }) => kind === 'watched');
    expect(watched.map(({ fromUs, toUs }) => [fromUs / S, toUs / S])).toEqual([
      [99.5, 106.5],
      [246.5, 253.5],
      [393.5, 400.5],
    ]);
    expect([...done(leftOutOf(presence, cut(presence, 'glimpse'))).partly]).toEqual([0]);
  });

  it('leave a brief object out at the last notch only, and say which', () => {
    const presence = present([
      [10, 10.4, 10],
      [1000, 1004, 1002],
    ]);
    expect(NOTCH_NAMES.map((notch) => [...done(leftOutOf(presence, cut(presence, notch))).wholly])).toEqual([
      ...[[], [], [], []],
      [0],
    ]);
  });
});

describe('a course', () => {
  const stretches: readonly Stretch[] = [
    { kind: 'dead', fromUs: 0, toUs: 100 * S },
    { kind: 'watched', fromUs: 100 * S, toUs: 110 * S },
    { kind: 'waiting', fromUs: 110 * S, toUs: 270 * S },
    { kind: 'failed', fromUs: 270 * S, toUs: 300 * S },
  ];

  it('takes no time for what is passed, and little for what is played fast', () => {
    const course = new Course(stretches, true);
    expect(course.lengthUs).toBe((10 + 160 / FAST) * S);
    expect(new Course(stretches, false).lengthUs).toBe((100 / FAST + 10 + 160 / FAST) * S);
    expect([0, 100, 105, 190, 270, 300].map((s) => course.positionOf(s * S) / S)).toEqual([0, 0, 5, 15, 20, 20]);
    expect([0, 5, 10, 15].map((s) => course.timeAt(s * S) / S)).toEqual([100, 105, 110, 190]);
  });

  it('leads from condensed time to the recording and back, never backwards', () => {
    fc.assert(
      fc.property(someObjects, someDoubts, aNotch, fc.boolean(), (presence, doubts, notch, isDeadPassed) => {
        const course = new Course(cut(presence, notch, doubts), isDeadPassed);
        let before = -1;
        for (let step = 0; step < 20; step += 1) {
          const positionUs = (course.lengthUs * step) / 20;
          const us = course.timeAt(positionUs);
          expect(us).toBeGreaterThanOrEqual(before);
          expect(course.positionOf(us)).toBeCloseTo(positionUs, -1);
          before = us;
        }
      }),
      { numRuns: 60 },
    );
  });
});
