// The background model as a WebGPU compute pass: the same integers as background-state.ts, four pixels a thread.

import type { BackgroundSnapshot } from './background-snapshot.ts';
import { BACKGROUND, BackgroundState, flatten, LEARNING, lightRate, turnOf } from './background-state.ts';
import type { BackgroundModel, BackgroundStep } from './background.ts';
import shader from './background.wgsl?raw';
import type { ToneCurve } from './tone.ts';

const WORKGROUP = 64;
const CONSTANTS = `
const LEAST_THRESHOLD = ${BACKGROUND.leastThreshold}i;
const GREATEST_THRESHOLD = ${BACKGROUND.greatestThreshold}i;
const DEVIATION_HALVES = ${BACKGROUND.deviationHalves}i;
const SECOND_THRESHOLD = ${BACKGROUND.secondThreshold}i;
const CANDIDATE_THRESHOLD = ${BACKGROUND.candidateThreshold}i;
const INITIAL_DEVIATION = ${BACKGROUND.initialDeviation}i;
const MAJORITY_TICKS = ${BACKGROUND.majorityTicks}i;
const WEIGHT_SHIFT = ${BACKGROUND.weightShift}u;
const GREATEST_WEIGHT = ${BACKGROUND.greatestWeight}i;
const RUN_SHIFT = ${LEARNING.runShift}u;
`;
/** Words of state a pixel. */
const STATE_WORDS = 4;

interface Buffers {
  readonly luma: GPUBuffer;
  readonly tone: GPUBuffer;
  readonly step: GPUBuffer;
  readonly pixels: GPUBuffer;
  readonly mask: GPUBuffer;
  readonly readback: GPUBuffer;
  readonly bindings: GPUBindGroup;
  readonly words: number;
  readonly count: number;
}

/** Owns its buffers on `device`, not the device. */
export class GpuBackgroundModel implements BackgroundModel {
  readonly #device: GPUDevice;
  readonly #pipeline: GPUComputePipeline;
  #buffers: Buffers | undefined;
  #mask = new Uint8Array(0);
  #steps = 0;

  constructor(device: GPUDevice) {
    this.#device = device;
    const module = device.createShaderModule({ code: CONSTANTS + shader });
    this.#pipeline = device.createComputePipeline({ layout: 'auto', compute: { module, entryPoint: 'main' } });
  }

  async apply(luma: Uint8Array, tone: ToneCurve, step: BackgroundStep): Promise<Uint8Array> {
    const buffers = this.#buffers?.count === luma.length ? this.#buffers : this.#start(new BackgroundState(luma));
    const words = buffers.words;
    const queue = this.#device.queue;
    const padded = new Uint8Array(words * 4);
    padded.set(luma);
    queue.writeBuffer(buffers.luma, 0, padded);
    queue.writeBuffer(buffers.tone, 0, new Int32Array([...tone, ...flatten(tone)]));
    const { turns, rate, ticks } = turnOf(step);
    const numbers = [
      step.ageTicks,
      step.adoptAge,
      turns,
      rate,
      ticks,
      this.#steps,
      words,
      lightRate(step, this.#steps),
    ];
    queue.writeBuffer(buffers.step, 0, new Int32Array(numbers));
    this.#steps += 1;

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
    const { pixels, count } = this.#buffers;
    const state = new BackgroundState(new Uint8Array(count));
    state.steps[0] = this.#steps;
    split(await this.#readBack(pixels), state);
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
    this.#steps = state.steps[0] ?? 0;
    return buffers;
  }

  #allocate(state: BackgroundState): Buffers {
    const count = state.level.length;
    const words = Math.ceil(count / 4);
    const { STORAGE, COPY_DST, COPY_SRC, UNIFORM, MAP_READ } = GPUBufferUsage;
    const make = (size: number, usage: number): GPUBuffer => this.#device.createBuffer({ size, usage });
    const luma = make(words * 4, STORAGE | COPY_DST);
    const tone = make(2 * 256 * 4, STORAGE | COPY_DST);
    const step = make(32, UNIFORM | COPY_DST);
    const pixels = make(words * 4 * STATE_WORDS * 4, STORAGE | COPY_DST | COPY_SRC);
    const mask = make(words * 4, STORAGE | COPY_SRC);
    const readback = make(words * 4, MAP_READ | COPY_DST);
    this.#device.queue.writeBuffer(pixels, 0, join(state));
    const entries = [step, luma, tone, pixels, mask].map((buffer, binding) => ({ binding, resource: { buffer } }));
    const bindings = this.#device.createBindGroup({ layout: this.#pipeline.getBindGroupLayout(0), entries });
    return { luma, tone, step, pixels, mask, readback, bindings, words, count };
  }

  #release(): void {
    if (this.#buffers === undefined) {
      return;
    }
    const { luma, tone, step, pixels, mask, readback } = this.#buffers;
    for (const buffer of [luma, tone, step, pixels, mask, readback]) {
      buffer.destroy();
    }
    this.#buffers = undefined;
  }
}

/** The columns of the state by low and high half of each word of a pixel. */
function halves(state: BackgroundState): readonly (readonly [Uint16Array, Uint16Array | undefined])[] {
  return [
    [state.level, state.deviation],
    [state.second, state.secondWeight],
    [state.candidate, state.age],
    [state.weight, undefined],
  ];
}

function join(state: BackgroundState): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(state.level.length * STATE_WORDS);
  halves(state).forEach(([low, high], word) => {
    for (let index = 0; index < low.length; index += 1) {
      words[index * STATE_WORDS + word] = (low[index] ?? 0) | ((high?.[index] ?? 0) << 16);
    }
  });
  return words;
}

function split(words: Uint32Array, state: BackgroundState): void {
  halves(state).forEach(([low, high], word) => {
    for (let index = 0; index < low.length; index += 1) {
      const both = words[index * STATE_WORDS + word] ?? 0;
      low[index] = both & 0xffff;
      if (high !== undefined) {
        high[index] = both >>> 16;
      }
    }
  });
}
