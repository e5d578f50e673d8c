// Where each object of a synopsis was, sampled evenly: what an arrangement needs to know of it, as columns.

import type { TrackPath } from '../query/track-path.ts';

/** Between two samples of a tube, µs: who walks moves by less than his own width. */
export const SAMPLE_US = 200_000;
/** Numbers of a sample: x, y, w, h. */
export const NUMBERS_A_SAMPLE = 4;

/** Many tubes, in order of `fromUs`. A tube is one object from its first to its last sight. */
export interface Tubes {
  /** First and last picture, µs on the clock of the scene. */
  readonly fromUs: Float64Array<ArrayBuffer>;
  readonly toUs: Float64Array<ArrayBuffer>;
  /** What tells an object from all others of the case; the same in every arrangement. */
  readonly key: Float64Array<ArrayBuffer>;
  /** First sample of each tube, and, as one more entry, how many samples there are. */
  readonly starts: Uint32Array<ArrayBuffer>;
  /** Box of each sample, shares of the upright picture: x, y, w, h by turns. Sample `i` is at `fromUs + i · SAMPLE_US`. */
  readonly boxes: Float32Array<ArrayBuffer>;
}

/** One object on its way into {@link Tubes}. */
export interface TubeSource {
  readonly key: number;
  readonly path: TrackPath;
  /** What is added to the presentation times of its recording, µs. */
  readonly shiftUs: number;
}

/** Boxes on the straight lines between sights, sampled; `sources` in any order, none without a sight. */
export function tubesOf(sources: readonly TubeSource[]): Tubes {
  const ordered = [...sources].sort((a, b) => startOf(a) - startOf(b) || a.key - b.key);
  const starts = new Uint32Array(ordered.length + 1);
  ordered.forEach(({ path }, index) => {
    starts[index + 1] = (starts[index] ?? 0) + samplesOf(path);
  });
  const boxes = new Float32Array(NUMBERS_A_SAMPLE * (starts[ordered.length] ?? 0));
  ordered.forEach(({ path }, index) => {
    sample(path, boxes, NUMBERS_A_SAMPLE * (starts[index] ?? 0));
  });
  return {
    fromUs: Float64Array.from(ordered, startOf),
    toUs: Float64Array.from(ordered, ({ path, shiftUs }) => (path.us.at(-1) ?? 0) + shiftUs),
    key: Float64Array.from(ordered, ({ key }) => key),
    starts,
    boxes,
  };
}

function startOf({ path, shiftUs }: TubeSource): number {
  return (path.us[0] ?? 0) + shiftUs;
}

function samplesOf({ us }: TrackPath): number {
  return Math.floor(((us.at(-1) ?? 0) - (us[0] ?? 0)) / SAMPLE_US) + 1;
}

function sample({ us, x, y, width, height }: TrackPath, into: Float32Array, start: number): void {
  const first = us[0] ?? 0;
  const last = us.at(-1) ?? first;
  let sight = 0;
  for (let at = start, now = first; now <= last; now += SAMPLE_US, at += NUMBERS_A_SAMPLE) {
    while (sight + 2 < us.length && (us[sight + 1] ?? 0) <= now) {
      sight += 1;
    }
    const [before = 0, after = before] = [us[sight], us[sight + 1]];
    const t = after > before ? Math.min(1, (now - before) / (after - before)) : 0;
    const mix = (values: Float32Array): number => {
      const from = values[sight] ?? 0;
      return from + ((values[sight + 1] ?? from) - from) * t;
    };
    const [w, h] = [mix(width), mix(height)];
    into[at] = mix(x) - w / 2;
    into[at + 1] = mix(y) - h;
    into[at + 2] = w;
    into[at + 3] = h;
  }
}
