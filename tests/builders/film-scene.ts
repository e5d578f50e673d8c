// A synopsis of made-up objects, and a reader that counts what it reads, gives and sees closed.

import type { Sprite, SpritePicture, TubeReader, TubeSpan } from '../../src/contracts/synopsis.ts';
import type { FrameTable } from '../../src/domain/footage/frame.ts';
import { recordingId, type RecordingId } from '../../src/domain/ids.ts';
import type { Arrangement, Pieces } from '../../src/domain/synopsis/arrangement.ts';
import type { TubeOwner } from '../../src/services/synopsis/film.ts';
import { evenFrames } from './frame-table.ts';

export const CAMERA = recordingId('camera');

/** One piece of a tube; times in ms. */
export interface MadePiece {
  readonly tube: number;
  readonly unit?: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly atMs: number;
  readonly rate?: number;
  readonly part?: number;
  readonly parts?: number;
}

export function arrangementOf(made: readonly MadePiece[]): Arrangement {
  const rows = [...made].sort((a, b) => a.atMs - b.atMs);
  const pieces: Pieces = {
    tube: Uint32Array.from(rows, ({ tube }) => tube),
    unit: Uint32Array.from(rows, ({ unit, tube }) => unit ?? tube),
    fromUs: Float64Array.from(rows, ({ fromMs }) => fromMs * 1000),
    toUs: Float64Array.from(rows, ({ toMs }) => toMs * 1000),
    atUs: Float64Array.from(rows, ({ atMs }) => atMs * 1000),
    rate: Float32Array.from(rows, ({ rate }) => rate ?? 1),
    part: Uint16Array.from(rows, ({ part }) => part ?? 1),
    parts: Uint16Array.from(rows, ({ parts }) => parts ?? 1),
  };
  const ends = rows.map(({ atMs, fromMs, toMs, rate }) => (atMs + (toMs - fromMs) / (rate ?? 1)) * 1000);
  const metrics = {
    frameRatio: 1,
    density: 1,
    peak: 1,
    overlap: 0,
    worstOverlap: 0,
    disorder: 0,
    coverage: 1,
    runtimeMs: 1,
  };
  return { pieces, lengthUs: Math.max(0, ...ends), pace: 1, metrics };
}

/** The object of row `row`, which stands still in the middle of a picture of 400 × 200, `y` its feet (share). */
export function ownerOfRow(
  row: number,
  table: FrameTable,
  part: Partial<TubeOwner> & { readonly y?: number } = {},
): TubeOwner {
  const us = Float64Array.of(table.us[0] ?? 0, table.us.at(-1) ?? 0);
  return {
    recordingId: CAMERA,
    track: row + 1,
    table,
    shiftUs: 0,
    media: { width: 400, height: 200, rotation: 0, pixelAspect: 1 },
    path: {
      us,
      x: Float32Array.of(0.5, 0.5),
      y: Float32Array.of(part.y ?? 0.5, part.y ?? 0.5),
      width: Float32Array.of(0.1, 0.1),
      height: Float32Array.of(0.4, 0.4),
      aspect: 2,
    },
    ...part,
  };
}

/** A bitmap that is only its size, and complains when it is closed twice. */
export class FakeBitmap {
  readonly width: number;
  readonly height: number;
  readonly #store: FakeTubes;
  #isOpen = true;

  constructor(store: FakeTubes, width: number, height: number) {
    [this.#store, this.width, this.height] = [store, width, height];
    store.open += 1;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  close(): void {
    this.#store.closedTwice += this.#isOpen ? 0 : 1;
    this.#store.open -= this.#isOpen ? 1 : 0;
    this.#isOpen = false;
  }
}

/** The reader of one recording. Pictures come when they are given: at once, or by `step` when `isSlow`. */
export class FakeTubes implements TubeReader {
  readonly plateTimes: readonly number[];
  readonly table: FrameTable;
  /** Readings in the order in which they were begun, with the ordinals that each gave. */
  readonly reads: {
    readonly span: TubeSpan;
    readonly given: number[];
    isOver: boolean;
    readonly signal: AbortSignal;
  }[] = [];
  readonly plates: number[] = [];
  open = 0;
  mostOpen = 0;
  closedTwice = 0;
  isDisposed = false;
  isSlow = false;
  failsAt: number | undefined;
  /** Ordinals that cannot be decoded. */
  undecodable: ReadonlySet<number> = new Set();
  side = 10;
  #waiting: (() => void)[] = [];

  constructor(table: FrameTable = evenFrames(1000, 40), plateTimes: readonly number[] = []) {
    this.table = table;
    this.plateTimes = plateTimes;
  }

  async plate(us: number): Promise<ImageBitmap> {
    await (this.isSlow ? settled() : Promise.resolve());
    this.plates.push(us);
    return this.#bitmap(64, 32);
  }

  async *read(span: TubeSpan, signal: AbortSignal): AsyncGenerator<SpritePicture, void, unknown> {
    const read = { span, given: [] as number[], isOver: false, signal };
    this.reads.push(read);
    try {
      for (let ordinal = span.fromOrdinal; ordinal <= span.toOrdinal; ordinal += span.stride) {
        await (this.isSlow ? new Promise<void>((resolve) => this.#waiting.push(resolve)) : Promise.resolve());
        if (this.failsAt !== undefined && ordinal >= this.failsAt) {
          throw new Error('unreadable');
        }
        if (!this.undecodable.has(ordinal)) {
          read.given.push(ordinal);
          yield { ordinal, sprites: span.tracks.map((track) => this.#sprite(track)) };
        }
      }
    } finally {
      read.isOver = true;
    }
  }

  /** Lets every reading that waits give one picture. */
  async step(times = 1): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      const waiting = this.#waiting;
      this.#waiting = [];
      waiting.forEach((give) => {
        give();
      });
      await settled();
    }
  }

  [Symbol.dispose](): void {
    this.isDisposed = true;
  }

  #sprite(track: number): Sprite {
    return { track, x: 180, y: 20, width: this.side, height: this.side, image: this.#bitmap(this.side, this.side) };
  }

  #bitmap(width: number, height: number): ImageBitmap {
    const bitmap = new FakeBitmap(this, width, height);
    this.mostOpen = Math.max(this.mostOpen, this.open);
    return bitmap;
  }
}

export async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** One camera for all. */
export function opener(tubes: FakeTubes, byId: ReadonlyMap<RecordingId, FakeTubes> = new Map()) {
  return (id: RecordingId): Promise<TubeReader> => Promise.resolve(byId.get(id) ?? tubes);
}
