// What was found, as elements: built node by node, so that nothing in a file is ever taken for markup.

import type { JournalFault } from '../domain/journal/account.ts';
import { formatAnchor } from '../domain/journal/anchor.ts';
import { entriesTable } from './entries-table.ts';
import { el, list } from './elements.ts';
import type { AnchorState, Examination, ExaminedDocument, ExaminedJournal } from './examine.ts';
import { utcText, words } from './words.ts';

/** Faults written out one by one; beyond, their number: a rewritten journal has one an entry. */
const MOST_FAULTS = 20;

/** The headline of everything that was examined, for the status line: the worst first. */
export function verdictOf({ journals, documents, refused }: Examination): { text: string; isGood: boolean } {
  const broken = journals.find(({ account }) => !account.isIntact)?.account.firstBreak;
  if (broken !== undefined) {
    return { text: words.headline(broken), isGood: false };
  }
  const [file] = refused;
  if (file !== undefined) {
    return { text: `${words.unreadable} : ${file.name}`, isGood: false };
  }
  const document = documents.find(({ seal }) => seal?.isIntact === false);
  if (document !== undefined) {
    return { text: `${document.name} : ${words.document.sealBroken}`, isGood: false };
  }
  return journals.length > 0 ? { text: words.intact, isGood: true } : { text: words.documents, isGood: true };
}

/** Everything found, in sections: what cannot be read, journals, documents, marks from paper. */
export function render(found: Examination): HTMLElement[] {
  const sections = [
    ...found.refused.map(({ name, reason }) =>
      section('bad', words.unreadable, [
        el('p', { class: 'name' }, name),
        el('p', { class: 'fault' }, isReason(reason) ? words.refused[reason] : words.refused.other),
      ]),
    ),
    ...found.journals.map(journalSection),
    ...found.documents.map((document) => documentSection(document, found.journals.length > 0)),
  ];
  if (found.paper.length > 0) {
    const isGood = found.paper.every(({ state }) => state !== 'differs');
    const lines = found.paper.map(({ anchor, state }) => anchorLine(formatAnchor(anchor), state));
    sections.push(section(isGood ? 'good' : 'bad', words.paper, [list(lines)]));
  }
  return sections;
}

const isReason = (reason: string): reason is keyof typeof words.refused => Object.hasOwn(words.refused, reason);

function section(verdict: 'good' | 'bad' | 'plain', title: string, parts: readonly (Node | string)[]): HTMLElement {
  return el('section', { class: `verdict ${verdict}` }, el('h2', {}, title), ...parts);
}

function journalSection(examined: ExaminedJournal): HTMLElement {
  const { name, account, presented, unknownFacts } = examined;
  const { firstBreak, faults, notices, count } = account;
  const remarks = [
    ...notices.map(words.notice),
    ...(unknownFacts.length > 0 ? [words.unknownFacts(unknownFacts)] : []),
  ];
  // Its verdict is the status line, or stands in the first lines below: not twice in the same words.
  return section(firstBreak === undefined ? 'good' : 'bad', name, [
    ...(firstBreak === undefined ? [el('p', {}, words.intactDetail(count, presented.length))] : faultList(faults)),
    ...(remarks.length > 0 ? [el('h3', {}, words.notices), list(remarks.map((text) => el('li', {}, text)))] : []),
    factList(examined),
    entriesTable(examined.journal.entries, account),
  ]);
}

function faultList(faults: readonly JournalFault[]): HTMLElement[] {
  const lines = faults.slice(0, MOST_FAULTS).map((fault) => el('li', { class: 'fault' }, words.fault(fault)));
  const more = faults.length - MOST_FAULTS;
  return [el('h3', {}, words.faults), list(more > 0 ? [...lines, el('li', {}, words.moreFaults(more))] : lines)];
}

function factList({ journal, account, presented, fingerprints }: ExaminedJournal): HTMLElement {
  const { facts } = words;
  const first = journal.entries[0];
  const last = journal.entries.at(-1);
  const rows: readonly (readonly [string, string])[] = [
    [facts.journal, journal.chain],
    [facts.entries, String(account.count)],
    [
      facts.period,
      first === undefined || last === undefined ? facts.none : `${utcText(first.at)} – ${utcText(last.at)}`,
    ],
    [facts.head, account.head === undefined ? facts.none : formatAnchor(account.head)],
    [facts.anchors, presented.map(formatAnchor).join(', ') || facts.none],
    [facts.exported, utcText(journal.exportedAt)],
    [facts.tool, `Dérush ${journal.toolVersion}`],
    [facts.keys, [...fingerprints].map(([actor, print]) => `${actor} ${print}`).join(', ') || facts.none],
  ];
  return el('dl', {}, ...rows.flatMap(([term, value]) => [el('dt', {}, term), el('dd', {}, value)]));
}

function documentSection(document: ExaminedDocument, hasJournal: boolean): HTMLElement {
  const { name, sha256, seal, issuedAt, anchors, chain } = document;
  const isBad = seal?.isIntact === false || anchors.some(({ state }) => state === 'differs');
  const isGood = issuedAt.length > 0 || seal?.isIntact === true || anchors.some(({ state }) => state === 'fits');
  const text = words.document;
  const lines = [
    seal === undefined
      ? el('li', {}, text.noSeal)
      : el('li', seal.isIntact ? {} : { class: 'fault' }, seal.isIntact ? text.sealIntact : text.sealBroken),
    ...issuedAt.map(({ seq, at, chain: journal }) => el('li', {}, text.issued(seq, utcText(at), journal))),
    ...(issuedAt.length === 0 ? [el('li', {}, hasJournal ? text.notIssued : text.noJournal)] : []),
    ...anchors.map(({ anchor, state }) => anchorLine(formatAnchor(anchor), state)),
  ];
  if (hasJournal && chain !== undefined && anchors.some(({ state }) => state === 'none')) {
    lines.push(el('li', {}, text.otherChain(chain)));
  }
  return section(isBad ? 'bad' : isGood ? 'good' : 'plain', name, [
    list(lines),
    el('dl', {}, el('dt', {}, text.sha256), el('dd', {}, sha256)),
  ]);
}

function anchorLine(mark: string, state: AnchorState): HTMLElement {
  return el('li', state === 'differs' ? { class: 'fault' } : {}, words.anchor[state](mark));
}
