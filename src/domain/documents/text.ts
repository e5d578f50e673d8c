// A document as plain text: to paste into a procedure, to compare, to seal.

import type { Block, Definition, DocumentModel } from './model.ts';
import { DIGEST_BLANK, SEAL_WORDS } from '../journal/document-seal.ts';

const MENTIONS: ReadonlySet<DocumentModel['kind']> = new Set(['M1', 'M2']);

/** Whether a document carries its own hash; mentions are typed into a piece that has its own. */
export function isSealed({ kind }: DocumentModel): boolean {
  return !MENTIONS.has(kind);
}

/** Plain text, with blanks where its own hash goes (`sealDocument`). */
export function toText(model: DocumentModel): string {
  const body = model.blocks.map(blockText).filter((text) => text !== '');
  return isSealed(model)
    ? [
        `${model.title}\n${'='.repeat(model.title.length)}`,
        model.running,
        ...body,
        `${SEAL_WORDS}${DIGEST_BLANK}`,
      ].join('\n\n') + '\n'
    : body.join('\n\n') + '\n';
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return block.level === 2 ? `${block.text}\n${'-'.repeat(block.text.length)}` : block.text;
    case 'paragraph':
      return block.text;
    case 'notice':
      return `! ${block.text}`;
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n');
    case 'definitions':
      return block.items.map(definitionText).join('\n');
    case 'table':
      return [block.columns.map(({ label }) => label), ...block.rows].map((cells) => cells.join(' | ')).join('\n');
    case 'figure':
      return [
        ...block.caption,
        ...block.facts.map(definitionText),
        ...(block.picture === undefined ? [] : [pictureText(block.picture)]),
      ].join('\n');
    case 'page-break':
      return '';
  }
}

const definitionText = ([term, text]: Definition): string => `${term} : ${text}`;

/** What stands for a picture in words: its own hash, so that the text vouches for it too. */
export function pictureText(picture: {
  readonly width: number;
  readonly height: number;
  readonly sha256: string;
}): string {
  return `Vignette ${picture.width} × ${picture.height}, SHA-256 ${picture.sha256}`;
}
