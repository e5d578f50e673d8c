// Walking people cut out of vtest: a few persons, each a loop of consecutive frames.

import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { defined } from '../../src/base/assert.ts';
import { readPictures } from './ffmpeg.ts';
import type { Planes } from './ffmpeg.ts';
import { cutMatte } from './matte.ts';
import type { Rect } from './matte.ts';

export const SCENE = { width: 768, height: 576 } as const;

/** One walking phase, at the size of vtest. */
export interface Sprite {
  readonly width: number;
  readonly height: number;
  readonly y: Uint8Array;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
  /** Opacity 0–1. */
  readonly alpha: Float32Array;
  /** Point on the ground, in the sprite; smoothed over time, so that swinging limbs do not shake the body. */
  readonly footX: number;
  readonly footY: number;
  /** Height of the body in pixels, smoothed over time. */
  readonly bodyHeight: number;
}

export interface Cutout {
  readonly name: string;
  readonly facing: 'left' | 'right';
  readonly phases: readonly Sprite[];
}

/** Where to cut: boxes x, y, w, h on consecutive frames, the first of them 1-based. */
const CutoutPlans = v.array(
  v.object({
    name: v.string(),
    firstFrame: v.number(),
    facing: v.picklist(['left', 'right']),
    boxes: v.array(v.tuple([v.number(), v.number(), v.number(), v.number()])),
  }),
);

type CutoutPlan = v.InferOutput<typeof CutoutPlans>[number];

/** Room around a box, so that the soft edge fits. */
const MARGIN = 6;
/** Frames on each side over which position and size are averaged. */
const SMOOTHING = 2;

/** Cuts every person of `cutouts.json` out of `footage`. `empty` is the scene without anybody. */
export function loadCutouts(footage: string, empty: Planes): Cutout[] {
  const text = readFileSync(new URL('cutouts.json', import.meta.url), 'utf8');
  return v.parse(CutoutPlans, JSON.parse(text)).map((plan) => {
    const first = plan.firstFrame - 1;
    const trim = `trim=start_frame=${first}:end_frame=${first + plan.boxes.length}`;
    const pictures = readPictures(['-i', footage, '-vf', trim, '-fps_mode', 'passthrough'], SCENE.width, SCENE.height);
    return {
      name: plan.name,
      facing: plan.facing,
      phases: pictures.map((picture, k) => cut(picture, empty, plan.boxes, k)),
    };
  });
}

function cut(picture: Planes, empty: Planes, boxes: CutoutPlan['boxes'], k: number): Sprite {
  const [x, y, w, h] = defined(boxes[k], 'box of a cut-out');
  const left = Math.max(0, x - MARGIN);
  const top = Math.max(0, y - MARGIN);
  const rect: Rect = {
    x: left,
    y: top,
    w: Math.min(SCENE.width, x + w + MARGIN) - left,
    h: Math.min(SCENE.height, y + h + MARGIN) - top,
  };
  const near = boxes.slice(Math.max(0, k - SMOOTHING), k + SMOOTHING + 1);
  const mean = (value: (box: CutoutPlan['boxes'][number]) => number): number =>
    near.reduce((sum, box) => sum + value(box), 0) / near.length;
  // A window cut short by an end of the loop is not centred on its frame: the drift is taken out.
  const lag = mean((box) => boxes.indexOf(box)) - k;
  const [dx, dy] = driftPerFrame(boxes);
  const alpha = cutMatte(picture, empty, rect);
  return {
    width: rect.w,
    height: rect.h,
    y: withoutGround(crop(picture.y, picture.width, rect), crop(empty.y, empty.width, rect), alpha),
    u: withoutGround(crop(picture.u, picture.width, rect), crop(empty.u, empty.width, rect), alpha),
    v: withoutGround(crop(picture.v, picture.width, rect), crop(empty.v, empty.width, rect), alpha),
    alpha,
    footX: mean((box) => box[0] + box[2] / 2) - lag * dx - rect.x,
    footY: mean((box) => box[1] + box[3]) - lag * dy - rect.y,
    bodyHeight: mean((box) => box[3]),
  };
}

/** Least opacity that is trusted when the ground is taken out of an edge pixel. */
const LEAST_ALPHA = 0.35;

/** An edge pixel is part person, part ground: the person's part alone, or the old ground would shine as a halo. */
function withoutGround(mixed: Uint8Array, ground: Uint8Array, alpha: Float32Array): Uint8Array {
  return mixed.map((value, k) => {
    const below = ground[k] ?? 0;
    const share = Math.max(LEAST_ALPHA, alpha[k] ?? 0);
    return Math.min(255, Math.max(0, Math.round(below + (value - below) / share)));
  });
}

function driftPerFrame(boxes: CutoutPlan['boxes']): readonly [number, number] {
  const first = defined(boxes[0], 'first box of a cut-out');
  const last = defined(boxes[boxes.length - 1], 'last box of a cut-out');
  const steps = Math.max(1, boxes.length - 1);
  return [(last[0] + last[2] / 2 - first[0] - first[2] / 2) / steps, (last[1] + last[3] - first[1] - first[3]) / steps];
}

function crop(plane: Uint8Array, stride: number, rect: Rect): Uint8Array {
  const result = new Uint8Array(rect.w * rect.h);
  for (let row = 0; row < rect.h; row++) {
    const start = (rect.y + row) * stride + rect.x;
    result.set(plane.subarray(start, start + rect.w), row * rect.w);
  }
  return result;
}
