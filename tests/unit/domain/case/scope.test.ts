import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { offsetBetween, realTime, recorderTime } from '../../../../src/domain/case/clock.ts';
import { authorisedSpan, outside, withinScope, zonesOf } from '../../../../src/domain/case/scope.ts';
import { instant } from '../../../../src/domain/time/instant.ts';
import { micros } from '../../../../src/domain/time/micros.ts';
import { HOUR, START } from '../../../builders/cases.ts';

const footage = { camera: 'Hall', startsAt: START, clockOffsetMs: undefined, firstUs: micros(0) };
const scope = { from: undefined, to: undefined, classes: ['person'], zones: [] };
const person = { objectClass: 'person', fromUs: micros(0), toUs: micros(1_000_000), feet: [{ x: 0.2, y: 0.2 }] };
const left = [
  { x: 0, y: 0 },
  { x: 0.5, y: 0 },
  { x: 0.5, y: 1 },
  { x: 0, y: 1 },
];

describe('clock', () => {
  test('L08 real time is the recorder start, the timestamp and the signed offset', () => {
    // The recorder shows 10:00 when it is 09:57:30: it is fast.
    const clockOffsetMs = offsetBetween(instant(START + HOUR), instant(START + HOUR - 150_000));
    expect(clockOffsetMs).toBe(-150_000);
    expect(realTime({ ...footage, clockOffsetMs }, micros(60_000_000))).toBe(START + 60_000 - 150_000);
    expect(recorderTime(footage, micros(60_000_000))).toBe(START + 60_000);
    expect(realTime(footage, micros(60_000_000))).toBe(START + 60_000);
    expect(realTime({ ...footage, startsAt: undefined }, micros(0))).toBeUndefined();
  });

  test('L08 a recording whose first timestamp is not zero begins at its start all the same', () => {
    const late = { ...footage, firstUs: micros(3_600_000_000) };
    expect(realTime(late, micros(3_600_000_000))).toBe(START);
    expect(realTime({ ...late, firstUs: micros(-40_000) }, micros(-40_000))).toBe(START);
  });
});

describe('scope', () => {
  test('L29 outside the period, the classes or the zones is outside', () => {
    const zones = [{ camera: 'Hall', polygon: left }];
    expect(outside(scope, footage, person)).toBeUndefined();
    expect(outside(scope, footage, { ...person, objectClass: 'car' })).toBe('classes');
    expect(outside({ ...scope, zones }, footage, person)).toBeUndefined();
    expect(outside({ ...scope, zones }, footage, { ...person, feet: [{ x: 0.8, y: 0.5 }] })).toBe('zones');
    expect(outside({ ...scope, zones }, { ...footage, camera: 'Cour' }, { ...person, feet: [] })).toBeUndefined();
    expect(outside({ ...scope, from: instant(START + 1001) }, footage, person)).toBe('period');
    expect(outside({ ...scope, from: instant(START + 1000) }, footage, person)).toBeUndefined();
    expect(outside({ ...scope, to: instant(START - 1) }, footage, person)).toBe('period');
    expect(zonesOf({ ...scope, zones }, 'Cour')).toBeUndefined();
  });

  test('L29 the period is in real time: the offset of the recorder counts', () => {
    const slow = { ...footage, clockOffsetMs: 3_600_000 };
    expect(outside({ ...scope, from: instant(START + HOUR) }, slow, person)).toBeUndefined();
    expect(outside({ ...scope, from: instant(START + HOUR) }, footage, person)).toBe('period');
  });

  test('L29 nothing is inside a bounded period when nobody knows when the recording begins', () => {
    const unknown = { ...footage, startsAt: undefined };
    expect(outside({ ...scope, from: START }, unknown, person)).toBe('period');
    expect(authorisedSpan({ ...scope, from: START }, unknown)).toBeUndefined();
    expect(authorisedSpan(scope, unknown)).toEqual({ fromUs: undefined, toUs: undefined });
  });

  test('L29 what may be analysed is what has its real time in the period', () => {
    const ms = fc.integer({ min: -HOUR, max: HOUR });
    fc.assert(
      fc.property(
        ms,
        ms,
        ms,
        ms,
        fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
        (a, b, offset, at, first) => {
          const period = { ...scope, from: instant(START + Math.min(a, b)), to: instant(START + Math.max(a, b)) };
          const one = { ...footage, clockOffsetMs: offset, firstUs: micros(first) };
          const us = micros(first + at * 1000);
          const span = authorisedSpan(period, one);
          const real = realTime(one, us);
          const isIn = real !== undefined && real >= period.from && real <= period.to;
          const isMoment = outside(period, one, { ...person, fromUs: us, toUs: us }) === undefined;
          const isInSpan =
            span?.fromUs !== undefined && span.toUs !== undefined && us >= span.fromUs && us <= span.toUs;
          return isIn === isInSpan && isIn === isMoment;
        },
      ),
    );
  });

  test('L29 what is outside is counted by reason, what is inside kept', () => {
    const given = [person, { ...person, objectClass: 'car' }, { ...person, fromUs: micros(9e9), toUs: micros(9e9) }];
    const kept = withinScope({ ...scope, to: instant(START + HOUR) }, footage, given);
    expect(kept.inside).toEqual([person]);
    expect(kept.outside).toEqual({ period: 1, zones: 0, classes: 1 });
  });
});
