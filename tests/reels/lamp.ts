// The lamp reel: somebody in a red top comes in from the left and stays by the lamp post; three others nearly do.
// Command: tsx tests/reels/lamp.ts

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureSample, ROOT } from '../../scripts/lib/setup.mjs';
import { defined } from '../../src/base/assert.ts';
import { loadCutouts } from './cutouts.ts';
import type { Cutout, Sprite } from './cutouts.ts';
import { makeDrawnReel } from './drawn.ts';
import { FPS } from './plan.ts';
import type { Ground, Visit } from './plan.ts';
import { ensurePlate, readScene } from './plate.ts';

/** Chroma of each colour in BT.601; luma stays the cut-out's own, and with it every fold. */
const TINTS = { red: { u: 112, v: 196 }, blue: { u: 192, v: 104 } } as const;
type Tint = keyof typeof TINTS;

/** Shares of the body's height from the head down between which clothes are tinted, and over which the tint comes and goes. */
const TOP = { from: 0.16, to: 0.52, soft: 0.03 } as const;

/** Where one waits, on the left of the lamp post and in front of it, in pixels of vtest. */
const AT_LAMP: Ground = [384, 402];
/** Ways in and out, by the sides. */
const BORDERS: Readonly<Record<'left' | 'right', Ground>> = { left: [-34, 420], right: [802, 330] };
/** Pace over the ground, pixels of vtest a second; half of it for the last and the first steps beside the stop. */
const PACE = 120;
const EASE_S = 0.5;
/** Somebody who stands has come this far, pixels of vtest: enough to say which way he looks. */
const TURN = 0.01;

interface Plan {
  readonly name: string;
  readonly tint: Tint;
  readonly startS: number;
  readonly from: 'left' | 'right';
  /** Standing; with the slow steps before and after, a second more by the lamp post. */
  readonly standsS: number;
}

/** "Red top, from the left, more than 10 s by the lamp post": the second alone. */
const PLANS: readonly Plan[] = [
  { name: 'blue top', tint: 'blue', startS: 4, from: 'left', standsS: 12 },
  { name: 'the one', tint: 'red', startS: 33, from: 'left', standsS: 12 },
  { name: 'from the right', tint: 'red', startS: 62, from: 'right', standsS: 12 },
  { name: 'eight seconds', tint: 'red', startS: 92, from: 'left', standsS: 7 },
];

/** In by one side, over the yard to the lamp post, and out by the other side. */
function visitOf({ name, tint, startS, from, standsS }: Plan): Visit {
  const way = (part: string, person: string, start: Ground, end: Ground, seconds: number): Visit['legs'][number] => ({
    route: { name: part, person: `${tint}-${person}`, from: start, to: end },
    frames: Math.round(seconds * FPS),
    phaseRate: person === 'standing' ? 5 : 8,
  });
  const [start, end] = from === 'left' ? [BORDERS.left, BORDERS.right] : [BORDERS.right, BORDERS.left];
  const slows = beside(start);
  const sets = beside(end);
  const looks: Ground = [AT_LAMP[0] + (from === 'left' ? TURN : -TURN), AT_LAMP[1]];
  return {
    name,
    startFrame: startS * FPS,
    legs: [
      way('comes', 'walking', start, slows, lengthOf(start, slows) / PACE),
      way('slows', 'walking', slows, AT_LAMP, EASE_S),
      way('stands', 'standing', AT_LAMP, looks, standsS),
      way('sets off', 'walking', AT_LAMP, sets, EASE_S),
      way('goes', 'walking', sets, end, lengthOf(sets, end) / PACE),
    ],
  };
}

/** The point on the way to a side of the picture to which slow steps lead from the lamp post. */
function beside(side: Ground): Ground {
  const share = (EASE_S * PACE) / 2 / lengthOf(AT_LAMP, side);
  return [AT_LAMP[0] + (side[0] - AT_LAMP[0]) * share, AT_LAMP[1] + (side[1] - AT_LAMP[1]) * share];
}

function lengthOf(from: Ground, to: Ground): number {
  return Math.hypot(to[0] - from[0], to[1] - from[1]);
}

function tinted(sprite: Sprite, tint: Tint): Sprite {
  const head = sprite.footY - sprite.bodyHeight;
  const mixed = (plane: Uint8Array, target: number): Uint8Array =>
    plane.map((value, k) => {
      const depth = (Math.floor(k / sprite.width) - head) / sprite.bodyHeight;
      const share = Math.min(1, Math.max(0, Math.min(depth - TOP.from, TOP.to - depth) / TOP.soft));
      return Math.round(value + (target - value) * share);
    });
  return { ...sprite, u: mixed(sprite.u, TINTS[tint].u), v: mixed(sprite.v, TINTS[tint].v) };
}

/** The walker of the standing reel, in both colours. */
function tintedWalkers(folder: string): Cutout[] {
  const source = ensureSample();
  const people = loadCutouts(source, readScene(ensurePlate(source, folder)));
  const parts = { dark: 'walking', 'dark-standing': 'standing' } as const;
  return (['red', 'blue'] as const).flatMap((tint) =>
    (['dark', 'dark-standing'] as const).map((name) => {
      const person = defined(
        people.find((one) => one.name === name),
        `cut-out ${name}`,
      );
      return { ...person, name: `${tint}-${parts[name]}`, phases: person.phases.map((phase) => tinted(phase, tint)) };
    }),
  );
}

/** Makes the reel, or finds it; its path. */
export function makeLampReel(folder = join(ROOT, '.cache', 'reels')): Promise<string> {
  return makeDrawnReel(
    {
      ...{ name: 'lamp', minutes: 2, visits: PLANS.map(visitOf), plan: ['lamp'] },
      // Cut out only when something is to be drawn.
      get walkers() {
        return tintedWalkers(folder);
      },
    },
    folder,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(JSON.stringify({ path: await makeLampReel() }));
}
