import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { arrange } from '../../../../src/domain/synopsis/arrange.ts';
import type { ArrangeDemand, Arrangement, Before } from '../../../../src/domain/synopsis/arrangement.ts';
import { cueEnd } from '../../../../src/domain/synopsis/cue-sheet.ts';
import { STEP_US } from '../../../../src/domain/synopsis/footprints.ts';
import { Timetable } from '../../../../src/domain/synopsis/timetable.ts';
import type { Tubes } from '../../../../src/domain/synopsis/tubes.ts';
import { drawnTubes } from '../../../builders/drawn-tubes.ts';
import { passersBy, someTubes, tubesThrough, walk } from '../../../builders/tube-scene.ts';
import { seededRandom } from '../../../reels/random.ts';

const S = 1_000_000;
const PLAIN: ArrangeDemand = { most: 15, mayOverlap: true };

const arranged = (tubes: Tubes, demand: ArrangeDemand, before?: Before): Arrangement =>
  arrange(tubes, demand, { now: () => 0, ...(before === undefined ? {} : { before }) });

/** Pieces on each step of a synopsis. */
function onSteps({ pieces }: Arrangement): number[][] {
  const steps: number[][] = [];
  pieces.atUs.forEach((at, piece) => {
    for (let step = Math.floor(at / STEP_US); step * STEP_US < cueEnd(pieces, piece); step += 1) {
      (steps[step] ??= []).push(piece);
    }
  });
  return steps;
}

/** Where each piece is shown, by key and source time. */
function placesOf(tubes: Tubes, { pieces }: Arrangement): Map<string, number> {
  const nameOf = (piece: number): string =>
    `${tubes.key[pieces.tube[piece] ?? 0] ?? NaN} ${pieces.fromUs[piece] ?? NaN} ${pieces.toUs[piece] ?? NaN}`;
  return new Map(Array.from(pieces.atUs, (at, piece) => [nameOf(piece), at]));
}

