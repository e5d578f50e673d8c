// Pixels of objects, cut out of the recording they come from: what a synopsis is painted with.

import type { ArrangeDemand, Arrangement, Before } from '../domain/synopsis/arrangement.ts';
import type { Tubes } from '../domain/synopsis/tubes.ts';

/** Objects of one stretch of one recording. */
export interface TubeSpan {
  /** Numbers of objects of the recording, as the list of its objects has them. */
  readonly tracks: readonly number[];
  /** First and last picture, both included. */
  readonly fromOrdinal: number;
  readonly toOrdinal: number;
  /** Every how manyth picture is wanted, from the first on. */
  readonly stride: number;
}

/** One object on one picture: its pixels, see-through where it is not. */
export interface Sprite {
  readonly track: number;
  /** Place of the bitmap on the upright picture, in its own pixels (those of the coded picture, turned). */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Native resolution, premultiplied. Whoever was given it closes it. */
  readonly image: ImageBitmap;
}

/** The wanted objects that are on one picture. */
export interface SpritePicture {
  readonly ordinal: number;
  readonly sprites: readonly Sprite[];
}

/** Reads the objects of one recording out of its file, and the scene without them. */
export interface TubeReader extends Disposable {
  /** Presentation times of the clean plates of the scene, µs, in order; empty: none was kept. */
  readonly plateTimes: readonly number[];
  /** The scene at one of {@link plateTimes}: upright, maybe smaller than the picture. The caller closes it. */
  plate(us: number): Promise<ImageBitmap>;
  /**
   * The objects of a span, picture by picture in order; a picture that cannot be decoded is left out. Several spans may be
   * read at once. Ends when the signal says so, without an error. Rejects with RIGHT_REFUSED, VAULT_LOCKED, and what a
   * reader of frames rejects with.
   */
  read(span: TubeSpan, signal: AbortSignal): AsyncGenerator<SpritePicture, void, unknown>;
}

/** What has become of an arrangement so far, 0–1. */
export type ArrangeListener = (share: number) => void;

/** What is to be arranged. */
export interface ArrangeJob {
  readonly tubes: Tubes;
  readonly demand: ArrangeDemand;
  /** What was arranged before: units that are the same stay where they were, if they can. */
  readonly before?: Before;
}

/** Arranges away from the page. Who does not want to wait ends the worker. */
export interface SynopsisWorkerApi {
  arrange(job: ArrangeJob, listener: ArrangeListener): Arrangement;
}
