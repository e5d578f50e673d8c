// The entries of a journal as a table; what is wrong with one stands in its line.

import type { JournalAccount, JournalFault } from '../domain/journal/account.ts';
import { isArray } from '../domain/journal/canonical.ts';
import type { ChainEntry, Json } from '../domain/journal/entry.ts';
import { el } from './elements.ts';
import { utcText, words } from './words.ts';

/** Lines shown before somebody asks for all. */
const FIRST_LINES = 1000;

export function entriesTable(entries: readonly ChainEntry[], { faults }: JournalAccount): HTMLElement {
  const bySeq = new Map<number, JournalFault[]>();
  for (const fault of faults) {
    bySeq.set(fault.seq, [...(bySeq.get(fault.seq) ?? []), fault]);
  }
  const heads = Object.values(words.table.columns).map((text) => el('th', { scope: 'col' }, text));
  const linesOf = (from: number, to: number): HTMLElement[] =>
    entries.slice(from, to).flatMap((entry, i) => {
      const before = entries[from + i - 1]?.seq ?? 0;
      const gaps = faults.filter(({ code, seq }) => code === 'MISSING' && seq > before && seq < entry.seq);
      return [...gaps.map(gapLine), line(entry, bySeq.get(entry.seq) ?? [])];
    });
  const ends = faults.filter(({ code }) => code === 'TRUNCATED').map(gapLine);
  const body = el('tbody', {}, ...linesOf(0, FIRST_LINES), ...(entries.length > FIRST_LINES ? [] : ends));
  const table = el('table', {}, el('caption', {}, words.table.caption), el('thead', {}, el('tr', {}, ...heads)), body);
  // A table wider than the page is scrolled by the keyboard too.
  const frame = el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': words.table.caption }, table);
  if (entries.length > FIRST_LINES) {
    const all = el('button', { type: 'button' }, words.table.all(entries.length));
    all.addEventListener('click', () => {
      body.append(...linesOf(FIRST_LINES, entries.length), ...ends);
      all.remove();
    });
    return el('div', {}, frame, all);
  }
  return frame;
}

/** Stands where entries are not. */
function gapLine(fault: JournalFault): HTMLElement {
  const columns = Object.keys(words.table.columns).length;
  return el('tr', { class: 'broken gap' }, el('td', { class: 'fault', colspan: String(columns) }, words.fault(fault)));
}

function line(entry: ChainEntry, faults: readonly JournalFault[]): HTMLElement {
  const { seq, at, actor, role, event, motive, hash } = entry;
  const { kind, ...facts } = event;
  const finding = faults.length === 0 ? words.table.ok : faults.map(words.fault).join(' ');
  return el(
    'tr',
    faults.length === 0 ? {} : { class: 'broken' },
    el('th', { scope: 'row' }, String(seq)),
    el('td', {}, utcText(at)),
    el('td', { class: 'code' }, actor),
    el('td', {}, role),
    el('td', {}, words.event(kind)),
    el('td', { class: 'code' }, factText(facts)),
    el('td', {}, motive ?? ''),
    el('td', { class: 'code' }, hash.slice(0, 16)),
    el('td', faults.length === 0 ? {} : { class: 'fault' }, finding),
  );
}

/** Facts as `name value`; a hash by its first 16 digits. */
function factText(facts: Readonly<Record<string, Json>>): string {
  return Object.entries(facts)
    .map(([name, value]) => `${words.fact(name)} ${valueText(value)}`)
    .join(' · ');
}

function valueText(value: Json): string {
  if (typeof value === 'string') {
    return /^[0-9a-f]{64}$/.test(value) ? value.slice(0, 16) : value;
  }
  if (typeof value === 'boolean') {
    return words.truth(value);
  }
  if (typeof value === 'number') {
    return value.toLocaleString('fr-FR', { maximumFractionDigits: 4 });
  }
  if (value === null) {
    return '–';
  }
  const parts = isArray(value) ? value.map((member) => valueText(member)).join(', ') : factText(value);
  return parts === '' ? '–' : `(${parts})`;
}
