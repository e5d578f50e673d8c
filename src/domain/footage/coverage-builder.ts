// Gathers the state of each frame, in order, into spans; what is skipped could not be decoded.

import { stampOf, type FrameTable } from './frame.ts';
import type { CoverageSpan, CoverageState } from './coverage.ts';

/** All that a builder knows between two frames; plain data. */
export interface CoverageSnapshot {
  readonly settled: readonly CoverageSpan[];
  readonly taken: number;
  readonly state: CoverageState | undefined;
  readonly from: number;
  readonly next: number;
}

/** Builds the coverage of one pass. Frames must come with rising ordinals. */
export class CoverageBuilder {
  readonly #table: FrameTable;
  readonly #settled: CoverageSpan[];
  #taken: number;
  #state: CoverageState | undefined;
  #from: number;
  #next: number;

  /** With a snapshot, goes on exactly where it was taken. */
  constructor(table: FrameTable, from?: CoverageSnapshot) {
    this.#table = table;
    this.#settled = [...(from?.settled ?? [])];
    this.#taken = from?.taken ?? 0;
    this.#state = from?.state;
    this.#from = from?.from ?? 1;
    this.#next = from?.next ?? 1;
  }

  snapshot(): CoverageSnapshot {
    return {
      settled: [...this.#settled],
      taken: this.#taken,
      state: this.#state,
      from: this.#from,
      next: this.#next,
    };
  }

  /** Ordinals that were skipped up to now have failed; this one is in `state`. */
  add(ordinal: number, state: CoverageState): void {
    if (ordinal > this.#next) {
      this.#extend(this.#next, 'failed');
      this.#next = ordinal;
    }
    this.#extend(ordinal, state);
    this.#next = ordinal + 1;
  }

  /** Nothing comes any more: the rest failed, or is still waiting when the pass was stopped. */
  end(rest: 'failed' | 'waiting'): void {
    const frames = this.#table.us.length;
    if (this.#next <= frames) {
      this.#extend(this.#next, rest);
      this.#next = frames + 1;
    }
    this.#close();
  }

  /** Spans settled since the last call; the one still growing is left out. */
  take(): CoverageSpan[] {
    const fresh = this.#settled.slice(this.#taken);
    this.#taken = this.#settled.length;
    return fresh;
  }

  /** The whole recording as it stands: settled, growing, and waiting for the rest. */
  spans(): CoverageSpan[] {
    const spans = [...this.#settled];
    if (this.#state !== undefined && this.#next > this.#from) {
      spans.push(this.#span(this.#state, this.#from, this.#next - 1));
    }
    if (this.#next <= this.#table.us.length) {
      spans.push(this.#span('waiting', this.#next, this.#table.us.length));
    }
    return spans;
  }

  #extend(ordinal: number, state: CoverageState): void {
    if (state !== this.#state) {
      this.#close();
      this.#state = state;
      this.#from = ordinal;
    }
  }

  #close(): void {
    if (this.#state !== undefined && this.#next > this.#from) {
      this.#settled.push(this.#span(this.#state, this.#from, this.#next - 1));
    }
    this.#state = undefined;
    this.#from = this.#next;
  }

  #span(state: CoverageState, fromOrdinal: number, toOrdinal: number): CoverageSpan {
    const fromUs = stampOf(this.#table, fromOrdinal).us;
    return { state, fromOrdinal, toOrdinal, fromUs, toUs: stampOf(this.#table, toOrdinal).us };
  }
}
