import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { intersectionArea } from '../../../../src/domain/geometry/box.ts';
import { lineOf, placeLabels, type LabelWish } from '../../../../src/domain/synopsis/labels.ts';

const PICTURE = { width: 1920, height: 1080 };
const wish = (x: number, y: number, w = 100, h = 250): LabelWish => ({ box: { x, y, w, h }, width: 140, height: 22 });

describe('the words of an object', () => {
  it('stand above its head, in its middle', () => {
    const [place] = placeLabels([wish(500, 400)], PICTURE);
    expect(place).toMatchObject({ x: 480, w: 140, h: 22 });
    expect(place?.y).toBeCloseTo(374.7);
  });

  it('stand below or beside it where there is no room above', () => {
    const [below, beside] = placeLabels([wish(500, 0), wish(900, 0, 100, 1080)], PICTURE);
    expect(below?.y).toBeGreaterThanOrEqual(250);
    expect(beside?.x).toBeGreaterThanOrEqual(1000);
  });

  it('make way for each other where objects stand close together', () => {
    const places = placeLabels([wish(500, 400), wish(520, 405), wish(540, 410), wish(560, 402)], PICTURE);
    for (const [index, place] of places.entries()) {
      for (const other of places.slice(index + 1)) {
        expect(intersectionArea(place, other)).toBe(0);
      }
    }
  });

  it('stay where they were while they lie on nothing much, and never on other words', () => {
    const [below] = placeLabels([{ ...wish(500, 400), had: 1 }], PICTURE);
    expect(below).toMatchObject({ choice: 1, y: expect.closeTo(653.3) as number });
    // Somebody else stands where the words were.
    const [above] = placeLabels([{ ...wish(500, 400), had: 1 }, wish(480, 640)], PICTURE);
    expect(above?.choice).not.toBe(1);
    const [one, other] = placeLabels([wish(500, 400), { ...wish(510, 401), had: 0 }], PICTURE);
    expect(one !== undefined && other !== undefined && intersectionArea(one, other)).toBe(0);
  });

  it('do not leap to and fro while objects pass each other', () => {
    let [had, leaps]: [readonly number[], number] = [[], 0];
    for (let x = 0; x <= 600; x += 2) {
      const wishes = [
        wish(400, 400 + 4 * Math.sin(x)),
        wish(100 + x, 410 + 6 * Math.cos(x)),
        wish(900 - x, 395 + 5 * Math.sin(2 * x)),
      ];
      const places = placeLabels(
        wishes.map((asked, index) => ({ ...asked, had: had[index] })),
        PICTURE,
      );
      leaps += places.filter(({ choice }, index) => had[index] !== undefined && had[index] !== choice).length;
      had = places.map(({ choice }) => choice);
    }
    expect(leaps).toBeLessThanOrEqual(9);
  });

  it('stand to one side of a head rather than on a pole', () => {
    const places = placeLabels([wish(500, 400, 60), wish(610, 402, 60), wish(720, 399, 60)], PICTURE);
    const heights = places.map(({ y, h }) => y + h);
    expect(Math.min(...heights)).toBeGreaterThan(380);
  });

  it('never lie under other words, wherever they were', () => {
    const reserved = { x: 480, y: 370, w: 300, h: 40 };
    for (const had of [undefined, 0, 4, 5]) {
      const [place] = placeLabels([{ ...wish(500, 400), had }], PICTURE, [reserved]);
      expect(place !== undefined && intersectionArea(place, reserved)).toBe(0);
    }
  });

  it('have a line to the side that looks at them, and none where they touch their object', () => {
    const box = { x: 500, y: 400, w: 100, h: 250 };
    expect(lineOf({ x: 480, y: 374.7, w: 140, h: 22 }, box)).toBeUndefined();
    expect(lineOf({ x: 480, y: 300, w: 140, h: 22 }, box)).toEqual({
      from: { x: 550, y: 322 },
      to: { x: 550, y: 400 },
    });
    // From below to the feet: never through the body.
    expect(lineOf({ x: 480, y: 700, w: 140, h: 22 }, box)).toEqual({
      from: { x: 550, y: 700 },
      to: { x: 550, y: 650 },
    });
    expect(lineOf({ x: 700, y: 410, w: 140, h: 22 }, box)?.to).toEqual({ x: 600, y: 421 });
  });

  it('are inside the picture, whatever is asked, and the same in whatever order', () => {
    const number = (max: number) => fc.integer({ min: -50, max });
    const wishes = fc.uniqueArray(
      fc.record({
        x: number(1900),
        y: number(1000),
        w: fc.integer({ min: 1, max: 600 }),
        h: fc.integer({ min: 1, max: 900 }),
      }),
      { maxLength: 15, selector: ({ x, y }) => `${x} ${y}` },
    );
    fc.assert(
      fc.property(wishes, (boxes) => {
        const asked = boxes.map(({ x, y, w, h }) => wish(x, y, w, h));
        const places = placeLabels(asked, PICTURE);
        expect(placeLabels(asked.toReversed(), PICTURE)).toEqual(places.toReversed());
        for (const { x, y, w, h } of places) {
          expect(x >= 0 && y >= 0 && x + w <= PICTURE.width && y + h <= PICTURE.height).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});
