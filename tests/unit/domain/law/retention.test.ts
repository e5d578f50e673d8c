import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { decide } from '../../../../src/domain/case/decide.ts';
import {
  caseDeadline,
  deadlineOf,
  inheritedFrom,
  isOver,
  noticeDue,
  ratchet,
} from '../../../../src/domain/law/retention.ts';
import { addDays, addYears, dayOf, daysBetween, startOfDay } from '../../../../src/domain/time/calendar.ts';
import { day, instant } from '../../../../src/domain/time/instant.ts';
import { refusalOf } from '../../../../src/domain/law/codes.ts';
import { after, authorisedCase, contextOf, DAY, newDraft, PARIS, START, WRITTEN } from '../../../builders/cases.ts';

const ZONES = [
  'Europe/Paris',
  'America/Cayenne',
  'Pacific/Noumea',
  'America/Santiago',
  'Africa/Cairo',
  'Indian/Reunion',
];
const moments = fc
  .integer({ min: Date.parse('2020-01-01T00:00:00Z'), max: Date.parse('2035-12-31T00:00:00Z') })
  .map(instant);

describe('calendar', () => {
  test('the start of a day is the first moment that falls on it, everywhere', () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(...ZONES), (at, zone) => {
        const on = dayOf(at, zone);
        const start = startOfDay(on, zone);
        return start <= at && dayOf(start, zone) === on && dayOf(instant(start - 1), zone) < on;
      }),
    );
  });

  test('days add up', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: -2000, max: 2000 }), (at, days) => {
        const on = dayOf(at, PARIS);
        return daysBetween(on, addDays(on, days)) === days;
      }),
    );
  });

  test('29 February has its anniversary on the 28th', () => {
    expect(addYears(day('2024-02-29'), 3)).toBe('2027-02-28');
    expect(addYears(day('2024-02-29'), 4)).toBe('2028-02-29');
    expect(addYears(day('2025-02-28'), 3)).toBe('2028-02-28');
  });
});

describe('retention', () => {
  test('L12 three years end at the local midnight before the anniversary', () => {
    expect(new Date(deadlineOf(START, PARIS)).toISOString()).toBe('2029-03-09T23:00:00.000Z');
    expect(new Date(deadlineOf(START, 'Pacific/Noumea')).toISOString()).toBe('2029-03-09T13:00:00.000Z');
  });

  test('L12 no datum outlives three years, none is a day short', () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(...ZONES), (at, zone) => {
        const deadline = deadlineOf(at, zone);
        const anniversary = startOfDay(addYears(dayOf(at, zone), 3), zone);
        return deadline <= anniversary && deadline > at + (3 * 365 - 1) * DAY;
      }),
    );
  });

  test('L12 one second before the deadline a case can be used, at the deadline not', () => {
    const file = authorisedCase();
    const deadline = caseDeadline(file, contextOf());
    const at = (ms: number): readonly string[] =>
      refusalOf(() =>
        decide(file, { kind: 'note-mention', mention: 'M1', session: undefined }, contextOf({ now: instant(ms) })),
      );
    expect(isOver(deadline, instant(deadline - 1000))).toBe(false);
    expect(isOver(deadline, deadline)).toBe(true);
    expect(at(deadline - 1000)).toEqual([]);
    expect(at(deadline)).toEqual(['DEADLINE_PASSED']);
  });

  test('L12 what is derived is as old as the oldest it comes from', () => {
    expect(inheritedFrom(instant(30), instant(10), instant(20))).toBe(10);
  });

  test('L12 notices at 90, 30 and 7 days', () => {
    const deadline = deadlineOf(START, PARIS);
    const before = (days: number): number | undefined =>
      noticeDue(deadline, startOfDay(addDays(dayOf(deadline, PARIS), -days), PARIS), PARIS);
    expect([91, 90, 31, 30, 8, 7, 1].map(before)).toEqual([undefined, 90, 90, 30, 30, 7, 7]);
    expect(noticeDue(deadline, deadline, PARIS)).toBeUndefined();
  });

  test('L12 a clock set back extends nothing, and is told beyond five minutes', () => {
    const seen = START;
    expect(ratchet(instant(seen - 5 * 60_000), seen)).toEqual({ now: seen, wentBack: false });
    expect(ratchet(instant(seen - 5 * 60_000 - 1), seen)).toEqual({ now: seen, wentBack: true });
    expect(ratchet(instant(seen + 1), seen)).toEqual({ now: seen + 1, wentBack: false });
  });
});

describe('derogation', () => {
  const allowed = contextOf({ derogationsAllowed: true });
  const derogation = {
    magistrate: WRITTEN.magistrate,
    reference: 'ord. 7',
    decidedOn: day('2026-03-10'),
    until: day('2028-03-10'),
  };
  const preliminary = (organisedCrime: boolean) =>
    after(newDraft({ framework: 'PRELIMINAIRE', flagranceFrom: undefined, organisedCrime }), [
      { kind: 'authorise', authorisation: WRITTEN },
    ]);
  const refused = (file: ReturnType<typeof preliminary>, given = {}, context = allowed): readonly string[] =>
    refusalOf(() => decide(file, { kind: 'derogate', derogation: { ...derogation, ...given } }, context));

  test('L13 refused when the installation does not allow it, for other offences and frameworks, for more than two years', () => {
    expect(refused(preliminary(true), {}, contextOf())).toEqual(['DEROGATION_OFF']);
    expect(refused(preliminary(false))).toEqual(['DEROGATION_OFFENCE']);
    expect(refused(preliminary(true), { until: day('2028-03-11') })).toEqual(['DEROGATION_TOO_LONG']);
    expect(refused(preliminary(true), { reference: ' ' })).toEqual(['REFERENCE']);
    const missingPerson = after(
      newDraft({ framework: 'DISPARITION', flagranceFrom: undefined, organisedCrime: true }),
      [{ kind: 'authorise', authorisation: WRITTEN }],
    );
    expect(refused(missingPerson)).toEqual(['DEROGATION_FRAMEWORK']);
    expect(refused(preliminary(true))).toEqual([]);
  });

  test('L13 one decided before the deadline moves it, one after it does not, and it means nothing once switched off', () => {
    const file = preliminary(true);
    const deadline = caseDeadline(file, allowed);
    const late = { decidedOn: day('2029-03-01'), until: day('2031-03-01') };
    const context = { ...allowed, now: instant(deadline - 1000) };
    const moved = decide(file, { kind: 'derogate', derogation: { ...derogation, ...late } }, context);
    expect(caseDeadline(moved, allowed)).toBe(startOfDay(day('2031-03-01'), PARIS));
    expect(caseDeadline(moved, contextOf())).toBe(deadline);
    expect(refused(file, late, { ...allowed, now: deadline })).toEqual(['DEADLINE_PASSED']);
  });
});
