// Draws a document on paper, block by block. Everything that the page says is here too, in the same order.

import { PDFDocument, StandardFonts, type PDFImage } from '@cantoo/pdf-lib';
import type { Block, DocumentModel, Picture } from '../domain/documents/model.ts';
import { pictureText } from '../domain/documents/text.ts';
import { frenchSpaces } from '../domain/documents/typography.ts';
import { Face, Letters } from './pdf-type.ts';
import { BLACK, GREY, LEFT, Sheet, WIDTH } from './pdf-sheet.ts';
import { wrapped, type Press, type ToJpeg } from './pdf-press.ts';
import { drawTable } from './pdf-table.ts';

type Figure = Extract<Block, { kind: 'figure' }>;

const TERM_WIDTH = 150;
const PICTURE = { width: 113, height: 170, gap: 12 } as const;
/** Points that a heading wants below itself. */
const KEEP = 48;

/** The bytes of the PDF. */
export async function drawPdf(
  model: DocumentModel,
  pageSha256: string,
  toJpeg: ToJpeg,
): Promise<Uint8Array<ArrayBuffer>> {
  const doc = await PDFDocument.create();
  const [regular, bold] = [
    await doc.embedFont(StandardFonts.Helvetica),
    await doc.embedFont(StandardFonts.HelveticaBold),
  ];
  const letters = new Letters(regular);
  const [plain, strong] = [new Face(regular), new Face(bold)];
  const press: Press = {
    doc,
    sheet: new Sheet(doc),
    print: (text) => letters.printable(frenchSpaces(text)),
    styles: {
      title: { face: strong, size: 17, lead: 22, colour: BLACK },
      heading: { face: strong, size: 12.5, lead: 17, colour: BLACK },
      subheading: { face: strong, size: 10, lead: 14, colour: BLACK },
      body: { face: plain, size: 9.5, lead: 13, colour: BLACK },
      strong: { face: strong, size: 9.5, lead: 13, colour: BLACK },
      small: { face: plain, size: 7.5, lead: 10, colour: GREY },
    },
    toJpeg,
  };
  describe(doc, model);
  press.sheet.lines(wrapped(press, model.title, 'title', WIDTH), LEFT, press.styles.title);
  await drawBlocks(press, model.blocks);
  drawEnd(press, pageSha256, letters.changed);
  press.sheet.finish(press.print(model.running), press.print(model.title), press.styles.small);
  const bytes = await doc.save();
  return new Uint8Array(bytes);
}

function describe(doc: PDFDocument, { title, drawnUpAt }: DocumentModel): void {
  const at = new Date(drawnUpAt);
  doc.setTitle(title, { showInWindowTitleBar: true });
  doc.setLanguage('fr-FR');
  doc.setProducer('Dérush');
  doc.setCreator('Dérush');
  // Of the document, not of the moment of printing: the same document gives the same bytes.
  doc.setCreationDate(at);
  doc.setModificationDate(at);
}

async function drawBlocks(press: Press, blocks: readonly Block[]): Promise<void> {
  for (const [index, block] of blocks.entries()) {
    const next = blocks[index + 1];
    switch (block.kind) {
      case 'heading':
        drawHeading(press, block, next?.kind === 'figure' ? figureHeight(press, next) : KEEP);
        break;
      case 'paragraph':
        drawLines(press, block.text);
        break;
      case 'notice':
        drawNotice(press, block.text);
        break;
      case 'list':
        block.items.forEach((item) => {
          drawItem(press, item);
        });
        press.sheet.gap(5);
        break;
      case 'definitions':
        drawDefinitions(press, block.items, LEFT, WIDTH, TERM_WIDTH);
        press.sheet.gap(5);
        break;
      case 'table':
        drawTable(press, block);
        break;
      case 'figure':
        await drawFigure(press, block);
        break;
      case 'page-break':
        press.sheet.turn();
    }
  }
}

function drawHeading(press: Press, { level, text }: Extract<Block, { kind: 'heading' }>, below: number): void {
  const { sheet, styles } = press;
  const name = level === 2 ? 'heading' : 'subheading';
  const lines = wrapped(press, text, name, WIDTH);
  const before = level === 2 ? 16 : 7;
  sheet.need(before + lines.length * styles[name].lead + below);
  sheet.gap(before);
  sheet.lines(lines, LEFT, styles[name]);
  if (level === 2) {
    sheet.rule(LEFT, sheet.y - 1, WIDTH);
    sheet.moveTo(sheet.y - 7);
  } else {
    sheet.moveTo(sheet.y - 2);
  }
}

function drawLines(press: Press, text: string): void {
  press.sheet.lines(wrapped(press, text, 'body', WIDTH), LEFT, press.styles.body);
  press.sheet.gap(6);
}

