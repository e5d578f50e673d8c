import { describe, expect, test } from 'vitest';

import { userId } from '../../../../src/domain/case/case-file.ts';
import type { Actor, CaseCommand } from '../../../../src/domain/case/commands.ts';
import { decide } from '../../../../src/domain/case/decide.ts';
import { actorRefused, COMMAND_RULES } from '../../../../src/domain/case/permission.ts';
import { DATA_NATURES } from '../../../../src/domain/law/enumerations.ts';
import { isValidOn, opens } from '../../../../src/domain/law/habilitation.ts';
import { ACTIONS, cellOf, may, RANKS, type Action, type Cell, type Rank } from '../../../../src/domain/law/rights.ts';
import { day } from '../../../../src/domain/time/instant.ts';
import { refusalOf } from '../../../../src/domain/law/codes.ts';
import {
  after,
  ANALYSE,
  authorisedCase,
  contextOf,
  DEEMED,
  DIRECTOR,
  HASH,
  INVESTIGATOR,
  MAGISTRATE,
  personOf,
  PROVENANCE,
  readyCase,
  REFERENT,
  WRITTEN,
  FACTS,
} from '../../../builders/cases.ts';

/** The matrix written a second time, by hand: columns ENQ, DIR, REF, MAGISTRAT_SAISI, MAGISTRAT_230_24, CNIL. */
const TABLE: Readonly<Record<Action, readonly Cell[]>> = {
  install: ['no', 'no', 'yes', 'no', 'no', 'no'],
  habilitate: ['no', 'no', 'yes', 'no', 'no', 'no'],
  create: ['no', 'yes', 'no', 'no', 'no', 'no'],
  stop: ['yes', 'yes', 'no', 'yes', 'yes', 'no'],
  close: ['no', 'yes', 'no', 'no', 'no', 'no'],
  import: ['yes', 'yes', 'no', 'no', 'no', 'no'],
  analyse: ['yes', 'yes', 'no', 'no', 'no', 'no'],
  consult: ['by-nature', 'yes', 'no', 'yes', 'yes', 'control-key'],
  review: ['by-nature', 'yes', 'no', 'no', 'no', 'no'],
  'read-identities': ['by-nature', 'yes', 'no', 'yes', 'yes', 'no'],
  'write-identities': ['by-nature', 'yes', 'no', 'no', 'no', 'no'],
  export: ['by-nature', 'yes', 'no', 'no', 'no', 'no'],
  issue: ['by-nature', 'yes', 'no', 'no', 'no', 'no'],
  'control-file': ['no', 'no', 'yes', 'yes', 'yes', 'yes'],
  'read-journal': ['own-entries', 'this-case', 'yes', 'this-case', 'yes', 'yes'],
  'open-case': ['yes', 'yes', 'no', 'control-key', 'control-key', 'control-key'],
  'list-users': ['no', 'yes', 'no', 'no', 'no', 'no'],
  order: ['no', 'yes', 'no', 'yes', 'yes', 'no'],
  erase: ['no', 'on-closure', 'on-deadline', 'on-order', 'on-order', 'no'],
};

/** What makes each conditional cell hold. */
const FULFILLED = {
  nature: 'OBJETS',
  natures: DATA_NATURES,
  isThisCase: true,
  isOwnEntry: true,
  hasControlKey: true,
  isClosed: true,
  isOrdered: true,
  isExpired: true,
} as const;
/** One circumstance without which a cell does not hold. */
const ESSENTIAL: Partial<Record<Cell, object>> = {
  'by-nature': { natures: ['RAPPORTS'] },
  'own-entries': { isOwnEntry: false },
  'this-case': { isThisCase: false },
  'control-key': { hasControlKey: false },
  'on-closure': { isClosed: false },
  'on-order': { isOrdered: false },
  'on-deadline': { isExpired: false },
};

const actorOf = (rank: Rank): Actor =>
  rank === 'ENQUETEUR'
    ? INVESTIGATOR
    : rank === 'DIRECTEUR_ENQUETE'
      ? DIRECTOR
      : rank === 'REFERENT'
        ? REFERENT
        : { ...MAGISTRATE, quality: rank };

