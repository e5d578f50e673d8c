// What objects of a scene do, whether that is what is looked for, and how well a search finds them.

import type { Point } from '../../src/domain/settings/polygon.ts';
import { PACE, type PathScene, type Waypoint } from './path-scene.ts';

/** What an object does, and whether that is what is looked for. */
export interface Script {
  readonly isWanted: boolean;
  readonly points: (scene: PathScene) => readonly Waypoint[];
  /** Share of the height of the picture. */
  readonly height?: number;
}

/** Counts of a search whose truth is known. */
export interface SearchCounts {
  readonly hits: number;
  readonly wanted: number;
  readonly right: number;
}

/** One criterion on a scene of its own, near misses included. */
export interface SearchScene {
  /** Of its row on the board, after `search-scene-`. */
  readonly id: string;
  readonly name: string;
  readonly count: (seed: number) => SearchCounts;
}

/** Each object with whether it is looked for and whether it was found. */
export function countHits(objects: Iterable<{ readonly isWanted: boolean; readonly isHit: boolean }>): SearchCounts {
  let [hits, wanted, right] = [0, 0, 0];
  for (const { isWanted, isHit } of objects) {
    hits += isHit ? 1 : 0;
    wanted += isWanted ? 1 : 0;
    right += isHit && isWanted ? 1 : 0;
  }
  return { hits, wanted, right };
}

/** 0–1; of nothing found or looked for, nothing was wrong. */
export function sharesOf({ hits, wanted, right }: SearchCounts): {
  readonly precision: number;
  readonly recall: number;
} {
  return { precision: hits > 0 ? right / hits : 1, recall: wanted > 0 ? right / wanted : 1 };
}

/** Straight from one place to another at a walker's pace. */
export function straight(from: Point, to: Point, start = 0): readonly Waypoint[] {
  const way = Math.hypot(to.x - from.x, (to.y - from.y) * (9 / 16));
  return [
    [start, from.x, from.y],
    [start + way / PACE, to.x, to.y],
  ];
}

/** In to a place, there for some seconds, and out again. */
export function visit(from: Point, place: Point, seconds: number, to: Point): readonly Waypoint[] {
  const way = straight(from, place);
  const end = way.at(-1)?.[0] ?? 0;
  const out = straight(place, to, end + seconds);
  return [...way, ...out];
}
