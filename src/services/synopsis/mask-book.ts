// What of a synopsis is made unrecognisable: every object that nobody retained, and what of others shows beside an object.

import { planMasks, type MaskedCandidate } from '../../domain/case/masking.ts';
import { ordinalAt } from '../../domain/footage/frame.ts';
import { clip, iou, type Box } from '../../domain/geometry/box.ts';
import { toUpright, uprightSize } from '../../domain/geometry/rotation.ts';
import { trackId, type RecordingId, type TrackId } from '../../domain/ids.ts';
import type { CaseRepository } from '../../storage/case-repository.ts';
import type { Masking } from '../masked-pictures.ts';
import type { Recording } from '../recording.ts';
import type { SynopsisFigure } from './film-types.ts';

/** Commits kept at hand: a picture of a synopsis shows as many moments as objects. */
const MOST_COMMITS = 48;
/** What stands as long as this may be part of the scene that was kept, µs. */
const STANDS_US = 5_000_000;
/** A part of the scene that nobody left free since may be as old as this, µs (`src/analysis/plate.ts`). */
const KEPT_US = 80_000_000;
/** Boxes that share so much of their area are of something that stands. */
const STANDS_IOU = 0.5;
/** One mask hides both. */
const SAME_IOU = 0.95;

/** What is asked of a recording. */
type Footage = Pick<Recording, 'id' | 'run' | 'state' | 'commitsWithin' | 'storedBoxes'>;
type Boxes = ReadonlyMap<number, readonly MaskedCandidate[]>;

export class MaskBook {
  readonly #find: (id: RecordingId) => Footage;
  readonly #repository: CaseRepository;
  readonly #masking: Masking;
  /** The one asked for last is the last. */
  readonly #commits = new Map<string, Promise<Boxes>>();
  readonly #plates = new Map<string, Promise<readonly Box[]>>();

  constructor(find: (id: RecordingId) => Footage, repository: CaseRepository, masking: Masking) {
    this.#find = find;
    this.#repository = repository;
    this.#masking = masking;
  }

  get isOn(): boolean {
    return this.#masking.isOn;
  }

  isMasked(track: TrackId): boolean {
    return this.#masking.isOn && !this.#masking.retained.has(track);
  }

  /** Where a figure is masked, shares of the upright picture: its own part, and parts of others inside its sprite. */
  async ofFigure(figure: SynopsisFigure): Promise<readonly Box[]> {
    if (!this.isOn) {
      return [];
    }
    const recording = this.#find(figure.recordingId);
    const { width, height } = sizeOf(recording);
    const own = trackId(recording.id, figure.track, recording.run);
    const there = await this.#on(recording, figure.ordinal);
    const objectClass = recording.state.tracks.numbered(figure.track)?.objectClass ?? 'unclassified';
    const box = scaled(figure.box, width, height);
    const mine = there.find(({ track }) => track === own) ?? { track: own, objectClass, box };
    const sprite = scaled(figure.place, width, height);
    const others = this.#regions(
      recording,
      there.filter(({ track }) => track !== own),
    ).flatMap((region) => overlapOf(region, sprite));
    return [...this.#regions(recording, [mine]), ...others].map((region) => scaled(region, 1 / width, 1 / height));
  }

  /**
   * Where a clean plate is masked, shares of the upright picture: what stood there within what a plate remembers, and what was on
   * the first picture. Who only walks by is not: most sights of a cell show the ground.
   */
  ofPlate(id: RecordingId, us: number): Promise<readonly Box[]> {
    const key = `${id}/${us}`;
    const known = this.#plates.get(key) ?? this.#plateOf(this.#find(id), us);
    this.#plates.set(key, known);
    return known;
  }

  async #plateOf(recording: Footage, us: number): Promise<readonly Box[]> {
    const { table } = recording.state;
    if (!this.isOn || table === undefined) {
      return [];
    }
    // From the first picture on, while it is near: what moves was not known yet when it was taken for the scene.
    const fromUs = Math.max(0, us - KEPT_US);
    const times = Array.from(
      { length: Math.floor((us - fromUs) / STANDS_US) },
      (_, index) => fromUs + index * STANDS_US,
    );
    const sights = await Promise.all(
      [...times, us, us + STANDS_US].map((at) => this.#on(recording, ordinalAt(table, at))),
    );
    const stands: MaskedCandidate[] = [];
    for (const [index, there] of sights.entries()) {
      const beside = [...(sights[index - 1] ?? []), ...(sights[index + 1] ?? [])];
      const isFirst = index === 0 && fromUs === 0;
      stands.push(
        ...there.filter((one) => (isFirst || isAmong(one, beside, STANDS_IOU)) && !isAmong(one, stands, SAME_IOU)),
      );
    }
    const { width, height } = sizeOf(recording);
    return this.#regions(recording, stands).map((region) => scaled(region, 1 / width, 1 / height));
  }

  #regions(recording: Footage, objects: readonly MaskedCandidate[]): readonly Box[] {
    const { retained, isOn } = this.#masking;
    return planMasks(objects, retained, isOn, sizeOf(recording)).regions;
  }

  async #on(recording: Footage, ordinal: number): Promise<readonly MaskedCandidate[]> {
    const commits = await Promise.all(
      recording.commitsWithin(ordinal, ordinal).map((seq) => this.#commit(recording, seq)),
    );
    return commits.flatMap((boxes) => boxes.get(ordinal) ?? []);
  }

  #commit(recording: Footage, seq: number): Promise<Boxes> {
    const key = `${recording.id}/${seq}`;
    const kept = this.#commits.get(key) ?? this.#read(recording, seq);
    this.#commits.delete(key);
    this.#commits.set(key, kept);
    for (const oldest of this.#commits.keys()) {
      if (this.#commits.size <= MOST_COMMITS) {
        break;
      }
      this.#commits.delete(oldest);
    }
    return kept;
  }

  async #read(recording: Footage, seq: number): Promise<Boxes> {
    const { rows = [] } = await recording.storedBoxes(this.#repository, seq);
    const { media, tracks } = recording.state;
    const boxes = new Map<number, MaskedCandidate[]>();
    for (const { track, ordinal, box } of media === undefined ? [] : rows) {
      const on = boxes.get(ordinal) ?? [];
      on.push({
        track: trackId(recording.id, track, recording.run),
        // What has no class yet may be anything: it is masked whole.
        objectClass: tracks.numbered(track)?.objectClass ?? 'unclassified',
        box: media === undefined ? box : toUpright(box, media.rotation, media.width, media.height),
      });
      boxes.set(ordinal, on);
    }
    return boxes;
  }
}

function isAmong({ track, box }: MaskedCandidate, others: readonly MaskedCandidate[], least: number): boolean {
  return others.some((other) => other.track === track && iou(other.box, box) >= least);
}

function sizeOf({ state: { media } }: Footage): { readonly width: number; readonly height: number } {
  return uprightSize(media?.rotation ?? 0, media?.width ?? 1, media?.height ?? 1);
}

export function scaled({ x, y, w, h }: Box, across: number, down: number): Box {
  return { x: x * across, y: y * down, w: w * across, h: h * down };
}

/** What two boxes share; nothing, or one box. */
function overlapOf(region: Box, within: Box): readonly Box[] {
  const inside = clip({ ...region, x: region.x - within.x, y: region.y - within.y }, within.w, within.h);
  return inside.w > 0 && inside.h > 0 ? [{ ...inside, x: inside.x + within.x, y: inside.y + within.y }] : [];
}
