// What the analysis gathers of the colours of drawn figures.

import { sampleColours } from '../../src/analysis/sample-colours.ts';
import { SceneColours } from '../../src/analysis/scene-colours.ts';
import { tallies, type ColourTallies } from '../../src/domain/attributes/colour-tally.ts';
import { street, type Figure } from './figures.ts';

export type Lamps = Parameters<typeof street>[0];

/** What is gathered of figures: the street is watched alone first, then with the figures in it. */
export function look(
  lamp: Lamps,
  figures: readonly Figure[],
  objectClass: 'person' | 'car' = 'person',
): ColourTallies[] {
  const scene = new SceneColours();
  for (let at = 0; at < 10; at += 1) {
    scene.watch(street(lamp), at * 500_000, []);
  }
  const sights = figures.map(({ box }) => ({ objectClass, box, score: 0.8, tallies: tallies() }));
  for (let at = 10; at < 14; at += 1) {
    const planes = street(lamp, figures);
    scene.watch(
      planes,
      at * 500_000,
      figures.map(({ box }) => box),
    );
    sampleColours(planes, sights, scene);
  }
  return sights.map((sight) => sight.tallies);
}
