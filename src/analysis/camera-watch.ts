// The camera of a recording during its analysis: the watch of its scene, fed from the planes of each picture.

import { SceneWatch, type SceneVerdict, type SceneWatchState } from '../domain/scene/scene-watch.ts';
import type { LumaGrid, Planes } from '../vision/planes.ts';

/** Every so many chroma samples, each way, are enough to tell colour from grey. */
const CHROMA_STEP = 16;

/** Plain data: all that the camera's watch has learnt. */
export interface CameraSnapshot {
  readonly scene: SceneWatchState;
}

/** Watches the camera of one recording. */
export class CameraWatch {
  readonly scene: SceneWatch;

  constructor(from?: CameraSnapshot) {
    this.scene = new SceneWatch(from?.scene);
  }

  snapshot(): CameraSnapshot {
    return { scene: this.scene.snapshot() };
  }

  /** Takes in a picture and its luma grid. */
  next(planes: Planes, grid: LumaGrid, luma: Uint8Array, ordinal: number, us: number): SceneVerdict {
    const { width, height } = grid;
    return this.scene.next({ luma, width, height, ordinal, us, saturation: saturationOf(planes) });
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
