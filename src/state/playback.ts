// Playing at true speed: what is due is decided by presentation timestamps, never by a frame rate.
// When decoding cannot follow, frames are left out (and counted), the clock is not.

import { FRAME_KEY, ordinalAt, type FrameTable } from '../domain/footage/frame.ts';
import { Recent } from './recent.ts';

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
/** Painted frames, and repaints, over which is measured how playing goes. */
const WINDOW = 8;
/** No longer wait than this is foreseen, in ms: one slow frame must not freeze the picture twice. */
const LONGEST_LEAD = 500;

interface Pending {
  readonly ordinal: number;
  readonly askedMs: number;
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
  readonly #strides = new Recent(WINDOW);
  /** From asking for a frame to having it, ms. */
  readonly #waits = new Recent(AHEAD + 1);
  /** Between repaints, ms. */
  readonly #repaints = new Recent(WINDOW);
  #tickMs: number;
  #cancelRepaint: () => void = () => undefined;
  #isOver = false;

  constructor(request: PlaybackRequest) {
    this.#request = request;
    this.#direction = request.rate < 0 ? -1 : 1;
    this.#startMs = request.clock.now();
    this.#tickMs = this.#startMs;
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
    const now = this.#request.clock.now();
    if (now > this.#tickMs) {
      this.#repaints.add(now - this.#tickMs);
      this.#tickMs = now;
    }
    const us = this.#startUs + this.#spanOf(now - this.#startMs);
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

  /** Footage time that passes in `ms` of wall time, in µs; negative backwards. */
  #spanOf(ms: number): number {
    return ms * 1000 * this.#request.rate;
  }

  /** Keeps a few requests under way. */
  #askAhead(us: number): void {
    while (this.#pending.length < AHEAD && !this.#isAtEnd(this.#asked)) {
      this.#asked = this.#nextOrdinal(us);
      this.#ask(this.#asked);
    }
  }

  /**
   * The next frame to ask for. Left out are frames that no repaint could show, and those whose time will have passed
   * when they are there; a leap that passes a key frame lands on it, which needs no other frame to be decoded.
   */
  #nextOrdinal(us: number): number {
    const { table } = this.#request;
    const further = this.#direction > 0 ? Math.max : Math.min;
    const at = (time: number): number => Math.max(1, ordinalAt(table, time));
    const lead = Math.min(LONGEST_LEAD, this.#waits.least);
    const due = at(us + this.#spanOf(lead));
    const askedUs = table.us[this.#asked - 1] ?? us;
    const next = further(this.#asked + this.#direction, at(askedUs + this.#spanOf(this.#repaints.least)));
    return further(next, due) === next ? next : this.#keyBetween(next, due);
  }

  /** The key frame nearest to `due` on the way from `next` to it, or `due`. */
  #keyBetween(next: number, due: number): number {
    const { flags } = this.#request.table;
    for (let ordinal = due; ordinal !== next; ordinal -= this.#direction) {
      if (((flags[ordinal - 1] ?? 0) & FRAME_KEY) !== 0) {
        return ordinal;
      }
    }
    return due;
  }

  #ask(ordinal: number): void {
    const pending: Pending = { ordinal, askedMs: this.#request.clock.now(), frame: undefined };
    this.#pending.push(pending);
    this.#request.frameAt(ordinal).then(
      (frame) => {
        if (this.#isOver) {
          frame.close();
        } else {
          pending.frame = frame;
          this.#waits.add(this.#request.clock.now() - pending.askedMs);
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
      this.#strides.add(Math.abs(chosen.ordinal - this.#shown));
      this.#shown = chosen.ordinal;
      this.#request.paint(chosen.frame, chosen.ordinal, this.#strides.mean);
    }
  }
}
