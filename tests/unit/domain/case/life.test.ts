import { describe, expect, test } from 'vitest';

import type { CaseFile } from '../../../../src/domain/case/case-file.ts';
import type { CaseCommand } from '../../../../src/domain/case/commands.ts';
import { decide } from '../../../../src/domain/case/decide.ts';
import { missing } from '../../../../src/domain/case/gates.ts';
import { CLOSING_EVENTS, FRAMEWORKS } from '../../../../src/domain/law/enumerations.ts';
import { ERASING_EVENTS, FRAMEWORK_RULES } from '../../../../src/domain/law/frameworks.ts';
import { caseDeadline } from '../../../../src/domain/law/retention.ts';
import { addDays, dayOf, startOfDay } from '../../../../src/domain/time/calendar.ts';
import { day, instant } from '../../../../src/domain/time/instant.ts';
import { refusalOf } from '../../../../src/domain/law/codes.ts';
import {
  after,
  ANALYSE,
  authorisedCase,
  closableCase,
  contextOf,
  DAY,
  DEEMED,
  FACTS,
  HASH,
  MAGISTRATE,
  newDraft,
  PARIS,
  readyCase,
  REFERENT,
  START,
  WRITTEN,
} from '../../../builders/cases.ts';

const context = contextOf();
const refused = (file: CaseFile, command: CaseCommand, given = context): readonly string[] =>
  refusalOf(() => decide(file, command, given));
/** Midnight that begins the n-th day after the start of the flagrance. */
const dayPlus = (days: number): number => startOfDay(addDays(dayOf(START, PARIS), days), PARIS);
const at = (ms: number) => contextOf({ now: instant(ms) });
const EXTEND: CaseCommand = { kind: 'extend-flagrance' };
const CONTRARY: CaseCommand = { kind: 'contrary-decision', on: day('2026-03-10'), reference: 'soit-transmis 3' };
const close = (event: (typeof CLOSING_EVENTS)[number]): CaseCommand => ({ kind: 'close', event, precision: '' });

describe('authorisation', () => {
  test('L03 deemed given in flagrance only', () => {
    for (const framework of FRAMEWORKS.filter((name) => name !== 'FLAGRANCE')) {
      const file = newDraft({ framework, flagranceFrom: undefined });
      const quality = FRAMEWORK_RULES[framework].magistrate;
      const authorisation = { ...DEEMED, magistrate: { ...DEEMED.magistrate, quality } };
      expect(refused(file, { kind: 'authorise', authorisation })).toEqual(['AUTHORISATION_FORM']);
      const express = { ...WRITTEN, magistrate: { ...WRITTEN.magistrate, quality } };
      expect(decide(file, { kind: 'authorise', authorisation: express }, context).state).toBe('AUTHORISED');
    }
    expect(authorisedCase().state).toBe('AUTHORISED');
  });

  test('L03 a contrary decision suspends: nothing is imported, analysed or reviewed, until expressly authorised', () => {
    const stopped = decide(readyCase(), CONTRARY, context);
    expect(stopped.state).toBe('SUSPENDED');
    expect(refused(stopped, ANALYSE)).toEqual(['NEW_AUTHORISATION']);
    expect(missing(stopped, 'import', context)).toEqual(['NEW_AUTHORISATION']);
    expect(refused(stopped, { kind: 'authorise', authorisation: DEEMED })).toEqual(['AUTHORISATION_FORM']);
    const early = { ...WRITTEN, at: instant(START - DAY) };
    expect(refused(stopped, { kind: 'authorise', authorisation: early })).toEqual(['AUTHORISATION_BEFORE_DECISION']);
    const again = decide(stopped, { kind: 'authorise', authorisation: WRITTEN }, context);
    expect(again.state).toBe('IN_USE');
    expect(again.contraryDecision).toBeDefined();
    expect(refused(again, ANALYSE)).toEqual([]);
  });

  test('L02 the magistrate is the one who directs, and nothing is dated tomorrow', () => {
    const judge = { ...WRITTEN, magistrate: { ...WRITTEN.magistrate, quality: 'JUGE_INSTRUCTION' as const } };
    expect(refused(newDraft(), { kind: 'authorise', authorisation: judge })).toEqual(['MAGISTRATE_QUALITY']);
    const later = { ...WRITTEN, at: instant(START + 1) };
    expect(refused(newDraft(), { kind: 'authorise', authorisation: later })).toEqual(['FUTURE_DATE']);
    expect(refused(newDraft({ service: '' }), { kind: 'authorise', authorisation: WRITTEN })).toEqual(['SERVICE']);
  });

  test('L02 what was authorised stands: framework, beginning and facts do not move afterwards', () => {
    const describeAs = (change: object): readonly string[] =>
      refused(authorisedCase(), { kind: 'describe', facts: { ...FACTS, ...change } });
    expect(describeAs({ framework: 'PRELIMINAIRE' })).toEqual(['FRAMEWORK_FIXED']);
    expect(describeAs({ flagranceFrom: instant(START - 1) })).toEqual(['FRAMEWORK_FIXED']);
    expect(describeAs({ procedureNumber: 'other' })).toEqual(['FRAMEWORK_FIXED']);
    expect(describeAs({ service: 'other' })).toEqual([]);
  });

  test('L29 a scope drawn by a magistrate may be narrowed only', () => {
    const polygon = [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 1, y: 1 },
    ];
    const zones = [{ camera: 'Hall', polygon }];
    const scope = { ...WRITTEN.scope, from: instant(START - DAY), to: START, zones };
    const file = after(newDraft(), [{ kind: 'authorise', authorisation: { ...WRITTEN, scope } }]);
    const set = (change: object): readonly string[] =>
      refused(file, { kind: 'set-scope', scope: { ...scope, ...change } });
    expect(set({ classes: ['person'], from: instant(START - 1) })).toEqual([]);
    expect(set({ zones: [...zones, { camera: 'Cour', polygon }] })).toEqual([]);
    expect(set({ classes: [...scope.classes, 'car'] })).toEqual(['SCOPE_WIDENED']);
    expect(set({ from: undefined })).toEqual(['SCOPE_WIDENED']);
    expect(set({ to: instant(START + 1) })).toEqual(['SCOPE_WIDENED']);
    expect(set({ zones: [] })).toEqual(['SCOPE_WIDENED']);
    expect(set({ zones: [{ camera: 'Hall', polygon: polygon.map(({ x, y }) => ({ x, y: 1 - y })) }] })).toEqual([
      'SCOPE_WIDENED',
    ]);
    expect(set({ classes: [] })).toEqual(['SCOPE_CLASSES']);
    const own = { ...DEEMED.scope, classes: ['person', 'car'] };
    expect(refused(authorisedCase(), { kind: 'set-scope', scope: own })).toEqual([]);
  });
});

