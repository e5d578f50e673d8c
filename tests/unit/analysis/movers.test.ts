// "Objet mobile non classé": what moves and cannot be named, on pictures made of numbers.

import { describe, expect, it } from 'vitest';

import { SceneAnalyser } from '../../../src/analysis/scene-analyser.ts';
import { clip, iou } from '../../../src/domain/geometry/box.ts';
import type { Track } from '../../../src/domain/tracking/track.ts';
import { readingOf } from '../../../src/vision/frame-reading.ts';
import type { Detector, RawDetection } from '../../../src/vision/detector.ts';
import { CpuBackgroundModel } from '../../../src/vision/ops/background.ts';
import { REEL, shapeReelPicture, type ShapeReel } from '../../builders/shape-reel.ts';

/** A detector that names the dark shape a person while `names` says so; else it sees nothing. */
class NamingDetector implements Detector {
  readonly sides = [256, 384, 512];
  readonly loneSides = [];
  names = false;

  detect(rgb: Float32Array, side: number): Promise<readonly RawDetection[]> {
    let [left, top, right, bottom] = [side, side, -1, -1];
    for (let at = 0; at < side * side; at += 1) {
      if ((rgb[at * 3] ?? 255) < 50) {
        left = Math.min(left, at % side);
        right = Math.max(right, at % side);
        top = Math.min(top, Math.floor(at / side));
        bottom = Math.max(bottom, Math.floor(at / side));
      }
    }
    const box = { x: left, y: top, w: right - left + 1, h: bottom - top + 1 };
    return Promise.resolve(this.names && right >= 0 ? [{ objectClass: 'person', score: 0.7, box }] : []);
  }

  [Symbol.dispose](): void {
    // Nothing to let go of.
  }
}

async function tracksOf(reel: ShapeReel, seconds: number, namesFrom = Infinity): Promise<readonly Track[]> {
  const detector = new NamingDetector();
  const scene = new SceneAnalyser(detector, new CpuBackgroundModel());
  const ended: Track[] = [];
  for (let count = 0; count < seconds * REEL.perSecond; count += 1) {
    detector.names = count / REEL.perSecond >= namesFrom;
    const us = Math.round((count * 1e6) / REEL.perSecond);
    ended.push(...(await scene.next(readingOf(shapeReelPicture(count, reel)), count + 1, us)).ended);
  }
  return [...ended, ...scene.tracker.finish()].filter(({ number }) => number > 0);
}

/** Through the picture from left to right between 5 and 11 seconds. */
const crossing = (seconds: number): { x: number; y: number; radius: number } | undefined =>
  seconds < 5 || seconds > 11 ? undefined : { x: -20 + 90 * (seconds - 5), y: 140, radius: 20 };

describe('what moves and cannot be named', { timeout: 60_000 }, () => {
  it('is one unclassified object, whatever stirs beside it', async () => {
    const tracks = await tracksOf({ shapeAt: crossing, hasLeaves: true }, 14);
    expect(tracks.map(({ objectClass }) => objectClass)).toEqual(['unclassified']);
    const [track] = tracks;
    expect((track?.last.us ?? 0) - (track?.first.us ?? 0)).toBeGreaterThan(4e6);
    const overlaps = (track?.sights ?? []).map(({ us, box }) => {
      const at = crossing(us / 1e6) ?? { x: 0, y: 0, radius: 0 };
      const truth = { x: at.x - at.radius, y: at.y - at.radius, w: 2 * at.radius, h: 2 * at.radius };
      return iou(box, clip(truth, REEL.width, REEL.height));
    });
    expect(Math.min(...overlaps)).toBeGreaterThan(0.3);
    expect(overlaps.reduce((sum, value) => sum + value, 0) / overlaps.length).toBeGreaterThan(0.65);
    expect(track?.confidence).toBe(0);
    expect(track?.detections).toBe(0);
  });

  it('is not there when leaves stir, a cloud passes, or something flashes in place', async () => {
    const cloudAt = (seconds: number): number => 35 * Math.exp(-(((seconds - 6) / 1.5) ** 2));
    const flash = (seconds: number): { x: number; y: number; radius: number } | undefined =>
      Math.floor(seconds * 2) % 2 === 0 ? { x: 250, y: 100, radius: 16 } : undefined;
    expect(await tracksOf({ hasLeaves: true, cloudAt, shapeAt: flash }, 12)).toEqual([]);
  });

  it('gets its name when the detector gives one, and stays one object', async () => {
    const tracks = await tracksOf({ shapeAt: crossing }, 14, 8);
    expect(tracks.map(({ objectClass }) => objectClass)).toEqual(['person']);
    expect(tracks[0]?.votes.unclassified).toBeGreaterThan(0);
    expect(tracks[0]?.first.us).toBeLessThan(6.5e6);
    expect(tracks[0]?.last.us).toBeGreaterThan(9.5e6);
  });
});
