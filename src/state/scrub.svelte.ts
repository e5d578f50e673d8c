// The seconds of one object under the pointer: a few of its pictures, read while the pointer is on its tile, then let go.

import type { Observation } from '../contracts/analysis.ts';
import { toAppError } from '../contracts/errors.ts';
import type { MediaInfo } from '../contracts/media.ts';
import type { FrameReader, RecordingState, TrackState } from '../contracts/session.ts';
import type { Box } from '../domain/geometry/box.ts';
import type { RecordingId, TrackId } from '../domain/ids.ts';

/** Pictures of one object: enough to see where it goes, few enough to decode while the hand is there. */
export const MOST_MOMENTS = 12;
/** A pointer that only crosses a tile starts nothing, ms. */
const REST_MS = 120;
/** A reader that nobody has asked for this long is let go, ms. */
const IDLE_MS = 4000;

/** One of the object's own frames. */
export interface Moment {
  readonly ordinal: number;
  readonly us: number;
  readonly box: Box;
}

export interface ScrubPorts {
  readonly recording: (id: RecordingId) => RecordingState | undefined;
  readonly observations: (track: TrackId) => Promise<readonly Observation[]>;
  readonly openReader: (id: RecordingId) => Promise<FrameReader>;
  /** What is in a box of a frame, as it is shown. The frame stays the caller's. */
  readonly draw: (frame: VideoFrame, box: Box, media: MediaInfo) => Promise<ImageBitmap>;
}

interface Opened {
  readonly id: RecordingId;
  readonly reader: Promise<FrameReader>;
}

export class Scrub implements Disposable {
  readonly #ports: ScrubPorts;
  #track: TrackState | undefined = $state.raw();
  #moments: readonly Moment[] = $state.raw([]);
  #place = $state(0);
  /** By place; `undefined`: not read yet, or it does not decode (then `#failed` has it). */
  #pictures: readonly (ImageBitmap | undefined)[] = $state.raw([]);
  #failed: ReadonlySet<number> = $state.raw(new Set());
  #opened: Opened | undefined;
  #awaited: TrackId | undefined;
  #wait: ReturnType<typeof setTimeout> | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;
  /** Moves when the pointer leaves: whatever is still being read is nobody's. */
  #turn = 0;

  constructor(ports: ScrubPorts) {
    this.#ports = ports;
  }

  /** Whose seconds are shown. */
  get trackId(): TrackId | undefined {
    return this.#track?.id;
  }

  get moments(): readonly Moment[] {
    return this.#moments;
  }

  get place(): number {
    return this.#place;
  }

  /** Picture of the place, or the nearest one that is there. */
  get picture(): ImageBitmap | undefined {
    const there = nearestFirst(this.#moments.length, this.#place);
    const found = there.find((place) => this.#pictures[place] !== undefined);
    return found === undefined ? undefined : this.#pictures[found];
  }

  /** Whether the picture of this very place cannot be had. */
  get hasFailed(): boolean {
    return this.#failed.has(this.#place);
  }

  /** The pointer has come to an object, `share` of the way across its tile; reading begins when it stays. */
  enter(track: TrackState, share: number): void {
    this.leave();
    this.#awaited = track.id;
    this.#wait = setTimeout(() => {
      this.start(track, share);
    }, REST_MS);
  }

  /** Whether the pointer has just come to an object. */
  isAwaited(track: TrackId): boolean {
    return this.#awaited === track;
  }

  /** Begins at once. */
  start(track: TrackState, share: number): void {
    this.leave();
    const table = this.#ports.recording(track.recordingId)?.table;
    if (table === undefined) {
      return;
    }
    const ordinals = spread(track.firstOrdinal, track.lastOrdinal, MOST_MOMENTS);
    this.#track = track;
    this.#moments = ordinals.map((ordinal) => ({ ordinal, us: table.us[ordinal - 1] ?? 0, box: track.bestBox }));
    this.move(share);
    void this.#read(track, this.#turn);
  }

  /** The pointer moves: 0 is the left edge of the tile, 1 the right one. */
  move(share: number): void {
    const last = this.#moments.length - 1;
    this.#place = Math.max(0, Math.min(last, Math.floor(share * this.#moments.length)));
  }

  /** By keyboard: begins at the first moment, then goes on from one to the next. */
  step(track: TrackState, direction: 1 | -1): void {
    if (this.#track?.id === track.id) {
      this.#place = Math.max(0, Math.min(this.#moments.length - 1, this.#place + direction));
    } else {
      this.start(track, direction > 0 ? 0 : 1);
    }
  }

