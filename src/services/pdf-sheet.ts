// The paper: A4 pages, a place on them that moves down, and a new page when it has reached the end.

import { rgb, type PDFDocument, type PDFImage, type PDFPage, type RGB } from '@cantoo/pdf-lib';
import type { Face } from './pdf-type.ts';

const PAGE = { width: 595.28, height: 841.89 } as const;
const MARGIN = { top: 76, bottom: 62, side: 51 } as const;

/** Left edge and width of the text, points. */
export const LEFT = MARGIN.side;
export const WIDTH = PAGE.width - 2 * MARGIN.side;
const TOP = PAGE.height - MARGIN.top;
/** Height of the text on a page, points. */
export const HEIGHT = TOP - MARGIN.bottom;

export const BLACK = rgb(0.07, 0.07, 0.07);
export const GREY = rgb(0.3, 0.3, 0.3);
const LINE = rgb(0.6, 0.6, 0.6);
export const SHADE = rgb(0.93, 0.93, 0.93);

/** How a line is set; sizes in points. */
export interface Style {
  readonly face: Face;
  readonly size: number;
  readonly lead: number;
  readonly colour: RGB;
}

export class Sheet {
  readonly #doc: PDFDocument;
  #page: PDFPage;
  #y = TOP;

  constructor(doc: PDFDocument) {
    this.#doc = doc;
    this.#page = doc.addPage([PAGE.width, PAGE.height]);
  }

  /** Distance from the lower edge of the paper, points. */
  get y(): number {
    return this.#y;
  }

  /** Points left on this page. */
  get left(): number {
    return this.#y - MARGIN.bottom;
  }

  get isFresh(): boolean {
    return this.#y === TOP;
  }

  turn(): void {
    if (!this.isFresh) {
      this.#page = this.#doc.addPage([PAGE.width, PAGE.height]);
      this.#y = TOP;
    }
  }

  /** Begins a new page unless there are so many points left. */
  need(height: number): void {
    if (height > this.left) {
      this.turn();
    }
  }

  /** Leaves a gap, but none at the head of a page. */
  gap(height: number): void {
    if (!this.isFresh) {
      this.#y -= height;
    }
  }

  moveTo(y: number): void {
    this.#y = y;
  }

  /** One line whose first letter stands at `x`, without moving on; `top` is the upper edge of the line. */
  textAt(text: string, x: number, top: number, { face, size, lead, colour }: Style): void {
    // The base line: the letters of these typefaces rise by about 0.72 of their size.
    this.#page.drawText(text, { x, y: top - (lead + size * 0.72) / 2, size, font: face.font, color: colour });
  }

  /** Lines one below the other, each on a page with room for it; moves on. */
  lines(lines: readonly string[], x: number, style: Style): void {
    for (const line of lines) {
      this.need(style.lead);
      this.textAt(line, x, this.#y, style);
      this.#y -= style.lead;
    }
  }

  imageAt(image: PDFImage, x: number, top: number, width: number, height: number): void {
    this.#page.drawImage(image, { x, y: top - height, width, height });
  }

  frameAt(x: number, top: number, width: number, height: number, shade?: RGB): void {
    const fill = shade === undefined ? {} : { color: shade };
    this.#page.drawRectangle({ x, y: top - height, width, height, borderColor: LINE, borderWidth: 0.5, ...fill });
  }

  rule(x: number, y: number, width: number): void {
    this.#page.drawLine({ start: { x, y }, end: { x: x + width, y }, thickness: 0.5, color: LINE });
  }

  /** Head and foot of every page, once all pages are known. */
  finish(running: string, title: string, style: Style): void {
    const pages = this.#doc.getPages();
    pages.forEach((page, index) => {
      this.#page = page;
      const [right, foot] = [title, `${index + 1} / ${pages.length}`];
      const wide = (text: string): number => style.face.width(text) * style.size;
      const fitting = style.face.wrap(running, style.size, WIDTH - wide(right) - 20)[0] ?? '';
      this.textAt(fitting, LEFT, PAGE.height - 40, style);
      this.textAt(right, LEFT + WIDTH - wide(right), PAGE.height - 40, style);
      this.rule(LEFT, PAGE.height - 56, WIDTH);
      this.textAt(foot, LEFT + WIDTH - wide(foot), 44, style);
    });
  }
}
