// Which pixels are read next, and which make room for them: in order of time, one reading per span, within a bound of memory.

import type { SpritePicture, TubeReader } from '../../contracts/synopsis.ts';
import type { RecordingId } from '../../domain/ids.ts';
import { dueOf, presentationAt, ROUNDING_US, slotAt, type FilmSpan } from './film-span.ts';
import type { SpriteBuffer } from './sprite-buffer.ts';

/** So far ahead is read, µs of synopsis: longer than a decoder needs from one key frame to the next. */
export const AHEAD_US = 6_000_000;
/** What was shown so lately does not make room for what comes: a step back must be cheap. */
const LOOK_BACK_US = 1_000_000;
/**
 * Pictures asked for at once, ahead of their time: each that begins a span may cost a long way from a key frame, and the
 * one that is due first must not share its decoder's time with many. Those of the present are all asked for.
 */
const PULLS_AHEAD = 2;
/** Spans open at once, those ahead included; those of the present are all open. Each is a decoder with its pictures. */
const OPEN_SPANS = 20;

export interface ReadAheadHooks {
  /** The reader of a recording when it is open; opens it otherwise, and calls `wake` then. */
  readonly readerOf: (id: RecordingId) => TubeReader | undefined;
  readonly isInUse: (picture: SpritePicture) => boolean;
  /** Something is there that was not. */
  readonly onRead: () => void;
  readonly onFailure: (error: unknown) => void;
  readonly budgetBytes: number;
}

interface Candidate {
  readonly buffer: SpriteBuffer;
  readonly slot: number;
  /** When it is shown, µs of synopsis. */
  readonly due: number;
}

export class ReadAhead {
  readonly #hooks: ReadAheadHooks;
  #timeUs = 0;
  /** Spans of the time that is read for. */
  #window: readonly SpriteBuffer[] = [];
  /** Those that hold bitmaps or a reading. */
  readonly #live = new Set<SpriteBuffer>();
  #isHalted = false;

  constructor(hooks: ReadAheadHooks) {
    this.#hooks = hooks;
  }

  /** Bytes of the bitmaps at hand. */
  get bytes(): number {
    let sum = 0;
    for (const buffer of this.#live) {
      sum += buffer.bytes;
    }
    return sum;
  }

  /** Nothing is on its way: all that is wanted, and that memory has room for, is there. */
  get isResting(): boolean {
    return ![...this.#live].some((buffer) => buffer.isPulling);
  }

  /** Reads for `timeUs` and after; `window`: the spans from then to {@link AHEAD_US} later. Gives up all others. */
  goTo(timeUs: number, window: readonly SpriteBuffer[]): void {
    this.#timeUs = timeUs;
    this.#window = window;
    const wanted = new Set(window);
    for (const buffer of this.#live) {
      const slot = wanted.has(buffer) ? buffer.firstUnread(this.#slotNow(buffer.span)) : undefined;
      if (!wanted.has(buffer)) {
        buffer.stop();
      } else if (slot !== undefined) {
        buffer.giveUpUnless(slot);
      }
    }
    this.wake();
  }

  /** After a failure nothing is read until somebody asks to try again. */
  setHalted(isHalted: boolean): void {
    this.#isHalted = isHalted;
  }

  /** Asks for as much as may be asked for at once. */
  wake(): void {
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const reader = this.#hooks.readerOf(next.buffer.span.recordingId);
      if (reader === undefined) {
        return;
      }
      this.#live.add(next.buffer);
      void this.#pull(next, reader);
    }
  }

  stop(): void {
    this.#window = [];
    for (const buffer of this.#live) {
      buffer[Symbol.dispose]();
    }
    this.#live.clear();
  }

  async #pull({ buffer, slot }: Candidate, reader: TubeReader): Promise<void> {
    try {
      await buffer.pull(slot, reader);
    } catch (error) {
      this.#hooks.onFailure(error);
    }
    this.wake();
    this.#hooks.onRead();
  }

  /** What is shown soonest of what is not read, if there is room for it. */
  #next(): Candidate | undefined {
    const best = this.#isHalted ? undefined : this.#soonest();
    if (best === undefined) {
      return undefined;
    }
    const isNow = best.due <= this.#timeUs + ROUNDING_US;
    const pulling = [...this.#live].filter((buffer) => buffer.isPulling);
    // What is wanted now has the decoders to itself: nothing is read ahead until it is there.
    const isWaitedFor = pulling.some((buffer) => buffer.lacks(this.#slotNow(buffer.span)) && this.#isOn(buffer.span));
    const mayPull = isNow || (!isWaitedFor && pulling.length < PULLS_AHEAD);
    const hasRoom = mayPull && this.#makeRoom(best);
    return isNow || hasRoom ? best : undefined;
  }

  #isOn({ atUs, endUs }: FilmSpan): boolean {
    return atUs <= this.#timeUs && this.#timeUs < endUs;
  }

  #soonest(): Candidate | undefined {
    const open = [...this.#live].filter((buffer) => buffer.isOpen).length;
    let best: Candidate | undefined;
    for (const buffer of this.#window) {
      const slot = buffer.isPulling ? undefined : buffer.firstUnread(this.#slotNow(buffer.span));
      const due = slot === undefined ? Infinity : dueOf(buffer.span, slot);
      const mayOpen = buffer.isOpen || open < OPEN_SPANS || due <= this.#timeUs + ROUNDING_US;
      if (slot !== undefined && mayOpen && due <= this.#timeUs + AHEAD_US && due < (best?.due ?? Infinity)) {
        best = { buffer, slot, due };
      }
    }
    return best;
  }

  /** Closes what is farthest from now until a picture fits; says whether it does. */
  #makeRoom({ buffer, due }: Candidate): boolean {
    const coming = [...this.#live].filter(({ isPulling }) => isPulling);
    const expected = coming.reduce((sum, { expectedBytes }) => sum + expectedBytes, buffer.expectedBytes);
    while (this.bytes + expected > this.#hooks.budgetBytes) {
      if (!this.#dropFarthest(due)) {
        return false;
      }
    }
    return true;
  }

  #dropFarthest(due: number): boolean {
    let farthest: (() => boolean) | undefined;
    let distance = 0;
    const offer = (far: number, drop: () => boolean): void => {
      if (far > distance) {
        [distance, farthest] = [far, drop];
      }
    };
    for (const buffer of this.#live) {
      const kept = buffer.keptSlots;
      if (kept === undefined) {
        continue;
      }
      const [earliest, latest] = [dueOf(buffer.span, kept[0]), dueOf(buffer.span, kept[1])];
      const back = this.#timeUs - earliest;
      const isPast = buffer.span.endUs <= this.#timeUs || kept[0] < this.#slotNow(buffer.span);
      if (isPast && (due <= this.#timeUs || back > LOOK_BACK_US)) {
        offer(back, () => buffer.drop('earliest', this.#hooks.isInUse));
      }
      if (latest > Math.max(due, this.#timeUs)) {
        offer(latest - this.#timeUs, () => buffer.drop('latest', this.#hooks.isInUse));
      }
    }
    return farthest?.() ?? false;
  }

  /** The slot that is on the picture now, or the first of a span that is still to come. */
  #slotNow(span: FilmSpan): number {
    return slotAt(span, presentationAt(span, Math.max(span.atUs, this.#timeUs)));
  }
}