const cells = ACTIONS.flatMap((action) =>
  RANKS.map((rank, column) => ({ action, rank, cell: TABLE[action][column] ?? 'no' })),
);

describe('rights', () => {
  test.each(cells)('L17 $rank × $action: $cell', ({ action, rank, cell }) => {
    expect(cellOf(rank, action)).toBe(cell);
    const actor = actorOf(rank);
    expect(may(actor, action, FULFILLED)).toBe(cell !== 'no');
    expect(may(actor, action)).toBe(cell === 'yes');
    const without = ESSENTIAL[cell];
    if (without !== undefined) {
      expect(may(actor, action, { ...FULFILLED, ...without })).toBe(false);
    }
  });

  test('L16 a control without quality may do nothing', () => {
    expect(ACTIONS.some((action) => may({ role: 'CONTROLE', quality: undefined }, action, FULFILLED))).toBe(false);
  });

  test('L20 journals are read by the control and the référent; users see their case, or their own entries', () => {
    const readers = RANKS.filter((rank) => may(actorOf(rank), 'read-journal'));
    expect(readers).toEqual(['REFERENT', 'MAGISTRAT_230_24', 'CNIL']);
  });
});

/** One command of each kind, lawful or not: what matters here is whose it is. */
const COMMANDS: readonly CaseCommand[] = [
  { kind: 'describe', facts: FACTS },
  { kind: 'authorise', authorisation: DEEMED },
  { kind: 'set-scope', scope: DEEMED.scope },
  { kind: 'extend-flagrance' },
  { kind: 'convert-to-preliminary', authorisation: WRITTEN },
  { kind: 'contrary-decision', on: day('2026-03-10'), reference: 'x' },
  { kind: 'list-user', user: personOf({ ...INVESTIGATOR, userId: userId('u9') }) },
  { kind: 'delist-user', userId: INVESTIGATOR.userId },
  { kind: 'add-recording', id: 'r2', name: 'b.mp4', sizeBytes: 1 },
  { kind: 'set-provenance', recordingId: 'r1', provenance: PROVENANCE },
  { kind: 'note-hash', recordingId: 'r1', sha256: HASH },
  { kind: 'remove-recording', recordingId: 'r1' },
  { kind: 'start-session', clockGapMs: undefined },
  { kind: 'end-session' },
  ANALYSE,
  { kind: 'count-out-of-scope', counts: { period: 1, zones: 0, classes: 0 } },
  { kind: 'note-mention', mention: 'M1', session: undefined },
  {
    kind: 'request-copy',
    request: { magistrate: WRITTEN.magistrate, requestedOn: day('2026-03-10'), reference: 'x' },
  },
  {
    kind: 'derogate',
    derogation: {
      magistrate: WRITTEN.magistrate,
      reference: 'x',
      decidedOn: day('2026-03-10'),
      until: day('2027-03-10'),
    },
  },
  { kind: 'order', order: { kind: 'ERASE', target: 'recording/r1', orderedOn: day('2026-03-10'), reference: 'x' } },
  { kind: 'note-report', sha256: HASH },
  { kind: 'join-report', joinedAs: 'x' },
  { kind: 'close', event: 'RETRAIT_OU_REFUS_AUTORISATION', precision: '' },
  { kind: 'erase' },
];

const pairs = COMMANDS.flatMap((command) => RANKS.map((rank) => ({ kind: command.kind, rank, command })));

describe('commands', () => {
  test('one of each kind is tried', () => {
    expect(COMMANDS.map(({ kind }) => kind).sort()).toEqual(Object.keys(COMMAND_RULES).sort());
  });

  test.each(pairs)('L17 $rank gives $kind only if its cell allows it', ({ rank, kind, command }) => {
    const cell = cellOf(rank, COMMAND_RULES[kind].action);
    const codes = refusalOf(() => decide(readyCase(), command, contextOf({ actor: actorOf(rank) })));
    const isGranted = cell === 'yes' || cell === 'by-nature';
    expect(codes.includes('RIGHT')).toBe(!isGranted);
  });

  test('L17 somebody who is not listed, or listed in another role, may do nothing', () => {
    const file = readyCase();
    const stranger: Actor = { ...INVESTIGATOR, userId: userId('nobody') };
    const pretender: Actor = { ...INVESTIGATOR, role: 'DIRECTEUR_ENQUETE' };
    for (const command of COMMANDS) {
      expect(refusalOf(() => decide(file, command, contextOf({ actor: stranger })))).toEqual(['USER_LISTED']);
      expect(refusalOf(() => decide(file, command, contextOf({ actor: pretender })))).toEqual(['RIGHT']);
    }
  });
});

