// Which pieces of an arrangement are on its picture at a time, and which moment of the scene each shows then.

import type { Box } from '../geometry/box.ts';
import { blend } from '../geometry/box.ts';
import type { TrackPath } from '../query/track-path.ts';
import type { Pieces } from './arrangement.ts';

/** One picture of a synopsis, µs: what is written and stepped through. Its recordings keep their own times. */
export const SYNOPSIS_STEP_US = 40_000;

const BUCKET_US = 1_000_000;

/** Finds pieces by time, as columns of numbers of pieces per second of synopsis. */
export class CueSheet {
  readonly pieces: Pieces;
  readonly #buckets: readonly (readonly number[])[];

  constructor(pieces: Pieces) {
    const buckets: number[][] = [];
    for (let piece = 0; piece < pieces.tube.length; piece += 1) {
      const last = Math.floor(cueEnd(pieces, piece) / BUCKET_US);
      for (let bucket = Math.floor((pieces.atUs[piece] ?? 0) / BUCKET_US); bucket <= last; bucket += 1) {
        (buckets[bucket] ??= []).push(piece);
      }
    }
    this.pieces = pieces;
    this.#buckets = buckets;
  }

  /** Numbers of the pieces that are on the picture at `timeUs`. */
  at(timeUs: number): readonly number[] {
    return (this.#buckets[Math.floor(timeUs / BUCKET_US)] ?? []).filter(
      (piece) => (this.pieces.atUs[piece] ?? 0) <= timeUs && timeUs < cueEnd(this.pieces, piece),
    );
  }

  /** Numbers of the pieces that are on a picture from `fromUs` to `toUs`, each once, rising. */
  within(fromUs: number, toUs: number): readonly number[] {
    const found = new Set<number>();
    for (let bucket = Math.max(0, Math.floor(fromUs / BUCKET_US)); bucket * BUCKET_US <= toUs; bucket += 1) {
      for (const piece of this.#buckets[bucket] ?? []) {
        if ((this.pieces.atUs[piece] ?? 0) <= toUs && cueEnd(this.pieces, piece) > fromUs) {
          found.add(piece);
        }
      }
    }
    return [...found].sort((a, b) => a - b);
  }

  /** `timeUs`, or where nobody is on the picture for `reachUs` around it, the nearest time when somebody is. */
  nearest(timeUs: number, reachUs: number): number {
    if (this.within(timeUs - reachUs, timeUs + reachUs).length > 0) {
      return timeUs;
    }
    let best = timeUs;
    let least = Infinity;
    for (let piece = 0; piece < this.pieces.tube.length; piece += 1) {
      for (const edge of [this.pieces.atUs[piece] ?? 0, cueEnd(this.pieces, piece)]) {
        [best, least] = Math.abs(edge - timeUs) < least ? [edge, Math.abs(edge - timeUs)] : [best, least];
      }
    }
    return best;
  }
}

/** When a piece leaves the picture, µs of synopsis: the last picture of a tube stays for one step, or nobody would see it. */
export function cueEnd({ atUs, fromUs, toUs, rate, part, parts }: Pieces, piece: number): number {
  const lengthUs = ((toUs[piece] ?? 0) - (fromUs[piece] ?? 0)) / (rate[piece] ?? 1);
  const isLast = part[piece] === parts[piece];
  return (atUs[piece] ?? 0) + lengthUs + (isLast ? SYNOPSIS_STEP_US : 0);
}

/** The scene's time that a piece shows at `timeUs`, whole µs, held within the piece. */
export function sceneTimeOf({ atUs, fromUs, toUs, rate }: Pieces, piece: number, timeUs: number): number {
  const from = fromUs[piece] ?? 0;
  const us = from + (timeUs - (atUs[piece] ?? 0)) * (rate[piece] ?? 1);
  // Whole: a picture that begins at that very time must not be missed by the rounding of a product.
  return Math.round(Math.min(toUs[piece] ?? from, Math.max(from, us)));
}

/** Where an object is at a presentation time of its recording: on the straight line between its sights, shares of the upright picture. */
export function boxOf(path: TrackPath, us: number): Box {
  const last = path.us.length - 1;
  let low = 0;
  let high = Math.max(0, last);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    [low, high] = (path.us[middle] ?? Infinity) <= us ? [middle, high] : [low, middle - 1];
  }
  const next = Math.min(last, low + 1);
  const [before = 0, after = before] = [path.us[low], path.us[next]];
  const t = after > before ? Math.min(1, Math.max(0, (us - before) / (after - before))) : 0;
  return blend(sightBox(path, low), sightBox(path, next), t);
}

function sightBox({ x, y, width, height }: TrackPath, sight: number): Box {
  const [w = 0, h = 0] = [width[sight], height[sight]];
  return { x: (x[sight] ?? 0) - w / 2, y: (y[sight] ?? 0) - h, w, h };
}