describe('flagrance', () => {
  const convert: CaseCommand = { kind: 'convert-to-preliminary', authorisation: WRITTEN };

  test('L04 eight days: the last second of the eighth is inside, the ninth day is not', () => {
    expect(refused(readyCase(), ANALYSE, at(dayPlus(8) - 1000))).toEqual([]);
    expect(refused(readyCase(), ANALYSE, at(dayPlus(8)))).toEqual(['CONVERSION']);
    expect(missing(readyCase(), 'import', at(dayPlus(8)))).toEqual(['CONVERSION']);
  });

  test('L04 extended once, in time, to sixteen days', () => {
    const extended = decide(readyCase(), EXTEND, at(dayPlus(8) - 1000));
    expect(refused(extended, ANALYSE, at(dayPlus(16) - 1000))).toEqual([]);
    expect(refused(extended, ANALYSE, at(dayPlus(16)))).toEqual(['CONVERSION']);
    expect(refused(extended, EXTEND)).toEqual(['FLAGRANCE_EXTENDED_TWICE']);
    expect(refused(readyCase(), EXTEND, at(dayPlus(8)))).toEqual(['CONVERSION']);
  });

  test('L04 goes on as a preliminary investigation once expressly authorised, and M1 is drawn up again', () => {
    const late = at(dayPlus(9));
    const mentioned = after(readyCase(), [{ kind: 'note-mention', mention: 'M1', session: undefined }]);
    expect(refused(mentioned, { ...convert, authorisation: DEEMED }, late)).toEqual(['AUTHORISATION_FORM']);
    const converted = decide(mentioned, convert, late);
    expect(converted).toMatchObject({ framework: 'PRELIMINAIRE', m1At: undefined });
    expect(refused(converted, ANALYSE, late)).toEqual([]);
    expect(refused(converted, convert, late)).toEqual(['NOT_FLAGRANCE']);
    expect(refused(converted, EXTEND, late)).toEqual(['NOT_FLAGRANCE']);
  });

  test('L04 is not authorised again once it is over', () => {
    expect(refused(readyCase(), { kind: 'authorise', authorisation: WRITTEN }, at(dayPlus(8)))).toEqual(['CONVERSION']);
  });

  test('L04 the eight days of 74 and 74-1 stop nothing', () => {
    const file = after(newDraft({ framework: 'DISPARITION', flagranceFrom: undefined }), [
      { kind: 'authorise', authorisation: WRITTEN },
    ]);
    expect(missing(file, 'import', at(dayPlus(100)))).toEqual([]);
  });
});

