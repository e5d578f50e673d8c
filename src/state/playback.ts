// Playing at true speed: what is due is decided by presentation timestamps, never by a frame rate.
// When decoding cannot follow, frames are left out (and counted), the clock is not.

import { ordinalAt, type FrameTable } from '../domain/footage/frame.ts';

/** Wall clock and the next chance to paint, given so that tests own time. */
export interface PlaybackClock {
  /** Milliseconds. */
  now(): number;
  /** Calls back before the next repaint; returns how to give up. */
  onRepaint(callback: () => void): () => void;
}

export interface PlaybackRequest {
  readonly table: FrameTable;
  /** Ordinal on screen when playing starts. */
  readonly from: number;
  /** Footage seconds per wall second; negative plays backwards. */
  readonly rate: number;
  readonly clock: PlaybackClock;
  readonly frameAt: (ordinal: number) => Promise<VideoFrame>;
  /** Takes over the frame and closes it. `stride` = mean ordinals per painted frame, lately. */
  readonly paint: (frame: VideoFrame, ordinal: number, stride: number) => void;
  /** The end of the recording, or `error` when frames cannot be read. */
  readonly onEnd: (error?: unknown) => void;
}

/** Frames asked for ahead of their time. */
const AHEAD = 3;
/** Painted frames over which the stride is averaged. */
const STRIDE_WINDOW = 8;

interface Pending {
  readonly ordinal: number;
  frame: VideoFrame | undefined;
}

/** One run of playing, from `start` to the end of the recording or `stop`. */
export class Playback {
  readonly #request: PlaybackRequest;
  readonly #direction: 1 | -1;
  readonly #startMs: number;
  readonly #startUs: number;
  #asked: number;
  #shown: number;
  #pending: Pending[] = [];
  #strides: number[] = [];
  #cancelRepaint: () => void = () => undefined;
  #isOver = false;

  constructor(request: PlaybackRequest) {
    this.#request = request;
    this.#direction = request.rate < 0 ? -1 : 1;
    this.#startMs = request.clock.now();
    this.#startUs = request.table.us[request.from - 1] ?? 0;
    this.#asked = request.from;
    this.#shown = request.from;
    this.#tick();
  }

  /** Ends the run; frames that arrive later are closed. */
  stop(): void {
    this.#isOver = true;
    this.#cancelRepaint();
    for (const { frame } of this.#pending) {
      frame?.close();
    }
    this.#pending = [];
  }

  readonly #tick = (): void => {
    if (this.#isOver) {
      return;
    }
    const us = this.#startUs + (this.#request.clock.now() - this.#startMs) * 1000 * this.#request.rate;
    this.#askAhead(us);
    this.#paintDue(us);
    if (this.#pending.length === 0 && this.#isAtEnd(this.#shown)) {
      this.stop();
      this.#request.onEnd();
      return;
    }
    this.#cancelRepaint = this.#request.clock.onRepaint(this.#tick);
  };

  #isAtEnd(ordinal: number): boolean {
    return this.#direction > 0 ? ordinal >= this.#request.table.us.length : ordinal <= 1;
  }

  /** Keeps a few requests under way; those already late are leapt over. */
  #askAhead(us: number): void {
    while (this.#pending.length < AHEAD && !this.#isAtEnd(this.#asked)) {
      const due = Math.max(1, ordinalAt(this.#request.table, us));
      const next = this.#asked + this.#direction;
      const ordinal = this.#direction > 0 ? Math.max(next, due) : Math.min(next, due);
      const pending: Pending = { ordinal, frame: undefined };
      this.#asked = ordinal;
      this.#pending.push(pending);
      this.#request.frameAt(ordinal).then(
        (frame) => {
          if (this.#isOver) {
            frame.close();
          } else {
            pending.frame = frame;
          }
        },
        (error: unknown) => {
          if (!this.#isOver) {
            this.stop();
            this.#request.onEnd(error);
          }
        },
      );
    }
  }

  /** Paints the latest frame that is ready and due; earlier ones are dropped. */
  #paintDue(us: number): void {
    let last = -1;
    for (const [index, { ordinal, frame }] of this.#pending.entries()) {
      const frameUs = this.#request.table.us[ordinal - 1] ?? 0;
      const isDue = this.#direction > 0 ? frameUs <= us : frameUs >= us;
      if (frame === undefined || !isDue) {
        break;
      }
      last = index;
    }
    const due = this.#pending.splice(0, last + 1);
    const chosen = due.pop();
    for (const { frame } of due) {
      frame?.close();
    }
    if (chosen?.frame !== undefined) {
      this.#strides = [...this.#strides, Math.abs(chosen.ordinal - this.#shown)].slice(-STRIDE_WINDOW);
      this.#shown = chosen.ordinal;
      const stride = this.#strides.reduce((sum, value) => sum + value, 0) / this.#strides.length;
      this.#request.paint(chosen.frame, chosen.ordinal, stride);
    }
  }
}
