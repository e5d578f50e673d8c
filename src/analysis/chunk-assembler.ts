// Turns what the tracker sees into chunks: boxes of every frame, summaries, coverage, thumbnails.

import type { MotionRegion, Observation, TrackSummary } from '../contracts/analysis.ts';
import { CoverageBuilder, type CoverageSnapshot } from '../domain/footage/coverage-builder.ts';
import type { CoverageSpan, CoverageState } from '../domain/footage/coverage.ts';
import type { FrameTable } from '../domain/footage/frame.ts';
import type { Box } from '../domain/geometry/box.ts';
import { interpolateSights } from '../domain/tracking/interpolate.ts';
import { settledCount, smoothSights, sparedCount } from '../domain/tracking/smooth.ts';
import type { Track } from '../domain/tracking/track.ts';
import type { ChunkWrite } from '../storage/case-repository.ts';
import type { FrameReading } from '../vision/frame-reading.ts';
import type { Planes } from '../vision/planes.ts';
import { AttributeKeeper, type AttributeSnapshot } from './attribute-keeper.ts';
import { CropKeeper, type CropSnapshot } from './best-crop.ts';
import { MaskKeeper, type MaskSnapshot } from './mask-keeper.ts';
import { PlateKeeper, type PlateSnapshot } from './plate-keeper.ts';
import type { FrameOutcome } from './scene-analyser.ts';

/** All that an assembler knows right after a commit, as plain data. */
export interface AssemblerSnapshot {
  readonly coverage: CoverageSnapshot;
  readonly crops: CropSnapshot;
  readonly attributes: AttributeSnapshot;
  readonly masks: MaskSnapshot;
  readonly plates: PlateSnapshot | undefined;
  /** Sights already turned into observations, by `id` of the track. */
  readonly written: readonly { readonly track: number; readonly sights: number }[];
  readonly seq: number;
  readonly state: CoverageState;
}

/** A commit to come, and the objects of which it is the last one. */
export interface PendingWrite extends ChunkWrite {
  /** By number. */
  readonly over: readonly number[];
}

const NOWHERE: Box = { x: 0, y: 0, w: 0, h: 0 };

/** Gathers outcomes between two commits. `toCoded` brings a box back to the pixels of the file. */
export class ChunkAssembler {
  readonly coverage: CoverageBuilder;
  readonly #table: FrameTable;
  readonly #toCoded: (box: Box) => Box;
  readonly #crops: CropKeeper;
  readonly #attributes: AttributeKeeper;
  readonly #masks: MaskKeeper;
  readonly #plates: PlateKeeper;
  /** Sights of each object already turned into observations, those that are gone included. */
  readonly #written = new Map<Track, number>();
  readonly #changed = new Set<Track>();
  readonly #over = new Set<Track>();
  #observations: (Observation & { readonly track: number })[] = [];
  #motion: MotionRegion[] = [];
  #seq: number;
  #state: CoverageState;

  /** With a snapshot and the tracks restored with it, goes on exactly where it was taken. */
  constructor(table: FrameTable, toCoded: (box: Box) => Box, from?: AssemblerSnapshot, tracks: readonly Track[] = []) {
    this.#table = table;
    this.#toCoded = toCoded;
    this.coverage = new CoverageBuilder(table, from?.coverage);
    this.#crops = from === undefined ? new CropKeeper() : CropKeeper.restore(from.crops, tracks);
    this.#attributes = new AttributeKeeper(from?.attributes, tracks);
    this.#masks = new MaskKeeper(from?.masks, tracks);
    this.#plates = new PlateKeeper(from?.plates);
    const written = new Map(from?.written.map(({ track, sights }) => [track, sights]));
    for (const track of tracks) {
      const sights = written.get(track.id);
      if (sights !== undefined) {
        this.#written.set(track, sights);
      }
    }
    this.#seq = from?.seq ?? 0;
    this.#state = from?.state ?? 'still';
  }

