// How well people are cut out of pictures of which every pixel is known: by day, under a cloud, at night.

import { describe, expect, it } from 'vitest';

import { packMask } from '../../src/domain/motion/mask-pack.ts';
import { cutOut } from '../../src/domain/synopsis/matte.ts';
import type { PlacedMask } from '../../src/domain/synopsis/matte-prior.ts';
import { windowAround } from '../../src/media/picture-window.ts';
import { cutTruths, type CutTruth } from '../builders/cut-truth.ts';
import { seededRandom } from '../reels/random.ts';

/** Five ways through the scene, each seen three times: near, far, and behind the lamp post. */
const MINUTES = [0, 2, 4, 6, 9];
/** A box is off by up to so much of its size. */
const LOOSE = 0.08;

const SCENES = [
  { name: 'by day, full HD', width: 1920, light: 1, plateLight: 1, noise: 1, crf: 26 },
  { name: 'a cloud over the plate', width: 960, light: 1, plateLight: 0.82, noise: 1, crf: 26 },
  { name: 'at night', width: 960, light: 0.3, plateLight: 0.25, noise: 2, crf: 28 },
] as const;

/** What an analysis would have stored of its movement: coarse, a pixel too large, with gaps. */
function movedMask({ alpha, width, height, box }: CutTruth, random: () => number): PlacedMask {
  const step = Math.ceil(width / 400);
  const [columns, rows] = [Math.floor(width / step), Math.floor(height / step)];
  const pixels = new Uint8Array(columns * rows);
  for (let row = 1; row < rows - 1; row += 1) {
    for (let column = 1; column < columns - 1; column += 1) {
      const isBody = (alpha[row * step * width + column * step] ?? 0) > 100;
      pixels[row * columns + column + (random() < 0.5 ? 1 : 0)] ||= isBody && random() < 0.9 ? 1 : 0;
    }
  }
  const [x, y] = [Math.max(0, Math.floor(box.x / step) - 2), Math.max(0, Math.floor(box.y / step) - 2)];
  const w = Math.min(columns - x, Math.ceil(box.w / step) + 4);
  const h = Math.min(rows - y, Math.ceil(box.h / step) + 4);
  return { step, x, y, w, h, dx: 0, dy: 0, bytes: packMask(pixels, columns, { x, y, w, h }) };
}

/** Intersection over union of what was cut out with the person. */
function iouOf(truth: CutTruth, random: () => number, hasMask: boolean): number {
  const { width, height, alpha, step, plate } = truth;
  const off = (): number => LOOSE * (2 * random() - 1);
  const { x, y, w, h } = truth.box;
  const box = { x: x + off() * w, y: y + (off() * h) / 2, w: w * (1 + off()), h: h * (1 + off() / 2) };
  const masks = hasMask ? [movedMask(truth, random)] : [];
  const window = windowAround(box, Math.max(8, 0.2 * Math.min(box.w, box.h)), step, { width, height });
  const rgba = new Uint8ClampedArray(window.width * window.height * 4);
  for (let row = 0; row < window.height; row += 1) {
    const from = 4 * ((window.y + row) * width + window.x);
    rgba.set(truth.rgba.subarray(from, from + 4 * window.width), 4 * row * window.width);
  }
  const part = cutOut({ window, rgba, box, masks, others: [], plate, step });
  const cut = new Uint8Array(alpha.length);
  for (let at = 0; at < part.width * part.height; at += 1) {
    const place = (part.y + Math.floor(at / part.width)) * width + part.x + (at % part.width);
    cut[place] = part.rgba[4 * at + 3] ?? 0;
  }
  let [both, any] = [0, 0];
  cut.forEach((value, at) => {
    const [a, b] = [value >= 128, (alpha[at] ?? 0) >= 128];
    both += a && b ? 1 : 0;
    any += a || b ? 1 : 0;
  });
  return both / any;
}

describe('people cut out of their scene', () => {
  it.each(SCENES)('$name', (scene) => {
    const random = seededRandom(7);
    const truths = cutTruths(scene, MINUTES);
    expect(truths.length).toBe(3 * MINUTES.length);
    for (const hasMask of [true, false]) {
      const ious = truths.map((truth) => iouOf(truth, random, hasMask)).sort((a, b) => a - b);
      const mean = ious.reduce((sum, iou) => sum + iou, 0) / ious.length;
      const told = ious.map((iou) => iou.toFixed(2)).join(' ');
      expect(mean, told).toBeGreaterThanOrEqual(0.8);
      // The worst of them: 20 pixels wide, behind the lamp post, on dark grass.
      expect(ious[0], told).toBeGreaterThanOrEqual(0.5);
    }
  });
});
