import { describe, expect, it } from 'vitest';

import { sampleColours } from '../../../src/analysis/sample-colours.ts';
import { SceneColours } from '../../../src/analysis/scene-colours.ts';
import { COLOUR_NAMES, type ColourName } from '../../../src/domain/attributes/attributes.ts';
import { tallies } from '../../../src/domain/attributes/colour-tally.ts';
import { nameClothes, namePaint } from '../../../src/domain/attributes/name-colours.ts';
import type { Box } from '../../../src/domain/geometry/box.ts';
import { CLOTHS, INFRARED, LAMPS, street, type Figure } from '../../builders/figures.ts';
import { look, type Lamps } from '../../builders/street-look.ts';

const BOX: Box = { x: 120, y: 80, w: 48, h: 120 };
function clothes(
  lamp: Lamps,
  figure: Omit<Figure, 'box'> & { readonly box?: Box },
): { upper: string[]; lower: string[] } {
  const [found = tallies()] = look(lamp, [{ box: BOX, ...figure }]);
  return {
    upper: nameClothes(found.upper).map(({ name }) => name),
    lower: nameClothes(found.lower).map(({ name }) => name),
  };
}

describe('colours of clothes', () => {
  describe.each(Object.entries(LAMPS))('under a %s lamp', (_, lamp) => {
    it.each(COLOUR_NAMES)('%s is called so, above and below', (name) => {
      const other: ColourName = name === 'blue' ? 'grey' : 'blue';
      expect(clothes(lamp, { upper: CLOTHS[name], lower: CLOTHS[other] })).toEqual({ upper: [name], lower: [other] });
      expect(clothes(lamp, { upper: CLOTHS[other], lower: CLOTHS[name] })).toEqual({ upper: [other], lower: [name] });
    });
  });

  it('are undetermined under infrared, at night, and on a figure too small to tell', () => {
    const figure = { upper: CLOTHS.red, lower: CLOTHS.green };
    const nothing = { upper: [], lower: [] };
    expect(clothes(INFRARED, figure)).toEqual(nothing);
    expect(clothes({ gains: [0.01, 0.01, 0.01] }, figure)).toEqual(nothing);
    expect(clothes(LAMPS.daylight, { ...figure, box: { x: 100, y: 100, w: 8, h: 20 } })).toEqual(nothing);
  });

  it('do not change with anything painted over the head zone', () => {
    const figure = { upper: CLOTHS.grey, lower: CLOTHS.black };
    const plain = look(LAMPS.daylight, [{ box: BOX, ...figure }])[0];
    for (const head of [CLOTHS.red, CLOTHS.yellow, CLOTHS.black] as const) {
      const painted = look(LAMPS.daylight, [{ box: BOX, ...figure, head }])[0];
      expect(painted?.upper.snapshot()).toEqual(plain?.upper.snapshot());
      expect(painted?.lower.snapshot()).toEqual(plain?.lower.snapshot());
    }
  });

  it('do not change with the colour of face, arms and shins', () => {
    const figure = { upper: CLOTHS.green, lower: CLOTHS.white };
    const plain = look(LAMPS.daylight, [{ box: BOX, ...figure, skin: [240, 205, 185] }])[0];
    for (const skin of [
      [190, 140, 100],
      [120, 78, 52],
      [60, 40, 30],
    ] as const) {
      const other = look(LAMPS.daylight, [{ box: BOX, ...figure, skin }])[0];
      expect(other?.upper.snapshot()).toEqual(plain?.upper.snapshot());
      expect(other?.lower.snapshot()).toEqual(plain?.lower.snapshot());
    }
  });

  it('of someone behind are not those of who stands in front', () => {
    const behind = { box: BOX, upper: CLOTHS.red, lower: CLOTHS.white };
    const front = { box: { ...BOX, x: BOX.x + 26, y: BOX.y + 20 }, upper: CLOTHS.green, lower: CLOTHS.black };
    const [first = tallies(), second = tallies()] = look(LAMPS.daylight, [behind, front]);
    expect(nameClothes(first.upper).map(({ name }) => name)).toEqual(['red']);
    expect(nameClothes(first.lower).map(({ name }) => name)).toEqual(['white']);
    expect(nameClothes(second.upper).map(({ name }) => name)).toEqual(['green']);
  });

  it('are read off the figure, not off the street beside it', () => {
    const [narrow = tallies()] = look(LAMPS.daylight, [{ box: BOX, upper: CLOTHS.red, lower: CLOTHS.red }]);
    const scene = new SceneColours();
    scene.watch(street(LAMPS.daylight), 0, []);
    const planes = street(LAMPS.daylight, [{ box: BOX, upper: CLOTHS.red, lower: CLOTHS.red }]);
    const loose = tallies();
    const box = { x: BOX.x - 24, y: BOX.y, w: BOX.w + 24, h: BOX.h };
    sampleColours(planes, [{ objectClass: 'person', box, score: 0.8, tallies: loose }], scene);
    expect(nameClothes(narrow.upper)[0]).toMatchObject({ name: 'red' });
    expect(nameClothes(loose.upper)[0]).toMatchObject({ name: 'red' });
  });
});

describe('colour of paint', () => {
  it.each(['black', 'white', 'red', 'blue', 'green', 'yellow'] as const)('%s is called so', (name) => {
    const box = { x: 100, y: 120, w: 100, h: 60 };
    const [found = tallies()] = look(LAMPS.daylight, [{ box, upper: CLOTHS.black, lower: CLOTHS[name] }], 'car');
    expect(nameClothes(found.upper)).toEqual([]);
    // The figure's upper half stands for the windows.
    expect(namePaint(found.vehicle).map((colour) => colour.name)[0]).toBe(name);
  });
});
