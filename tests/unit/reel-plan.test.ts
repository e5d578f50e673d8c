// What the quiet reel promises, checked without rendering it.

import { describe, expect, it } from 'vitest';
import { cutMatte } from '../reels/matte.ts';
import type { Planes } from '../reels/ffmpeg.ts';
import { drawPerson, expose, hider } from '../reels/compose.ts';
import type { Sprite } from '../reels/cutouts.ts';
import {
  CROSSING_FRAMES,
  crossingOfMinute,
  DISTINCT_MINUTES,
  FPS,
  FRAMES_PER_MINUTE,
  legAt,
  lightAt,
  OCCLUDERS,
  ROUTES,
  STANDING_VISIT,
  visitFrames,
  walk,
} from '../reels/plan.ts';
import { gaussianNoise, seededRandom } from '../reels/random.ts';
import { frameUs, toCrossing, toMotText } from '../reels/truth.ts';
import { parseMot } from '../../scripts/bench/mot-rows.ts';

function flat(width: number, height: number, value: number): Planes {
  const plane = (size: number): Uint8Array => new Uint8Array(size).fill(value);
  return { width, height, y: plane(width * height), u: plane((width * height) / 4), v: plane((width * height) / 4) };
}

describe('plan of the quiet reel', () => {
  it('puts one crossing of five seconds wholly inside each minute, each on its own route', () => {
    const plans = Array.from({ length: DISTINCT_MINUTES }, (_, minute) => crossingOfMinute(minute));
    for (const plan of plans) {
      expect(plan.startFrame).toBeGreaterThanOrEqual(10 * FPS);
      expect(plan.startFrame + CROSSING_FRAMES).toBeLessThan(FRAMES_PER_MINUTE);
    }
    expect(new Set(plans.map((plan) => plan.name)).size).toBe(ROUTES.length);
    expect(plans.map(visitFrames)).toEqual(plans.map(() => CROSSING_FRAMES));
    expect(crossingOfMinute(3)).toEqual(crossingOfMinute(13));
  });

  it('lets one person stand for thirty seconds, and come and go without a jump', () => {
    const places = Array.from({ length: visitFrames(STANDING_VISIT) }, (_, step) => {
      const now = legAt(STANDING_VISIT, step);
      return now === undefined ? { x: NaN, y: NaN } : walk(now.leg.route, (now.step + 0.5) / now.leg.frames);
    });
    const moves = places.slice(1).map((place, k) => Math.abs(place.x - (places[k]?.x ?? NaN)));
    expect(moves.filter((move) => move < 1e-6).length).toBeGreaterThanOrEqual(30 * FPS - 1);
    expect(Math.max(...moves)).toBeLessThan(5);
    expect(legAt(STANDING_VISIT, places.length)).toBeUndefined();
    expect(STANDING_VISIT.startFrame + places.length).toBeLessThan(FRAMES_PER_MINUTE);
  });

  it('moves the person on every frame', () => {
    for (const route of ROUTES) {
      const positions = Array.from({ length: CROSSING_FRAMES }, (_, k) => walk(route, (k + 0.5) / CROSSING_FRAMES));
      expect(new Set(positions.map(({ x, y }) => `${x},${y}`)).size).toBe(CROSSING_FRAMES);
    }
  });

  it('changes the light slowly, but for one cloud, and joins the ends of the ten minutes', () => {
    const frames = DISTINCT_MINUTES * FRAMES_PER_MINUTE;
    const light = Array.from({ length: frames }, (_, frame) => lightAt(frame));
    const perSecond = light.map((value, frame) => Math.abs(value - (light[frame - FPS] ?? value)));
    const sudden = perSecond.flatMap((change, frame) => (change > 0.02 ? [frame / FPS] : []));
    expect(Math.min(...sudden)).toBeGreaterThan(50);
    expect(Math.max(...sudden)).toBeLessThan(56);
    expect(Math.max(...perSecond)).toBeGreaterThan(0.1);
    expect(lightAt(frames)).toBeCloseTo(lightAt(frames - 1), 3);
  });
});

describe('noise', () => {
  it('has the deviation asked for and is the same for the same seed', () => {
    const noise = gaussianNoise(100_000, 2, seededRandom(5));
    const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length;
    const deviation = Math.sqrt(noise.reduce((sum, value) => sum + (value - mean) ** 2, 0) / noise.length);
    expect(Math.abs(mean)).toBeLessThan(0.05);
    expect(deviation).toBeGreaterThan(1.9);
    expect(deviation).toBeLessThan(2.2);
    expect(gaussianNoise(100, 2, seededRandom(5))).toEqual(gaussianNoise(100, 2, seededRandom(5)));
    expect(gaussianNoise(100, 2, seededRandom(5))).not.toEqual(gaussianNoise(100, 2, seededRandom(6)));
  });

  it('is laid over the lit scene', () => {
    const scene = flat(4, 4, 116);
    const picture = new Uint8ClampedArray(24);
    expose(
      scene,
      0.5,
      Int8Array.from({ length: 32 }, (_, k) => (k === 3 ? 7 : 0)),
      2,
      picture,
    );
    expect([...picture.subarray(0, 3)]).toEqual([66, 73, 66]);
    expect(picture[16]).toBe(122);
  });
});

