// Type on paper: which letters the built-in typefaces have, how wide a line is, where it breaks.

import type { PDFFont } from '@cantoo/pdf-lib';

/** Signs that the typefaces lack and that say the same in others. */
const SAME: Readonly<Record<string, string>> = {
  '\u202f': '\u00a0',
  '\u2009': '\u00a0',
  '\u2011': '-',
  '\u2212': '-',
  '→': '->',
  '←': '<-',
  '≤': '<=',
  '≥': '>=',
  '□': '[ ]',
  '\t': ' ',
};

/** Letters without an accent to take off. */
const PLAIN: Readonly<Record<string, string>> = { ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ı: 'i', ħ: 'h', ŋ: 'n' };

/** The letters of the built-in typefaces; counts those of a text that it had to change. */
export class Letters {
  readonly #has: ReadonlySet<number>;
  #changed = 0;

  constructor(font: PDFFont) {
    this.#has = new Set(font.getCharacterSet());
  }

  /** Letters so far that the paper shows otherwise than the page. */
  get changed(): number {
    return this.#changed;
  }

  /** A text in letters that the typefaces have. Accents that they lack fall, anything else becomes `?`: both are counted. */
  printable(text: string): string {
    return Array.from(text.normalize('NFC'), (letter) => this.#letter(letter)).join('');
  }

  #letter(letter: string): string {
    if (letter === '\n' || this.#can(letter)) {
      return letter;
    }
    const same = SAME[letter];
    if (same !== undefined) {
      return same;
    }
    this.#changed++;
    const base = PLAIN[letter] ?? letter.normalize('NFD').replace(/\p{M}/gu, '');
    return base !== '' && Array.from(base).every((one) => this.#can(one)) ? base : '?';
  }

  #can(letter: string): boolean {
    return this.#has.has(letter.codePointAt(0) ?? 0);
  }
}

/** One typeface: widths of words are asked for again and again. */
export class Face {
  readonly font: PDFFont;
  readonly #widths = new Map<string, number>();

  constructor(font: PDFFont) {
    this.font = font;
  }

  /** Width at size 1. */
  width(text: string): number {
    const known = this.#widths.get(text);
    if (known !== undefined) {
      return known;
    }
    const width = this.font.widthOfTextAtSize(text, 1);
    this.#widths.set(text, width);
    return width;
  }

  /** Lines of at most `width` points; a word that is too long for one is cut. Never empty. */
  wrap(text: string, size: number, width: number): readonly string[] {
    return text.split('\n').flatMap((line) => this.#wrapLine(line, width / size));
  }

  #wrapLine(text: string, width: number): readonly string[] {
    const lines: string[] = [];
    const space = this.width(' ');
    let line = '';
    let used = 0;
    for (const word of text.split(' ').flatMap((one) => this.#cut(one, width))) {
      const wide = this.width(word);
      if (line !== '' && used + space + wide > width) {
        lines.push(line);
        [line, used] = [word, wide];
      } else {
        [line, used] = line === '' ? [word, wide] : [`${line} ${word}`, used + space + wide];
      }
    }
    return [...lines, line];
  }

  /** Pieces of a word that fit: hashes are longer than a narrow column. */
  #cut(word: string, width: number): readonly string[] {
    if (this.width(word) <= width) {
      return [word];
    }
    const pieces: string[] = [''];
    let used = 0;
    for (const letter of word) {
      const wide = this.width(letter);
      if (used + wide > width && used > 0) {
        pieces.push('');
        used = 0;
      }
      pieces[pieces.length - 1] = `${pieces.at(-1) ?? ''}${letter}`;
      used += wide;
    }
    return pieces;
  }
}