function drawNotice(press: Press, text: string): void {
  const { sheet, styles } = press;
  const lines = wrapped(press, text, 'strong', WIDTH - 16);
  const height = lines.length * styles.strong.lead + 10;
  sheet.need(height);
  sheet.frameAt(LEFT, sheet.y, WIDTH, height);
  sheet.moveTo(sheet.y - 5);
  sheet.lines(lines, LEFT + 8, styles.strong);
  sheet.moveTo(sheet.y - 5);
  sheet.gap(6);
}

function drawItem(press: Press, text: string): void {
  const { sheet, styles } = press;
  sheet.need(styles.body.lead);
  sheet.textAt('•', LEFT + 3, sheet.y, styles.body);
  sheet.lines(wrapped(press, text, 'body', WIDTH - 14), LEFT + 14, styles.body);
}

function drawDefinitions(
  press: Press,
  items: Extract<Block, { kind: 'definitions' }>['items'],
  x: number,
  width: number,
  termWidth: number,
): void {
  const { sheet, styles } = press;
  const termStyle = { ...styles.body, colour: GREY };
  for (const [term, text] of items) {
    const terms = wrapped(press, term, 'body', termWidth - 8);
    const texts = wrapped(press, text, 'body', width - termWidth);
    // A term stays with the beginning of what is said of it.
    sheet.need(Math.max(terms.length, Math.min(texts.length, 3)) * styles.body.lead);
    terms.forEach((line, row) => {
      sheet.textAt(line, x, sheet.y - row * styles.body.lead, termStyle);
    });
    sheet.lines(texts, x + termWidth, styles.body);
    sheet.moveTo(sheet.y - Math.max(0, terms.length - texts.length) * styles.body.lead);
  }
}

const FACTS = { x: LEFT + PICTURE.width + PICTURE.gap, width: WIDTH - PICTURE.width - PICTURE.gap, term: 120 } as const;

const captionOf = ({ caption, picture }: Figure): string =>
  [...caption, ...(picture === undefined ? [] : [pictureText(picture)])].join('\n');

/** Size of a picture on paper: it fits its place and is never blown up beyond it. */
function sizeOf({ picture }: Figure): { readonly width: number; readonly height: number } {
  if (picture === undefined) {
    return { width: PICTURE.width, height: 40 };
  }
  const scale = Math.min(PICTURE.width / picture.width, PICTURE.height / picture.height);
  return { width: picture.width * scale, height: picture.height * scale };
}

function figureHeight(press: Press, figure: Figure): number {
  const { body, small } = press.styles;
  const facts = figure.facts.reduce((sum, [term, text]) => {
    const rows = Math.max(
      wrapped(press, term, 'body', FACTS.term - 8).length,
      wrapped(press, text, 'body', FACTS.width - FACTS.term).length,
    );
    return sum + rows * body.lead;
  }, 0);
  const caption = wrapped(press, captionOf(figure), 'small', FACTS.width).length * small.lead;
  return Math.max(sizeOf(figure).height, facts + 3 + caption) + 6;
}

async function drawFigure(press: Press, figure: Figure): Promise<void> {
  const { sheet, styles } = press;
  // Longer than a page, it begins where it is and flows on.
  sheet.need(figureHeight(press, figure));
  const [top, size, page] = [sheet.y, sizeOf(figure), press.doc.getPageCount()];
  if (figure.picture === undefined) {
    sheet.frameAt(LEFT, top, size.width, size.height);
    sheet.textAt('Sans vignette', LEFT + 8, top - 12, styles.small);
  } else {
    sheet.imageAt(await embed(press, figure.picture), LEFT, top, size.width, size.height);
  }
  drawDefinitions(press, figure.facts, FACTS.x, FACTS.width, FACTS.term);
  sheet.gap(3);
  sheet.lines(wrapped(press, captionOf(figure), 'small', FACTS.width), FACTS.x, styles.small);
  // Unless the facts went on to another page, the next block begins below the picture too.
  sheet.moveTo(press.doc.getPageCount() > page ? sheet.y : Math.min(sheet.y, top - size.height));
  sheet.gap(6);
}

async function embed({ doc, toJpeg }: Press, picture: Picture): Promise<PDFImage> {
  switch (picture.mime) {
    case 'image/jpeg':
      return doc.embedJpg(picture.bytes);
    case 'image/png':
      return doc.embedPng(picture.bytes);
    case 'image/webp':
      return doc.embedJpg(await toJpeg(picture));
  }
}

/** Which page this PDF belongs to, and what it could not print as the page does. */
function drawEnd(press: Press, pageSha256: string, changed: number): void {
  const { sheet, styles } = press;
  const seal = [`Version imprimable du document dont la page a pour empreinte SHA-256 : ${pageSha256}`];
  if (changed > 0) {
    seal.push(`${changed} lettre(s) que les polices du PDF n’ont pas ont été remplacées : la page fait foi.`);
  }
  const lines = wrapped(press, seal.join('\n'), 'small', WIDTH);
  sheet.need(18 + lines.length * styles.small.lead);
  sheet.gap(12);
  sheet.rule(LEFT, sheet.y, WIDTH);
  sheet.moveTo(sheet.y - 5);
  sheet.lines(lines, LEFT, styles.small);
}
