// A camera that follows another one while that one plays: its frames are asked for ahead of the instants at which the
// other one will be, and shown with its frames. What cannot be there in time is left out; nothing is shown too late.

import { FRAME_KEY, ordinalAt, type FrameTable } from '../domain/footage/frame.ts';
import { Recent } from './recent.ts';

export interface SyncRunRequest {
  readonly table: FrameTable;
  readonly direction: 1 | -1;
  /** Ordinal on screen when it starts; 0: none. */
  readonly shown: number;
  readonly frameAt: (ordinal: number) => Promise<VideoFrame>;
  /** Takes over the frame and closes it. `stride` = mean ordinals per painted frame, lately. */
  readonly paint: (frame: VideoFrame, ordinal: number, stride: number) => void;
  /** A frame could not be read; the others are still asked for. */
  readonly onError: (ordinal: number, error: unknown) => void;
}

/** Presentation time of this recording, µs, `n` pictures of the other camera from now (0: now), as far as it is known. */
export type Ahead = (n: number) => number | undefined;

/** Frames asked for ahead of their time. */
const AHEAD = 3;
/** Painted frames over which is measured how following goes. */
const WINDOW = 8;
/** No longer wait than this is foreseen, in pictures of the other camera. */
const FARTHEST = 64;

interface Pending {
  readonly ordinal: number;
  /** Turn in which it was asked for. */
  readonly turn: number;
  frame: VideoFrame | undefined;
}

export class SyncRun {
  readonly #request: SyncRunRequest;
  readonly #strides = new Recent(WINDOW);
  /** From asking for a frame to having it, in turns. */
  readonly #waits = new Recent(AHEAD + 1);
  #pending: Pending[] = [];
  #asked: number | undefined;
  #shown: number;
  #turn = 0;
  #us = 0;
  #ahead: Ahead = () => undefined;
  #isOver = false;

  constructor(request: SyncRunRequest) {
    this.#request = request;
    this.#shown = request.shown;
  }

  /** The other camera shows another picture. */
  advance(ahead: Ahead): void {
    this.#turn += 1;
    this.#us = ahead(0) ?? this.#us;
    this.#ahead = ahead;
    // Already there when it starts: the next one, then. Anywhere else, the way begins anew.
    if (this.#turn === 1 && ordinalAt(this.#request.table, this.#us) === this.#shown) {
      this.#asked = this.#shown;
    }
    this.#go();
  }

  /** Ends the run; frames that arrive later are closed. */
  stop(): void {
    this.#isOver = true;
    for (const { frame } of this.#pending) {
      frame?.close();
    }
    this.#pending = [];
  }

  #go(): void {
    this.#paintDue();
    this.#dropUseless();
    this.#askAhead();
  }

  #timeOf(ordinal: number): number {
    return this.#request.table.us[ordinal - 1] ?? Infinity;
  }

  /** The frame on screen is not later than the instant. */
  get #isFit(): boolean {
    return this.#shown > 0 && this.#timeOf(this.#shown) <= this.#us;
  }

  /** Paints the frame that is nearest at or before the instant, when it is nearer than the one on screen. */
  #paintDue(): void {
    const ready = this.#pending.filter(
      ({ ordinal, frame }) => frame !== undefined && this.#timeOf(ordinal) <= this.#us,
    );
    const best = ready.toSorted((a, b) => b.ordinal - a.ordinal)[0];
    if (best?.frame === undefined || (this.#isFit && best.ordinal <= this.#shown)) {
      return;
    }
    this.#pending = this.#pending.filter((pending) => pending !== best);
    if (this.#shown > 0) {
      this.#strides.add(Math.abs(best.ordinal - this.#shown));
    }
    this.#shown = best.ordinal;
    this.#request.paint(best.frame, best.ordinal, Math.max(1, this.#strides.mean));
  }

  /** Closes what has been overtaken. What is still under way keeps its place until it is there. */
  #dropUseless(): void {
    const isUseless = ({ ordinal, frame }: Pending): boolean => {
      const isPast =
        this.#request.direction > 0 ? this.#isFit && ordinal <= this.#shown : this.#timeOf(ordinal) > this.#us;
      return frame !== undefined && isPast;
    };
    for (const pending of this.#pending.filter(isUseless)) {
      pending.frame?.close();
    }
    this.#pending = this.#pending.filter((pending) => !isUseless(pending));
  }

  #askAhead(): void {
    while (this.#pending.length < AHEAD) {
      const next = this.#nextOrdinal();
      if (next === undefined) {
        return;
      }
      this.#asked = next;
      this.#ask(next);
    }
  }

  /** The next frame that will be due and can be there in time; a leap that passes a key frame lands on it. */
  #nextOrdinal(): number | undefined {
    const { table, direction } = this.#request;
    const lead = Math.min(FARTHEST, this.#waits.least);
    const asked = this.#asked;
    for (let n = lead; n <= lead + AHEAD; n += 1) {
      const us = this.#ahead(n);
      const ordinal = us === undefined ? 0 : ordinalAt(table, us);
      if (ordinal > 0 && (asked === undefined || (ordinal - asked) * direction > 0)) {
        return lead > 0 && asked !== undefined ? this.#keyBefore(ordinal, Math.abs(ordinal - asked)) : ordinal;
      }
    }
    return undefined;
  }

  /** The key frame at or before `ordinal` and less than `leap` from it, which needs no other to be decoded; or itself. */
  #keyBefore(ordinal: number, leap: number): number {
    for (let before = ordinal; before > ordinal - leap; before -= 1) {
      if (((this.#request.table.flags[before - 1] ?? 0) & FRAME_KEY) !== 0) {
        return before;
      }
    }
    return ordinal;
  }

  #ask(ordinal: number): void {
    const pending: Pending = { ordinal, turn: this.#turn, frame: undefined };
    this.#pending.push(pending);
    this.#request.frameAt(ordinal).then(
      (frame) => {
        if (this.#isOver) {
          frame.close();
          return;
        }
        pending.frame = frame;
        this.#waits.add(this.#turn - pending.turn);
        this.#go();
      },
      (error: unknown) => {
        if (!this.#isOver) {
          this.#pending = this.#pending.filter((other) => other !== pending);
          this.#request.onError(ordinal, error);
        }
      },
    );
  }
}
