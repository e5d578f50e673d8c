// One picture after the other: what moves, whether to look closer, who it is that moves.

import { coveredShare, grow, iou, type Box } from '../domain/geometry/box.ts';
import { isCarried } from '../domain/detection/classes.ts';
import { packMosaic, regionsToLookAt, suppress, toPicture, type Tile } from '../domain/detection/mosaic.ts';
import { BACK_US, sightsBefore, type MotionMoment } from '../domain/tracking/back-track.ts';
import { motionField, motionShare, type MotionField } from '../domain/motion/motion-field.ts';
import { classGroup, type Detection, type Track } from '../domain/tracking/track.ts';
import {
  LEAST_SCORE,
  Tracker,
  type TrackerScene,
  type TrackerSnapshot,
  type TrackerStep,
} from '../domain/tracking/tracker.ts';
import type { Detector } from '../vision/detector.ts';
import { adoptionUs, backgroundStep, BackgroundState, type BackgroundModel } from '../vision/ops/background.ts';
import type { BackgroundSnapshot } from '../vision/ops/background-snapshot.ts';
import { ToneProbe } from '../vision/ops/tone.ts';
import { lumaGrid, subsampleLuma, type LumaGrid, type Planes } from '../vision/planes.ts';
import { drawTile } from '../vision/tiles.ts';
import type { Thing } from './attribute-keeper.ts';
import { CameraWatch, type CameraSnapshot } from './camera-watch.ts';
import type { MotionMask } from './mask-keeper.ts';

/** Least time between two watched pictures while nothing moves, µs: the first who moves brings the full rate back. */
const WATCH_WHEN_CALM_US = 130_000;
/** How long nothing must have moved for that, µs. */
const CALM_AFTER_US = 2_000_000;
/** Least time between two looks of the detector, µs: every 160 ms at 25 frames a second, every 200 ms at 10, 15, 30. */
const LOOK_EVERY_US = 150_000;
/** The same while nothing is in doubt, µs. */
const LOOK_WHEN_SURE_US = 300_000;
/** What moves this near to an expected box, as a share of its size, is that object. */
const MARGIN_WHEN_SURE = 0.4;
/** An object unseen for longer than this is not looked for where nothing moves, µs. */
const EXPECT_FOR_US = 1_000_000;
/** Pictures further apart than this are not one movement, µs. */
const MOST_PATIENT_US = 2_000_000;
/** How long it is remembered what moved, µs. */
const HISTORY_US = BACK_US + 2_000_000;
/** Two boxes of one kind that overlap by this much are one object. */
const SAME_OBJECT = 0.6;

/** What became of one picture. */
export interface FrameOutcome {
  readonly state: 'still' | 'decoded' | 'detected';
  readonly seen: TrackerStep['seen'];
  readonly ended: readonly Track[];
  /** Things that people carry, as the detector saw them on this picture. */
  readonly things?: readonly Thing[];
  readonly moving?: MovingPicture;
}

/** What moves in a picture. Valid until the next one: the mask is reused. */
export interface MovingPicture {
  readonly field: MotionField;
  readonly mask: MotionMask;
  /** The first picture of another view: nothing learnt before belongs to it. */
  readonly isNewView: boolean;
}

/** All that an analysis has learnt between two pictures, as plain data (structured-cloneable). */
export interface SceneSnapshot {
  readonly tracker: TrackerSnapshot;
  readonly camera: CameraSnapshot;
  readonly detectorRuns: number;
  readonly history: readonly MotionMoment[];
  readonly startUs: number;
  readonly lastUs: number;
  readonly lastLookUs: number;
  /** Size of the pictures, `undefined` before the first one. */
  readonly picture: { readonly width: number; readonly height: number } | undefined;
  readonly tone: BackgroundSnapshot | undefined;
  readonly background: BackgroundSnapshot | undefined;
}

interface Scene {
  readonly width: number;
  readonly height: number;
  readonly grid: LumaGrid;
  readonly tone: ToneProbe;
}

const NOTHING = { seen: [], ended: [] } as const;

/** Analyses one recording of constant picture size. Owns neither the detector nor the background model. */
export class SceneAnalyser {
  readonly tracker: Tracker;
  /** What happens to the camera itself. */
  readonly camera: CameraWatch;
  /** Runs of the network, one per tile. */
  detectorRuns: number;
  readonly #detector: Detector;
  readonly #background: BackgroundModel;
  readonly #rasters = new Map<number, Float32Array>();
  readonly #history: MotionMoment[];
  #scene: Scene | undefined;
  #luma = new Uint8Array(0);
  #startUs: number;
  #lastUs: number;
  #everyUs = 0;
  #lastLookUs: number;

