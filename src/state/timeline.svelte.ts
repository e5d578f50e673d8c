// What part of its axis each lane shows. Cameras with a clock share one axis, the time of the case; presentation times of
// two files do not compare, so a recording without a clock has an axis of its own.

import type { FrameTable } from '../domain/footage/frame.ts';
import type { Interval } from './criteria.svelte.ts';

/** No lane shows less than this, in µs. */
const NARROWEST = 200_000;

/** An axis of time, µs. */
export interface Axis {
  readonly key: string;
  /** From its first picture to its last one. */
  readonly extent: Interval;
}

/** First to last presentation time of a recording. */
export function extentOf(table: FrameTable): Interval {
  const fromUs = table.us[0] ?? 0;
  return { fromUs, toUs: Math.max(fromUs + 1, table.us[table.us.length - 1] ?? 0) };
}

export class Timeline {
  #windows: ReadonlyMap<string, Interval> = $state.raw(new Map());

  isZoomed({ key }: Axis): boolean {
    return this.#windows.has(key);
  }

  windowOf({ key, extent }: Axis): Interval {
    return this.#windows.get(key) ?? extent;
  }

  /** Shows `factor` times less (> 1) or more (< 1), keeping `anchorUs` where it is, or in the middle when out of sight. */
  zoom(axis: Axis, factor: number, anchorUs: number): void {
    const { fromUs, toUs } = this.windowOf(axis);
    const isInSight = fromUs <= anchorUs && anchorUs <= toUs;
    const share = isInSight ? (anchorUs - fromUs) / (toUs - fromUs) : 0.5;
    const width = Math.max(NARROWEST, (toUs - fromUs) / factor);
    this.#place(axis, anchorUs - share * width, width);
  }

  /** Moves the window by a share of its own width. */
  pan(axis: Axis, share: number): void {
    const { fromUs, toUs } = this.windowOf(axis);
    this.#place(axis, fromUs + share * (toUs - fromUs), toUs - fromUs);
  }

  showAll(axis: Axis): void {
    this.#set(axis.key, undefined);
  }

  /** Shows one stretch and little else. */
  show(axis: Axis, { fromUs, toUs }: Interval): void {
    const width = Math.max(NARROWEST, toUs - fromUs);
    this.#place(axis, (fromUs + toUs - width) / 2, width);
  }

  /** Brings a time back into the window when it has left it. */
  follow(axis: Axis, us: number): void {
    const { fromUs, toUs } = this.windowOf(axis);
    if (us < fromUs || us > toUs) {
      const width = toUs - fromUs;
      this.#place(axis, us - width * 0.1, width);
    }
  }

  /** Within the axis: no window shows what lies before its first picture or after its last one. */
  #place({ key, extent }: Axis, fromUs: number, width: number): void {
    if (width >= extent.toUs - extent.fromUs) {
      this.#set(key, undefined);
      return;
    }
    const from = Math.min(Math.max(extent.fromUs, fromUs), extent.toUs - width);
    this.#set(key, { fromUs: from, toUs: from + width });
  }

  #set(key: string, window: Interval | undefined): void {
    const next = new Map(this.#windows);
    if (window === undefined) {
      next.delete(key);
    } else {
      next.set(key, window);
    }
    this.#windows = next;
  }
}
