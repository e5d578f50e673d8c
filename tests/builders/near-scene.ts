// Who was near another, on a scene whose truth is known: pairs that meet, pass each other, or walk apart.

import { whoWasNear, type Nearness, type Walker } from '../../src/domain/query/nearness.ts';
import { HEIGHT, PathScene, type Waypoint } from './path-scene.ts';
import { countHits, type SearchCounts, type SearchScene } from './search-scenes.ts';

export const NEARNESS: Nearness = { kind: 'near', partner: 'any', heights: 1, leastUs: 5_000_000 };
/** Own height as a share of the width of the picture. */
export const ACROSS = (HEIGHT * 9) / 16;

/** Numbers of all that were near a partner, rising. */
export function everyoneNear(walkers: readonly Walker[], shape: Nearness): number[] {
  const search = whoWasNear(walkers, shape);
  for (;;) {
    const { done, value } = search.next();
    if (done === true) {
      return [...value].sort((a, b) => a - b);
    }
  }
}

interface Pair {
  readonly isWanted: boolean;
  readonly points: (scene: PathScene, start: number) => readonly (readonly Waypoint[])[];
}

/** Stands at a place; the other comes, stays `seconds` at `heights` own heights, and goes. */
function meets(seconds: number, heights: number, isWanted: boolean): Pair {
  return {
    isWanted,
    points: (scene, start) => {
      const y = scene.between(0.5, 0.8);
      const beside = 0.3 + ACROSS * heights;
      return [
        [
          [start, 0.3, y],
          [start + 30, 0.3, y],
        ],
        [
          [start + 2, 0.9, y],
          [start + 9, beside, y],
          [start + 9 + seconds, beside, y],
          [start + 16 + seconds, 0.9, y],
        ],
      ];
    },
  };
}

/** Side by side, so many own heights apart. */
function walkTogether(heights: number, isWanted: boolean): Pair {
  return {
    isWanted,
    points: (scene, start) => {
      const y = scene.between(0.4, 0.6);
      return [y, y + HEIGHT * heights].map((foot): readonly Waypoint[] => [
        [start, 0.1, foot],
        [start + 15, 0.9, foot],
      ]);
    },
  };
}

function countNear(seed: number): SearchCounts {
  const pairs = [
    meets(7, 0.7, true),
    meets(3, 0.7, false),
    meets(10, 1.4, false),
    walkTogether(0.7, true),
    walkTogether(1.3, false),
  ];
  const scene = new PathScene(seed);
  const walkers: (Walker & { readonly isWanted: boolean })[] = [];
  for (let turn = 0; turn < 100; turn += 1) {
    const pair = pairs[turn % pairs.length];
    // One pair after the other: nobody of another is there.
    for (const points of pair?.points(scene, turn * 100) ?? []) {
      walkers.push({
        ...{ number: walkers.length + 1, objectClass: 'person', path: scene.walk(points) },
        isWanted: pair?.isWanted === true,
      });
    }
  }
  const found = new Set(everyoneNear(walkers, NEARNESS));
  return countHits(walkers.map(({ number, isWanted }) => ({ isWanted, isHit: found.has(number) })));
}

export const NEAR_SCENE: SearchScene = { id: 'near', name: 'five seconds near another', count: countNear };
