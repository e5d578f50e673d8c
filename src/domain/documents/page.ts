// A document as one self-contained page: white paper, printable, no script, nothing to fetch.

import { CHAIN_META, DIGEST_BLANK, DIGEST_META, SEAL_WORDS } from '../journal/document-seal.ts';
import type { HashText } from '../journal/chain.ts';
import type { Block, Definition, DocumentModel, Picture } from './model.ts';
import { base64, hexToBytes } from './base64.ts';
import { STYLE } from './page-style.ts';
import { isSealed, pictureText } from './text.ts';
import { frenchSpaces } from './typography.ts';

/** The page, with blanks where its own hash goes (`sealDocument`); `hash` is asked for that of its style only. */
export async function toPage(model: DocumentModel, hash: HashText): Promise<string> {
  const style = `sha256-${base64(hexToBytes(await hash(STYLE)))}`;
  // The file leaves the tool: it brings its own policy, which lets it show its pictures and nothing else.
  const policy = `default-src 'none'; img-src data:; style-src '${style}'; base-uri 'none'; form-action 'none'`;
  const seal = `<p class="seal">${text(SEAL_WORDS)}<code>${DIGEST_BLANK}</code></p>`;
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<meta name="${CHAIN_META}" content="${text(model.chain)}">
${isSealed(model) ? `<meta name="${DIGEST_META}" content="${DIGEST_BLANK}">\n` : ''}<title>${text(model.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header><p>${text(model.running)}</p></header>
<main>
<h1>${text(model.title)}</h1>
${model.blocks.map(blockHtml).join('\n')}
${isSealed(model) ? `${seal}\n` : ''}</main>
</body>
</html>
`;
}

/** Text of a page: nothing in it is ever markup. */
function text(raw: string): string {
  return escape(frenchSpaces(raw));
}

function escape(raw: string): string {
  return raw
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${text(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${text(block.text)}</p>`;
    case 'notice':
      return `<p class="notice">${text(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${text(item)}</li>`).join('')}</ul>`;
    case 'definitions':
      return definitionsHtml(block.items);
    case 'table':
      return `<table><thead><tr>${block.columns.map(({ label }) => `<th scope="col">${text(label)}</th>`).join('')}</tr></thead><tbody>\n${block.rows.map(rowHtml).join('\n')}\n</tbody></table>`;
    case 'figure':
      return figureHtml(block);
    case 'page-break':
      return '<hr class="break">';
  }
}

/** A number, a date or a word is never broken. */
const SHORT = 12;

const rowHtml = (cells: readonly string[]): string =>
  `<tr>${cells.map((cell) => `<td${cell.length <= SHORT ? ' class="short"' : ''}>${text(cell)}</td>`).join('')}</tr>`;

const definitionsHtml = (items: readonly Definition[]): string =>
  `<dl>${items.map(([term, said]) => `<div><dt>${text(term)}</dt><dd>${text(said)}</dd></div>`).join('')}</dl>`;

function figureHtml({ picture, caption, facts }: Extract<Block, { kind: 'figure' }>): string {
  const lines = [...caption, ...(picture === undefined ? [] : [pictureText(picture)])];
  return `<figure>${pictureHtml(picture, caption[0] ?? '')}<div>${definitionsHtml(facts)}<figcaption>${lines.map(text).join('<br>')}</figcaption></div></figure>`;
}

function pictureHtml(picture: Picture | undefined, alt: string): string {
  return picture === undefined
    ? '<p class="empty">Sans vignette</p>'
    : `<img alt="${text(alt)}" width="${picture.width}" height="${picture.height}" src="data:${picture.mime};base64,${base64(picture.bytes)}">`;
}
