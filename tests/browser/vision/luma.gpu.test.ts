// Luma read from decoded frames on the GPU: the numbers of the Y plane, the same masks and the same tracks.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { defined } from '../../../src/base/assert.ts';
import { SceneAnalyser } from '../../../src/analysis/scene-analyser.ts';
import { iou } from '../../../src/domain/geometry/box.ts';
import type { Track } from '../../../src/domain/tracking/track.ts';
import { decodeAll } from '../../../src/media/decode.ts';
import { MediaFile } from '../../../src/media/media-file.ts';
import { useBackend } from '../../../src/vision/backend.ts';
import { FrameReader } from '../../../src/vision/frame-reader.ts';
import type { FrameReading } from '../../../src/vision/frame-reading.ts';
import { loadDetector } from '../../../src/vision/graph-detector.ts';
import { verifyModel } from '../../../src/vision/model-loader.ts';
import { GpuBackgroundModel } from '../../../src/vision/ops/background-gpu.ts';
import { backgroundStep, CpuBackgroundModel, type BackgroundModel } from '../../../src/vision/ops/background.ts';
import { ToneProbe } from '../../../src/vision/ops/tone.ts';
import { lumaGrid } from '../../../src/vision/planes.ts';
import type { Rotation } from '../../../src/vision/rotate.ts';
import { readModel, readWasm } from '../../builders/app-files.ts';
import { openFootage } from '../../builders/footage.ts';
import type { LumaAnswer } from '../../builders/luma-worker.ts';

let device: GPUDevice;
beforeEach(async () => {
  device = await defined(await navigator.gpu.requestAdapter(), 'adapter').requestDevice();
});
afterEach(() => {
  device.destroy();
});

/** Shows the first `count` frames of a clip, with their time in µs at ten frames a second. */
async function show(
  name: string,
  count: number,
  take: (frame: VideoFrame, us: number) => Promise<void>,
): Promise<void> {
  using media = await MediaFile.open(await openFootage(name));
  for await (const { ordinal, frame } of decodeAll(media, { restarts: 0, dataEndsAt: undefined })) {
    await take(frame, (ordinal - 1) * 100_000).finally(() => {
      frame.close();
    });
    if (ordinal === count) {
      break;
    }
  }
}

async function lumaOf(reading: FrameReading): Promise<{ readonly luma: Uint8Array; readonly saturation: number }> {
  const grid = lumaGrid(reading.width, reading.height);
  const luma = new Uint8Array(grid.width * grid.height);
  const { saturation } = await reading.readLuma(grid, luma);
  return { luma, saturation };
}

/** Share of the cells that are no more than `levels` apart, and the mean difference. */
function compare(a: Uint8Array, b: Uint8Array, levels: number): { readonly within: number; readonly mean: number } {
  expect(a).toHaveLength(b.length);
  const apart = a.map((level, index) => Math.abs(level - (b[index] ?? 0)));
  const within = apart.filter((difference) => difference <= levels).length;
  return { within: within / a.length, mean: apart.reduce((sum, one) => sum + one, 0) / a.length };
}

describe('luma from the external texture', () => {
  it('is the Y plane within rounding but for colours that RGB cannot hold, and tells how much colour there is', async () => {
    using gpu = new FrameReader(device);
    using cpu = new FrameReader();
    await show('vtest.mp4', 12, async (frame) => {
      const [fast, plain] = [await lumaOf(gpu.open(frame, 0)), await lumaOf(cpu.open(frame, 0))];
      expect(compare(fast.luma, plain.luma, 0).within).toBeGreaterThan(0.9);
      expect(compare(fast.luma, plain.luma, 1).within).toBeGreaterThan(0.95);
      expect(compare(fast.luma, plain.luma, 1).mean).toBeLessThan(0.5);
      expect(Math.abs(fast.saturation - plain.saturation)).toBeLessThan(1);
    });
    expect(gpu.problem).toBeUndefined();
  });

  it.each<Rotation>([90, 180, 270])('turns upright what is stored on its side (%i°)', async (rotation) => {
    using gpu = new FrameReader(device);
    using cpu = new FrameReader();
    await show('baseline-160.mp4', 2, async (frame) => {
      const [fast, plain] = [await lumaOf(gpu.open(frame, rotation)), await lumaOf(cpu.open(frame, rotation))];
      expect(compare(fast.luma, plain.luma, 1).within).toBeGreaterThan(0.95);
    });
    expect(gpu.problem).toBeUndefined();
  });

  it('is read in a worker', async () => {
    const worker = new Worker(new URL('../../builders/luma-worker.ts', import.meta.url), { type: 'module' });
    using cpu = new FrameReader();
    await show('baseline-160.mp4', 1, async (frame) => {
      const answer = await new Promise<LumaAnswer>((resolve) => {
        worker.onmessage = ({ data }: MessageEvent<LumaAnswer>) => {
          resolve(data);
        };
        const copy = frame.clone();
        worker.postMessage(copy, [copy]);
      });
      const { luma } = await lumaOf(cpu.open(frame, 0));
      expect(compare('luma' in answer ? answer.luma : new Uint8Array(0), luma, 1).within).toBeGreaterThan(0.95);
    });
    worker.terminate();
  });
});

