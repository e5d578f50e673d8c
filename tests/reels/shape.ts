// The shape reel: something moves that no detector has a name for.
// Command: tsx tests/reels/shape.ts

import { pathToFileURL } from 'node:url';
import type { Cutout, Sprite } from './cutouts.ts';
import { makeDrawnReel } from './drawn.ts';
import { FPS } from './plan.ts';
import type { Ground, Visit } from './plan.ts';

const SIDE = 72;
const PHASES = 8;
const NAME = 'shape';

/** A lobed disc, dark and light in turns, that rolls. */
function sprite(phase: number): Sprite {
  const size = SIDE * SIDE;
  const y = new Uint8Array(size);
  const alpha = new Float32Array(size);
  const turn = (2 * Math.PI * phase) / (3 * PHASES);
  for (let k = 0; k < size; k += 1) {
    const dx = (k % SIDE) - SIDE / 2 + 0.5;
    const dy = Math.floor(k / SIDE) - SIDE / 2 + 0.5;
    const angle = Math.atan2(dy, dx) - turn;
    const edge = (SIDE / 2 - 3) * (0.8 + 0.2 * Math.cos(3 * angle));
    alpha[k] = Math.min(1, Math.max(0, edge - Math.hypot(dx, dy)));
    y[k] = Math.cos(3 * angle) > 0 ? 70 : 190;
  }
  const flat = (value: number): Uint8Array => new Uint8Array(size).fill(value);
  return {
    ...{ width: SIDE, height: SIDE, y, u: flat(112), v: flat(136), alpha },
    ...{ footX: SIDE / 2, footY: SIDE - 3, bodyHeight: 1.8 * SIDE },
  };
}

const SHAPE: Cutout = {
  name: NAME,
  facing: 'right',
  phases: Array.from({ length: PHASES }, (_, phase) => sprite(phase)),
};

const way = (startS: number, lengthS: number, from: Ground, to: Ground): Visit => ({
  name: NAME,
  startFrame: startS * FPS,
  legs: [{ route: { name: NAME, person: NAME, from, to }, frames: lengthS * FPS, phaseRate: 6 }],
});

/** Three ways over the yard, near and far. */
const VISITS = [
  way(8, 8, [-40, 420], [808, 440]),
  way(24, 8, [808, 300], [-40, 330]),
  way(40, 9, [-40, 250], [808, 460]),
];

/** Makes the reel, or finds it; its path. */
export function makeShapeReel(): Promise<string> {
  return makeDrawnReel({ name: 'shape', minutes: 1, visits: VISITS, plan: ['shape'], walkers: [SHAPE] });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(JSON.stringify({ path: await makeShapeReel() }));
}
