// A file that is being written, in parts of bounded size: what is full leaves the memory of the script.

const PART_BYTES = 4 * 1024 * 1024;

/** Takes writes at any place. Bytes that nobody wrote are 0. */
export class FilmParts {
  readonly #partBytes: number;
  readonly #full = new Map<number, Blob>();
  /** The part that is being written; the others are blobs. */
  #open = 0;
  #bytes: Uint8Array<ArrayBuffer>;
  #size = 0;

  constructor(partBytes = PART_BYTES) {
    this.#partBytes = partBytes;
    this.#bytes = new Uint8Array(partBytes);
  }

  get size(): number {
    return this.#size;
  }

  async write(position: number, data: Uint8Array): Promise<void> {
    for (let done = 0; done < data.length;) {
      const at = position + done;
      await this.#turnTo(Math.floor(at / this.#partBytes));
      const from = at % this.#partBytes;
      const piece = data.subarray(done, done + this.#partBytes - from);
      this.#bytes.set(piece, from);
      done += piece.length;
    }
    this.#size = Math.max(this.#size, position + data.length);
  }

  /** All that was written. Nothing may be written after it. */
  toBlob(type: string): Blob {
    this.#full.set(this.#open, new Blob([this.#bytes]));
    const count = Math.ceil(this.#size / this.#partBytes);
    const parts = Array.from({ length: count }, (_, part) => this.#full.get(part) ?? new Uint8Array(this.#partBytes));
    return new Blob(parts, { type }).slice(0, this.#size, type);
  }

  async #turnTo(part: number): Promise<void> {
    if (part === this.#open) {
      return;
    }
    this.#full.set(this.#open, new Blob([this.#bytes]));
    const known = this.#full.get(part);
    this.#bytes = new Uint8Array(this.#partBytes);
    if (known !== undefined) {
      this.#bytes.set(new Uint8Array(await known.arrayBuffer()));
      this.#full.delete(part);
    }
    this.#open = part;
  }
}