describe('cutting a person out', () => {
  it('keeps the body, drops a speck beside it and the ground between the legs', () => {
    const empty = { ...flat(40, 60, 100), u: new Uint8Array(2400).fill(128), v: new Uint8Array(2400).fill(128) };
    const picture = { ...empty, y: empty.y.slice() };
    const paint = (x: number, y: number, w: number, h: number): void => {
      for (let row = y; row < y + h; row++) {
        picture.y.fill(20, row * 40 + x, row * 40 + x + w);
      }
    };
    paint(10, 5, 20, 30);
    paint(10, 35, 6, 20);
    paint(24, 35, 6, 20);
    paint(34, 50, 3, 3);
    const alpha = cutMatte(picture, empty, { x: 0, y: 0, w: 40, h: 60 });
    const at = (x: number, y: number): number => alpha[y * 40 + x] ?? NaN;
    expect(at(20, 20)).toBe(1);
    expect(at(13, 45)).toBe(1);
    expect(at(20, 48)).toBe(0);
    expect(at(35, 51)).toBe(0);
    expect(at(2, 2)).toBe(0);
  });
});

describe('drawing a person', () => {
  const sprite: Sprite = {
    width: 22,
    height: 42,
    y: new Uint8Array(22 * 42).fill(30),
    u: new Uint8Array(22 * 42).fill(90),
    v: new Uint8Array(22 * 42).fill(160),
    alpha: Float32Array.from({ length: 22 * 42 }, (_, k) => {
      const x = k % 22;
      const y = Math.floor(k / 22);
      return x > 0 && x < 21 && y > 0 && y < 41 ? 1 : 0;
    }),
    footX: 11,
    footY: 41,
    bodyHeight: 40,
  };
  const nowhere = (): boolean => false;

  it('boxes what shows and clips it at the edge', () => {
    const inside = drawPerson(
      flat(768, 432, 100),
      sprite,
      { footX: 100, footY: 200, scale: 1, isMirrored: false },
      nowhere,
    );
    expect(inside).toEqual({ box: { x: 90, y: 160, w: 20, h: 40 }, visibility: 1 });
    const half = drawPerson(
      flat(768, 432, 100),
      sprite,
      { footX: 0, footY: 200, scale: 1, isMirrored: false },
      nowhere,
    );
    expect(half.box).toEqual({ x: 0, y: 160, w: 10, h: 40 });
    expect(half.visibility).toBeCloseTo(0.5, 2);
    const away = drawPerson(
      flat(768, 432, 100),
      sprite,
      { footX: -50, footY: 200, scale: 1, isMirrored: true },
      nowhere,
    );
    expect(away).toEqual({ box: undefined, visibility: 0 });
  });

  it('paints luma and chroma of the person', () => {
    const scene = flat(768, 432, 100);
    drawPerson(scene, sprite, { footX: 100, footY: 200, scale: 2, isMirrored: false }, nowhere);
    expect(scene.y[150 * 768 + 100]).toBe(30);
    expect(scene.u[75 * 384 + 50]).toBe(90);
    expect(scene.v[75 * 384 + 50]).toBe(160);
    expect(scene.y[150 * 768 + 300]).toBe(100);
  });

  it('lets the lamp post hide those behind it, not those before it', () => {
    const empty = flat(768, 432, 100);
    expect(hider(empty, OCCLUDERS, 300)(430, 200)).toBe(true);
    expect(hider(empty, OCCLUDERS, 450)(430, 200)).toBe(false);
    expect(hider(empty, OCCLUDERS, 300)(300, 200)).toBe(false);
  });
});

describe('truth of a reel', () => {
  const crossing = toCrossing(
    7,
    'a route',
    [
      [10, 0, 5, 4, 20, 0.1],
      [11, 0, 5, 9, 20, 0.4],
      [12, 2, 5, 10, 20, 1],
    ],
    1500,
  );

  it('begins and ends with a quarter of the person', () => {
    expect(crossing).toMatchObject({ id: 7, fromUs: frameUs(1511), toUs: frameUs(1512) });
    expect(frameUs(1511)).toBe(60_400_000);
  });

  it("writes rows; slivers are don't-care", () => {
    const rows = parseMot(toMotText([crossing]));
    expect(rows.map((row) => [row.frame, row.id, row.conf])).toEqual([
      [1510, 7, 0],
      [1511, 7, 1],
      [1512, 7, 1],
    ]);
  });
});
