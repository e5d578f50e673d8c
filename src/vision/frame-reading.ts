// What is read of a decoded frame: always its luma on the grid, its planes only for a closer look.

import { saturationOf } from './ops/saturation.ts';
import { subsampleLuma, type LumaGrid, type Planes } from './planes.ts';

/** How much colour the frame has: mean distance of chroma from grey, levels. */
export interface Saturated {
  readonly saturation: number;
}

/** One decoded frame, upright, read as far as it is needed. Valid until the next one of its reader. */
export interface FrameReading {
  /** Size when upright, pixels. */
  readonly width: number;
  readonly height: number;
  /** Fills `out` (grid.width × grid.height). */
  readLuma(grid: LumaGrid, out: Uint8Array): Saturated | Promise<Saturated>;
  planes(): Planes | Promise<Planes>;
}

/** The reading of a picture that lies in memory. */
export function readingOf(planes: Planes): FrameReading {
  const { width, height } = planes;
  return { width, height, planes: () => planes, readLuma: (grid, out) => readLuma(planes, grid, out) };
}

/** Luma on the grid, out of the planes. */
export function readLuma(planes: Planes, grid: LumaGrid, out: Uint8Array): Saturated {
  subsampleLuma(planes, grid, out);
  return {
    // Few pictures are asked for it.
    get saturation() {
      return saturationOf(planes);
    },
  };
}
