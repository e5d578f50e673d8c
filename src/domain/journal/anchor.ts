// Anchors: what is printed of a journal on paper, so that nobody can rewrite it afterwards without being seen.

import { day, type Day } from '../time/instant.ts';

/** Where an anchor was printed. `SLIP` is the monthly slip [bordereau] of the référent, `EXPORT` the exported file itself. */
export const ANCHOR_SOURCES = ['M1', 'M2', 'REPORT', 'CERTIFICATE', 'SLIP', 'EXPORT'] as const;
export type AnchorSource = (typeof ANCHOR_SOURCES)[number];

/** The head of a journal at some moment. */
export interface Anchor {
  /** Number of the last entry at that moment, ≥ 1. */
  readonly seq: number;
  /** First 16 hexadecimal digits of that entry's hash. */
  readonly head: string;
  /** Day on which it was printed; `undefined` when only the mark was read from paper. */
  readonly on: Day | undefined;
  readonly source: AnchorSource | undefined;
}

/** The mark as printed, `{seq}/{h16}`, of an anchor or of the last entry of a journal. */
export function formatAnchor(head: { readonly seq: number; readonly hash: string } | Anchor): string {
  return `${head.seq}/${'hash' in head ? head.hash.slice(0, 16) : head.head}`;
}

/** The mark of a range of entries, as in M2: `{first}–{last}/{h16}`. */
export function formatAnchorRange(first: number, last: { readonly seq: number; readonly hash: string }): string {
  return first === last.seq ? formatAnchor(last) : `${first}–${formatAnchor(last)}`;
}

/** Anchor of an entry, printed on `on` in a document of this kind. */
export function anchorOf(
  entry: { readonly seq: number; readonly hash: string },
  on: Day | undefined,
  source: AnchorSource,
): Anchor {
  return { seq: entry.seq, head: entry.hash.slice(0, 16), on, source };
}

const MARK = /(?<![\w/.,-])(?:([1-9]\d{0,11})\s?[–-]\s?)?([1-9]\d{0,11})\s?\/\s?([0-9a-f]{16})(?![\w/])/gi;

/** One mark, alone in its text; `undefined` when it is none. An ISO day after it is its date. */
export function parseAnchor(text: string): Anchor | undefined {
  const parts = text.trim().split(/\s+(?=\d{4}-\d{2}-\d{2}$)/);
  const [mark = '', on] = parts;
  const found = [...mark.matchAll(MARK)];
  const [match] = found;
  if (found.length !== 1 || match?.[0].length !== mark.trim().length) {
    return undefined;
  }
  return { ...fromMatch(match), on: on === undefined ? undefined : toDay(on) };
}

/** Every mark in a longer text, each once, in order: those of a mention, of a report, of what was copied from paper. */
export function findAnchors(text: string): readonly Anchor[] {
  const found = new Map<string, Anchor>();
  for (const match of text.matchAll(MARK)) {
    const anchor = fromMatch(match);
    found.set(formatAnchor(anchor), anchor);
  }
  return [...found.values()];
}

function fromMatch(match: RegExpMatchArray): Anchor {
  return { seq: Number(match[2]), head: (match[3] ?? '').toLowerCase(), on: undefined, source: undefined };
}

function toDay(text: string): Day | undefined {
  try {
    return day(text);
  } catch {
    // The pattern has the form of a day; this one is not in the calendar.
    return undefined;
  }
}
