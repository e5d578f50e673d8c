// The frame on screen: one recording, one ordinal, painted only when it is really there.

import { toAppError, type Alert } from '../contracts/errors.ts';
import type { PictureType, Walk } from '../contracts/media.ts';
import type { FrameReader } from '../contracts/session.ts';
import { ordinalAt, stampOf, type FrameStamp, type FrameTable } from '../domain/footage/frame.ts';
import type { RecordingId } from '../domain/ids.ts';
import { nextSpeed, SLOW_SPEEDS, SPEEDS } from './speeds.ts';
import { Playback, type PlaybackClock } from './playback.ts';
import { Pump } from './pump.ts';

/** Where frames are painted. It may keep nothing of the frame after `paint` returns. */
export interface FrameSink {
  paint(frame: VideoFrame, ordinal: number): void;
  clear(): void;
}

/** Why the wanted frame is not on screen. */
export interface PlayerProblem {
  readonly ordinal: number;
  readonly alert: Alert;
}

interface Source {
  readonly id: RecordingId;
  readonly table: FrameTable;
  readonly reader: Promise<FrameReader>;
  /** It could not be opened: its file was not there yet, say. */
  hasFailed: boolean;
}

export class Player implements Disposable {
  readonly #openReader: (id: RecordingId) => Promise<FrameReader>;
  readonly #clock: PlaybackClock;
  #sink: FrameSink | undefined;
  #source: Source | undefined = $state.raw();
  #wanted = $state(0);
  #shown = $state(0);
  #rate = $state(0);
  #stride = $state(1);
  #problem: PlayerProblem | undefined = $state.raw();
  #playback: Playback | undefined;
  /** Brings the wanted frame to the screen; frames that arrive meanwhile are painted too, as scrubbing feedback. */
  readonly #pump = new Pump(
    () => this.#needsFrame(),
    () => this.#fetch(),
  );

  readonly #stamp = $derived.by(() => {
    const source = this.#source;
    return source === undefined || this.#shown === 0 ? undefined : stampOf(source.table, this.#shown);
  });

  constructor(openReader: (id: RecordingId) => Promise<FrameReader>, clock: PlaybackClock) {
    this.#openReader = openReader;
    this.#clock = clock;
  }

  get recordingId(): RecordingId | undefined {
    return this.#source?.id;
  }

  get table(): FrameTable | undefined {
    return this.#source?.table;
  }

  get total(): number {
    return this.#source?.table.us.length ?? 0;
  }

  /** Ordinal on screen; 0 when there is none. */
  get shown(): number {
    return this.#shown;
  }

  /** Identity of the frame on screen. */
  get stamp(): FrameStamp | undefined {
    return this.#stamp;
  }

  /** Ordinal asked for; differs from `shown` while decoding. */
  get wanted(): number {
    return this.#wanted;
  }

  /** 0 when stopped; negative backwards. */
  get rate(): number {
    return this.#rate;
  }

  /** Mean ordinals per painted frame while playing; 1 = none left out. */
  get stride(): number {
    return this.#stride;
  }

  get problem(): PlayerProblem | undefined {
    return this.#problem;
  }

  /** The long walk to the wanted frame that is under way, if any; `stop` gives it up. */
  async walk(): Promise<Walk | undefined> {
    return (await this.#source?.reader)?.walk();
  }

  /** How the picture of an ordinal is coded; `undefined` when its packet does not say. */
  async pictureType(ordinal: number): Promise<PictureType | undefined> {
    return (await this.#source?.reader)?.pictureType(ordinal);
  }

  /** Gives the place where frames are painted, or takes it away. */
  attach(sink: FrameSink | undefined): void {
    this.#sink = sink;
    if (sink === undefined) {
      this.stop();
    } else if (this.#source !== undefined) {
      // The new canvas is blank: what was on screen must be painted again.
      const again = this.#wanted > 0 ? this.#wanted : Math.max(1, this.#shown);
      this.#shown = 0;
      this.seek(again);
    }
  }

  /** Shows an ordinal of a recording, opening its reader when it is another one. */
  show(id: RecordingId, table: FrameTable, ordinal: number): void {
    if (this.#source?.id !== id) {
      this.close();
      this.#source = this.#open(id, table);
    }
    this.seek(ordinal);
  }

  /** Stops and shows an ordinal (held within the recording). The latest wish wins. */
  seek(ordinal: number): void {
    this.#stopPlayback();
    if (this.#source?.hasFailed === true) {
      this.#source = this.#open(this.#source.id, this.#source.table);
    }
    if (this.total > 0) {
      this.#wanted = Math.min(this.total, Math.max(1, ordinal));
      this.#problem = undefined;
      this.#tellWish();
      void this.#pump.run();
    }
  }

  /** `isKept`: by a key that is kept down, which waits for each frame to be seen. */
  step(frames: number, isKept = false): void {
    if (!isKept || !this.#needsFrame()) {
      this.seek(this.#position + frames);
    }
  }

  /** Moves by presentation time; always to another frame when there is one. */
  skip(us: number): void {
    const table = this.table;
    if (table === undefined) {
      return;
    }
    const position = this.#position;
    const target = ordinalAt(table, (table.us[position - 1] ?? 0) + us);
    this.seek(target === position ? position + Math.sign(us) : target);
  }

  seekTime(us: number): void {
    if (this.table !== undefined) {
      this.seek(ordinalAt(this.table, us));
    }
  }

  toggle(): void {
    if (this.#rate === 0) {
      this.play(1);
    } else {
      this.stop();
    }
  }

  stop(): void {
    this.#stopPlayback();
    this.#wanted = this.#shown;
    this.#tellWish();
  }

  /** Plays at `rate` footage seconds per wall second, backwards when negative; 0 stops. */
  play(rate: number): void {
    const source = this.#source;
    if (source === undefined || rate === 0) {
      this.stop();
      return;
    }
    const atEdge = rate > 0 ? this.#position >= this.total : this.#position <= 1;
    this.#stopPlayback();
    this.#problem = undefined;
    this.#rate = rate;
    this.#playback = new Playback({
      table: source.table,
      // At the edge, playing again means playing from the other one.
      from: atEdge ? (rate > 0 ? 1 : this.total) : this.#position,
      rate,
      clock: this.#clock,
      frameAt: async (ordinal) => (await source.reader).frameAt(ordinal),
      paint: (frame, ordinal, stride) => {
        this.#stride = stride;
        this.#wanted = ordinal;
        this.#paint(frame, ordinal);
      },
      onEnd: (error) => {
        this.#stopPlayback();
        if (error !== undefined) {
          this.#problem = { ordinal: this.#shown + Math.sign(rate), alert: toAppError(error).toAlert() };
        }
      },
    });
  }

  /** J and L: each press doubles the speed in its direction, or turns round at 1×. */
  shuttle(direction: 1 | -1): void {
    this.play(nextSpeed(this.#rate, direction, SPEEDS));
  }

  /** Slow motion: ½, ¼, a tenth. */
  shuttleSlow(direction: 1 | -1): void {
    this.play(nextSpeed(this.#rate, direction, SLOW_SPEEDS));
  }

  /** Lets the recording go. */
  close(): void {
    this.#stopPlayback();
    const source = this.#source;
    this.#source = undefined;
    this.#shown = 0;
    this.#wanted = 0;
    this.#problem = undefined;
    this.#sink?.clear();
    source?.reader.then(
      (reader) => {
        reader[Symbol.dispose]();
      },
      () => undefined, // It never opened: whoever asked for a frame has been told.
    );
  }

  [Symbol.dispose](): void {
    this.close();
    this.#sink = undefined;
  }

  #open(id: RecordingId, table: FrameTable): Source {
    const source = { id, table, reader: this.#openReader(id), hasFailed: false };
    source.reader.catch(() => {
      source.hasFailed = true;
    });
    return source;
  }

  /** Where the person is: the wish while it is on its way, else the frame on screen. */
  get #position(): number {
    return this.#rate === 0 ? Math.max(1, this.#wanted) : Math.max(1, this.#shown);
  }

  #stopPlayback(): void {
    this.#playback?.stop();
    this.#playback = undefined;
    this.#rate = 0;
    this.#stride = 1;
  }

  /** A long way to a frame that nobody wants any more is not gone to its end. */
  #tellWish(): void {
    const ordinal = this.#wanted;
    this.#source?.reader.then(
      (reader) => {
        reader.wish(ordinal);
      },
      () => undefined, // Whoever asked for a frame is told.
    );
  }

  #needsFrame(): boolean {
    const isSettled = this.#wanted === this.#shown || this.#wanted === this.#problem?.ordinal;
    return this.#source !== undefined && this.#rate === 0 && this.#wanted > 0 && !isSettled;
  }

  async #fetch(): Promise<void> {
    const source = this.#source;
    const ordinal = this.#wanted;
    if (source === undefined) {
      return;
    }
    try {
      const frame = await (await source.reader).frameAt(ordinal);
      if (this.#source === source && this.#rate === 0) {
        this.#paint(frame, ordinal);
      } else {
        frame.close();
      }
    } catch (error) {
      const { code } = toAppError(error);
      // Given up for another wish: the same frame may be wanted again by now, and is asked for again.
      if (this.#source === source && this.#wanted === ordinal && code !== 'READ_GIVEN_UP') {
        this.#shown = 0;
        this.#sink?.clear();
        this.#problem = { ordinal, alert: toAppError(error).toAlert() };
      }
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