  /** The pointer has left: nothing is read any more, nothing is kept. */
  leave(): void {
    clearTimeout(this.#wait);
    this.#awaited = undefined;
    this.#turn += 1;
    this.#track = undefined;
    this.#moments = [];
    this.#place = 0;
    const pictures = this.#pictures;
    this.#pictures = [];
    this.#failed = new Set();
    pictures.forEach((picture) => {
      picture?.close();
    });
    void this.#opened?.reader.then(
      (reader) => {
        reader.wish(0);
      },
      () => undefined,
    );
    this.#rest();
  }

  [Symbol.dispose](): void {
    this.leave();
    this.#close();
  }

  async #read(track: TrackState, turn: number): Promise<void> {
    clearTimeout(this.#idle);
    try {
      const media = this.#ports.recording(track.recordingId)?.media;
      const reader = this.#readerOf(track.recordingId);
      const boxes = boxAt(await this.#ports.observations(track.id));
      if (media === undefined || turn !== this.#turn) {
        return;
      }
      this.#moments = this.#moments.map((moment) => ({ ...moment, box: boxes(moment.ordinal) ?? moment.box }));
      await this.#readAll(await reader, media, turn);
    } catch {
      // No file, or no reader: said of every place, in the tile.
      if (turn === this.#turn) {
        this.#failed = new Set(this.#moments.keys());
        this.#close();
      }
    }
  }

  /** The place under the pointer first, then what is nearest to it. */
  async #readAll(reader: FrameReader, media: MediaInfo, turn: number): Promise<void> {
    for (let place = this.#next(); place !== undefined && turn === this.#turn; place = this.#next()) {
      const moment = this.#moments[place];
      if (moment === undefined) {
        return;
      }
      const picture = await this.#pictureOf(reader, moment, media);
      if (turn !== this.#turn) {
        picture?.close();
        return;
      }
      if (picture === undefined) {
        this.#failed = new Set([...this.#failed, place]);
      } else {
        const pictures = this.#moments.map((_, index) => this.#pictures[index]);
        pictures[place] = picture;
        this.#pictures = pictures;
      }
    }
    this.#rest();
  }

  #next(): number | undefined {
    const order = nearestFirst(this.#moments.length, this.#place);
    return order.find((place) => this.#pictures[place] === undefined && !this.#failed.has(place));
  }

  async #pictureOf(reader: FrameReader, { ordinal, box }: Moment, media: MediaInfo): Promise<ImageBitmap | undefined> {
    reader.wish(ordinal);
    try {
      const frame = await reader.frameAt(ordinal);
      try {
        return await this.#ports.draw(frame, box, media);
      } finally {
        frame.close();
      }
    } catch (error) {
      // A span that does not decode, or a walk that was given up because the pointer has left: the tile says it.
      if (toAppError(error).code === 'WORKER_LOST') {
        this.#close();
      }
      return undefined;
    }
  }

  #readerOf(id: RecordingId): Promise<FrameReader> {
    if (this.#opened?.id !== id) {
      this.#close();
      this.#opened = { id, reader: this.#ports.openReader(id) };
    }
    return this.#opened.reader;
  }

  #rest(): void {
    clearTimeout(this.#idle);
    if (this.#opened !== undefined) {
      this.#idle = setTimeout(() => {
        this.#close();
      }, IDLE_MS);
    }
  }

  #close(): void {
    clearTimeout(this.#idle);
    void this.#opened?.reader.then(
      (reader) => {
        reader[Symbol.dispose]();
      },
      () => undefined,
    );
    this.#opened = undefined;
  }
}

/** At most `most` whole numbers from `from` to `to`, both among them, evenly apart, none twice. */
export function spread(from: number, to: number, most: number): readonly number[] {
  const count = Math.max(1, Math.min(most, to - from + 1));
  const step = count === 1 ? 0 : (to - from) / (count - 1);
  return Array.from({ length: count }, (_, index) => Math.round(from + index * step));
}

/** All places, those nearest to `place` first. */
function nearestFirst(count: number, place: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index).sort(
    (a, b) => Math.abs(a - place) - Math.abs(b - place) || a - b,
  );
}

/** Boxes by ordinal. */
function boxAt(observations: readonly Observation[]): (ordinal: number) => Box | undefined {
  const boxes = new Map(observations.map(({ ordinal, box }) => [ordinal, box]));
  return (ordinal) => boxes.get(ordinal);
}