  /** With a snapshot, goes on exactly where it was taken; the next picture must be the one after. */
  constructor(detector: Detector, background: BackgroundModel, from?: SceneSnapshot) {
    this.#detector = detector;
    this.#background = background;
    this.tracker = new Tracker(from?.tracker);
    this.camera = new CameraWatch(from?.camera);
    this.detectorRuns = from?.detectorRuns ?? 0;
    this.#history = [...(from?.history ?? [])];
    this.#startUs = from?.startUs ?? 0;
    this.#lastUs = from?.lastUs ?? -Infinity;
    this.#lastLookUs = from?.lastLookUs ?? -Infinity;
    if (from?.background !== undefined) {
      background.restore(from.background);
    }
    if (from?.picture !== undefined) {
      const { tone } = this.#startScene(from.picture);
      if (from.tone !== undefined) {
        tone.restore(from.tone);
      }
    }
  }

  /** All that is needed to go on after a killed worker. Take it between two pictures. */
  async snapshot(): Promise<SceneSnapshot> {
    const scene = this.#scene;
    return {
      tracker: this.tracker.snapshot(),
      camera: this.camera.snapshot(),
      detectorRuns: this.detectorRuns,
      history: [...this.#history],
      startUs: this.#startUs,
      lastUs: this.#lastUs,
      lastLookUs: this.#lastLookUs,
      picture: scene === undefined ? undefined : { width: scene.width, height: scene.height },
      tone: scene?.tone.snapshot(),
      background: await this.#background.snapshot(),
    };
  }

  /** Whether the picture at `us` may be passed over: nothing has moved for a while, and one was watched a moment ago. */
  passesOver(us: number): boolean {
    const isSoon = us - this.#lastUs < WATCH_WHEN_CALM_US && us - this.#startUs > CALM_AFTER_US;
    return (
      isSoon &&
      this.tracker.all.length === 0 &&
      this.#history.every((moment) => moment.us < us - CALM_AFTER_US || moment.regions.length === 0)
    );
  }

  /** Takes in the next picture in presentation order. */
  async next(planes: Planes, ordinal: number, us: number): Promise<FrameOutcome> {
    const startUs = this.#startUs;
    const over = this.#watchCamera(planes, ordinal, us);
    const { field, mask } = await this.#motion(planes, us);
    const outcome = await this.#analyse(planes, field, ordinal, us);
    const moving = { field, mask, isNewView: startUs !== this.#startUs };
    return { ...outcome, ended: [...over, ...outcome.ended], moving };
  }

  /** Reads the luma grid; another view is learnt anew, and ends the objects of the one before. */
  #watchCamera(planes: Planes, ordinal: number, us: number): readonly Track[] {
    const { width, height, grid } = this.#sceneOf(planes, us);
    subsampleLuma(planes, grid, this.#luma);
    this.#everyUs = Math.min(MOST_PATIENT_US, us - this.#lastUs);
    const { relearn, endTracks } = this.camera.next(planes, grid, this.#luma, ordinal, us);
    if (relearn) {
      this.#background.restore(new BackgroundState(this.#luma).snapshot());
      this.#scene = { width, height, grid, tone: new ToneProbe(this.#luma.length) };
      this.#startUs = us;
    }
    if (!endTracks) {
      return [];
    }
    this.#history.length = 0;
    return this.tracker.finish();
  }

  async #analyse(planes: Planes, field: MotionField, ordinal: number, us: number): Promise<FrameOutcome> {
    this.#remember({ ordinal, us, regions: field.regions.map(({ box }) => box) });
    const isQuiet = field.regions.length === 0 && this.tracker.live.length === 0;
    if (us - this.#lastLookUs < this.#lookEvery(field, us)) {
      // Between two looks of its rate the detector is still watching.
      return { state: 'detected', ...NOTHING };
    }
    const scene = this.#trackerScene(planes, field, us);
    const boxes = [...field.regions.map(({ box }) => box), ...this.tracker.expected(us, EXPECT_FOR_US)];
    const regions = regionsToLookAt(boxes, planes.width, planes.height);
    if (regions.length === 0) {
      const { ended } = this.tracker.live.length > 0 ? this.tracker.step(ordinal, us, [], scene) : NOTHING;
      return { state: isQuiet ? 'still' : 'decoded', seen: [], ended };
    }
    this.#lastLookUs = us;
    const { detections, things } = await this.#look(planes, regions, field);
    const { seen, confirmed, ended } = this.tracker.step(ordinal, us, detections, scene);
    for (const track of confirmed) {
      track.startEarlier(sightsBefore(track.sights, this.#history, planes.width, planes.height));
    }
    return { state: 'detected', seen, ended, things };
  }

  #trackerScene({ width, height }: Planes, field: MotionField, us: number): TrackerScene {
    const regions = field.regions.map(({ box }) => box);
    const moving = { regions, cellSide: field.cellSide, shareIn: (box: Box) => motionShare(field, box) };
    return { width, height, adoptUs: adoptionUs(us - this.#startUs), everyUs: this.#everyUs, moving };
  }

  /** Long enough for an object to be confirmed and then followed back. */
  #remember(moment: MotionMoment): void {
    this.#history.push(moment);
    while ((this.#history[0]?.us ?? moment.us) < moment.us - HISTORY_US) {
      this.#history.shift();
    }
  }

  /** Time from one look to the next, µs: longer while each thing that moves is an object that nothing is doubtful of. */
  #lookEvery(field: MotionField, us: number): number {
    if (this.tracker.live.length === 0 || !this.tracker.isSure) {
      return LOOK_EVERY_US;
    }
    const expected = this.tracker.expected(us, EXPECT_FOR_US).map((box) => grow(box, MARGIN_WHEN_SURE));
    const isAllKnown = field.regions.every(({ box }) => expected.some((known) => coveredShare(box, known) > 0.6));
    return isAllKnown ? LOOK_WHEN_SURE_US : LOOK_EVERY_US;
  }

  async #motion(planes: Planes, us: number): Promise<Omit<MovingPicture, 'isNewView'>> {
    const { grid, tone: probe } = this.#sceneOf(planes, us);
    const step = backgroundStep(us - this.#lastUs, us - this.#startUs);
    this.#lastUs = us;
    const tone = probe.next(this.#luma, step);
    const pixels = await this.#background.apply(this.#luma, tone, step);
    const { width, height, step: side } = grid;
    return { field: motionField(pixels, width, height, side), mask: { pixels, width, height, step: side } };
  }

  /** The grid and the tone of the present picture size; some recorders change it halfway. */
  #sceneOf(planes: Planes, us: number): Scene {
    const grid = lumaGrid(planes.width, planes.height);
    const same = this.#scene?.grid.width === grid.width && this.#scene.grid.height === grid.height;
    if (this.#scene !== undefined && same) {
      return this.#scene;
    }
    this.#startUs = us;
    this.#lastUs = us;
    return this.#startScene(planes);
  }

  #startScene({ width, height }: { readonly width: number; readonly height: number }): Scene {
    const grid = lumaGrid(width, height);
    this.#luma = new Uint8Array(grid.width * grid.height);
    this.#scene = { width, height, grid, tone: new ToneProbe(this.#luma.length) };
    return this.#scene;
  }

  async #look(
    planes: Planes,
    regions: readonly Box[],
    field: MotionField,
  ): Promise<{ readonly detections: Detection[]; readonly things: readonly Thing[] }> {
    const tiles = packMosaic(regions, this.#detector.sides, planes.width, planes.height);
    const found: Detection[] = [];
    const things: Thing[] = [];
    for (const tile of tiles) {
      const raw = await this.#detector.detect(this.#draw(planes, tile), tile.side, LEAST_SCORE);
      this.detectorRuns += 1;
      for (const { objectClass, score, box } of raw) {
        const placed = toPicture(box, tile);
        if (placed === undefined) {
          continue;
        }
        if (isCarried(objectClass)) {
          things.push({ name: objectClass, score, box: placed });
        } else {
          found.push({ objectClass, score, box: placed, motion: motionShare(field, placed) });
        }
      }
    }
    const sameGroup = (a: Detection, b: Detection): boolean => classGroup(a.objectClass) === classGroup(b.objectClass);
    const detections = suppress(found, SAME_OBJECT, sameGroup).filter(
      (detection, index, all) => !all.slice(0, index).some((better) => isFragment(detection, better, sameGroup)),
    );
    return { detections, things };
  }

  #draw(planes: Planes, tile: Tile): Float32Array {
    let raster = this.#rasters.get(tile.side);
    if (raster === undefined) {
      raster = new Float32Array(tile.side * tile.side * 3);
      this.#rasters.set(tile.side, raster);
    }
    raster.fill(114);
    for (const place of tile.placements) {
      drawTile(planes, place.source, place, { data: raster, stride: tile.side, channels: 3 });
    }
    return raster;
  }
}

/** A weak box that is the upper or lower half of a better one of its kind. */
function isFragment(weak: Detection, better: Detection, sameGroup: (a: Detection, b: Detection) => boolean): boolean {
  if (!sameGroup(weak, better) || weak.score > 0.6 * better.score) {
    return false;
  }
  const inner = weak.box;
  const outer = better.box;
  const centreX = Math.abs(inner.x + inner.w / 2 - outer.x - outer.w / 2);
  return iou(inner, outer) > 0.3 && centreX < 0.2 * outer.w && inner.h < 0.75 * outer.h;
}
