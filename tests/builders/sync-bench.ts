// Cameras side by side on a clock of the test's own: a real player, real followers, and decoders that take their time.

import type { FrameReader, RecordingState } from '../../src/contracts/session.ts';
import { AppError } from '../../src/contracts/errors.ts';
import { recordingId, type RecordingId } from '../../src/domain/ids.ts';
import { instant } from '../../src/domain/time/instant.ts';
import { Player } from '../../src/state/player.svelte.ts';
import { Sync } from '../../src/state/sync.svelte.ts';
import type { SyncFollower } from '../../src/state/sync-follower.svelte.ts';
import { aFrameTable } from './frame-table.ts';
import { aRecordingState } from './recording-state.ts';

/** One file: presentation times of its frames, ms; `startsAt`: real time of the first, ms since 1970. */
export interface BenchFile {
  readonly timesMs: readonly number[];
  readonly camera?: string;
  readonly startsAt?: number;
  /** ms that a frame needs. */
  readonly latencyMs?: number;
  readonly failed?: readonly number[];
  readonly cannotOpen?: boolean;
}

export function fileState(name: string, { timesMs, camera = '', startsAt }: BenchFile): RecordingState {
  const at = startsAt === undefined ? undefined : instant(startsAt);
  const table = aFrameTable(timesMs);
  return aRecordingState({
    id: recordingId(name),
    name,
    table,
    place: { camera, startsAt: at, clockOffsetMs: undefined },
  });
}

interface Request {
  readonly readyMs: number;
  readonly give: () => void;
}

/** A frame that was painted: where, and by how much it was filmed before what the player showed then, ms. */
export interface Painted {
  readonly id: string;
  readonly ordinal: number;
  readonly lagMs: number;
}

export class SyncBench implements Disposable {
  readonly #files: Readonly<Record<string, BenchFile>>;
  readonly recordings: RecordingState[];
  readonly player: Player;
  readonly sync: Sync;
  readonly painted: Painted[] = [];
  /** Frames given out and not closed. */
  open = 0;
  /** Readers opened, in order, and those not given back. */
  readonly opened: string[] = [];
  readonly held: string[] = [];
  /** Recordings that were to be opened before their turn; here, none can be. */
  readonly prepared: string[] = [];
  readonly positions = new Map<RecordingId, number>();
  nowMs = 0;
  #repaint: (() => void) | undefined;
  #requests: Request[] = [];
  readonly #attached = new Set<SyncFollower>();

  constructor(files: Readonly<Record<string, BenchFile>>) {
    this.#files = files;
    this.recordings = Object.entries(files).map(([name, file]) => fileState(name, file));
    const openReader = (id: RecordingId): Promise<FrameReader> => this.#openReader(id);
    this.player = new Player(openReader, {
      now: () => this.nowMs,
      onRepaint: (callback) => {
        this.#repaint = callback;
        return () => {
          this.#repaint = undefined;
        };
      },
    });
    this.player.attach({ paint: () => undefined, clear: () => undefined });
    this.sync = new Sync({
      recordings: () => this.recordings,
      openReader,
      prepare: (id) => {
        this.prepared.push(id);
        return Promise.reject(new AppError('FILE_UNREADABLE'));
      },
      positionIn: (id) => this.positions.get(id) ?? 1,
    });
  }

  /** Makes a frame of a recording the one that leads. */
  lead(name: string, ordinal = 1): void {
    const recording = this.recording(name);
    if (recording.table !== undefined) {
      this.player.show(recording.id, recording.table, ordinal);
    }
    this.tell();
  }

  recording(name: string): RecordingState {
    const found = this.recordings.find(({ id }) => id === recordingId(name));
    if (found === undefined) {
      throw new RangeError(name);
    }
    return found;
  }

  follower(camera: string): SyncFollower {
    const found = this.sync.views.find(({ camera: { key } }) => key === recordingId(camera))?.follower;
    if (found === undefined) {
      throw new RangeError(`${camera} does not follow`);
    }
    return found;
  }

  /** What the grid does whenever the player shows something else. */
  tell(): void {
    const recording = this.recordings.find(({ id }) => id === this.player.recordingId);
    const { shown, wanted, rate, stride } = this.player;
    this.sync.follow(
      recording === undefined ? undefined : { recording, ordinal: shown === 0 ? wanted : shown, rate, stride },
    );
    for (const { follower } of this.sync.views) {
      if (follower !== undefined && !this.#attached.has(follower)) {
        this.#attached.add(follower);
        follower.attach({
          paint: (_, ordinal) => {
            this.#note(follower, ordinal);
          },
          clear: () => undefined,
        });
      }
    }
  }

  /** Repaints every 10 ms. */
  async run(ms: number): Promise<void> {
    for (const end = this.nowMs + ms; this.nowMs < end;) {
      this.nowMs += 10;
      const ready = this.#requests.filter(({ readyMs }) => readyMs <= this.nowMs);
      this.#requests = this.#requests.filter(({ readyMs }) => readyMs > this.nowMs);
      for (const { give } of ready) {
        give();
        await turn();
        this.tell();
      }
      const repaint = this.#repaint;
      this.#repaint = undefined;
      repaint?.();
      this.tell();
      await turn();
    }
  }

  [Symbol.dispose](): void {
    this.sync[Symbol.dispose]();
    this.player[Symbol.dispose]();
  }

  /** Real time of an ordinal, ms; `undefined` without a clock. */
  #timeOf(id: string | undefined, ordinal: number): number | undefined {
    const file = id === undefined ? undefined : this.#files[id];
    const [first] = file?.timesMs ?? [];
    const ms = file?.timesMs[ordinal - 1];
    return file?.startsAt === undefined || ms === undefined || first === undefined
      ? undefined
      : file.startsAt + ms - first;
  }

  #note(follower: SyncFollower, ordinal: number): void {
    const { recordingId: id, shown, wanted } = this.player;
    const leader = this.#timeOf(id, shown === 0 ? wanted : shown) ?? NaN;
    const own = this.#timeOf(follower.recordingId, ordinal) ?? NaN;
    this.painted.push({ id: String(follower.recordingId), ordinal, lagMs: leader - own });
  }

  #openReader(id: RecordingId): Promise<FrameReader> {
    const { latencyMs = 10, failed = [], cannotOpen = false } = this.#files[id] ?? { timesMs: [] };
    this.opened.push(id);
    if (cannotOpen) {
      return Promise.reject(new AppError('FILE_UNREADABLE'));
    }
    this.held.push(id);
    let freeMs = 0;
    return Promise.resolve({
      frameAt: (ordinal: number) => {
        freeMs = Math.max(freeMs, this.nowMs) + latencyMs;
        return new Promise<VideoFrame>((resolve, reject) => {
          const give = (): void => {
            if (failed.includes(ordinal)) {
              reject(new AppError('SPAN_FAILED', { fromOrdinal: ordinal, toOrdinal: ordinal, frames: 1 }));
            } else {
              resolve(this.#frame());
            }
          };
          this.#requests.push({ readyMs: freeMs, give });
        });
      },
      pictureType: () => Promise.resolve(undefined),
      walk: () => Promise.resolve(undefined),
      wish: () => undefined,
      [Symbol.dispose]: () => {
        this.held.splice(this.held.indexOf(id), 1);
      },
    });
  }

  #frame(): VideoFrame {
    this.open += 1;
    const frame: Pick<VideoFrame, 'close'> = {
      close: () => {
        this.open -= 1;
      },
    };
    return frame as VideoFrame;
  }
}

function turn(): Promise<unknown> {
  return new Promise((resolve) => setImmediate(resolve));
}
