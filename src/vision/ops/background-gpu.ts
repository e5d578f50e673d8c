// The background model as a WebGPU compute pass: the same integers as background.ts, four pixels a thread.

import type { BackgroundSnapshot } from './background-snapshot.ts';
import { BACKGROUND, BackgroundState, type BackgroundModel, type BackgroundStep } from './background.ts';
import shader from './background.wgsl?raw';
import type { ToneCurve } from './tone.ts';

const WORKGROUP = 64;
const CONSTANTS = `
const LEAST_THRESHOLD = ${BACKGROUND.leastThreshold}i;
const GREATEST_THRESHOLD = ${BACKGROUND.greatestThreshold}i;
const DEVIATION_HALVES = ${BACKGROUND.deviationHalves}i;
const CANDIDATE_THRESHOLD = ${BACKGROUND.candidateThreshold}i;
const INITIAL_DEVIATION = ${BACKGROUND.initialDeviation}i;
`;

interface Buffers {
  readonly luma: GPUBuffer;
  readonly tone: GPUBuffer;
  readonly step: GPUBuffer;
  readonly levels: GPUBuffer;
  readonly candidates: GPUBuffer;
  readonly mask: GPUBuffer;
  readonly readback: GPUBuffer;
  readonly bindings: GPUBindGroup;
  readonly words: number;
  readonly pixels: number;
}

/** Owns its buffers on `device`, not the device. */
export class GpuBackgroundModel implements BackgroundModel {
  readonly #device: GPUDevice;
  readonly #pipeline: GPUComputePipeline;
  #buffers: Buffers | undefined;
  #mask = new Uint8Array(0);

  constructor(device: GPUDevice) {
    this.#device = device;
    const module = device.createShaderModule({ code: CONSTANTS + shader });
    this.#pipeline = device.createComputePipeline({ layout: 'auto', compute: { module, entryPoint: 'main' } });
  }

  async apply(luma: Uint8Array, tone: ToneCurve, step: BackgroundStep): Promise<Uint8Array> {
    const buffers = this.#buffers?.pixels === luma.length ? this.#buffers : this.#start(new BackgroundState(luma));
    const words = buffers.words;
    const queue = this.#device.queue;
    const padded = new Uint8Array(words * 4);
    padded.set(luma);
    queue.writeBuffer(buffers.luma, 0, padded);
    queue.writeBuffer(buffers.tone, 0, new Int32Array(tone));
    queue.writeBuffer(buffers.step, 0, new Int32Array([step.rate, step.ageTicks, step.adoptAge, words]));

    const encoder = this.#device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(this.#pipeline);
    pass.setBindGroup(0, buffers.bindings);
    pass.dispatchWorkgroups(Math.ceil(words / WORKGROUP));
    pass.end();
    encoder.copyBufferToBuffer(buffers.mask, 0, buffers.readback, 0, words * 4);
    queue.submit([encoder.finish()]);
    await buffers.readback.mapAsync(GPUMapMode.READ);
    this.#mask.set(new Uint8Array(buffers.readback.getMappedRange()));
    buffers.readback.unmap();
    return this.#mask.subarray(0, luma.length);
  }

  async snapshot(): Promise<BackgroundSnapshot | undefined> {
    if (this.#buffers === undefined) {
      return undefined;
    }
    const { levels, candidates, pixels } = this.#buffers;
    const state = new BackgroundState(new Uint8Array(pixels));
    splitHalves(await this.#readBack(levels), state.mean, state.deviation);
    splitHalves(await this.#readBack(candidates), state.candidate, state.age);
    return state.snapshot();
  }

  restore(snapshot: BackgroundSnapshot): void {
    this.#start(BackgroundState.of(snapshot));
  }

  [Symbol.dispose](): void {
    this.#release();
  }

  async #readBack(buffer: GPUBuffer): Promise<Uint32Array> {
    const { COPY_DST, MAP_READ } = GPUBufferUsage;
    const copy = this.#device.createBuffer({ size: buffer.size, usage: COPY_DST | MAP_READ });
    const encoder = this.#device.createCommandEncoder();
    encoder.copyBufferToBuffer(buffer, 0, copy, 0, buffer.size);
    this.#device.queue.submit([encoder.finish()]);
    await copy.mapAsync(GPUMapMode.READ);
    const words = new Uint32Array(copy.getMappedRange().slice(0));
    copy.destroy();
    return words;
  }

  #start(state: BackgroundState): Buffers {
    this.#release();
    const buffers = this.#allocate(state);
    this.#buffers = buffers;
    this.#mask = new Uint8Array(buffers.words * 4);
    return buffers;
  }

  #allocate(state: BackgroundState): Buffers {
    const pixels = state.mean.length;
    const words = Math.ceil(pixels / 4);
    const { STORAGE, COPY_DST, COPY_SRC, UNIFORM, MAP_READ } = GPUBufferUsage;
    const make = (size: number, usage: number): GPUBuffer => this.#device.createBuffer({ size, usage });
    const luma = make(words * 4, STORAGE | COPY_DST);
    const tone = make(256 * 4, STORAGE | COPY_DST);
    const step = make(16, UNIFORM | COPY_DST);
    const levels = make(words * 16, STORAGE | COPY_DST | COPY_SRC);
    const candidates = make(words * 16, STORAGE | COPY_DST | COPY_SRC);
    const mask = make(words * 4, STORAGE | COPY_SRC);
    const readback = make(words * 4, MAP_READ | COPY_DST);
    this.#device.queue.writeBuffer(levels, 0, joinHalves(state.mean, state.deviation));
    this.#device.queue.writeBuffer(candidates, 0, joinHalves(state.candidate, state.age));
    const entries = [step, luma, tone, levels, candidates, mask].map((buffer, binding) => ({
      binding,
      resource: { buffer },
    }));
    const bindings = this.#device.createBindGroup({ layout: this.#pipeline.getBindGroupLayout(0), entries });
    return { luma, tone, step, levels, candidates, mask, readback, bindings, words, pixels };
  }

  #release(): void {
    if (this.#buffers === undefined) {
      return;
    }
    const { luma, tone, step, levels, candidates, mask, readback } = this.#buffers;
    for (const buffer of [luma, tone, step, levels, candidates, mask, readback]) {
      buffer.destroy();
    }
    this.#buffers = undefined;
  }
}

/** One word a pixel: the level in the low half, its deviation (or the candidate's age) in the high half. */
function joinHalves(low: Uint16Array, high: Uint16Array): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(low, (value, index) => value | ((high[index] ?? 0) << 16));
}

function splitHalves(words: Uint32Array, low: Uint16Array, high: Uint16Array): void {
  for (let index = 0; index < low.length; index += 1) {
    const word = words[index] ?? 0;
    low[index] = word & 0xffff;
    high[index] = word >>> 16;
  }
}
