// The stopped reel: somebody comes, stands for two minutes, and goes; one person, one object.
// Command: tsx tests/reels/stopped.ts

import { pathToFileURL } from 'node:url';
import { makeDrawnReel } from './drawn.ts';
import { FPS, STANDING_VISIT } from './plan.ts';
import type { Visit } from './plan.ts';

const STOP_S = 120;

/** The visit of the standing reel, its stop made longer. */
const VISIT: Visit = {
  ...STANDING_VISIT,
  name: `stands for ${STOP_S} s`,
  legs: STANDING_VISIT.legs.map((leg) => (leg.route.name === 'stands' ? { ...leg, frames: STOP_S * FPS } : leg)),
};

/** Makes the reel, or finds it; its path. */
export function makeStoppedReel(): Promise<string> {
  return makeDrawnReel({ name: 'stopped', minutes: 3, visits: [VISIT], plan: ['stopped'] });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(JSON.stringify({ path: await makeStoppedReel() }));
}
