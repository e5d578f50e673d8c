// One colour out of the planes of a picture.

import type { ColourMatrix } from '../vision/planes.ts';

/** 8-bit R'G'B' of a Y'CbCr triple; not rounded, may lie a little outside 0–255. */
export function readRgb(luma: number, cb: number, cr: number, colour: ColourMatrix): [number, number, number] {
  const y = (luma - colour.yOffset) * colour.yScale;
  return [y + colour.rv * (cr - 128), y + colour.gu * (cb - 128) + colour.gv * (cr - 128), y + colour.bu * (cb - 128)];
}