  /** To be taken right after {@link take}: what was gathered since would be lost. */
  snapshot(): AssemblerSnapshot {
    return {
      coverage: this.coverage.snapshot(),
      crops: this.#crops.snapshot(),
      attributes: this.#attributes.snapshot(),
      masks: this.#masks.snapshot(),
      plates: this.#plates.snapshot(),
      written: [...this.#written].map(([track, sights]) => ({ track: track.id, sights })),
      seq: this.#seq,
      state: this.#state,
    };
  }

  /** A picture between two that were watched: it is in the state of the one before. */
  passOver(ordinal: number): void {
    this.coverage.add(ordinal, this.#state);
  }

  /** Takes in the outcome of one picture; reads its planes only when they show something that is kept. */
  async add(outcome: FrameOutcome, frame: FrameReading, ordinal: number, us: number): Promise<void> {
    this.#state = outcome.state;
    this.coverage.add(ordinal, this.#state);
    this.#considerMotion(outcome, ordinal, us);
    const isSceneDue = this.#attributes.watched(frame, us);
    const isPlateDue = outcome.moving !== undefined && this.#plates.isDue(us);
    if (outcome.seen.length > 0 || isSceneDue || isPlateDue) {
      this.#look(outcome, await frame.planes(), ordinal, us);
    }
    for (const { track } of outcome.seen) {
      this.#write(track, false);
    }
    this.end(outcome.ended);
  }

  #look(outcome: FrameOutcome, planes: Planes, ordinal: number, us: number): void {
    this.#crops.consider(outcome.seen, planes, ordinal, us);
    this.#attributes.consider(outcome, planes, us);
    if (outcome.moving !== undefined) {
      const objects = outcome.seen.map(({ detection }) => detection.box);
      this.#plates.consider(planes, outcome.moving.field, us, objects);
    }
  }

  #considerMotion({ seen, moving }: FrameOutcome, ordinal: number, us: number): void {
    if (moving === undefined) {
      return;
    }
    const boxes = seen.map(({ track, detection }) => ({ track, box: detection.box }));
    this.#masks.consider(boxes, moving.mask, ordinal);
    this.#noteMotion(moving.field.regions, ordinal);
    if (moving.isNewView) {
      this.#plates.startAnew(us);
    }
  }

  /** One row a region; the first picture on which nothing moves any more is told by an empty one. */
  #noteMotion(regions: readonly { readonly box: Box }[], ordinal: number): void {
    const wasStill = this.#motion.at(-1)?.box.w === 0;
    if (regions.length > 0) {
      this.#motion.push(...regions.map(({ box }) => ({ ordinal, box: this.#toCoded(box) })));
    } else if (!wasStill) {
      this.#motion.push({ ordinal, box: NOWHERE });
    }
  }

  /** Objects that are over: nothing of them changes after the next chunk. */
  end(tracks: readonly Track[]): void {
    for (const track of tracks) {
      if (track.number === 0) {
        this.#forget(track);
        continue;
      }
      this.#write(track, true);
      this.#attributes.settle(track);
      this.#over.add(track);
    }
  }

  /** No picture comes any more. */
  finish(): void {
    this.#plates.finish();
  }

  /** Everything since the last call, or `undefined` when nothing happened. */
  async take(): Promise<PendingWrite | undefined> {
    const coverage: CoverageSpan[] = this.coverage.take();
    const crops = await this.#crops.takeFresh();
    const masks = this.#masks.take();
    const plates = await this.#plates.take();
    const pictures = crops.size + plates.length + (masks === undefined ? 0 : 1);
    if (this.#changed.size + coverage.length + this.#motion.length + pictures === 0) {
      return undefined;
    }
    const summaries = [...this.#changed].map((track) => this.#summarise(track));
    const chunk = { seq: this.#seq, observations: this.#observations, summaries, coverage, motion: this.#motion };
    this.#seq += 1;
    this.#observations = [];
    this.#motion = [];
    this.#changed.clear();
    const over = [...this.#over].map(({ number }) => number);
    for (const track of this.#over) {
      this.#forget(track);
      this.#written.delete(track);
    }
    this.#over.clear();
    return { chunk, crops, masks, plates, over };
  }

  #forget(track: Track): void {
    this.#crops.forget(track);
    this.#attributes.forget(track);
    this.#masks.forget(track);
  }

  /** Boxes are stored once nothing that comes can change them: a moment behind the picture, all when it is over. */
  #write(track: Track, isOver: boolean): void {
    if (track.number === 0) {
      return;
    }
    this.#changed.add(track);
    this.#attributes.follow(track);
    const before = this.#written.get(track);
    const written = before ?? track.gone;
    const settled = track.gone + settledCount(track.sights, isOver);
    if (written >= settled) {
      return;
    }
    // The last written sight is where the straight line to the next one starts.
    const from = before === undefined ? 0 : before - 1 - track.gone;
    const sights = smoothSights(track.sights, from, settled - track.gone);
    const points = interpolateSights(sights, (ordinal) => this.#table.us[ordinal - 1] ?? 0);
    for (const { ordinal, box, score, origin } of before === undefined ? points : points.slice(1)) {
      this.#observations.push({ track: track.number, ordinal, box: this.#toCoded(box), score, origin });
    }
    this.#written.set(track, settled);
    track.letGo(sparedCount(track.sights, settled - 1 - track.gone));
  }

  #summarise(track: Track): TrackSummary {
    const best = this.#crops.best(track) ?? track.first;
    return {
      number: track.number,
      objectClass: track.objectClass,
      votes: track.votes,
      confidence: track.confidence,
      detections: track.detections,
      firstOrdinal: track.first.ordinal,
      lastOrdinal: track.last.ordinal,
      firstUs: track.first.us,
      lastUs: track.last.us,
      bestOrdinal: best.ordinal,
      bestUs: best.us,
      bestBox: this.#toCoded(best.box),
      attributes: this.#attributes.attributesOf(track),
    };
  }
}
