// The painter of a canvas on screen: the GPU where there is a real one, else the canvas itself; never none.

import { CanvasPainter } from './canvas-painter.ts';
import type { SynopsisPicture } from './film-types.ts';
import { GpuPainter } from './gpu-painter.ts';
import type { PaintContext, Painter, PaintMarks } from './painter.ts';

/** Names of adapters that are programs: the canvas is faster than they are. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|warp|basic render|software/i;

/** Gives a device, or `undefined` where there is no real GPU. */
export type OpenDevice = () => Promise<GPUDevice | undefined>;

/** Paints at once on the canvas; on the GPU as soon as it is there, and as long as it is not lost. */
export function openPainter(context: PaintContext, openDevice: OpenDevice = realDevice): Painter {
  return new ScreenPainter(context, openDevice);
}

class ScreenPainter implements Painter {
  readonly #canvas: CanvasPainter;
  #gpu: GpuPainter | undefined;
  #isOver = false;

  constructor(context: PaintContext, openDevice: OpenDevice) {
    this.#canvas = new CanvasPainter(context);
    // Without a GPU it goes on as it began.
    openDevice().then(
      (device) => {
        this.#take(device, context);
      },
      () => undefined,
    );
  }

  paint(picture: SynopsisPicture, marks: PaintMarks): void {
    (this.#gpu ?? this.#canvas).paint(picture, marks);
  }

  [Symbol.dispose](): void {
    this.#isOver = true;
    this.#gpu?.[Symbol.dispose]();
    this.#canvas[Symbol.dispose]();
  }

  #take(device: GPUDevice | undefined, context: PaintContext): void {
    if (device === undefined || this.#isOver) {
      device?.destroy();
      return;
    }
    try {
      this.#gpu = new GpuPainter(device, context);
    } catch {
      device.destroy();
      return;
    }
    void device.lost.then(() => {
      this.#gpu = undefined;
    });
  }
}

async function realDevice(): Promise<GPUDevice | undefined> {
  // Absent in old browsers although the types promise it.
  const gpu = (navigator as Partial<Navigator>).gpu;
  const adapter = await gpu?.requestAdapter();
  if (adapter === null || adapter === undefined) {
    return undefined;
  }
  const { architecture, description, isFallbackAdapter } = adapter.info;
  return isFallbackAdapter || SOFTWARE.test(`${architecture} ${description}`) ? undefined : adapter.requestDevice();
}