const SPACES: readonly VideoColorSpaceInit[] = [
  { matrix: 'smpte170m', primaries: 'smpte170m', transfer: 'smpte170m', fullRange: false },
  { matrix: 'bt470bg', primaries: 'bt470bg', transfer: 'smpte170m', fullRange: false },
  { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', fullRange: false },
  { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', fullRange: true },
];

describe('every colour space that cameras write', () => {
  it.each(SPACES)('comes back as its Y plane ($primaries, full range $fullRange)', async (colorSpace) => {
    const [w, h] = [96, 64];
    const data = new Uint8Array((w * h * 3) / 2);
    // All levels that no part of RGB clips at, under several colours.
    data.forEach((_, at) => (data[at] = at < w * h ? 60 + ((at * 7) % 130) : 118 + (((at >> 3) * 5) % 20)));
    const init = { format: 'I420', codedWidth: w, codedHeight: h, timestamp: 0, colorSpace } as const;
    const frame = new VideoFrame(data, init);
    using gpu = new FrameReader(device);
    using cpu = new FrameReader();
    const [fast, plain] = [await lumaOf(gpu.open(frame, 0)), await lumaOf(cpu.open(frame, 0))];
    frame.close();
    expect(gpu.problem).toBeUndefined();
    expect(compare(fast.luma, plain.luma, 1).within).toBe(1);
  });

  it('does not depend on the shape of the pixels', async () => {
    const [w, h] = [704, 288];
    const data = new Uint8Array((w * h * 3) / 2).fill(128);
    data.forEach((_, at) => (data[at] = at < w * h ? 40 + (((at % w) * 3 + Math.floor(at / w) * 5) % 170) : 128));
    const sizes = { codedWidth: w, codedHeight: h, displayWidth: 704, displayHeight: 528 };
    const frame = new VideoFrame(data, { format: 'I420', ...sizes, timestamp: 0 });
    using gpu = new FrameReader(device);
    using cpu = new FrameReader();
    const [fast, plain] = [await lumaOf(gpu.open(frame, 0)), await lumaOf(cpu.open(frame, 0))];
    frame.close();
    expect(gpu.problem).toBeUndefined();
    expect(compare(fast.luma, plain.luma, 1).within).toBeGreaterThan(0.95);
  });
});

/** The masks of a background model fed by a reader, one after the other. */
class Watcher {
  readonly #model: BackgroundModel;
  readonly #reader: FrameReader;
  #probe: ToneProbe | undefined;

  constructor(model: BackgroundModel, reader: FrameReader) {
    this.#model = model;
    this.#reader = reader;
  }

  async mask(frame: VideoFrame, us: number): Promise<Uint8Array> {
    const { luma } = await lumaOf(this.#reader.open(frame, 0));
    this.#probe ??= new ToneProbe(luma.length);
    const step = backgroundStep(100_000, us);
    return this.#model.apply(luma, this.#probe.next(luma, step), step);
  }
}

describe('what is seen with it', () => {
  it('moves where it moves in the planes (mask IoU ≥ 0.98)', async () => {
    using readers = new DisposableStack();
    const gpu = readers.use(new FrameReader(device));
    const fast = new Watcher(readers.use(new GpuBackgroundModel(device)), gpu);
    const plain = new Watcher(readers.use(new CpuBackgroundModel()), readers.use(new FrameReader()));
    let [both, either] = [0, 0];
    await show('vtest.mp4', 60, async (frame, us) => {
      const a = await fast.mask(frame, us);
      const b = await plain.mask(frame, us);
      a.forEach((bit, index) => {
        both += bit & (b[index] ?? 0);
        either += bit | (b[index] ?? 0);
      });
    });
    expect(gpu.problem).toBeUndefined();
    expect(either).toBeGreaterThan(10_000);
    console.info(`mask IoU ${(both / either).toFixed(4)} over ${either} pixels`);
    expect(both / either).toBeGreaterThanOrEqual(0.98);
  });

  it('gives the same tracks (IoU ≥ 0.9), with planes copied only for looks', { timeout: 170_000 }, async () => {
    await useBackend('wasm', await readWasm());
    using detector = await loadDetector(await verifyModel(await readModel()));
    const tracksOf = async (reader: FrameReader): Promise<{ readonly tracks: readonly Track[]; copied: number }> => {
      const scene = new SceneAnalyser(detector, new CpuBackgroundModel());
      const ended: Track[] = [];
      let copied = 0;
      await show('baseline-160.mp4', 50, async (frame, us) => {
        const reading = reader.open(frame, 0);
        const planes = (): ReturnType<FrameReading['planes']> => {
          copied += 1;
          return reading.planes();
        };
        ended.push(...(await scene.next({ ...reading, planes }, us / 100_000 + 1, us)).ended);
      });
      return { tracks: [...ended, ...scene.tracker.finish()].filter(({ number }) => number > 0), copied };
    };
    using gpu = new FrameReader(device);
    using cpu = new FrameReader();
    const [fast, plain] = [await tracksOf(gpu), await tracksOf(cpu)];
    expect(gpu.problem).toBeUndefined();
    expect(plain.tracks.length).toBeGreaterThan(2);
    expect(fast.tracks).toHaveLength(plain.tracks.length);
    const overlaps = plain.tracks.map((track) => Math.max(...fast.tracks.map((other) => trackOverlap(track, other))));
    console.info(`tracks: ${overlaps.map((overlap) => overlap.toFixed(3)).join(' ')}; planes ${fast.copied} of 50`);
    expect(Math.min(...overlaps)).toBeGreaterThanOrEqual(0.9);
    expect(fast.copied).toBeLessThan(50);
  });
});

/** Mean IoU over the frames of either track; a frame of only one of them counts as 0. */
function trackOverlap(a: Track, b: Track): number {
  const others = new Map(b.sights.map(({ ordinal, box }) => [ordinal, box]));
  const all = new Set([...a.sights, ...b.sights].map(({ ordinal }) => ordinal));
  const sum = a.sights.reduce((total, { ordinal, box }) => {
    const other = others.get(ordinal);
    return total + (other === undefined ? 0 : iou(box, other));
  }, 0);
  return sum / Math.max(1, all.size);
}

describe('a GPU that does not give luma', () => {
  it('is left for the planes, once, with its reason: the device is lost', async () => {
    using reader = new FrameReader(device);
    using cpu = new FrameReader();
    await show('baseline-160.mp4', 3, async (frame, us) => {
      if (us === 100_000) {
        expect(reader.problem).toBeUndefined();
        device.destroy();
      }
      const { luma } = await lumaOf(reader.open(frame, 0));
      if (us >= 100_000) {
        expect(luma).toEqual((await lumaOf(cpu.open(frame, 0))).luma);
        expect(reader.problem).toMatch(/./);
      }
    });
  });

  it('is left for the planes when it sees another picture than the decoder', async () => {
    const grey = new VideoFrame(new Uint8Array(64 * 64 * 4).fill(99), {
      ...{ format: 'RGBX', codedWidth: 64, codedHeight: 64, timestamp: 0 },
    });
    const honest = device.importExternalTexture.bind(device);
    device.importExternalTexture = (descriptor) => honest({ ...descriptor, source: grey });
    using reader = new FrameReader(device);
    using cpu = new FrameReader();
    await show('baseline-160.mp4', 2, async (frame) => {
      const { luma } = await lumaOf(reader.open(frame, 0));
      expect(luma).toEqual((await lumaOf(cpu.open(frame, 0))).luma);
      expect(reader.problem).toMatch(/another picture/);
    });
    grey.close();
  });
});