describe('sessions', () => {
  test('L05 each use has its number, its end and its M2', () => {
    const file = after(readyCase(), [ANALYSE, { kind: 'end-session' }, { kind: 'start-session', clockGapMs: -2000 }]);
    expect(file.sessions.map(({ number, clockGapMs }) => [number, clockGapMs])).toEqual([
      [1, 0],
      [2, -2000],
    ]);
    expect(refused(file, { kind: 'start-session', clockGapMs: 0 })).toEqual(['SESSION_OPEN']);
    expect(refused(file, { kind: 'note-mention', mention: 'M2', session: 2 })).toEqual(['SESSION_OPEN']);
    expect(refused(file, { kind: 'note-mention', mention: 'M2', session: 3 })).toEqual(['SESSION_UNKNOWN']);
    expect(missing(file, 'close', context)).toEqual(['SESSION_END', 'M1', 'M2', 'REPORT', 'REPORT_JOINED']);
  });

  test('L05 a session cut short ends when it was last seen, never before it began nor later than now', () => {
    const late = at(START + DAY);
    const end = (ms: number): CaseCommand => ({ kind: 'end-session', at: instant(ms) });
    expect(decide(readyCase(), end(START + 1000), late).sessions[0]?.to).toBe(START + 1000);
    expect(refused(readyCase(), end(START - 1), late)).toEqual(['FUTURE_DATE']);
    expect(refused(readyCase(), end(START + DAY + 1), late)).toEqual(['FUTURE_DATE']);
    expect(refused(authorisedCase(), { kind: 'end-session' })).toEqual(['SESSION_UNKNOWN']);
  });
});

describe('closing', () => {
  test('L06 report, then joined, then closed, then erased: in that order only', () => {
    const ended = after(readyCase(), [ANALYSE, { kind: 'end-session' }]);
    const mentioned = after(ended, [
      { kind: 'note-mention', mention: 'M1', session: undefined },
      { kind: 'note-mention', mention: 'M2', session: 1 },
    ]);
    expect(refused(mentioned, close('CLASSEMENT'))).toEqual(['REPORT', 'REPORT_JOINED']);
    expect(refused(mentioned, { kind: 'join-report', joinedAs: 'cote 3' })).toEqual(['REPORT']);
    const reported = decide(mentioned, { kind: 'note-report', sha256: HASH }, context);
    expect(refused(reported, close('CLASSEMENT'))).toEqual(['REPORT_JOINED']);
    expect(refused(reported, { kind: 'join-report', joinedAs: ' ' })).toEqual(['REPORT_JOINED']);
    expect(refused(reported, { kind: 'erase' })).toEqual(['RIGHT']);
    const closed = after(reported, [{ kind: 'join-report', joinedAs: 'cote 3' }, close('CLASSEMENT')]);
    expect(closed.state).toBe('CLOSED');
    expect(decide(closed, { kind: 'erase' }, context).state).toBe('ERASED');
  });

  test('L06 an analysis makes the report before it stale', () => {
    const file = after(readyCase(), [ANALYSE, { kind: 'note-report', sha256: HASH }, ANALYSE]);
    expect(file.report).toBeUndefined();
  });

  test('L05 not closed while a session lacks its M2', () => {
    const file = after(closableCase(), [{ kind: 'start-session', clockGapMs: 0 }, { kind: 'end-session' }]);
    expect(refused(file, close('CLASSEMENT'))).toEqual(['M2']);
  });

  test('L11 a closed case can only be ordered about and erased, an erased one nothing', () => {
    const closed = decide(closableCase(), close('TRANSMISSION_PARQUET'), context);
    expect(refused(closed, ANALYSE)).toEqual(['STATE']);
    expect(refused(closed, { kind: 'start-session', clockGapMs: 0 })).toEqual(['STATE']);
    const erased = decide(closed, { kind: 'erase' }, context);
    expect(refused(erased, ANALYSE)).toEqual(['CASE_ERASED']);
    expect(refused(erased, { kind: 'erase' })).toEqual(['CASE_ERASED']);
  });

  test('L06 the deadline erases without any report', () => {
    const file = readyCase();
    const deadline = caseDeadline(file, context);
    const erase: CaseCommand = { kind: 'erase' };
    const referent = { ...contextOf({ actor: REFERENT }), now: deadline };
    expect(refused(file, erase, { ...referent, now: instant(deadline - 1000) })).toEqual(['RIGHT']);
    expect(decide(file, erase, referent).state).toBe('ERASED');
  });

  test('L14 person found, suspicion lifted, authorisation withdrawn: erased at once, where the framework knows it', () => {
    for (const framework of FRAMEWORKS) {
      const quality = FRAMEWORK_RULES[framework].magistrate;
      const file = after(newDraft({ framework, flagranceFrom: framework === 'FLAGRANCE' ? START : undefined }), [
        { kind: 'authorise', authorisation: { ...WRITTEN, magistrate: { ...WRITTEN.magistrate, quality } } },
      ]);
      for (const event of CLOSING_EVENTS) {
        const isKnown = FRAMEWORK_RULES[framework].closingEvents.includes(event);
        if (isKnown && ERASING_EVENTS.has(event)) {
          expect(decide(file, close(event), context)).toMatchObject({ state: 'ERASED', closure: { event } });
        } else {
          expect(refused(file, close(event))).toEqual(isKnown ? ['M1', 'REPORT', 'REPORT_JOINED'] : ['CLOSING_EVENT']);
        }
      }
    }
    expect(refused(authorisedCase(), close('PERSONNE_RETROUVEE'))).toEqual(['CLOSING_EVENT']);
    expect(decide(newDraft({ framework: undefined }), close('RETRAIT_OU_REFUS_AUTORISATION'), context).state).toBe(
      'ERASED',
    );
  });
});

