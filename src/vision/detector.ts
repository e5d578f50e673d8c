// The port behind which any detector stands, and what it gives.

import type { DetectedClass } from '../domain/detection/classes.ts';
import type { Box } from '../domain/geometry/box.ts';

/** One object proposed by a detector, in pixels of the raster that it was shown. */
export interface RawDetection {
  readonly objectClass: DetectedClass;
  /** 0–1. */
  readonly score: number;
  readonly box: Box;
}

/** A network ready on one backend. */
export interface Detector extends Disposable {
  /** Lawful sides of a square raster, ascending. */
  readonly sides: readonly number[];
  /** Smaller sides, ascending, in which one part of a picture alone is seen as well. */
  readonly loneSides: readonly number[];
  /**
   * Looks at a square raster of RGB triples, 0–255, `side` × `side` with `side` one of {@link sides} or {@link loneSides}.
   * Scores under `leastScore` are left out.
   */
  detect(rgb: Float32Array, side: number, leastScore: number): Promise<readonly RawDetection[]>;
}
