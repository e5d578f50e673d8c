// Packets between two cuts, and the pictures that came out of them: held in order until they are asked for.

import type { DecodedFrame } from './decoder-run.ts';

/** A picture that is not wanted: decoded all the same. */
export interface PassedPicture {
  readonly ordinal: number;
  readonly frame: undefined;
}

/** Filled by a {@link Lane}, emptied by whoever reads the pass. Dispose of it to close what nobody took. */
export class Stretch implements Disposable {
  /** First decode index. */
  readonly from: number;
  /** First decode index behind it. */
  readonly to: number;
  /** Highest ordinal that it may give. */
  readonly lastOrdinal: number;
  readonly #pictures: (DecodedFrame | PassedPicture)[] = [];
  #held = 0;
  #fed = 0;
  #given = 0;
  #end: 'over' | 'broken' | undefined;
  #isDropped = false;
  #arrived: (() => void) | undefined;

  constructor(from: number, to: number, lastOrdinal: number) {
    this.from = from;
    this.to = to;
    this.lastOrdinal = lastOrdinal;
  }

  /** Wanted pictures that wait to be taken. */
  get held(): number {
    return this.#held;
  }

  /** Whether the decoder died in it: pictures are missing at its end. */
  get isBroken(): boolean {
    return this.#end === 'broken';
  }

  /** Whether every packet became a picture. Known when it is over. */
  get isWhole(): boolean {
    return this.#end === 'over' && this.#given === this.#fed;
  }

  /** One more packet went into the decoder. */
  feed(): void {
    this.#fed += 1;
  }

  /** Takes over a picture, or notes one that is not wanted. */
  add(picture: DecodedFrame | PassedPicture): void {
    this.#given += 1;
    if (this.#isDropped) {
      picture.frame?.close();
      return;
    }
    this.#held += picture.frame === undefined ? 0 : 1;
    this.#pictures.push(picture);
    this.#wake();
  }

  /** Nothing more comes. */
  end(how: 'over' | 'broken'): void {
    this.#end ??= how;
    this.#wake();
  }

  /** Every picture that comes out, in order. */
  async *pictures(): AsyncGenerator<DecodedFrame | PassedPicture, void, unknown> {
    for (;;) {
      const picture = this.#pictures.shift();
      if (picture !== undefined) {
        this.#held -= picture.frame === undefined ? 0 : 1;
        yield picture;
      } else if (this.#end !== undefined) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#arrived = resolve;
        });
      }
    }
  }

  [Symbol.dispose](): void {
    this.#isDropped = true;
    for (const { frame } of this.#pictures.splice(0)) {
      frame?.close();
    }
    this.#held = 0;
  }

  #wake(): void {
    this.#arrived?.();
    this.#arrived = undefined;
  }
}
