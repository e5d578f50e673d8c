// The camera of a recording during its analysis: the watch of its scene, fed from the luma of each picture.

import type { CameraAccount } from '../contracts/analysis.ts';
import { splitScenes, type Moment } from '../domain/scene/scene-events.ts';
import { EnvelopeMeter, type EnvelopeMeterState } from '../domain/scene/envelope-meter.ts';
import { SceneWatch, type SceneVerdict, type SceneWatchState } from '../domain/scene/scene-watch.ts';
import type { Saturated } from '../vision/frame-reading.ts';
import type { LumaGrid } from '../vision/planes.ts';

/** Plain data: all that the camera's watch has learnt. */
export interface CameraSnapshot {
  readonly scene: SceneWatchState;
  readonly meter: EnvelopeMeterState;
  readonly first: Moment | undefined;
  readonly last: Moment | undefined;
}

/** Watches the camera of one recording. */
export class CameraWatch {
  readonly scene: SceneWatch;
  /** Within which limits something could be found. */
  readonly meter: EnvelopeMeter;
  #first: Moment | undefined;
  #last: Moment | undefined;

  constructor(from?: CameraSnapshot) {
    this.scene = new SceneWatch(from?.scene);
    this.meter = new EnvelopeMeter(from?.meter);
    this.#first = from?.first;
    this.#last = from?.last;
  }

  snapshot(): CameraSnapshot {
    return { scene: this.scene.snapshot(), meter: this.meter.snapshot(), first: this.#first, last: this.#last };
  }

  /** What is known up to now. */
  get account(): CameraAccount {
    const { events } = this.scene;
    const scenes =
      this.#first === undefined || this.#last === undefined ? [] : splitScenes(events, this.#first, this.#last);
    return { scenes, sceneEvents: events, envelope: this.meter.envelope() };
  }

  /** Takes in the luma of a picture and, where it is looked at, how much colour it has. */
  next(colour: Saturated, grid: LumaGrid, luma: Uint8Array, ordinal: number, us: number): SceneVerdict {
    const { width, height } = grid;
    this.#last = { us, ordinal };
    this.#first ??= this.#last;
    const verdict = this.scene.next({
      ...{ luma, width, height, ordinal, us },
      // Read only when the watch looks at this picture.
      get saturation() {
        return colour.saturation;
      },
    });
    this.meter.take(us, verdict.reading, grid.step);
    return verdict;
  }
}
