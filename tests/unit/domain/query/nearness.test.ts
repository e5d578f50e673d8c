// Nearness on a scene whose truth is known: pairs that meet, pass each other, or walk apart.

import fc from 'fast-check';
import { expect, it } from 'vitest';

import type { ObjectClass } from '../../../../src/domain/detection/classes.ts';
import { whoWasNear, type Nearness, type Walker } from '../../../../src/domain/query/nearness.ts';
import { HEIGHT, PathScene, type Waypoint } from '../../../builders/path-scene.ts';

const SHAPE: Nearness = { kind: 'near', partner: 'any', heights: 1, leastUs: 5_000_000 };
/** Own height as a share of the width of the picture. */
const ACROSS = (HEIGHT * 9) / 16;

function all(walkers: readonly Walker[], shape: Nearness): number[] {
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

it('finds who was near another for long enough, not who passed nor who was elsewhere', () => {
  const pairs = [
    meets(7, 0.7, true),
    meets(3, 0.7, false),
    meets(10, 1.4, false),
    walkTogether(0.7, true),
    walkTogether(1.3, false),
  ];
  const scene = new PathScene(11);
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
  const found = new Set(all(walkers, SHAPE));
  const wanted = walkers.filter(({ isWanted }) => isWanted);
  const right = wanted.filter(({ number }) => found.has(number)).length;
  expect(right / found.size, 'precision').toBeGreaterThanOrEqual(0.9);
  expect(right / wanted.length, 'recall').toBeGreaterThanOrEqual(0.9);
});

it('asks for a partner of a kind: who is near a car is a person or another car', () => {
  const scene = new PathScene(5);
  const standing = (x: number, objectClass: ObjectClass, number: number): Walker => ({
    number,
    objectClass,
    path: scene.walk([
      [0, x, 0.5],
      [20, x, 0.5],
    ]),
  });
  const walkers = [
    standing(0.3, 'person', 1),
    standing(0.3 + ACROSS / 2, 'car', 2),
    standing(0.7, 'person', 3),
    standing(0.7 + ACROSS / 2, 'person', 4),
  ];
  expect(all(walkers, { ...SHAPE, partner: 'vehicle' })).toEqual([1]);
  expect(all(walkers, { ...SHAPE, partner: 'person' })).toEqual([2, 3, 4]);
  expect(all(walkers, SHAPE)).toEqual([1, 2, 3, 4]);
});

it('is the same whoever is asked first', () => {
  const scene = new PathScene(9);
  const walkers = Array.from({ length: 24 }, (_, index): Walker => {
    const [start, y] = [scene.between(0, 20), scene.between(0.3, 0.9)];
    const points: readonly Waypoint[] = [
      [start, scene.between(0, 1), y],
      [start + scene.between(6, 20), scene.between(0, 1), scene.between(0.3, 0.9)],
    ];
    return { number: index, objectClass: index % 3 === 0 ? 'car' : 'person', path: scene.walk(points) };
  });
  const shape: Nearness = { ...SHAPE, heights: 1.5, leastUs: 1_500_000, partner: 'person' };
  const expected = all(walkers, shape);
  expect(expected.length).toBeGreaterThan(2);
  fc.assert(
    fc.property(fc.shuffledSubarray(walkers, { minLength: walkers.length }), (shuffled) => {
      expect(all(shuffled, shape)).toEqual(expected);
    }),
  );
});
