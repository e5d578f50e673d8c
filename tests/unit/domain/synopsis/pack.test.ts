import { describe, expect, it } from 'vitest';

import { contactsOf } from '../../../../src/domain/synopsis/contacts.ts';
import { energyOf, mixedOf } from '../../../../src/domain/synopsis/energy.ts';
import { footprintsOf } from '../../../../src/domain/synopsis/footprints.ts';
import { pack, packOnce, repack } from '../../../../src/domain/synopsis/pack.ts';
import type { Problem } from '../../../../src/domain/synopsis/problem.ts';
import { settle } from '../../../../src/domain/synopsis/settle.ts';
import { NOWHERE, Timetable } from '../../../../src/domain/synopsis/timetable.ts';
import type { Tubes } from '../../../../src/domain/synopsis/tubes.ts';
import { unitsOf } from '../../../../src/domain/synopsis/units.ts';
import { passersBy, tubesThrough, walk } from '../../../builders/tube-scene.ts';
import { seededRandom } from '../../../reels/random.ts';

const S = 1_000_000;

function problemOf(tubes: Tubes, most = 15, budget = 0.1): Problem {
  return { prints: footprintsOf(tubes, unitsOf(tubes, contactsOf(tubes), 1), budget === 0), most, budget };
}

function packed(problem: Problem): Timetable {
  const work = pack(problem);
  let step = work.next();
  while (step.done !== true) {
    step = work.next();
  }
  return step.value;
}

/** Three on the same way, 100 s after each other, for 4 s each. */
const threeInTurn = (): Tubes =>
  tubesThrough([0, 1, 2].flatMap((id) => [...walk({ id, fromS: id * 100, toS: id * 100 + 4, x: [0, 0.8] })]));

describe('packing', () => {
  it('lets who takes the same way follow as soon as there is room between them, in order of time', () => {
    const { starts } = packed(problemOf(threeInTurn(), 15, 0));

    // A box of 0.06 that goes 0.04 a step crosses 0.1 in one: so far the first must be ahead.
    expect([...starts]).toEqual([0, 3, 6]);
  });

  it('is never dearer than its first try', () => {
    for (const seed of [1, 2, 3]) {
      const problem = problemOf(passersBy(80, 800, seededRandom(seed)));
      expect(energyOf(packed(problem))).toBeLessThanOrEqual(energyOf(packOnce(problem)));
    }
  });

  it('leaves units on the step where they were', () => {
    const problem = problemOf(passersBy(60, 600, seededRandom(8)));
    const before = packed(problem);
    const kept = before.starts.map((at, unit) => (unit % 5 === 0 ? NOWHERE : at));

    const { starts, covered, length } = repack(problem, kept);

    const moved = [...starts].filter((at, unit) => unit % 5 !== 0 && at !== kept[unit]);
    // The last ones come earlier, where others have gone.
    expect(moved.length).toBeLessThan(starts.length / 5);
    expect(length).toBeLessThanOrEqual(before.length);
    expect(covered).toBeLessThanOrEqual(0.1 * problem.prints.areas.reduce((sum, area) => sum + area, 0));
  });
});

describe('settling', () => {
  it('puts in order who is not, without making it longer', () => {
    const problem = problemOf(threeInTurn(), 15, 0);
    const table = new Timetable(problem.prints, 15);
    table.place(0, 60);
    table.place(1, 30);
    table.place(2, 0);
    const { length } = table;

    Array.from(settle(problem, table));

    expect([...table.starts]).toEqual([...table.starts].sort((a, b) => a - b));
    expect(table.length).toBeLessThanOrEqual(length);
    expect(table.covered).toBe(0);
  });
});

describe('a timetable', () => {
  const { prints } = problemOf(threeInTurn());

  it('knows what is covered after units came and went', () => {
    const table = new Timetable(prints, 2);
    table.place(0, 0);
    table.place(1, 0);
    const all = prints.areas[0] ?? 0;
    expect(table.covered).toBeCloseTo(all, 6);
    expect(table.hasRoom(2, 0)).toBe(false);

    table.remove(0);

    expect(table.covered).toBeCloseTo(0, 9);
    expect(table.hasRoom(2, 0)).toBe(true);
    expect(table.sharedBy(2, 0, Infinity)).toBeCloseTo(all, 6);
    expect(table.sharedBy(2, 0, all / 2)).toBe(Infinity);
  });

  it('says before which step there is no room, also when somebody has gone', () => {
    const table = new Timetable(prints, 1);
    table.place(0, 0);
    const free = table.firstFree;
    expect(free).toBe(prints.steps[0]);

    table.remove(0);

    expect([table.firstFree, table.length]).toEqual([0, 0]);
  });
});

describe('times that are shown together', () => {
  it('are as far apart as they are of the whole', () => {
    const table = new Timetable(problemOf(threeInTurn()).prints, 3);
    table.place(0, 0);
    table.place(1, 50);
    table.place(2, 0);

    // The first and the last are half of the whole from their mean; the other one is alone.
    expect(mixedOf(table)).toBeCloseTo((2 / 3) * 0.5, 6);
    expect(table.prints.units[2]?.fromUs).toBe(200 * S);
  });
});
