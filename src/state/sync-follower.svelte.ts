// One camera that follows another: its own reader, its own picture, its own failures.

import { toAppError } from '../contracts/errors.ts';
import type { FrameReader } from '../contracts/session.ts';
import { ordinalAt, type FrameTable } from '../domain/footage/frame.ts';
import type { RecordingId } from '../domain/ids.ts';
import type { FrameSink, PlayerProblem } from './player.svelte.ts';
import { Pump } from './pump.ts';
import { SyncRun, type Ahead } from './sync-run.ts';

/** Where a follower is to be. */
export interface Aim {
  readonly id: RecordingId;
  readonly table: FrameTable;
  /** Presentation time, µs. */
  readonly us: number;
  /** Speed of the one it follows; 0: it stands still, and the exact frame is shown. */
  readonly rate: number;
  readonly ahead: Ahead;
}

interface Source {
  readonly id: RecordingId;
  readonly table: FrameTable;
  readonly reader: Promise<FrameReader>;
}

export class SyncFollower implements Disposable {
  readonly #openReader: (id: RecordingId) => Promise<FrameReader>;
  #sink: FrameSink | undefined;
  #source: Source | undefined = $state.raw();
  #us = $state(0);
  #wanted = $state(0);
  #shown = $state(0);
  #stride = $state(1);
  #problem: PlayerProblem | undefined = $state.raw();
  #run: SyncRun | undefined;
  #rate = 0;
  /** Brings the wanted frame to the screen; frames that arrive meanwhile are painted too, as scrubbing feedback. */
  readonly #pump = new Pump(
    () => this.#needsFrame(),
    () => this.#fetch(),
  );

  constructor(openReader: (id: RecordingId) => Promise<FrameReader>) {
    this.#openReader = openReader;
  }

  get recordingId(): RecordingId | undefined {
    return this.#source?.id;
  }

  /** Ordinal on screen; 0 when there is none. */
  get shown(): number {
    return this.#shown;
  }

  /** The ordinal that belongs to the instant; differs from `shown` while decoding, and when frames are left out. */
  get wanted(): number {
    return this.#wanted;
  }

  /** Presentation time of the frame on screen, µs. */
  get shownUs(): number | undefined {
    return this.#shown === 0 ? undefined : this.#source?.table.us[this.#shown - 1];
  }

  /** How long before the instant the frame on screen was filmed, µs; negative: it is of later, and must not be seen. */
  get lagUs(): number {
    return this.#us - (this.shownUs ?? this.#us);
  }

  /** Mean ordinals per painted frame while the other one plays; 1 = none left out. */
  get stride(): number {
    return this.#stride;
  }

  get problem(): PlayerProblem | undefined {
    return this.#problem;
  }

  /** Gives the place where frames are painted, or takes it away. */
  attach(sink: FrameSink | undefined): void {
    this.#sink = sink;
    this.#shown = 0;
    this.#stopRun();
    void this.#pump.run();
  }

  /** Goes where the other one is; `undefined`: there is nothing to see, but the reader stays for when there is again. */
  follow(aim: Aim | undefined): void {
    if (aim === undefined) {
      this.#clear();
      return;
    }
    if (this.#source?.id !== aim.id) {
      this.#close();
      this.#source = { id: aim.id, table: aim.table, reader: this.#openReader(aim.id) };
    }
    const hasMoved = this.#us !== aim.us;
    this.#us = aim.us;
    this.#wanted = ordinalAt(aim.table, aim.us);
    if (this.#problem?.ordinal !== this.#wanted && aim.rate === 0) {
      this.#problem = undefined;
    }
    if (aim.rate === 0) {
      this.#stopRun();
      this.#settle();
    } else {
      this.#playOn(aim, hasMoved);
    }
  }

  /** Opens its recording anew after a failure. */
  retry(): void {
    const source = this.#source;
    if (source !== undefined) {
      const wanted = this.#wanted;
      this.#close();
      this.#source = { ...source, reader: this.#openReader(source.id) };
      this.#wanted = wanted;
      this.#settle();
    }
  }

  [Symbol.dispose](): void {
    this.#close();
    this.#sink = undefined;
  }

  #close(): void {
    this.#clear();
    const source = this.#source;
    this.#source = undefined;
    source?.reader.then(
      (reader) => {
        reader[Symbol.dispose]();
      },
      () => undefined, // It never opened: that has been told.
    );
  }

  #clear(): void {
    this.#stopRun();
    this.#shown = 0;
    this.#wanted = 0;
    this.#problem = undefined;
    this.#sink?.clear();
  }

  #stopRun(): void {
    this.#run?.stop();
    this.#run = undefined;
    this.#rate = 0;
    this.#stride = 1;
  }

  #playOn({ table, rate, ahead }: Aim, hasMoved: boolean): void {
    const source = this.#source;
    if (source === undefined || this.#sink === undefined) {
      return;
    }
    const isNew = this.#run === undefined || this.#rate !== rate;
    if (isNew) {
      this.#stopRun();
      this.#rate = rate;
      this.#run = new SyncRun({
        table,
        direction: rate < 0 ? -1 : 1,
        shown: this.#shown,
        frameAt: async (ordinal) => (await source.reader).frameAt(ordinal),
        paint: (frame, ordinal, stride) => {
          this.#stride = stride;
          this.#problem = undefined;
          this.#paint(frame, ordinal);
        },
        onError: (ordinal, error) => {
          this.#fail(ordinal, error);
        },
      });
    }
    if (isNew || hasMoved) {
      this.#run?.advance(ahead);
    }
  }

  /** Shows the exact frame; a long way to one that nobody wants any more is given up. */
  #settle(): void {
    const ordinal = this.#wanted;
    this.#source?.reader.then(
      (reader) => {
        reader.wish(ordinal);
      },
      () => undefined, // Told by whoever asks for a frame.
    );
    void this.#pump.run();
  }

  #needsFrame(): boolean {
    const isSettled = this.#wanted === this.#shown || this.#wanted === this.#problem?.ordinal;
    const isThere = this.#source !== undefined && this.#sink !== undefined;
    return isThere && this.#rate === 0 && this.#wanted > 0 && !isSettled;
  }

  async #fetch(): Promise<void> {
    const source = this.#source;
    const ordinal = this.#wanted;
    if (source === undefined) {
      return;
    }
    try {
      const frame = await (await source.reader).frameAt(ordinal);
      // What arrives while somebody drags is shown on the way, never a frame of later than the instant.
      const isWelcome = this.#source === source && this.#rate === 0 && this.#wanted > 0 && ordinal <= this.#wanted;
      if (isWelcome) {
        this.#paint(frame, ordinal);
      } else {
        frame.close();
      }
    } catch (error) {
      if (this.#source === source && this.#wanted === ordinal) {
        this.#fail(ordinal, error);
      }
    }
  }

  #fail(ordinal: number, error: unknown): void {
    const alert = toAppError(error).toAlert();
    // Given up for another wish: nothing failed, and it is asked for again when it is wanted again.
    if (alert.code !== 'READ_GIVEN_UP') {
      this.#shown = 0;
      this.#sink?.clear();
      this.#problem = { ordinal, alert };
    }
  }

  #paint(frame: VideoFrame, ordinal: number): void {
    try {
      this.#sink?.paint(frame, ordinal);
      this.#shown = ordinal;
    } finally {
      frame.close();
    }
  }
}