describe('orders', () => {
  type Kind = 'ERASE' | 'COMPLETE' | 'RECTIFY' | 'REQUALIFY';
  const order = (kind: Kind, target: string, change: object = {}): CaseCommand => ({
    kind: 'order',
    order: { kind, target, orderedOn: day('2026-03-10'), reference: 'soit-transmis 9', ...change },
  });

  test('L15 a recording is erased, a field opened, the facts requalified', () => {
    const erased = decide(readyCase(), order('ERASE', 'recording/r1'), contextOf({ actor: MAGISTRATE }));
    expect(erased.recordings).toEqual([]);
    expect(erased.orders).toHaveLength(1);
    const facts = { ...FACTS, facts: { ...FACTS.facts, qualification: 'Recel' } };
    expect(refused(readyCase(), { kind: 'describe', facts })).toEqual(['FRAMEWORK_FIXED']);
    const mentioned = after(readyCase(), [{ kind: 'note-mention', mention: 'M1', session: undefined }]);
    const requalified = after(mentioned, [order('REQUALIFY', 'case/qualification'), { kind: 'describe', facts }]);
    expect(requalified).toMatchObject({ m1At: undefined, facts: { qualification: 'Recel' } });
  });

  test('L15 the whole case is erased by order', () => {
    expect(decide(readyCase(), order('ERASE', 'case/all'), contextOf({ actor: MAGISTRATE })).state).toBe('ERASED');
  });

  test('L15 an order names something that is there, has its piece, and is not of tomorrow', () => {
    expect(refused(readyCase(), order('ERASE', 'recording/r9'))).toEqual(['ORDER_TARGET']);
    expect(refused(readyCase(), order('RECTIFY', 'case/framework'))).toEqual(['ORDER_TARGET']);
    expect(refused(readyCase(), order('REQUALIFY', 'track/r1/1'))).toEqual(['ORDER_TARGET']);
    expect(refused(readyCase(), order('ERASE', 'track/r1/1'))).toEqual([]);
    expect(refused(readyCase(), order('ERASE', 'track/r1/1', { reference: '' }))).toEqual(['REFERENCE']);
    expect(refused(readyCase(), order('ERASE', 'track/r1/1', { orderedOn: day('2026-03-11') }))).toEqual([
      'FUTURE_DATE',
    ]);
  });

  test('L15 nor does any order move the framework', () => {
    const file = after(readyCase(), [order('RECTIFY', 'case/procedureNumber')]);
    const facts = { ...FACTS, framework: 'DISPARITION' as const, procedureNumber: 'x' };
    expect(refused(file, { kind: 'describe', facts })).toEqual(['FRAMEWORK_FIXED']);
  });
});
