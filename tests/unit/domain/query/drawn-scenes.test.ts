// Each criterion on a scene whose truth is known, near misses included: precision and recall.

import { expect, it } from 'vitest';

import type { DrawnShape } from '../../../../src/domain/query/drawn-shape.ts';
import { matchesPath } from '../../../../src/domain/query/match-path.ts';
import type { TrackPath } from '../../../../src/domain/query/track-path.ts';
import type { Point } from '../../../../src/domain/settings/polygon.ts';
import { DRAWN_SCENES } from '../../../builders/drawn-scenes.ts';
import { FACT_SCENES } from '../../../builders/fact-scenes.ts';
import { NEAR_SCENE } from '../../../builders/near-scene.ts';
import { PathScene } from '../../../builders/path-scene.ts';
import { sharesOf, straight } from '../../../builders/search-scenes.ts';

const LEAST = 0.9;

it.each([...DRAWN_SCENES, NEAR_SCENE, ...FACT_SCENES])('finds $name, and not what nearly is', ({ count }) => {
  const counts = count(7);
  const { precision, recall } = sharesOf(counts);
  expect(counts.wanted).toBeGreaterThan(0);
  expect(precision, 'precision').toBeGreaterThanOrEqual(LEAST);
  expect(recall, 'recall').toBeGreaterThanOrEqual(LEAST);
});

it('finds the same on a picture that is stored on its side', () => {
  const corners: readonly Point[] = [
    { x: 0.2, y: 0.2 },
    { x: 0.8, y: 0.2 },
    { x: 0.8, y: 0.5 },
  ];
  const pathOf = (rotation: 0 | 90 | 180 | 270): TrackPath =>
    new PathScene(3, { width: 720, height: 720, rotation, pixelAspect: 1 }).walk(
      straight({ x: 0.1, y: 0.3 }, { x: 0.9, y: 0.4 }),
    );
  const zone: DrawnShape = { kind: 'zone', corners, rule: 'pass', leastUs: 0 };
  expect(matchesPath(zone, pathOf(0))).toBe(true);
  // Stored upside down, the same boxes are in the lower half of what is shown.
  expect(matchesPath(zone, pathOf(180))).toBe(false);
});
