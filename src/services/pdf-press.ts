// What every block is drawn with: the document, the paper, the type.

import type { PDFDocument } from '@cantoo/pdf-lib';
import type { Picture } from '../domain/documents/model.ts';
import type { Sheet, Style } from './pdf-sheet.ts';

export type ToJpeg = (picture: Picture) => Promise<Uint8Array<ArrayBuffer>>;

/** Everything that drawing a block needs. */
export interface Press {
  readonly doc: PDFDocument;
  readonly sheet: Sheet;
  /** Text as the typefaces can print it, with French spaces. */
  readonly print: (text: string) => string;
  readonly styles: Readonly<Record<'title' | 'heading' | 'subheading' | 'body' | 'strong' | 'small', Style>>;
  readonly toJpeg: ToJpeg;
}

/** A text in lines of a style, `width` points wide. */
export function wrapped(
  { print, styles }: Press,
  text: string,
  style: keyof Press['styles'],
  width: number,
): readonly string[] {
  const { face, size } = styles[style];
  return face.wrap(print(text), size, width);
}
