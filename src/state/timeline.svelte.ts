// What part of each recording its lane shows. Each lane has its own axis: presentation times of two files do not compare.

import type { FrameTable } from '../domain/footage/frame.ts';
import type { RecordingId } from '../domain/ids.ts';
import type { Interval } from './criteria.svelte.ts';

/** No lane shows less than this, in µs. */
const NARROWEST = 200_000;

/** First to last presentation time of a recording. */
export function extentOf(table: FrameTable): Interval {
  const fromUs = table.us[0] ?? 0;
  return { fromUs, toUs: Math.max(fromUs + 1, table.us[table.us.length - 1] ?? 0) };
}

export class Timeline {
  #windows: ReadonlyMap<RecordingId, Interval> = $state.raw(new Map());

  isZoomed(id: RecordingId): boolean {
    return this.#windows.has(id);
  }

  windowOf(id: RecordingId, table: FrameTable): Interval {
    return this.#windows.get(id) ?? extentOf(table);
  }

  /** Shows `factor` times less (> 1) or more (< 1), keeping `anchorUs` where it is. */
  zoom(id: RecordingId, table: FrameTable, factor: number, anchorUs: number): void {
    const all = extentOf(table);
    const { fromUs, toUs } = this.windowOf(id, table);
    const width = Math.max(NARROWEST, (toUs - fromUs) / factor);
    if (width >= all.toUs - all.fromUs) {
      this.#set(id, undefined);
      return;
    }
    const share = (anchorUs - fromUs) / (toUs - fromUs);
    this.#place(id, all, anchorUs - share * width, width);
  }

  /** Moves the window by a share of its own width. */
  pan(id: RecordingId, table: FrameTable, share: number): void {
    const { fromUs, toUs } = this.windowOf(id, table);
    if (this.isZoomed(id)) {
      this.#place(id, extentOf(table), fromUs + share * (toUs - fromUs), toUs - fromUs);
    }
  }

  showAll(id: RecordingId): void {
    this.#set(id, undefined);
  }

  /** Brings a time back into the window when it has left it. */
  follow(id: RecordingId, table: FrameTable, us: number): void {
    const { fromUs, toUs } = this.windowOf(id, table);
    if (us < fromUs || us > toUs) {
      const width = toUs - fromUs;
      this.#place(id, extentOf(table), us - width * 0.1, width);
    }
  }

  #place(id: RecordingId, all: Interval, fromUs: number, width: number): void {
    const from = Math.min(Math.max(all.fromUs, fromUs), all.toUs - width);
    this.#set(id, { fromUs: from, toUs: from + width });
  }

  #set(id: RecordingId, window: Interval | undefined): void {
    const next = new Map(this.#windows);
    if (window === undefined) {
      next.delete(id);
    } else {
      next.set(id, window);
    }
    this.#windows = next;
  }
}
