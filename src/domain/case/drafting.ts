// What a case says of itself: free in a draft; afterwards only as an order of CPP 230-23 says.

import { need, refuse } from '../law/codes.ts';
import { dayOf } from '../time/calendar.ts';
import type { CaseFile, ProsecutorOrder } from './case-file.ts';
import type { CaseFacts, CommandContext, CommandOf } from './commands.ts';
import { WHOLE_CASE } from './permission.ts';

/** Fields of a case that an order may name, and how to read them. */
const FIELDS = {
  procedureNumber: ({ procedureNumber }: CaseFacts) => procedureNumber,
  qualification: ({ facts }: CaseFacts) => facts.qualification,
  placeAndDate: ({ facts }: CaseFacts) => facts.placeAndDate,
  organisedCrime: ({ organisedCrime }: CaseFacts) => String(organisedCrime),
} as const;
type Field = keyof typeof FIELDS;

/** `case/<field>` of every field that can be ordered. */
export const ORDERABLE_FIELDS: readonly Field[] = [
  'procedureNumber',
  'qualification',
  'placeAndDate',
  'organisedCrime',
];

export function describe(file: CaseFile, { facts }: CommandOf<'describe'>, { now }: CommandContext): CaseFile {
  need(facts.flagranceFrom === undefined || facts.flagranceFrom <= now, 'FUTURE_DATE');
  if (file.authorisations.length > 0) {
    // What was authorised stands: neither the framework nor the beginning of its time moves.
    const isFixed = facts.framework === file.framework && facts.flagranceFrom === file.flagranceFrom;
    need(isFixed, 'FRAMEWORK_FIXED');
    const changed = ORDERABLE_FIELDS.filter((field) => FIELDS[field](facts) !== FIELDS[field](file));
    need(
      changed.every((field) => isOrdered(file, field)),
      'FRAMEWORK_FIXED',
    );
  }
  const { service, procedureNumber, framework, flagranceFrom, organisedCrime } = facts;
  return { ...file, service, procedureNumber, framework, flagranceFrom, facts: facts.facts, organisedCrime };
}

function isOrdered(file: CaseFile, field: Field): boolean {
  return file.orders.some(({ kind, target }) => kind !== 'ERASE' && target === `case/${field}`);
}

/** An order of CPP 230-23. Recordings go at once; tracks are erased by whoever stores them. */
export function order(
  file: CaseFile,
  { order: given }: CommandOf<'order'>,
  { now, timeZone }: CommandContext,
): CaseFile {
  need(given.reference.trim() !== '', 'REFERENCE');
  need(given.orderedOn <= dayOf(now, timeZone), 'FUTURE_DATE');
  refuse(...(isTarget(file, given) ? [] : ['ORDER_TARGET' as const]));
  const noted = { ...file, orders: [...file.orders, { ...given, recordedAt: now }] };
  if (given.kind === 'REQUALIFY') {
    return { ...noted, m1At: undefined };
  }
  if (given.kind !== 'ERASE') {
    return noted;
  }
  return given.target === WHOLE_CASE
    ? { ...noted, state: 'ERASED' }
    : { ...noted, recordings: file.recordings.filter(({ id }) => given.target !== `recording/${id}`) };
}

function isTarget(file: CaseFile, { kind, target }: Pick<ProsecutorOrder, 'kind' | 'target'>): boolean {
  if (target.startsWith('recording/')) {
    return kind !== 'REQUALIFY' && file.recordings.some(({ id }) => target === `recording/${id}`);
  }
  if (target.startsWith('track/')) {
    return kind !== 'REQUALIFY' && target.length > 'track/'.length;
  }
  return kind === 'ERASE' ? target === WHOLE_CASE : ORDERABLE_FIELDS.some((field) => target === `case/${field}`);
}
