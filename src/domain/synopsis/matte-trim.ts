// The edge of a body, where pixels are part object, part scene.

import { COLOUR, mapped, type Difference } from './matte-difference.ts';
import { boxMean } from './matte-filters.ts';
import type { MatteGrid } from './matte.ts';

/** What an object covers. */
export interface Body {
  /** How much each cell is part of it, 0–1; of what belongs to it all cells are ≥ 0.5 but at its edge. */
  readonly field: Float32Array;
  /** Share of the object in the colour of each cell at the edge, 0–1; 0 elsewhere. `undefined`: not known anywhere. */
  readonly own: Float32Array | undefined;
}

/** In a body: a cell between parts of it, of the colour of the scene. */
export const BRIDGE = 2;

/** Cells on each side of an edge that may be part object, part scene. */
const BAND = 3;
/** So far, in cells, from where an object is itself and nothing else, its colour is still that of the edge beside it. */
const REACH = 3;
/** An object that differs less is not told from the scene by its edge. */
const CLEAR = 1.6;
/** What no mixture of the scene and of the object beside explains is the object too: skin beside a dark coat. */
const ANOTHER = 2;
/** What is told of an object from cells beside is a little less than what it is: edges are among them. */
const BESIDE = 1.3;

/**
 * A pixel that is half object and half scene differs by half of what the object does, and in the same way: the edge is
 * there, however much more than noise the difference still is. In place.
 */
export function trimmed(
  field: Float32Array,
  body: Uint8Array,
  grid: MatteGrid,
  { smooth, sharp, limit }: Difference,
): Body {
  const mixture = new Float32Array(field.length);
  const solid = field.map((value) => (value >= 0.5 ? 1 : 0));
  const inside = boxMean(solid, grid, BAND);
  const core = boxMean(solid, grid, 1).map((share) => (share > 0.999 ? 1 : 0));
  const cores = boxMean(core, grid, REACH);
  const own = mapped(smooth, (plane) => boxMean(times(plane, core), grid, REACH));
  for (let at = 0; at < field.length; at += 1) {
    const value = field[at] as number;
    const near = cores[at] as number;
    if (value < 0.5 || (inside[at] as number) > 0.999 || near === 0 || body[at] === BRIDGE) {
      continue;
    }
    mixture[at] = 1;
    // Lengths and angle of two differences: of the object beside, and of this cell.
    let [most, seen, both] = [0, 0, 0];
    for (const plane of PLANES) {
      const weight = plane === 0 ? 1 : COLOUR;
      const full = (BESIDE * (own[plane][at] as number)) / near;
      const here = 0.5 * ((smooth[plane][at] as number) + (sharp[plane][at] as number));
      most += weight * full * full;
      seen += weight * here * here;
      both += weight * full * here;
    }
    if (most >= (CLEAR * limit) ** 2) {
      const share = both / most;
      const mixed = Math.min(1, Math.max(0, share));
      const unexplained = Math.max(0, seen - 2 * mixed * both + mixed * mixed * most);
      if (unexplained < (ANOTHER * limit) ** 2) {
        field[at] = Math.min(value, Math.max(0, 0.5 + 1.2 * (share - 0.5)));
        mixture[at] = Math.min(1, BESIDE * mixed);
      }
    }
  }
  return { field, own: mixture };
}

const PLANES = [0, 1, 2] as const;

function times(values: Float32Array, shares: Float32Array): Float32Array {
  return values.map((value, at) => value * (shares[at] as number));
}