describe('habilitation', () => {
  const until = day('2026-03-10');
  const listedUntil = (natures: readonly (typeof DATA_NATURES)[number][]) => ({
    ...personOf(INVESTIGATOR),
    habilitation: { authority: 'Chef', from: day('2026-03-01'), until, natures },
  });
  const relisted = (natures: readonly (typeof DATA_NATURES)[number][]) =>
    after(authorisedCase(), [
      { kind: 'delist-user', userId: INVESTIGATOR.userId },
      { kind: 'list-user', user: listedUntil(natures) },
    ]);

  test('L17 holds from its first to its last day, both inside', () => {
    const { habilitation } = listedUntil(DATA_NATURES);
    const days = ['2026-02-28', '2026-03-01', '2026-03-10', '2026-03-11'].map(day);
    expect(days.map((on) => isValidOn(habilitation, on))).toEqual([false, true, true, false]);
    expect(isValidOn({ ...habilitation, until: undefined }, day('2030-01-01'))).toBe(true);
  });

  test('L17 one that has expired refuses every command', () => {
    const context = contextOf({ actor: INVESTIGATOR });
    const tomorrow = { ...context, now: (context.now + 86_400_000) as typeof context.now };
    const session: CaseCommand = { kind: 'start-session', clockGapMs: undefined };
    expect(refusalOf(() => decide(relisted(DATA_NATURES), session, context))).toEqual([]);
    expect(refusalOf(() => decide(relisted(DATA_NATURES), session, tomorrow))).toEqual(['HABILITATION_VALID']);
  });

  test('L17 a nature that it does not open is refused', () => {
    const file = relisted(['IMAGES_SOURCE']);
    const context = contextOf({ actor: INVESTIGATOR });
    expect(actorRefused(file, 'consult', context, { nature: 'IMAGES_SOURCE' })).toEqual([]);
    expect(actorRefused(file, 'consult', context, { nature: 'OBJETS' })).toEqual(['RIGHT']);
    expect(refusalOf(() => decide(file, { kind: 'note-report', sha256: HASH }, context))).toEqual(['RIGHT']);
    expect(opens(listedUntil(['OBJETS']).habilitation, 'OBJETS')).toBe(true);
  });

  test('L17 nobody is listed without authority, natures or name, nor as control or référent', () => {
    const list = (change: object): readonly string[] =>
      refusalOf(() =>
        decide(
          authorisedCase(),
          { kind: 'list-user', user: { ...listedUntil(DATA_NATURES), userId: userId('u9'), ...change } },
          contextOf(),
        ),
      );
    const { habilitation } = listedUntil(DATA_NATURES);
    expect(list({ habilitation: { ...habilitation, authority: '', natures: [] } })).toEqual([
      'HABILITATION_AUTHORITY',
      'HABILITATION_NATURES',
    ]);
    expect(list({ label: ' ' })).toEqual(['USER_LABEL']);
    expect(list({ role: 'REFERENT' })).toEqual(['ROLE_NOT_LISTABLE']);
    expect(list({ role: 'CONTROLE' })).toEqual(['ROLE_NOT_LISTABLE']);
    expect(list({ userId: INVESTIGATOR.userId })).toEqual(['USER_LISTED_TWICE']);
    expect(list({})).toEqual([]);
  });

  test('L17 the last directeur stays', () => {
    expect(
      refusalOf(() => decide(authorisedCase(), { kind: 'delist-user', userId: DIRECTOR.userId }, contextOf())),
    ).toEqual(['LAST_DIRECTOR']);
  });
});
