// One picture after the other: what moves, whether to look closer, who it is that moves.

import { USUAL_SETTINGS, type AnalysisSettings } from '../contracts/analysis.ts';
import type { Box } from '../domain/geometry/box.ts';
import { regionsToLookAt } from '../domain/detection/mosaic.ts';
import { BACK_US, sightsBefore, type MotionMoment } from '../domain/tracking/back-track.ts';
import { motionField, motionShare, type MotionField } from '../domain/motion/motion-field.ts';
import { EXPECT_FOR_US, lookEveryUs } from '../domain/tracking/look-rate.ts';
import type { Track } from '../domain/tracking/track.ts';
import { Tracker, type TrackerScene, type TrackerSnapshot, type TrackerStep } from '../domain/tracking/tracker.ts';
import type { Detector } from '../vision/detector.ts';
import { adoptionUs, backgroundStep, BackgroundState, type BackgroundModel } from '../vision/ops/background.ts';
import type { BackgroundSnapshot } from '../vision/ops/background-snapshot.ts';
import { ToneProbe } from '../vision/ops/tone.ts';
import type { FrameReading, Saturated } from '../vision/frame-reading.ts';
import { lumaGrid, type LumaGrid } from '../vision/planes.ts';
import { AppliedSettings } from './applied-settings.ts';
import type { Thing } from './attribute-keeper.ts';
import { Looker } from './looker.ts';
import { CameraWatch, type CameraSnapshot } from './camera-watch.ts';
import type { MotionMask } from './mask-keeper.ts';

/** Least time between two watched pictures while nothing moves, µs: the first who moves brings the full rate back. */
const WATCH_WHEN_CALM_US = 190_000;
/** How long nothing must have moved for that, µs. */
const CALM_AFTER_US = 2_000_000;
/** Pictures further apart than this are not one movement, µs. */
const MOST_PATIENT_US = 2_000_000;
/** How long it is remembered what moved, µs. */
const HISTORY_US = BACK_US + 2_000_000;

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
  readonly #settings: AppliedSettings;
  readonly #looker: Looker;
  readonly #background: BackgroundModel;
  readonly #history: MotionMoment[];
  #scene: Scene | undefined;
  #luma = new Uint8Array(0);
  #startUs: number;
  #lastUs: number;
  #everyUs = 0;
  #lastLookUs: number;

  /** With a snapshot, goes on exactly where it was taken; the next picture must be the one after. */
  constructor(
    detector: Detector,
    background: BackgroundModel,
    from?: SceneSnapshot,
    settings: AnalysisSettings = USUAL_SETTINGS,
  ) {
    this.#settings = new AppliedSettings(settings);
    const { leastScore, sureScore } = this.#settings.parameters;
    this.#looker = new Looker(detector, from?.detectorRuns, leastScore);
    this.#background = background;
    this.tracker = new Tracker(from?.tracker, sureScore);
    this.camera = new CameraWatch(from?.camera);
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

  /** Runs of the network, one per tile. */
  get detectorRuns(): number {
    return this.#looker.runs;
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

  /** Pictures before this time, µs, are passed over whatever they show; −∞ when the next one is watched. */
  get wantedFromUs(): number {
    return this.passesOver(this.#lastUs) ? this.#lastUs + WATCH_WHEN_CALM_US : -Infinity;
  }

  /** Takes in the next picture in presentation order; its planes are read only for a look. */
  async next(frame: FrameReading, ordinal: number, us: number): Promise<FrameOutcome> {
    const startUs = this.#startUs;
    const scene = this.#sceneOf(frame, us);
    const colour = await frame.readLuma(scene.grid, this.#luma);
    const over = this.#watchCamera(scene, colour, ordinal, us);
    const { field, mask } = await this.#motion(frame, us);
    const outcome = await this.#analyse(frame, field, ordinal, us);
    const moving = { field, mask, isNewView: startUs !== this.#startUs };
    return { ...outcome, ended: [...over, ...outcome.ended], moving };
  }

  /** Another view is learnt anew, and ends the objects of the one before. */
  #watchCamera({ width, height, grid }: Scene, colour: Saturated, ordinal: number, us: number): readonly Track[] {
    this.#everyUs = Math.min(MOST_PATIENT_US, us - this.#lastUs);
    const { relearn, endTracks } = this.camera.next(colour, grid, this.#luma, ordinal, us);
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

  async #analyse(frame: FrameReading, field: MotionField, ordinal: number, us: number): Promise<FrameOutcome> {
    this.#remember({ ordinal, us, regions: field.regions.map(({ box }) => box) });
    const isQuiet = field.regions.length === 0 && this.tracker.live.length === 0;
    const everyUs = lookEveryUs(this.tracker, this.#history.at(-1)?.regions ?? [], us);
    if (us - this.#lastLookUs < everyUs * this.#settings.parameters.lookInterval) {
      // Between two looks of its rate the detector is still watching.
      return { state: 'detected', ...NOTHING };
    }
    const scene = this.#trackerScene(frame, field, us);
    const boxes = [...field.regions.map(({ box }) => box), ...this.tracker.expected(us, EXPECT_FOR_US)];
    const regions = regionsToLookAt(boxes, frame.width, frame.height);
    if (regions.length === 0) {
      const { ended } = this.tracker.live.length > 0 ? this.tracker.step(ordinal, us, [], scene) : NOTHING;
      return { state: isQuiet ? 'still' : 'decoded', seen: [], ended };
    }
    this.#lastLookUs = us;
    const looked = await this.#looker.look(await frame.planes(), regions, field);
    const { width, height } = frame;
    const detections = looked.detections.filter(({ box }) => this.#settings.admits(box, width, height));
    const things = looked.things.filter(({ box }) => this.#settings.admits(box, width, height));
    const { seen, confirmed, ended } = this.tracker.step(ordinal, us, detections, scene);
    for (const track of confirmed) {
      track.startEarlier(sightsBefore(track.sights, this.#history, width, height));
    }
    return { state: 'detected', seen, ended, things };
  }

  #trackerScene({ width, height }: FrameReading, field: MotionField, us: number): TrackerScene {
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

  async #motion(frame: FrameReading, us: number): Promise<Omit<MovingPicture, 'isNewView'>> {
    const { grid, tone: probe } = this.#sceneOf(frame, us);
    const step = backgroundStep(us - this.#lastUs, us - this.#startUs);
    this.#lastUs = us;
    const tone = probe.next(this.#luma, step);
    const pixels = await this.#background.apply(this.#luma, tone, step);
    const { width, height, step: side } = grid;
    this.#settings.clear(pixels, width, height);
    const { leastRegionPixels } = this.#settings.parameters;
    return {
      field: motionField(pixels, width, height, side, leastRegionPixels),
      mask: { pixels, width, height, step: side },
    };
  }

  /** The grid and the tone of the present picture size; some recorders change it halfway. */
  #sceneOf(frame: FrameReading, us: number): Scene {
    const grid = lumaGrid(frame.width, frame.height);
    const same = this.#scene?.grid.width === grid.width && this.#scene.grid.height === grid.height;
    if (this.#scene !== undefined && same) {
      return this.#scene;
    }
    this.#startUs = us;
    this.#lastUs = us;
    return this.#startScene(frame);
  }

  #startScene({ width, height }: { readonly width: number; readonly height: number }): Scene {
    const grid = lumaGrid(width, height);
    this.#luma = new Uint8Array(grid.width * grid.height);
    this.#scene = { width, height, grid, tone: new ToneProbe(this.#luma.length) };
    return this.#scene;
  }
}
