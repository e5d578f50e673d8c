// Whole numbers in as few bytes as they need: base 128, the lowest digits first, small ones of either sign in one byte
// (LEB128 of zigzag numbers). Rows of a table are written as what they differ by from a row like them.

import { AppError } from '../contracts/errors.ts';

type Row = readonly number[];

const MORE = 128;
/** Digits of base 128 in 53 bits. */
const MOST_DIGITS = 8;

/** Writes whole numbers up to 2⁵² either way; anything else fails with STORAGE_FAILED. */
export class IntegerWriter {
  readonly #store: string;
  #bytes = new Uint8Array(1024);
  #length = 0;

  /** `store` is named when something cannot be written. */
  constructor(store: string) {
    this.#store = store;
  }

  /** A copy, as long as what was written. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  write(value: number): void {
    let rest = value < 0 ? -2 * value - 1 : 2 * value;
    if (!Number.isSafeInteger(rest)) {
      throw new AppError('STORAGE_FAILED', { store: this.#store });
    }
    if (this.#length + MOST_DIGITS > this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#bytes.length);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    for (; rest >= MORE; rest = Math.floor(rest / MORE)) {
      this.#bytes[this.#length++] = (rest % MORE) + MORE;
    }
    this.#bytes[this.#length++] = rest;
  }

  /** Rows of one width. Where `isKeyed`, rows that start with the same number are like each other. */
  table(rows: readonly Row[], isKeyed = false): void {
    const likes = new Map<number, Row>();
    let before: Row = [];
    for (const row of rows) {
      const key = row[0] ?? 0;
      const like = (isKeyed ? likes.get(key) : undefined) ?? before;
      row.forEach((cell, column) => {
        this.write(cell - ((column === 0 ? before : like)[column] ?? 0));
      });
      before = row;
      if (isKeyed) {
        likes.set(key, row);
      }
    }
  }
}

/** Reads what an {@link IntegerWriter} wrote; anything else fails with STORAGE_FAILED. */
export class IntegerReader {
  readonly #store: string;
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(store: string, bytes: Uint8Array, at = 0) {
    this.#store = store;
    this.#bytes = bytes;
    this.#at = at;
  }

  read(): number {
    let value = 0;
    for (let digit = 0, worth = 1; digit < MOST_DIGITS; digit += 1, worth *= MORE) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) {
        break;
      }
      value += (byte % MORE) * worth;
      if (byte < MORE) {
        return this.#signed(value);
      }
    }
    throw this.refusal();
  }

  /** A number of things, each of which takes at least `bytes`: never more than can still come. */
  count(bytes: number): number {
    const value = this.read();
    if (value < 0 || value * bytes > this.#bytes.length - this.#at) {
      throw this.refusal();
    }
    return value;
  }

  table(rows: number, columns: number, isKeyed = false): number[][] {
    const likes = new Map<number, Row>();
    const table: number[][] = [];
    let before: Row = [];
    for (let index = 0; index < rows; index += 1) {
      const row = [this.read() + (before[0] ?? 0)];
      const like = (isKeyed ? likes.get(row[0] ?? 0) : undefined) ?? before;
      for (let column = 1; column < columns; column += 1) {
        row.push(this.read() + (like[column] ?? 0));
      }
      table.push(row);
      before = row;
      if (isKeyed) {
        likes.set(row[0] ?? 0, row);
      }
    }
    return table;
  }

  /** Fails unless everything was read. */
  end(): void {
    if (this.#at !== this.#bytes.length) {
      throw this.refusal();
    }
  }

  refusal(): AppError {
    return new AppError('STORAGE_FAILED', { store: this.#store });
  }

  #signed(value: number): number {
    if (!Number.isSafeInteger(value)) {
      throw this.refusal();
    }
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}
