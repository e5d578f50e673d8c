// Which commits of an analysis hold boxes of a span of frames: those of one object are found without reading them all.

import type { AnalysisChunk } from '../storage/chunk-codec.ts';

export class ChunkSpans {
  /** By number of the commit, ordinals inclusive; `undefined`: no box in it. */
  #spans: ({ readonly from: number; readonly to: number } | undefined)[] = [];

  /** Takes note of a commit. They come in order. */
  add({ observations }: Pick<AnalysisChunk, 'observations'>): void {
    let [from, to] = [Infinity, -Infinity];
    for (const { ordinal } of observations) {
      from = Math.min(from, ordinal);
      to = Math.max(to, ordinal);
    }
    this.#spans.push(from <= to ? { from, to } : undefined);
  }

  restart(): void {
    this.#spans = [];
  }

  /** Numbers of the commits that may hold boxes between two ordinals, inclusive, ascending. */
  within(from: number, to: number): readonly number[] {
    return this.#spans.flatMap((span, seq) => (span !== undefined && span.from <= to && span.to >= from ? [seq] : []));
  }
}
