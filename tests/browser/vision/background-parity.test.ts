// The background model on WebGPU gives the same bits as the plain one.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { defined } from '../../../src/base/assert.ts';
import { decodeAll } from '../../../src/media/decode.ts';
import { MediaFile } from '../../../src/media/media-file.ts';
import { GpuBackgroundModel } from '../../../src/vision/ops/background-gpu.ts';
import { backgroundStep, CpuBackgroundModel, type BackgroundModel } from '../../../src/vision/ops/background.ts';
import { ToneProbe } from '../../../src/vision/ops/tone.ts';
import { lumaGrid, PlaneReader, subsampleLuma } from '../../../src/vision/planes.ts';
import { openFootage } from '../../builders/footage.ts';
import { Scene, type Sight } from '../../builders/scenes.ts';

let device: GPUDevice;
beforeAll(async () => {
  const adapter = defined(await navigator.gpu.requestAdapter(), 'adapter');
  device = await adapter.requestDevice();
});
afterAll(() => {
  device.destroy();
});

/** Both models side by side: gives the mask of the plain one, counts pixels in which the other differs. */
class Twins implements BackgroundModel {
  readonly #cpu = new CpuBackgroundModel();
  readonly #gpu = new GpuBackgroundModel(device);
  different = 0;
  marked = 0;

  async apply(...args: Parameters<BackgroundModel['apply']>): Promise<Uint8Array> {
    const mask = this.#cpu.apply(...args);
    const other = await this.#gpu.apply(...args);
    expect(other).toHaveLength(mask.length);
    mask.forEach((value, index) => {
      this.different += value === other[index] ? 0 : 1;
      this.marked += value;
    });
    return mask;
  }

  /** From the GPU, so that the other backend is what goes on from it. */
  snapshot(): ReturnType<BackgroundModel['snapshot']> {
    return this.#gpu.snapshot();
  }

  restore(...args: Parameters<BackgroundModel['restore']>): void {
    this.#cpu.restore(...args);
    this.#gpu.restore(...args);
  }

  [Symbol.dispose](): void {
    this.#cpu[Symbol.dispose]();
    this.#gpu[Symbol.dispose]();
  }
}

describe('the background model on both backends', () => {
  // An odd number of pixels: the last word of the packed luma is not full.
  it.each([
    [96, 64],
    [51, 37],
  ])('agrees on every pixel through noise, light, things that come, stay and go (%i × %i)', async (width, height) => {
    using twins = new Twins();
    const scene = new Scene(twins, { width, height, everyUs: 500_000, noise: 3 });
    const thing = { x: 20, y: 10, w: 12, h: 16, level: 230 };
    const story: readonly (readonly [number, Sight])[] = [
      [20, {}],
      [3, { light: 40 }],
      [4, { light: -30, things: [thing] }],
      [60, { things: [thing] }],
      [10, {}],
      [3, { things: [{ ...thing, level: 0 }] }],
    ];
    for (const [pictures, sight] of story) {
      for (let count = 0; count < pictures; count += 1) {
        await scene.show(sight);
      }
    }
    expect(twins.marked).toBeGreaterThan(0);
    expect(twins.different).toBe(0);
  });

  it('gives and takes the same snapshot', async () => {
    using cpu = new CpuBackgroundModel();
    using gpu = new GpuBackgroundModel(device);
    expect(await gpu.snapshot()).toBeUndefined();
    const size = { width: 51, height: 37 };
    const [plain, fast] = [new Scene(cpu, size), new Scene(gpu, size)];
    const thing = { x: 20, y: 10, w: 12, h: 16, level: 230 };
    for (let count = 0; count < 40; count += 1) {
      const sight = count > 20 ? { things: [thing] } : {};
      expect(await fast.show(sight)).toEqual(await plain.show(sight));
    }
    expect(await gpu.snapshot()).toEqual(await cpu.snapshot());
    using resumed = new GpuBackgroundModel(device);
    await fast.resumeWith(resumed);
    for (let count = 0; count < 20; count += 1) {
      expect(await fast.show({ things: [thing] })).toEqual(await plain.show({ things: [thing] }));
    }
  });

  it('agrees on real footage', async () => {
    using twins = new Twins();
    using media = await MediaFile.open(await openFootage('baseline-160.mp4'));
    const grid = lumaGrid(media.info.width, media.info.height);
    const luma = new Uint8Array(grid.width * grid.height);
    const probe = new ToneProbe(luma.length);
    const reader = new PlaneReader();
    for await (const { ordinal, frame } of decodeAll(media, { restarts: 0, dataEndsAt: undefined })) {
      subsampleLuma(await reader.read(frame), grid, luma);
      frame.close();
      const step = backgroundStep(100_000, (ordinal - 1) * 100_000);
      await twins.apply(luma, probe.next(luma, step), step);
      if (ordinal === 45) {
        break;
      }
    }
    expect(twins.marked).toBeGreaterThan(1000);
    expect(twins.different).toBe(0);
  });
});
