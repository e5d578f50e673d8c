// The luma grid of a frame that stays on the GPU: read as an external texture, only the grid comes to memory.

import { CHROMA_STEP } from './saturation.ts';
import { fromSrgb } from './gamut.ts';
import { frameColour, type LumaGrid } from '../planes.ts';
import type { Rotation } from '../rotate.ts';
import shader from './luma.wgsl?raw';

const WORKGROUP = 64;
/** Bytes of the numbers that go with each frame. */
const NUMBERS_BYTES = 128;

/** How large a frame is when upright, and how it gets so. */
interface UprightSize {
  readonly width: number;
  readonly height: number;
  readonly rotation: Rotation;
}

interface Layout {
  readonly grid: LumaGrid;
  readonly pointsARow: number;
  readonly points: number;
  /** Words of cells, of points of chroma, and of everything. */
  readonly cellWords: number;
  readonly words: number;
}

interface Buffers {
  readonly words: number;
  readonly answer: GPUBuffer;
  readonly readback: GPUBuffer;
}

/** Owns its buffers on `device`, not the device. One frame at a time. */
export class GpuLuma implements Disposable {
  readonly #device: GPUDevice;
  readonly #pipeline: GPUComputePipeline;
  readonly #numbers: GPUBuffer;
  readonly #nearest: GPUSampler;
  #buffers: Buffers | undefined;
  #stamp = 0;

  constructor(device: GPUDevice) {
    this.#device = device;
    const module = device.createShaderModule({ code: shader });
    this.#pipeline = device.createComputePipeline({ layout: 'auto', compute: { module, entryPoint: 'main' } });
    this.#numbers = device.createBuffer({
      size: NUMBERS_BYTES,
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    });
    this.#nearest = device.createSampler();
  }

  /**
   * Fills `out` with the luma of `frame` on `grid` and gives the mean distance of its chroma from grey, levels.
   * Rejects when the browser does not let the GPU have the frame, or the GPU does not answer for this frame.
   */
  async read(frame: VideoFrame, size: UprightSize, grid: LumaGrid, out: Uint8Array): Promise<number> {
    const layout = layoutOf(size, grid);
    const { answer, readback } = this.#buffersFor(layout.words);
    this.#stamp = (this.#stamp + 1) >>> 0;
    this.#device.queue.writeBuffer(this.#numbers, 0, numbersOf(frame, size, layout, this.#stamp));
    const encoder = this.#device.createCommandEncoder();
    // Browsers may bring a frame to the size at which it is shown before the GPU has it.
    using square = withSquarePixels(frame);
    this.#encodePass(encoder, this.#device.importExternalTexture({ source: square.frame }), answer, layout.words);
    encoder.copyBufferToBuffer(answer, 0, readback, 0, layout.words * 4);
    this.#device.queue.submit([encoder.finish()]);
    await readback.mapAsync(GPUMapMode.READ);
    try {
      return this.#take(new Uint8Array(readback.getMappedRange()), layout, out);
    } finally {
      readback.unmap();
    }
  }

  [Symbol.dispose](): void {
    this.#release();
    this.#numbers.destroy();
  }

  #encodePass(encoder: GPUCommandEncoder, picture: GPUExternalTexture, answer: GPUBuffer, words: number): void {
    const resources = [{ buffer: this.#numbers }, picture, this.#nearest, { buffer: answer }];
    const entries = resources.map((resource, binding) => ({ binding, resource }));
    const pass = encoder.beginComputePass();
    pass.setPipeline(this.#pipeline);
    pass.setBindGroup(0, this.#device.createBindGroup({ layout: this.#pipeline.getBindGroupLayout(0), entries }));
    pass.dispatchWorkgroups(Math.ceil(words / WORKGROUP));
    pass.end();
  }

  #take(bytes: Uint8Array, { grid, cellWords, points, words }: Layout, out: Uint8Array): number {
    const stamp = new DataView(bytes.buffer).getUint32((words - 1) * 4, true);
    if (stamp !== this.#stamp) {
      throw new Error('The GPU gave no luma for this frame');
    }
    out.set(bytes.subarray(0, grid.width * grid.height));
    let sum = 0;
    for (const point of bytes.subarray(cellWords * 4, cellWords * 4 + points)) {
      sum += point;
    }
    return sum / Math.max(1, points);
  }

  #buffersFor(words: number): Buffers {
    if (this.#buffers?.words === words) {
      return this.#buffers;
    }
    this.#release();
    const { STORAGE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
    const make = (usage: number): GPUBuffer => this.#device.createBuffer({ size: words * 4, usage });
    this.#buffers = { words, answer: make(STORAGE | COPY_SRC), readback: make(MAP_READ | COPY_DST) };
    return this.#buffers;
  }

  #release(): void {
    this.#buffers?.answer.destroy();
    this.#buffers?.readback.destroy();
    this.#buffers = undefined;
  }
}

function withSquarePixels(frame: VideoFrame): Disposable & { readonly frame: VideoFrame } {
  const displayWidth = frame.visibleRect?.width ?? frame.codedWidth;
  const displayHeight = frame.visibleRect?.height ?? frame.codedHeight;
  if (frame.displayWidth === displayWidth && frame.displayHeight === displayHeight) {
    return { frame, [Symbol.dispose]: () => undefined };
  }
  const square = new VideoFrame(frame, { displayWidth, displayHeight });
  return {
    frame: square,
    [Symbol.dispose]: () => {
      square.close();
    },
  };
}

function layoutOf({ width, height }: UprightSize, grid: LumaGrid): Layout {
  const along = (side: number): number => Math.ceil(Math.max(0, (side >> 1) - (CHROMA_STEP >> 1)) / CHROMA_STEP);
  const pointsARow = along(width);
  const points = pointsARow * along(height);
  const cellWords = Math.ceil((grid.width * grid.height) / 4);
  return { grid, pointsARow, points, cellWords, words: cellWords + Math.ceil(points / 4) + 1 };
}

/** The struct `Frame` of the shader. */
function numbersOf(frame: VideoFrame, size: UprightSize, layout: Layout, stamp: number): ArrayBuffer {
  const { yScale, yOffset, rv, gu, gv, bu } = frameColour(frame);
  // Luma is the mix of R'G'B' from which chroma cancels out: red·rv + green·gv = 0 and blue·bu + green·gu = 0.
  const green = 1 / (1 - gv / rv - gu / bu);
  const [red, blue] = [(-gv / rv) * green, (-gu / bu) * green];
  const back = fromSrgb(frame.colorSpace.primaries);
  const { grid, pointsARow, points } = layout;
  const numbers = new ArrayBuffer(NUMBERS_BYTES);
  const reals = new Float32Array(numbers);
  const counts = new Uint32Array(numbers);
  reals.set([red, green, blue, 255 / yScale, yOffset, 255 / bu, 255 / rv]);
  counts.set([stamp], 7);
  reals.set([size.width, size.height], 8);
  counts.set([grid.width, grid.width * grid.height, grid.step, size.rotation / 90], 10);
  counts.set([pointsARow, points, 2 * CHROMA_STEP, back === undefined ? 0 : 1], 14);
  // By columns, each padded to four.
  back?.forEach((row, to) => {
    row.forEach((share, column) => {
      reals[20 + 4 * column + to] = share;
    });
  });
  return numbers;
}
