// Where objects were on pictures, and what moved there, as an analysis stored it: what a cutter is told.

import type { CutOrder, TubeCut } from '../contracts/tube-cuts.ts';
import type { Box } from '../domain/geometry/box.ts';
import { toUpright, type Rotation } from '../domain/geometry/rotation.ts';
import type { PlacedMask } from '../domain/synopsis/matte-prior.ts';
import type { CaseRepository } from '../storage/case-repository.ts';
import type { StoredMask } from '../storage/mask-codec.ts';
import type { Recording } from './recording.ts';

/** Commits kept at hand: several stretches are read at once. */
const MOST_COMMITS = 32;
/** Pictures around a stretch in which masks are looked for. */
const AROUND = 30;

/** What one commit holds. */
interface Commit {
  /** By ordinal, then by number of the object: boxes of the upright picture. */
  readonly boxes: ReadonlyMap<number, ReadonlyMap<number, Box>>;
  /** By number of the object, in order. */
  readonly masks: ReadonlyMap<number, readonly StoredMask[]>;
  readonly step: number;
}

/** Size and turn of the coded picture. */
export interface CodedPicture {
  readonly width: number;
  readonly height: number;
  readonly rotation: Rotation;
}

export class TubePlaces {
  readonly #recording: Recording;
  readonly #repository: CaseRepository;
  readonly #picture: CodedPicture;
  /** The one asked for last is the last. */
  readonly #commits = new Map<number, Promise<Commit>>();
  /** Which analysis, with which edits, the kept commits belong to. */
  #run: number | undefined;

  constructor(recording: Recording, repository: CaseRepository, picture: CodedPicture) {
    this.#recording = recording;
    this.#repository = repository;
    this.#picture = picture;
  }

  /** What to cut out of some pictures, ascending; those on which none of the objects is are left out. */
  async ordersOf(tracks: ReadonlySet<number>, ordinals: readonly number[]): Promise<CutOrder[]> {
    const [first, last] = [ordinals[0], ordinals.at(-1)];
    if (first === undefined || last === undefined) {
      return [];
    }
    const seqs = this.#recording.commitsWithin(first - AROUND, last + AROUND);
    const commits = await Promise.all(seqs.map((seq) => this.#commit(seq)));
    return ordinals.flatMap((ordinal) => {
      const order = orderOf(tracks, ordinal, commits);
      return order.cuts.length === 0 ? [] : [order];
    });
  }

  #commit(seq: number): Promise<Commit> {
    const kept = this.#commits.get(seq) ?? this.#read(seq);
    this.#commits.delete(seq);
    this.#commits.set(seq, kept);
    kept.catch(() => this.#commits.delete(seq));
    for (const oldest of this.#commits.keys()) {
      if (this.#commits.size <= MOST_COMMITS) {
        break;
      }
      this.#commits.delete(oldest);
    }
    return kept;
  }

  async #read(seq: number): Promise<Commit> {
    const [{ run, rows = [] }, stored] = await Promise.all([
      this.#recording.storedBoxes(this.#repository, seq),
      this.#recording.storedMasks(this.#repository, seq),
    ]);
    if (this.#run !== undefined && this.#run !== run) {
      this.#commits.clear();
    }
    this.#run = run;
    const { rotation, width, height } = this.#picture;
    const boxes = new Map<number, Map<number, Box>>();
    for (const { track, ordinal, box } of rows) {
      const on = boxes.get(ordinal) ?? new Map<number, Box>();
      on.set(track, toUpright(box, rotation, width, height));
      boxes.set(ordinal, on);
    }
    const masks = new Map<number, StoredMask[]>();
    for (const mask of stored?.masks ?? []) {
      const of = masks.get(mask.track) ?? [];
      of.push(mask);
      masks.set(mask.track, of);
    }
    return { boxes, masks, step: stored?.step ?? 1 };
  }
}

function orderOf(tracks: ReadonlySet<number>, ordinal: number, commits: readonly Commit[]): CutOrder {
  const cuts: TubeCut[] = [];
  const all: { readonly track: number; readonly box: Box }[] = [];
  for (const { boxes } of commits) {
    for (const [track, box] of boxes.get(ordinal) ?? []) {
      all.push({ track, box });
      if (tracks.has(track)) {
        cuts.push({ track, box, masks: masksFor(track, ordinal, box, commits) });
      }
    }
  }
  return { ordinal, cuts, all };
}

/** Of this very picture, or of those watched last before it and first after it. */
function masksFor(track: number, ordinal: number, box: Box, commits: readonly Commit[]): readonly PlacedMask[] {
  let before: Found | undefined;
  let after: Found | undefined;
  for (const { masks, step } of commits) {
    for (const mask of masks.get(track) ?? []) {
      if (mask.ordinal <= ordinal && mask.ordinal > (before?.mask.ordinal ?? ordinal - AROUND)) {
        before = { mask, step };
      }
      if (mask.ordinal >= ordinal && mask.ordinal < (after?.mask.ordinal ?? ordinal + AROUND)) {
        after = { mask, step };
      }
    }
  }
  const found = before?.mask.ordinal === ordinal ? [before] : [before, after];
  return found.flatMap((one) => (one === undefined ? [] : [placed(one, track, box, commits)]));
}

interface Found {
  readonly mask: StoredMask;
  readonly step: number;
}

function placed({ mask, step }: Found, track: number, box: Box, commits: readonly Commit[]): PlacedMask {
  const { x, y, w, h, bytes } = mask;
  const then = commits.map(({ boxes }) => boxes.get(mask.ordinal)?.get(track)).find((one) => one !== undefined) ?? box;
  return {
    ...{ step, x, y, w, h, bytes },
    dx: box.x + box.w / 2 - then.x - then.w / 2,
    dy: box.y + box.h - then.y - then.h,
  };
}
