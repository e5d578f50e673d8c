// The directions reel: people who cross the yard in all eight directions, one after the other.
// Command: tsx tests/reels/directions.ts

import { pathToFileURL } from 'node:url';
import { DIRECTIONS } from '../../src/domain/attributes/attributes.ts';
import type { Direction } from '../../src/domain/attributes/attributes.ts';
import { makeDrawnReel } from './drawn.ts';
import { FPS, FRAMES_PER_MINUTE } from './plan.ts';
import type { Ground, Visit } from './plan.ts';
import { seededRandom } from './random.ts';

/** Minutes of the reel; each holds every direction once. */
const MINUTES = 2;
/** Frames from one person to the next: nobody is there together with another. */
const FRAMES_APART = 7.2 * FPS;
/** A way lies within this of the middle of its eighth, radians: no truth is on the edge between two. */
const MOST_OFF = Math.PI / 15;
/** Pace over the ground, pixels of vtest a second. */
const PACE = 165;
/** Where feet are when nothing of a person shows, in pixels of vtest. */
const OUTSIDE = { left: -40, right: 808, top: 38, bottom: 680 } as const;
const PEOPLE = ['suit', 'red', 'jacket', 'blonde', 'scarlet'] as const;
const COMPASS: readonly Direction[] = DIRECTIONS.filter((word) => word !== 'still');

/** Somebody and the eighth of the compass in which they walk. */
export interface DirectedVisit extends Visit {
  readonly name: Direction;
}

/** The people of one minute, 0-based. The same on every machine. */
export function directedVisits(minute: number): DirectedVisit[] {
  const random = seededRandom(2000 + minute);
  return COMPASS.map((name, eighth) => {
    const angle = (eighth * Math.PI) / 4 + MOST_OFF * (2 * random() - 1);
    const middle: Ground = [384 + 200 * (random() - 0.5), 290 + 80 * (random() - 0.5)];
    const from = outsideFrom(middle, angle + Math.PI);
    const to = outsideFrom(middle, angle);
    const person = PEOPLE[Math.floor(random() * PEOPLE.length)] ?? PEOPLE[0];
    const frames = Math.round((Math.hypot(to[0] - from[0], to[1] - from[1]) / PACE) * FPS);
    const startFrame = Math.round(1.5 * FPS + eighth * FRAMES_APART);
    return { name, startFrame, legs: [{ route: { name, person, from, to }, frames, phaseRate: 8 + 2 * random() }] };
  });
}

/** The point at which somebody who leaves `middle` at `angle` is out of the picture. */
function outsideFrom([x, y]: Ground, angle: number): Ground {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  const reach = Math.min(
    (dx > 0 ? OUTSIDE.right - x : OUTSIDE.left - x) / dx,
    (dy > 0 ? OUTSIDE.bottom - y : OUTSIDE.top - y) / dy,
  );
  return [x + reach * dx, y + reach * dy];
}

/** The plan of the whole reel; the name of a visit is its direction. */
const visits = (): Visit[] =>
  Array.from({ length: MINUTES }, (_, minute) =>
    directedVisits(minute).map((visit) => ({ ...visit, startFrame: visit.startFrame + minute * FRAMES_PER_MINUTE })),
  ).flat();

/** Makes the reel, or finds it made by this very program; its path. */
export function makeDirectionsReel(): Promise<string> {
  return makeDrawnReel({ name: 'directions', minutes: MINUTES, visits: visits(), plan: ['directions'] });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(JSON.stringify({ path: await makeDirectionsReel() }));
}
