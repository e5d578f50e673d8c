// One picture after the other through the real motion gate, mosaic and tracker; only the network is played.

import { describe, expect, it } from 'vitest';

import { SceneAnalyser } from '../../../src/analysis/scene-analyser.ts';
import { iou, type Box } from '../../../src/domain/geometry/box.ts';
import { readingOf } from '../../../src/vision/frame-reading.ts';
import { CpuBackgroundModel } from '../../../src/vision/ops/background.ts';
import type { Detector, RawDetection } from '../../../src/vision/detector.ts';
import { planesOfRgba, type Planes } from '../../../src/vision/planes.ts';
import { gaussianNoise, seededRandom } from '../../reels/random.ts';

const WIDTH = 480;
const HEIGHT = 320;
const NOISE = gaussianNoise(WIDTH * HEIGHT, 2, seededRandom(4));

/** A detector that sees a person wherever a patch of the raster is nearly white. */
class BrightPatchDetector implements Detector {
  readonly sides = [256, 384, 512];
  readonly loneSides = [160, 192];

  detect(rgb: Float32Array, side: number): Promise<readonly RawDetection[]> {
    let [left, top, right, bottom] = [side, side, -1, -1];
    for (let at = 0; at < side * side; at += 1) {
      if ((rgb[at * 3] ?? 0) > 215) {
        left = Math.min(left, at % side);
        right = Math.max(right, at % side);
        top = Math.min(top, Math.floor(at / side));
        bottom = Math.max(bottom, Math.floor(at / side));
      }
    }
    const box = { x: left, y: top, w: right - left + 1, h: bottom - top + 1 };
    return Promise.resolve(right < 0 ? [] : [{ objectClass: 'person', score: 0.8, box }]);
  }

  [Symbol.dispose](): void {
    // Nothing to let go of.
  }
}

/** A grey noisy ground with white rectangles, another noise on each picture. */
function picture(count: number, things: readonly Box[]): Planes {
  const rgba = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(255);
  for (let at = 0; at < WIDTH * HEIGHT; at += 1) {
    const level = 110 + (NOISE[(at + count * 7919) % NOISE.length] ?? 0);
    rgba.fill(level, at * 4, at * 4 + 3);
  }
  for (const { x, y, w, h } of things) {
    for (let row = y; row < y + h; row += 1) {
      rgba.fill(250, (row * WIDTH + x) * 4, (row * WIDTH + x + w) * 4);
    }
  }
  return planesOfRgba(rgba, WIDTH, HEIGHT);
}

function analyser(): SceneAnalyser {
  return new SceneAnalyser(new BrightPatchDetector(), new CpuBackgroundModel());
}

describe('the analysis of a scene', () => {
  it('never asks the detector while nothing moves, and says "still"', async () => {
    const scene = analyser();
    for (let count = 0; count < 30; count += 1) {
      const outcome = await scene.next(readingOf(picture(count, [])), count + 1, count * 100_000);
      expect(outcome).toMatchObject({ state: 'still', seen: [], ended: [] });
    }
    expect([scene.detectorRuns, scene.tracker.count]).toEqual([0, 0]);
  });

  it('says from when on it wants pictures: none that it would pass over, never later than that', async () => {
    const scene = analyser();
    for (let count = 0; count < 40; count += 1) {
      const isThere = count >= 30 && count < 32;
      const us = count * 100_000;
      await scene.next(readingOf(picture(count, isThere ? [{ x: 200, y: 120, w: 24, h: 64 }] : [])), count + 1, us);
      const from = scene.wantedFromUs;
      const isCalm = count > 20 && count < 30;
      expect(from > us, `picture ${String(count)}`).toBe(isCalm);
      if (isCalm) {
        expect([scene.passesOver(from - 1), scene.passesOver(from)]).toEqual([true, false]);
      }
    }
  });

  it(
    'follows somebody who walks through, in picture pixels, and lets go of them after',
    { timeout: 20_000 },
    async () => {
      const scene = analyser();
      const truthAt = (count: number): Box => ({ x: 20 + 6 * (count - 15), y: 120, w: 24, h: 64 });
      const sights: { readonly count: number; readonly box: Box; readonly number: number }[] = [];
      let ended = 0;
      for (let count = 0; count < 120; count += 1) {
        const isThere = count >= 15 && count < 75;
        const outcome = await scene.next(
          readingOf(picture(count, isThere ? [truthAt(count)] : [])),
          count + 1,
          count * 100_000,
        );
        for (const { track, detection } of outcome.seen) {
          sights.push({ count, box: detection.box, number: track.number });
        }
        ended += outcome.ended.filter(({ number }) => number > 0).length;
      }
      expect(scene.tracker.count).toBe(1);
      expect(ended).toBe(1);
      expect(sights.length).toBeGreaterThan(20);
      expect(sights[0]?.count).toBeLessThanOrEqual(17);
      expect(sights.at(-1)?.count).toBeGreaterThanOrEqual(72);
      for (const { count, box } of sights) {
        expect(iou(box, truthAt(count))).toBeGreaterThan(0.8);
      }
      expect(new Set(sights.slice(5).map(({ number }) => number))).toEqual(new Set([1]));
    },
  );

  it('goes on to the very same objects after it was written down and started again', { timeout: 20_000 }, async () => {
    const show = async (scene: SceneAnalyser, from: number, to: number): Promise<SceneAnalyser> => {
      for (let count = from; count < to; count += 1) {
        const things = count < 10 ? [] : [{ x: 20 + 6 * (count - 10), y: 120, w: 24, h: 64 }];
        await scene.next(readingOf(picture(count, things)), count + 1, count * 100_000);
      }
      return scene;
    };
    const whole = await show(analyser(), 0, 45);
    for (const cut of [0, 5, 12, 30]) {
      const before = await show(analyser(), 0, cut);
      const snapshot = structuredClone(await before.snapshot());
      const after = new SceneAnalyser(new BrightPatchDetector(), new CpuBackgroundModel(), snapshot);
      await show(after, cut, 45);
      expect(await after.snapshot()).toEqual(await whole.snapshot());
    }
    expect(whole.tracker.live).toHaveLength(1);
  });
});
