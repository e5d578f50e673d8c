// One picture out of several sights of the same place: noise is averaged, and what only a few of them show is left out.

/** One sight of a plane: what it would be now is its value × `gain` + `add`. */
export interface LitPlane {
  readonly plane: Uint8Array;
  readonly gain: number;
  readonly add: number;
}

/** A rectangle of a plane of rows of `stride` bytes; `to` is past its last pixel. */
export interface PlaneArea {
  readonly stride: number;
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
}

/** Values further than this from the middle one, in steps of 256, show something else. */
const ALIKE = 12;

/**
 * Writes into `out`, for each pixel, the mean of the values near the median. `sights`: the newest first. Of an even number the
 * oldest has no vote: of two that differ the newer one counts.
 */
export function settle(out: Uint8Array, sights: readonly LitPlane[], area: PlaneArea): void {
  const values = new Float64Array(sights.length);
  const votes = sights.length - 1 + (sights.length & 1);
  for (let y = area.fromY; y < area.toY; y += 1) {
    for (let at = y * area.stride + area.fromX; at < y * area.stride + area.toX; at += 1) {
      for (let sight = 0; sight < sights.length; sight += 1) {
        const { plane, gain, add } = sights[sight] as LitPlane;
        values[sight] = gain * (plane[at] as number) + add;
      }
      out[at] = Math.max(0, Math.min(255, Math.round(meanNear(values, medianOf(values, votes)))));
    }
  }
}

function meanNear(values: Float64Array, middle: number): number {
  let [sum, count] = [0, 0];
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    if (Math.abs(value - middle) <= ALIKE) {
      sum += value;
      count += 1;
    }
  }
  return sum / count;
}

/** The median of the first `count` values, an odd number of a few: the one with as many below as above. */
function medianOf(values: Float64Array, count: number): number {
  const half = count >> 1;
  for (let index = 0; index < count; index += 1) {
    const value = values[index] as number;
    let [below, equal] = [0, 0];
    for (let other = 0; other < count; other += 1) {
      const against = values[other] as number;
      below += against < value ? 1 : 0;
      equal += against === value ? 1 : 0;
    }
    if (below <= half && below + equal > half) {
      return value;
    }
  }
  return values[0] as number;
}
