// What happens in the quiet reel: one person crosses per minute, on a route of that minute; the light drifts.
// And in the standing reel: one person comes, stands for half a minute, and goes.

import { defined } from '../../src/base/assert.ts';
import { seededRandom } from './random.ts';

export const FPS = 25;
export const FRAMES_PER_MINUTE = 60 * FPS;
/** Different minutes; longer reels repeat them. */
export const DISTINCT_MINUTES = 10;
/** Length of a crossing: a new position on every frame. */
export const CROSSING_FRAMES = 5 * FPS;

/** Point on the ground, in pixels of vtest (768 × 576). */
export type Ground = readonly [x: number, y: number];

/** Part of the scene that hides whoever walks behind it, in pixels of vtest. */
export interface Occluder {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** It hides people whose feet are above this line. */
  readonly baseY: number;
  /** Only pixels of the empty scene darker than this hide anything: thin things on a bright ground. */
  readonly darkerThan?: number;
}

export interface Route {
  readonly name: string;
  /** Name of the cut-out that walks it. */
  readonly person: string;
  readonly from: Ground;
  readonly to: Ground;
  /** Control point of a bent route. */
  readonly via?: Ground;
}

/** Lamp post, its sign, the tripod, and the building behind whose corner people vanish. */
export const OCCLUDERS: readonly Occluder[] = [
  { x: 426, y: 80, w: 12, h: 312, baseY: 392 },
  { x: 413, y: 202, w: 33, h: 43, baseY: 392 },
  { x: 455, y: 336, w: 72, h: 148, baseY: 472, darkerThan: 70 },
  { x: 308, y: 0, w: 460, h: 108, baseY: 100 },
];

/** One route a minute. People come in and go out by the sides of the picture or by the building's corner. */
export const ROUTES: readonly Route[] = [
  { name: 'near, to the right', person: 'suit', from: [-30, 468], to: [798, 460] },
  { name: 'near, to the left', person: 'red', from: [798, 470], to: [-30, 464] },
  { name: 'towards the camera, to the right', person: 'jacket', from: [-28, 385], to: [798, 470] },
  { name: 'away from the camera, to the left', person: 'blonde', from: [798, 468], to: [-28, 372] },
  { name: 'far, from the building to the left', person: 'scarlet', from: [318, 80], to: [-14, 142] },
  { name: 'far, from the left to the building', person: 'suit', from: [-14, 142], to: [318, 80] },
  {
    name: 'in from the right, a bend, out to the right',
    person: 'jacket',
    from: [794, 215],
    via: [430, 340],
    to: [800, 440],
  },
  { name: 'behind the lamp post, to the right', person: 'red', from: [-22, 235], to: [794, 330] },
  { name: 'near, towards the camera, to the right', person: 'red', from: [-32, 430], to: [800, 470] },
  { name: 'towards the camera, to the left', person: 'suit', from: [798, 360], to: [-30, 468] },
];

/** Part of a visit: one way, walked by one cut-out at a steady pace. */
export interface Leg {
  readonly route: Route;
  readonly frames: number;
  /** Phases of the cut-out per second. */
  readonly phaseRate: number;
}

/** One person's time in the picture. */
export interface Visit {
  readonly name: string;
  /** First frame, 0-based within the minute. */
  readonly startFrame: number;
  readonly legs: readonly Leg[];
}

/** The crossing of a minute, 0-based. The same on every machine. */
export function crossingOfMinute(minute: number): Visit {
  const distinct = minute % DISTINCT_MINUTES;
  const random = seededRandom(1000 + distinct);
  const route = defined(ROUTES[distinct], 'route of the minute');
  return {
    name: route.name,
    startFrame: Math.round((10 + 32 * random()) * FPS),
    legs: [{ route, frames: CROSSING_FRAMES, phaseRate: 8 + 2 * random() }],
  };
}

const STAND: Ground = [560, 345];

/** Somebody who comes in from the right, stands for 30 s, swaying as people do, and goes out to the left. */
export const STANDING_VISIT: Visit = {
  name: 'stands for 30 s',
  startFrame: 8 * FPS,
  legs: [
    { route: { name: 'comes', person: 'dark', from: [798, 395], to: STAND }, frames: 4 * FPS, phaseRate: 8 },
    { route: { name: 'stands', person: 'dark-standing', from: STAND, to: STAND }, frames: 30 * FPS, phaseRate: 5 },
    { route: { name: 'goes', person: 'dark', from: STAND, to: [-28, 250] }, frames: 8 * FPS, phaseRate: 8 },
  ],
};

/** Frames from the first to after the last of a visit. */
export function visitFrames(visit: Visit): number {
  return visit.legs.reduce((sum, leg) => sum + leg.frames, 0);
}

/** The leg of a visit at `step` frames after its start, and the frames since that leg began. */
export function legAt(visit: Visit, step: number): { readonly leg: Leg; readonly step: number } | undefined {
  let before = 0;
  for (const leg of visit.legs) {
    if (step >= before && step < before + leg.frames) {
      return { leg, step: step - before };
    }
    before += leg.frames;
  }
  return undefined;
}

/** Where the feet are at `t` in 0–1, and whether the way leads to the right there. */
export function walk(
  route: Route,
  t: number,
): { readonly x: number; readonly y: number; readonly isRightward: boolean } {
  const [fromX, fromY] = route.from;
  const [toX, toY] = route.to;
  const [viaX, viaY] = route.via ?? [(fromX + toX) / 2, (fromY + toY) / 2];
  const bend = (a: number, b: number, c: number): number => (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t ** 2 * c;
  const slope = (1 - t) * (viaX - fromX) + t * (toX - viaX);
  return { x: bend(fromX, viaX, toX), y: bend(fromY, viaY, toY), isRightward: slope > 0 };
}

/** Height of a person whose feet are at `groundY`, in pixels of vtest: a straight line fits its people. */
export function heightAt(groundY: number): number {
  return 0.265 * groundY + 12;
}

const DRIFT = 0.025;
const DRIFT_PERIOD_S = 120;
const CLOUD_SHARE = 0.82;
const CLOUD_FALLS_S = [52, 53.5] as const;
const CLOUD_LIFTS_S = [70, 105] as const;

/**
 * Brightness of the scene at a frame of the reel, 1 = as in vtest. A slow wave; a cloud comes within 1.5 s near the
 * end of the first minute and goes slowly in the second. Continuous over every joint of minutes.
 */
export function lightAt(frame: number): number {
  const seconds = (frame / FPS) % (DISTINCT_MINUTES * 60);
  const drift = 1 + DRIFT * Math.sin((2 * Math.PI * seconds) / DRIFT_PERIOD_S);
  const falling = progress(seconds, CLOUD_FALLS_S);
  const lifting = progress(seconds, CLOUD_LIFTS_S);
  return drift * (1 - (1 - CLOUD_SHARE) * (falling - lifting));
}

function progress(value: number, [from, to]: readonly [number, number]): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}
