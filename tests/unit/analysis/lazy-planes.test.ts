// Planes are copied out of the decoder only when somebody looks closer.

import { describe, expect, it } from 'vitest';

import { ChunkAssembler } from '../../../src/analysis/chunk-assembler.ts';
import { SceneAnalyser } from '../../../src/analysis/scene-analyser.ts';
import type { Detector } from '../../../src/vision/detector.ts';
import { readingOf, type FrameReading } from '../../../src/vision/frame-reading.ts';
import { CpuBackgroundModel } from '../../../src/vision/ops/background.ts';
import { planesOfRgba } from '../../../src/vision/planes.ts';
import { evenFrames } from '../../builders/frame-table.ts';

const PICTURES = 300;
const blind: Detector = {
  sides: [96],
  loneSides: [],
  detect: () => Promise.resolve([]),
  [Symbol.dispose]: () => undefined,
};

/** A still scene of 96 × 96, with a bright thing that walks through it from the 40th picture on. */
function pictureAt(count: number, hasWalker: boolean): FrameReading {
  const rgba = new Uint8Array(96 * 96 * 4).fill(90);
  for (let at = 0; hasWalker && count >= 40 && at < 16 * 30; at += 1) {
    const [x, y] = [Math.floor((count - 40) / 3) + (at % 16), 30 + Math.floor(at / 16)];
    rgba.fill(x < 96 ? 220 : 90, (y * 96 + Math.min(95, x)) * 4, (y * 96 + Math.min(95, x)) * 4 + 4);
  }
  return readingOf(planesOfRgba(rgba, 96, 96));
}

async function copiesOf(hasWalker: boolean): Promise<readonly number[]> {
  const scene = new SceneAnalyser(blind, new CpuBackgroundModel());
  const assembler = new ChunkAssembler(evenFrames(PICTURES, 100), (box) => box);
  const copies: number[] = [];
  for (let count = 0; count < PICTURES; count += 1) {
    const reading = pictureAt(count, hasWalker);
    const planes = (): ReturnType<FrameReading['planes']> => {
      copies.push(count);
      return reading.planes();
    };
    const frame = { ...reading, planes };
    await assembler.add(await scene.next(frame, count + 1, count * 100_000), frame, count + 1, count * 100_000);
  }
  return [...new Set(copies)];
}

describe('the planes of a picture', () => {
  it('are read for less than a fifth of a still scene', async () => {
    const copies = await copiesOf(false);
    expect(copies.length).toBeGreaterThan(2);
    expect(copies.length).toBeLessThan(PICTURES / 5);
  });

  it('are read when something moves', async () => {
    const copies = await copiesOf(true);
    expect(copies.filter((count) => count >= 40).length).toBeGreaterThan(20);
  });
});
