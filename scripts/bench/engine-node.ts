// The engine of the app in Node: ffmpeg decodes, everything after that is the product's own code on WebAssembly.
// For calibrations that need many small runs; speed is measured on the built app only (bench.ts).

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import '@tensorflow/tfjs-backend-wasm';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { SceneAnalyser } from '../../src/analysis/scene-analyser.ts';
import { defined } from '../../src/base/assert.ts';
import { checkManifest } from '../../src/contracts/model-entry.ts';
import type { ModelManifest } from '../../src/contracts/model.ts';
import { interpolateSights } from '../../src/domain/tracking/interpolate.ts';
import type { Track } from '../../src/domain/tracking/track.ts';
import { readingOf } from '../../src/vision/frame-reading.ts';
import type { Detector } from '../../src/vision/detector.ts';
import { loadDetector } from '../../src/vision/graph-detector.ts';
import { verifyModel } from '../../src/vision/model-loader.ts';
import { CpuBackgroundModel } from '../../src/vision/ops/background.ts';
import { colourMatrix, type Planes } from '../../src/vision/planes.ts';
import { ROOT } from '../lib/setup.mjs';
import type { MotRow } from './mot-rows.ts';

/** What ffmpeg is to give: its input and filters, the size of the pictures (even) and their rate. */
export interface Footage {
  readonly args: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly fps: number;
}

/** The allow-list of the app. */
export function allowList(): ModelManifest {
  return checkManifest(JSON.parse(readFileSync(join(ROOT, 'public', 'models', 'models.json'), 'utf8')));
}

/** Loads a model of the allow-list, its default one without `id`, on WebAssembly. */
export async function nodeDetector(id?: string): Promise<Detector> {
  const dist = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'));
  setWasmPaths(join(dist, 'dist', '/'));
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await tf.setBackend('wasm');
  const folder = join(ROOT, 'public', 'models');
  const { default: usual, models } = allowList();
  const wanted = id ?? usual;
  const entry = defined(
    models.find((model) => model.id === wanted),
    wanted,
  );
  const files = new Map(entry.files.map(({ path }) => [path, new Uint8Array(readFileSync(join(folder, path))).buffer]));
  return loadDetector(await verifyModel({ entry, files }));
}

/** Each picture of `footage` in order. The planes are valid until the next one. */
export async function* pictures({ args, width, height }: Footage): AsyncGenerator<Planes> {
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-'];
  const child = spawn('ffmpeg', ['-v', 'error', '-nostdin', ...args, ...raw], { stdio: ['ignore', 'pipe', 'inherit'] });
  const luma = width * height;
  const size = luma * 1.5;
  const colour = colourMatrix({}, height);
  const picture = new Uint8Array(size);
  let filled = 0;
  for await (const chunk of child.stdout as AsyncIterable<Uint8Array>) {
    for (let at = 0; at < chunk.length;) {
      const part = chunk.subarray(at, at + size - filled);
      picture.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled === size) {
        filled = 0;
        const chroma = {
          u: picture.subarray(luma, luma * 1.25),
          v: picture.subarray(luma * 1.25),
          uvStride: width / 2,
        };
        yield { width, height, y: picture, yStride: width, ...chroma, uvStep: 1, colour };
      }
    }
  }
}

/** What an analysis found. */
export interface EngineResult {
  readonly rows: readonly MotRow[];
  readonly analyser: SceneAnalyser;
  readonly pictures: number;
}

/** Analyses `footage` as the product does; rows of confirmed objects on every picture of theirs. */
export async function analyseInNode(detector: Detector, footage: Footage): Promise<EngineResult> {
  const analyser = new SceneAnalyser(detector, new CpuBackgroundModel());
  const usOf = (ordinal: number): number => Math.round(((ordinal - 1) * 1e6) / footage.fps);
  const ended: Track[] = [];
  let count = 0;
  for await (const planes of pictures(footage)) {
    count += 1;
    if (!analyser.passesOver(usOf(count))) {
      ended.push(...(await analyser.next(readingOf(planes), count, usOf(count))).ended);
    }
  }
  ended.push(...analyser.tracker.finish());
  const rows = ended
    .filter(({ number }) => number > 0)
    .flatMap(({ number, sights, confidence, objectClass }) =>
      interpolateSights(sights, usOf).map(({ ordinal, box }): MotRow => ({
        ...{ frame: ordinal, id: number, box, conf: confidence },
        classNumber: objectClass === 'person' ? 1 : 3,
      })),
    );
  return { rows, analyser, pictures: count };
}
