// Reads decoded frames as far as they are needed, on the GPU where it gives the same luma.

import { readLuma, type FrameReading, type Saturated } from './frame-reading.ts';
import { GpuLuma } from './ops/luma-gpu.ts';
import { PlaneReader, subsampleLuma, type LumaGrid, type Planes } from './planes.ts';
import { rotatePlanes, type Rotation } from './rotate.ts';

/** Mean difference between the luma of a frame read on the GPU and in memory, levels: more is another picture. */
const MOST_APART = 1;

/**
 * Opens frames one after the other. With a device, luma comes from the frame on the GPU as long as the GPU can have
 * it and gives the same luma as the planes; after that, or without one, from the planes.
 */
export class FrameReader implements Disposable {
  readonly #planes = new PlaneReader();
  #gpu: GpuLuma | undefined;
  #isProven = false;
  #problem: string | undefined;

  constructor(device?: GPUDevice) {
    this.#gpu = device === undefined ? undefined : new GpuLuma(device);
  }

  /** Why luma no longer comes from the GPU; `undefined` while it does, or was never to. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** The caller still owns the frame, and closes it after the last read. */
  open(frame: VideoFrame, rotation: Rotation): FrameReading {
    const rect = frame.visibleRect;
    const [w, h] = [rect?.width ?? frame.codedWidth, rect?.height ?? frame.codedHeight];
    const [width, height] = rotation % 180 === 0 ? [w, h] : [h, w];
    let read: Planes | undefined;
    const planes = async (): Promise<Planes> => (read ??= rotatePlanes(await this.#planes.read(frame), rotation));
    const luma = async (grid: LumaGrid, out: Uint8Array): Promise<Saturated> => {
      const gpu = this.#gpu;
      if (gpu === undefined) {
        return readLuma(await planes(), grid, out);
      }
      try {
        const saturation = await gpu.read(frame, { width, height, rotation }, grid, out);
        if (this.#isProven || isAlike(await planes(), grid, out)) {
          this.#isProven = true;
          return { saturation };
        }
        this.#giveUp('The GPU sees another picture than the decoder');
      } catch (error) {
        this.#giveUp(error instanceof Error ? error.message : String(error));
      }
      return readLuma(await planes(), grid, out);
    };
    return { width, height, planes, readLuma: luma };
  }

  [Symbol.dispose](): void {
    this.#gpu?.[Symbol.dispose]();
    this.#gpu = undefined;
  }

  #giveUp(problem: string): void {
    this.#problem = problem;
    this[Symbol.dispose]();
  }
}

function isAlike(planes: Planes, grid: LumaGrid, luma: Uint8Array): boolean {
  const expected = new Uint8Array(luma.length);
  subsampleLuma(planes, grid, expected);
  const apart = expected.reduce((sum, level, index) => sum + Math.abs(level - (luma[index] ?? 0)), 0);
  return apart <= MOST_APART * luma.length;
}
