// What moved on each watched picture, found again without reading every chunk of an analysis.

import type { MotionRegion } from '../contracts/analysis.ts';
import type { AnalysisChunk } from '../storage/chunk-codec.ts';

interface Span {
  readonly seq: number;
  readonly fromOrdinal: number;
}

/** Knows in which chunk the motion of an ordinal is, and keeps the one read last. */
export class MotionLog {
  #spans: Span[] = [];
  #kept: { readonly seq: number; readonly motion: readonly MotionRegion[] } | undefined;

  /** Takes note of a chunk. Chunks come in order. */
  add({ seq, motion }: AnalysisChunk): void {
    const first = motion[0];
    if (first !== undefined) {
      this.#spans.push({ seq, fromOrdinal: first.ordinal });
    }
  }

  restart(): void {
    this.#spans = [];
    this.#kept = undefined;
  }

  /** Regions of the last watched picture at or before `ordinal`; `undefined` before the first one. */
  async at(
    ordinal: number,
    read: (seq: number) => Promise<AnalysisChunk | undefined>,
  ): Promise<readonly MotionRegion[] | undefined> {
    const span = this.#spans.findLast(({ fromOrdinal }) => fromOrdinal <= ordinal);
    if (span === undefined) {
      return undefined;
    }
    if (this.#kept?.seq !== span.seq) {
      this.#kept = { seq: span.seq, motion: (await read(span.seq))?.motion ?? [] };
    }
    const { motion } = this.#kept;
    const last = motion.findLast((region) => region.ordinal <= ordinal)?.ordinal;
    return motion.filter((region) => region.ordinal === last);
  }
}
