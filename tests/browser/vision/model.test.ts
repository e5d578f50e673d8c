// The detector: nothing unverified is ever loaded, and both backends see the same.

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { defined } from '../../../src/base/assert.ts';
import type { ModelBytes } from '../../../src/contracts/model.ts';
import { packMosaic, regionsToLookAt, toPicture, type Tile } from '../../../src/domain/detection/mosaic.ts';
import { iou } from '../../../src/domain/geometry/box.ts';
import { FrameCursor } from '../../../src/media/frame-cursor.ts';
import { MediaFile } from '../../../src/media/media-file.ts';
import { candidateBackends, currentGpuDevice, probeGpu, useBackend } from '../../../src/vision/backend.ts';
import { loadDetector } from '../../../src/vision/graph-detector.ts';
import {
  buildModel,
  inputNode,
  outputNodes,
  verifyModel,
  type VerifiedModel,
} from '../../../src/vision/model-loader.ts';
import { PlaneReader } from '../../../src/vision/planes.ts';
import { drawTile } from '../../../src/vision/tiles.ts';
import { readModel, readWasm } from '../../builders/app-files.ts';
import { openFootage } from '../../builders/footage.ts';

const SIDE = 256;
let bytes: ModelBytes;
let wasm: ArrayBuffer;
let model: VerifiedModel;
const rasters: Float32Array[] = [];
const rasterTiles: Tile[] = [];

/** Two walkers of the first picture of vtest (boxes of tests/truth), drawn as the analysis would. */
const WALKERS = [
  { x: 501, y: 157, w: 26, h: 76 },
  { x: 253, y: 220, w: 29, h: 87 },
];

beforeAll(async () => {
  [bytes, wasm] = await Promise.all([readModel(), readWasm()]);
  model = await verifyModel(bytes);
  using media = await MediaFile.open(await openFootage('baseline-160.mp4'));
  using cursor = new FrameCursor(media);
  for (const ordinal of [1, 100]) {
    const frame = await cursor.frameAt(ordinal);
    const planes = await new PlaneReader().read(frame);
    frame.close();
    const tile = defined(
      packMosaic(regionsToLookAt(WALKERS, 768, 576), { sides: [SIDE], loneSides: [] }, 768, 576)[0],
      'tile',
    );
    const raster = new Float32Array(SIDE * SIDE * 3).fill(114);
    for (const place of tile.placements) {
      drawTile(planes, place.source, place, { data: raster, stride: SIDE, channels: 3 });
    }
    rasters.push(raster);
    rasterTiles.push(tile);
  }
});

describe('a model', () => {
  it('is refused when one byte of one file differs, or when a file is not there', async () => {
    for (const { path } of bytes.entry.files) {
      const altered = new Uint8Array(defined(bytes.files.get(path), path).slice(0));
      const middle = altered.length >> 1;
      altered[middle] = (altered[middle] ?? 0) ^ 1;
      const files = new Map([...bytes.files, [path, altered.buffer]]);
      await expect(verifyModel({ ...bytes, files })).rejects.toMatchObject({
        code: 'MODEL_REFUSED',
        facts: { file: path },
      });
      const fewer = new Map([...bytes.files].filter(([other]) => other !== path));
      await expect(verifyModel({ ...bytes, files: fewer })).rejects.toMatchObject({
        code: 'MODEL_REFUSED',
        facts: { file: path },
      });
    }
  });
});

describe('the choice of a backend', () => {
  it('never lists a software adapter for auto, and takes any for webgpu', async () => {
    expect(await probeGpu()).toEqual({ isSoftware: true });
    expect(await candidateBackends('auto')).toEqual(['wasm']);
    expect(await candidateBackends('wasm')).toEqual(['wasm']);
    expect(await candidateBackends('webgpu')).toEqual(['webgpu-software']);
  });
});

/** The two heads for each raster on the present backend, all numbers of them. */
async function headsOf(rasters: readonly Float32Array[]): Promise<Float32Array[]> {
  const network = await buildModel(model);
  const sizes = Object.entries(model.bytes.entry.input.resizes).map(
    ([name, stride]) => [name, tf.tensor1d([SIDE / stride, SIDE / stride], 'int32')] as const,
  );
  const heads: Float32Array[] = [];
  for (const data of rasters) {
    const input = tf.tensor4d(data, [1, SIDE, SIDE, 3]);
    const outputs = [
      network.execute({ [inputNode(model)]: input, ...Object.fromEntries(sizes) }, outputNodes(model.bytes.entry)),
    ].flat();
    for (const output of outputs) {
      heads.push(Float32Array.from(await output.data()));
    }
    tf.dispose([input, ...outputs]);
  }
  tf.dispose(sizes.map(([, tensor]) => tensor));
  network.dispose();
  return heads;
}

describe('the detector at input 256', () => {
  it.each(['centernet', 'nanodet'])('sees the walkers of vtest on WebAssembly with %s', async (id) => {
    await useBackend('wasm', wasm);
    expect(currentGpuDevice()).toBeUndefined();
    using detector = await loadDetector(await verifyModel(await readModel(id)));
    const found = await detector.detect(defined(rasters[0], 'raster'), SIDE, 0.4);
    expect(found.filter(({ objectClass }) => objectClass === 'person').length).toBeGreaterThanOrEqual(2);
    const places = defined(rasterTiles[0], 'tile');
    const boxes = found.map(({ box }) => defined(toPicture(box, places), 'a box inside one part'));
    for (const walker of WALKERS) {
      expect(Math.max(...boxes.map((box) => iou(box, walker)))).toBeGreaterThan(0.5);
    }
  });

  it('gives the same heads on WebGPU as on WebAssembly, to a thousandth', { timeout: 150_000 }, async () => {
    await useBackend('wasm', wasm);
    const onWasm = await headsOf(rasters);
    await useBackend('webgpu-software', wasm);
    expect(currentGpuDevice()).toBeInstanceOf(GPUDevice);
    const onGpu = await headsOf(rasters);
    expect(onGpu).toHaveLength(2 * rasters.length);
    onWasm.forEach((head, index) => {
      const twin = defined(onGpu[index], 'head');
      expect(twin).toHaveLength(head.length);
      let [greatest, error] = [0, 0];
      head.forEach((value, at) => {
        greatest = Math.max(greatest, Math.abs(value));
        error = Math.max(error, Math.abs(value - (twin[at] ?? NaN)));
      });
      expect(greatest).toBeGreaterThan(0.3);
      expect(error / greatest).toBeLessThanOrEqual(1e-3);
    });
  });
});
