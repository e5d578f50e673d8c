// A document before it has a form: blocks in reading order. Text, page and PDF are made of the same one.

import type { Sha256 } from '../ids.ts';
import type { Instant } from '../time/instant.ts';

/** Documents that the application draws up. */
export const DOCUMENT_KINDS = ['M1', 'M2', 'REPORT', 'CERTIFICATE', 'CONTROL'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** A picture as it is carried inside a document. */
export interface Picture {
  readonly mime: 'image/jpeg' | 'image/png' | 'image/webp';
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  /** Of `bytes`. */
  readonly sha256: Sha256;
}

/** A term and what is said of it. */
export type Definition = readonly [term: string, text: string];

/** A column of a table; `weight` is its share of the width against the others'. */
export interface Column {
  readonly label: string;
  readonly weight: number;
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** A paragraph that nobody may overlook. */
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'definitions'; readonly items: readonly Definition[] }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] }
  /** A picture (or none) with its caption, line by line, and what is said of it beside it. */
  | {
      readonly kind: 'figure';
      readonly picture: Picture | undefined;
      readonly caption: readonly string[];
      readonly facts: readonly Definition[];
    }
  | { readonly kind: 'page-break' };

export interface DocumentModel {
  readonly kind: DocumentKind;
  readonly title: string;
  /** Printed at the head of every page. */
  readonly running: string;
  /** Which journal it speaks of: the id of a case, or `installation`. */
  readonly chain: string;
  readonly drawnUpAt: Instant;
  readonly blocks: readonly Block[];
}

export const heading = (text: string, level: 2 | 3 = 2): Block => ({ kind: 'heading', level, text });
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const notice = (text: string): Block => ({ kind: 'notice', text });
export const list = (items: readonly string[]): Block => ({ kind: 'list', items });
export const definitions = (items: readonly Definition[]): Block => ({ kind: 'definitions', items });

/** A table, or the sentence that stands for it when it has no rows. */
export function table(
  columns: readonly (readonly [label: string, weight: number])[],
  rows: readonly (readonly string[])[],
  ifEmpty: string,
): Block {
  return rows.length === 0
    ? paragraph(ifEmpty)
    : { kind: 'table', columns: columns.map(([label, weight]) => ({ label, weight })), rows };
}
