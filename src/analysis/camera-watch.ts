// The camera of a recording during its analysis: the watch of its scene, fed from the planes of each picture.

import type { CameraAccount } from '../contracts/analysis.ts';
import { splitScenes, type Moment } from '../domain/scene/scene-events.ts';
import { EnvelopeMeter, type EnvelopeMeterState } from '../domain/scene/envelope-meter.ts';
import { SceneWatch, type SceneVerdict, type SceneWatchState } from '../domain/scene/scene-watch.ts';
import type { LumaGrid, Planes } from '../vision/planes.ts';

/** Every so many chroma samples, each way, are enough to tell colour from grey. */
const CHROMA_STEP = 16;

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

  /** Takes in a picture and its luma grid. */
  next(planes: Planes, grid: LumaGrid, luma: Uint8Array, ordinal: number, us: number): SceneVerdict {
    const { width, height } = grid;
    this.#last = { us, ordinal };
    this.#first ??= this.#last;
    const verdict = this.scene.next({
      ...{ luma, width, height, ordinal, us },
      // Read only when the watch looks at this picture.
      get saturation() {
        return saturationOf(planes);
      },
    });
    this.meter.take(us, verdict.reading, grid.step);
    return verdict;
  }
}

/** Mean distance of chroma from grey, both planes together, levels. */
export function saturationOf({ width, height, u, v, uvStride, uvStep }: Planes): number {
  let sum = 0;
  let count = 0;
  for (let row = CHROMA_STEP >> 1; row < height >> 1; row += CHROMA_STEP) {
    for (let column = CHROMA_STEP >> 1; column < width >> 1; column += CHROMA_STEP) {
      const at = row * uvStride + column * uvStep;
      sum += Math.abs((u[at] ?? 128) - 128) + Math.abs((v[at] ?? 128) - 128);
      count += 1;
    }
  }
  return sum / Math.max(1, count);
}