/** Share of the pieces of both that are shown at the same time in both. */
function sameShare(before: Map<string, number>, after: Map<string, number>): number {
  const both = [...after].filter(([name]) => before.has(name));
  return both.filter(([name, at]) => before.get(name) === at).length / both.length;
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('an arrangement', () => {
  const demands = fc.record({ most: fc.integer({ min: 1, max: 8 }), mayOverlap: fc.boolean(), isCalm: fc.boolean() });

  it('shows every object whole, exactly once', () => {
    fc.assert(
      fc.property(drawnTubes(), demands, (tubes, demand) => {
        const { metrics, pieces, lengthUs } = arranged(tubes, demand);
        expect(metrics.coverage).toBe(1);
        pieces.tube.forEach((_, piece) => {
          expect(pieces.atUs[piece]).toBeGreaterThanOrEqual(0);
          expect(cueEnd(pieces, piece)).toBeLessThanOrEqual(lengthUs);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('never shows more at once than asked, but those who were there together: they are alone', () => {
    fc.assert(
      fc.property(drawnTubes(), demands, (tubes, demand) => {
        const made = arranged(tubes, demand);
        for (const present of onSteps(made)) {
          const units = new Set(present.map((piece) => made.pieces.unit[piece]));
          expect(present.length <= demand.most || units.size === 1).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('covers nothing where that is asked, at no time, and a tenth at most elsewhere', () => {
    fc.assert(
      fc.property(drawnTubes(), demands, (tubes, demand) => {
        const { overlap, worstOverlap } = arranged(tubes, demand).metrics;
        expect(demand.mayOverlap ? overlap : worstOverlap).toBeLessThanOrEqual(demand.mayOverlap ? 0.1 : 0);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps those of a unit as they were to each other', () => {
    fc.assert(
      fc.property(drawnTubes(), demands, (tubes, demand) => {
        const { pieces } = arranged(tubes, demand);
        const shifts = new Map<number, { rate: number; shift: number }>();
        pieces.unit.forEach((unit, piece) => {
          const rate = pieces.rate[piece] ?? 0;
          const shift = (pieces.atUs[piece] ?? 0) - (pieces.fromUs[piece] ?? 0) / rate;
          const known = shifts.get(unit) ?? { rate, shift };
          shifts.set(unit, known);
          expect(rate).toBe(known.rate);
          expect(Math.abs(shift - known.shift)).toBeLessThan(1);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('is the same every time', () => {
    const tubes = passersBy(60, 600, seededRandom(3));

    expect(arranged(tubes, PLAIN)).toEqual(arranged(tubes, PLAIN));
  });

  it('is empty of nobody', () => {
    const made = arranged(tubesThrough([]), PLAIN);

    expect([made.lengthUs, made.pieces.tube.length, made.metrics.coverage]).toEqual([0, 0, 1]);
  });

  it('lists pieces as they are shown, and numbers them as they were', () => {
    const tubes = tubesThrough(walk({ id: 1, fromS: 0, toS: 100, x: [0, 0.9] }));

    const { pieces } = arranged(tubes, PLAIN);

    expect([...pieces.atUs]).toEqual([...pieces.atUs].sort((a, b) => a - b));
    expect(pieces.tube.length).toBeGreaterThan(4);
    pieces.part.forEach((part, piece) => {
      const isBefore = (other: number): boolean => (pieces.fromUs[other] ?? 0) <= (pieces.fromUs[piece] ?? 0);
      expect([...pieces.part.keys()].filter(isBefore)).toHaveLength(part);
      expect(pieces.parts[piece]).toBe(pieces.part.length);
    });
  });
});

describe('how long a synopsis lasts', () => {
  /** `count` objects of ten seconds, one after the other, each on a row of its own. */
  const inTurn = (count: number): Tubes =>
    tubesThrough(
      Array.from({ length: count }, (_, id) => [
        ...walk({ id, fromS: id * 12, toS: id * 12 + 10, x: [0, 0.9], y: (id % 8) / 10, everyS: 1 }),
      ]).flat(),
    );

  it('is a minute at most where few pass, with as few at once as will do', () => {
    const tubes = inTurn(24);

    const [calm, full] = [true, false].map((isCalm) => arranged(tubes, { ...PLAIN, isCalm }));

    expect(calm?.lengthUs).toBeLessThanOrEqual(60 * S);
    expect(full?.lengthUs).toBeLessThan((calm?.lengthUs ?? 0) / 1.5);
    // 240 object-seconds in a minute are four at once, five as they do not fit like bricks.
    expect(calm?.metrics.peak).toBeLessThanOrEqual(5);
    expect([calm?.pace, full?.pace]).toEqual([1, 1]);
  });

  it('is kept by showing everybody faster where it cannot be kept otherwise, no faster than needed, and said', () => {
    // 600 object-seconds, two at once: 300 s, where a minute and a bit is asked.
    const tubes = inTurn(60);

    const made = arranged(tubes, { most: 2, mayOverlap: true });

    expect(made.pace).toBeGreaterThanOrEqual(4);
    expect(made.pace).toBeLessThanOrEqual(6);
    expect(made.lengthUs).toBeLessThanOrEqual(72 * S);
    expect([...made.pieces.rate].every((rate) => rate === made.pace)).toBe(true);
  });

  it('is what it takes where nobody may be shown faster', () => {
    const made = arranged(inTurn(60), { most: 2, mayOverlap: true, fastest: 1 });

    expect(made.pace).toBe(1);
    expect(made.lengthUs).toBeGreaterThanOrEqual(300 * S);
    expect(made.lengthUs).toBeLessThan(340 * S);
  });

  it('may be a tenth of long footage', () => {
    const tubes = inTurn(60);

    expect(arranged(tubes, { most: 2, mayOverlap: true, footageUs: 4000 * S }).pace).toBe(1);
  });

  it('is longer where nobody may cover another, never faster', () => {
    const tubes = passersBy(120, 600, seededRandom(11));

    const [loose, strict] = [true, false].map((mayOverlap) => arranged(tubes, { most: 15, mayOverlap }));

    expect(strict?.pace).toBe(loose?.pace);
    expect(strict?.lengthUs).toBeGreaterThan(loose?.lengthUs ?? Infinity);
  });

  it('leaves nearly in order of time who came so', () => {
    expect(arranged(passersBy(150, 1200, seededRandom(2)), PLAIN).metrics.disorder).toBeLessThan(0.1);
  });
});

describe('an arrangement after another', () => {
  const tubes = passersBy(150, 1500, seededRandom(4));
  const all = arranged(tubes, PLAIN);

  it('leaves where they were who are still there, when some are gone', () => {
    const fewer = someTubes(tubes, (row) => row % 10 !== 0);

    const made = arranged(fewer, PLAIN, { tubes, arrangement: all });

    expect(made.metrics.coverage).toBe(1);
    expect(sameShare(placesOf(tubes, all), placesOf(fewer, made))).toBeGreaterThan(0.7);
    const fresh = arranged(fewer, PLAIN);
    expect(made.lengthUs).toBeLessThanOrEqual(1.2 * fresh.lengthUs);
  });

  it('finds room for who comes without sending others away', () => {
    const fewer = someTubes(tubes, (row) => row % 10 !== 0);
    const before = { tubes: fewer, arrangement: arranged(fewer, PLAIN) };

    const made = arranged(tubes, PLAIN, before);

    expect(made.metrics.coverage).toBe(1);
    expect(made.metrics.overlap).toBeLessThanOrEqual(0.1);
    expect(made.metrics.peak).toBeLessThanOrEqual(15);
    expect(sameShare(placesOf(fewer, before.arrangement), placesOf(tubes, made))).toBeGreaterThan(0.7);
  });

  it('is made anew where nothing is left of it', () => {
    const few = someTubes(tubes, (row) => row > 140);
    const others = passersBy(10, 100, seededRandom(5));
    const before = { tubes: others, arrangement: { ...arranged(others, PLAIN), pace: arranged(few, PLAIN).pace } };

    expect(arranged(few, PLAIN, before)).toEqual(arranged(few, PLAIN));
  });

  it('keeps what is asked now: fewer at once, and nobody covered', () => {
    const made = arranged(tubes, { most: 6, mayOverlap: false, fastest: all.pace }, { tubes, arrangement: all });

    expect(made.metrics.worstOverlap).toBe(0);
    expect(made.metrics.peak).toBeLessThanOrEqual(6);
  });
});

describe('the work of arranging', () => {
  it('grows little faster than the objects', () => {
    const asked = (count: number): number => {
      const spy = vi.spyOn(Timetable.prototype, 'hasRoom');
      arranged(passersBy(count, count * 7, seededRandom(6)), PLAIN);
      const { calls } = spy.mock;
      spy.mockRestore();
      return calls.length;
    };

    expect(asked(240) / asked(60)).toBeLessThan(8);
  });

  it('is told while it is done', () => {
    const shares: number[] = [];

    arrange(passersBy(140, 1400, seededRandom(9)), PLAIN, { now: () => 0 }, (share) => shares.push(share));

    expect(shares.length).toBeGreaterThan(5);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  });
});
