// Nearness: of whom, and the same whoever is asked first. On a scene of known truth: drawn-scenes.test.ts.

import fc from 'fast-check';
import { expect, it } from 'vitest';

import type { ObjectClass } from '../../../../src/domain/detection/classes.ts';
import type { Nearness, Walker } from '../../../../src/domain/query/nearness.ts';
import { ACROSS, everyoneNear, NEARNESS } from '../../../builders/near-scene.ts';
import { PathScene, type Waypoint } from '../../../builders/path-scene.ts';

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
  expect(everyoneNear(walkers, { ...NEARNESS, partner: 'vehicle' })).toEqual([1]);
  expect(everyoneNear(walkers, { ...NEARNESS, partner: 'person' })).toEqual([2, 3, 4]);
  expect(everyoneNear(walkers, NEARNESS)).toEqual([1, 2, 3, 4]);
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
  const shape: Nearness = { ...NEARNESS, heights: 1.5, leastUs: 1_500_000, partner: 'person' };
  const expected = everyoneNear(walkers, shape);
  expect(expected.length).toBeGreaterThan(2);
  fc.assert(
    fc.property(fc.shuffledSubarray(walkers, { minLength: walkers.length }), (shuffled) => {
      expect(everyoneNear(shuffled, shape)).toEqual(expected);
    }),
  );
});
