// When each object of a synopsis is shown, and what that costs: what the solver gives, and everybody who shows it reads.

import type { Tubes } from './tubes.ts';

/** What the person wants of a synopsis. */
export interface ArrangeDemand {
  /** Objects shown at once, 1 or more. Who was there together with more of them stays together. */
  readonly most: number;
  /** Whether objects of different moments may cover each other a little (a tenth of their area, in all). */
  readonly mayOverlap: boolean;
  /** Whether there may be fewer at once than `most`, as long as all is over within a minute: easier on eyes, and to decode. */
  readonly isCalm?: boolean;
  /** Length of the footage that is condensed, µs; absent: from the first to the last sight. */
  readonly footageUs?: number;
  /** How many times faster everybody may be shown where it would last too long otherwise, 1–8; absent: 8. 1: never faster. */
  readonly fastest?: number;
}

/** As many as a person still follows at once. */
export const USUAL_DEMAND: ArrangeDemand = { most: 15, mayOverlap: true, isCalm: true };

/**
 * Parts of tubes in order of `atUs`. The picture of piece `n` at `t` µs of the synopsis is that of the scene's clock
 * `fromUs[n] + (t − atUs[n]) · rate[n]`, from `atUs[n]` (included) for `(toUs[n] − fromUs[n]) / rate[n]` µs.
 * The pieces of one tube are its whole, without gap or overlap of source time.
 */
export interface Pieces {
  /** Row of the tube. */
  readonly tube: Uint32Array<ArrayBuffer>;
  /** Pieces of one unit were there together and are shown together: one shift and one rate for all. */
  readonly unit: Uint32Array<ArrayBuffer>;
  readonly fromUs: Float64Array<ArrayBuffer>;
  /** The last picture of a tube is part of its last piece. */
  readonly toUs: Float64Array<ArrayBuffer>;
  readonly atUs: Float64Array<ArrayBuffer>;
  /** Source seconds per second of synopsis: the pace of all, or more where somebody stays; said on the picture. At most 8. */
  readonly rate: Float32Array<ArrayBuffer>;
  /** Which part of its tube, 1-based, and of how many. */
  readonly part: Uint16Array<ArrayBuffer>;
  readonly parts: Uint16Array<ArrayBuffer>;
}

/** Definitions: `docs/decisions` on the arrangement. Shares 0–1. */
export interface SynopsisMetrics {
  /** Length of the synopsis / footage that it condenses (FR). */
  readonly frameRatio: number;
  /** Objects at once: mean over the synopsis, and most. */
  readonly density: number;
  readonly peak: number;
  /** Area covered by two objects or more of different units / area of all objects, over the whole; and at its worst sample. */
  readonly overlap: number;
  readonly worstOverlap: number;
  /** Pairs of tubes whose order of beginning is reversed / all pairs (CDR). */
  readonly disorder: number;
  /** Tubes shown whole / tubes asked for. Anything but 1 is a fault. */
  readonly coverage: number;
  /** Wall time of the arranging, ms. */
  readonly runtimeMs: number;
}

export interface Arrangement {
  readonly pieces: Pieces;
  /** Until the last piece is over. */
  readonly lengthUs: number;
  /** Everybody is shown so many times faster than he was: 1, or more where it would last too long otherwise; said. */
  readonly pace: number;
  readonly metrics: SynopsisMetrics;
}

/** An arrangement that was made, and the keys of its tubes. */
export interface Before {
  readonly tubes: Pick<Tubes, 'key'>;
  readonly arrangement: Arrangement;
}
