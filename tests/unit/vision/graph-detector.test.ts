// A model from its bytes to objects, on WebAssembly as in the product, without a browser.

import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';

import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import type { ModelEntry, ModelInput } from '../../../src/contracts/model.ts';
import { loadDetector, prepareInput } from '../../../src/vision/graph-detector.ts';
import { verifyModel } from '../../../src/vision/model-loader.ts';
import { tinyModel } from '../../builders/tiny-model.ts';

beforeAll(async () => {
  const folder = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'));
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths(`${folder}${sep}dist${sep}`);
  await tf.setBackend('wasm');
});

const picture = (value: number): Float32Array => new Float32Array(32 * 32 * 3).fill(value);
const load = async (parts: Partial<ModelEntry> = {}): ReturnType<typeof loadDetector> =>
  loadDetector(await verifyModel(await tinyModel(parts)));

describe('a model with boxes and scores', () => {
  it('gives the mapped classes of the picture, best first, and nothing of the others', async () => {
    using detector = await load();
    expect(detector.sides).toEqual([32]);
    const found = await detector.detect(picture(255), 32, 0.2);
    expect(found.map(({ objectClass, score, box }) => [objectClass, Number(score.toFixed(3)), box])).toEqual([
      ['person', 0.9, { x: 4, y: 4, w: 16, h: 24 }],
      ['car', 0.8, { x: 2, y: 10, w: 28, h: 12 }],
      ['car', 0.7, { x: 4, y: 4, w: 16, h: 24 }],
    ]);
    expect(await detector.detect(picture(0), 32, 0.2)).toEqual([]);
  });

  it('reads boxes in the declared order and unit', async () => {
    const outputs = { kind: 'boxes', boxes: 'boxes', scores: 'scores', unit: 'side' } as const;
    using rows = await load({ outputs: { ...outputs, format: 'yxyx' } });
    expect((await rows.detect(picture(255), 32, 0.85))[0]?.box).toEqual({ x: 128, y: 128, w: 768, h: 512 });
    using centres = await load({ outputs: { ...outputs, unit: 'pixel', format: 'cxcywh' } });
    expect((await centres.detect(picture(255), 32, 0.85))[0]?.box).toEqual({ x: -6, y: -10, w: 20, h: 28 });
  });

  it('leaves no tensor behind, whatever happens', async () => {
    const before = tf.memory().numTensors;
    {
      using detector = await load();
      await detector.detect(picture(255), 32, 0.2);
      await expect(detector.detect(picture(255), 64, 0.2)).rejects.toThrow();
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  const boxes = { kind: 'boxes', boxes: 'boxes', scores: 'scores', format: 'xyxy', unit: 'pixel' } as const;
  it.each<[string, Partial<ModelEntry>]>([
    ['an output that is not in the graph', { outputs: { ...boxes, scores: 'nowhere' } }],
    ['boxes without four numbers', { outputs: { ...boxes, boxes: 'scores' } }],
    ['a class beyond the scores', { classes: { '3': 'person' } }],
    ['a heat map that is none', { outputs: { kind: 'centernet', heat: 'scores', sizes: 'boxes', stride: 4 } }],
    [
      'levels that are none',
      { outputs: { kind: 'nanodet', levels: [{ node: 'scores', stride: 8 }], channels: 80, bins: 11 } },
    ],
  ])('is refused for %s', async (_, parts) => {
    const seen = load(parts).then((detector) => detector.detect(picture(255), 32, 0.2));
    await expect(seen).rejects.toMatchObject({
      code: 'MODEL_REFUSED',
      facts: { model: 'tiny', reason: 'output-shape' },
    });
  });
});

describe('the bytes of a model', () => {
  it('are refused when one is missing, differs, or is no graph', async () => {
    const good = await tinyModel();
    const without = new Map([...good.files].filter(([path]) => path !== 'tiny.bin'));
    await expect(verifyModel({ ...good, files: without })).rejects.toMatchObject({
      facts: { reason: 'file-missing', file: 'tiny.bin' },
    });
    const other = new Map([...good.files, ['tiny.bin', new ArrayBuffer(72)]]);
    await expect(verifyModel({ ...good, files: other })).rejects.toMatchObject({
      facts: { reason: 'hash', file: 'tiny.bin' },
    });
    const swapped = good.entry.files.map((file, index) => ({
      ...file,
      path: good.entry.files[1 - index]?.path ?? '',
    }));
    const files = new Map([
      ['tiny.json', good.files.get('tiny.bin') ?? new ArrayBuffer(0)],
      ['tiny.bin', good.files.get('tiny.json') ?? new ArrayBuffer(0)],
    ]);
    await expect(verifyModel({ entry: { ...good.entry, files: swapped }, files })).rejects.toMatchObject({
      facts: { reason: 'graph' },
    });
  });
});

describe('what a graph is fed with', () => {
  const plain: ModelInput = {
    layout: 'NHWC',
    channels: 'RGB',
    mean: [0, 0, 0],
    scale: [1, 1, 1],
    sides: [32],
    resizes: {},
  };
  const rgb = new Float32Array([10, 20, 30, 40, 50, 60]);

  it('is the picture itself, or its channels turned, scaled and laid out as declared', () => {
    expect(prepareInput(rgb, plain)).toBe(rgb);
    const turned = prepareInput(rgb, { ...plain, channels: 'BGR', mean: [1, 2, 3], scale: [2, 2, 2] });
    expect([...turned]).toEqual([14.5, 9, 3.5, 29.5, 24, 18.5]);
    expect([...prepareInput(rgb, { ...plain, layout: 'NCHW' })]).toEqual([10, 40, 20, 50, 30, 60]);
  });
});
