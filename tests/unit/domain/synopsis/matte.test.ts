// Which pixels are the object: drawn scenes, of which every pixel is known.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Box } from '../../../../src/domain/geometry/box.ts';
import { packMask } from '../../../../src/domain/motion/mask-pack.ts';
import { cutOut, type MatteJob, type MattePlate } from '../../../../src/domain/synopsis/matte.ts';
import type { PlacedMask } from '../../../../src/domain/synopsis/matte-prior.ts';

const SIZE = 120;
const BOX: Box = { x: 40, y: 20, w: 40, h: 80 };

type Colour = readonly [number, number, number];
type Paint = (x: number, y: number, scene: Colour) => Colour;

/** Not random: the same in every run. */
function noiseAt(x: number, y: number, seed: number): number {
  let value = Math.imul(x + 1, 374_761_393) ^ Math.imul(y + 1, 668_265_263) ^ Math.imul(seed + 1, 974_711);
  value = Math.imul(value ^ (value >>> 13), 1_274_126_177);
  return ((value ^ (value >>> 16)) >>> 0) / 2 ** 32 - 0.5;
}

/** Paving: grey of several shades. */
const sceneAt = (x: number, y: number): Colour => {
  const shade = 110 + 30 * Math.sin(x / 9) + ((x >> 4) + (y >> 4)) * 2;
  return [shade, shade + 4, shade - 6];
};

function picture(paint: Paint, noise = 0, seed = 1): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(SIZE * SIZE * 4);
  for (let y = 0; y < SIZE; y += 1) {
    for (let x = 0; x < SIZE; x += 1) {
      const grain = 2 * noise * noiseAt(x, y, seed);
      const [r, g, b] = paint(x, y, sceneAt(x, y));
      rgba.set([r + grain, g + grain, b + grain, 255], 4 * (y * SIZE + x));
    }
  }
  return rgba;
}

const plateOf = (rgba: Uint8ClampedArray): MattePlate => ({ width: SIZE, height: SIZE, rgba });
const EMPTY: Paint = (_x, _y, scene) => scene;
const RED: Colour = [170, 50, 40];

/** An ellipse in the box. */
const isBody = (x: number, y: number): boolean => ((x + 0.5 - 60) / 18) ** 2 + ((y + 0.5 - 60) / 38) ** 2 <= 1;

function jobOf(rgba: Uint8ClampedArray, parts: Partial<MatteJob> = {}): MatteJob {
  return {
    window: { x: 0, y: 0, width: SIZE, height: SIZE },
    ...{ rgba, box: BOX, masks: [], others: [], plate: plateOf(picture(EMPTY)), step: 1 },
    ...parts,
  };
}

/** Opacity at each pixel of the window. */
function alphaOf(job: MatteJob): Uint8Array {
  const alpha = new Uint8Array(SIZE * SIZE);
  const part = cutOut(job);
  for (let row = 0; row < part.height; row += 1) {
    for (let column = 0; column < part.width; column += 1) {
      alpha[(part.y + row) * SIZE + part.x + column] = part.rgba[4 * (row * part.width + column) + 3] ?? 0;
    }
  }
  return alpha;
}

function iouWith(alpha: Uint8Array, isTrue: (x: number, y: number) => boolean): number {
  let [both, any] = [0, 0];
  alpha.forEach((value, at) => {
    const [a, b] = [value >= 128, isTrue(at % SIZE, Math.floor(at / SIZE))];
    both += a && b ? 1 : 0;
    any += a || b ? 1 : 0;
  });
  return both / any;
}

/** Mean opacity of a rectangle. */
function meanIn(alpha: Uint8Array, { x, y, w, h }: Box): number {
  let sum = 0;
  for (let row = y; row < y + h; row += 1) {
    for (let column = x; column < x + w; column += 1) {
      sum += alpha[row * SIZE + column] ?? 0;
    }
  }
  return sum / (w * h);
}

const person = (x: number, y: number, scene: Colour): Colour => (isBody(x, y) ? RED : scene);

describe('a matte', () => {
  it('is the body and nothing else', () => {
    const alpha = alphaOf(jobOf(picture(person)));
    expect(iouWith(alpha, isBody)).toBeGreaterThan(0.93);
  });

  it('is as good in noise, in other light, and before a plate of half the size', () => {
    for (const [gain, offset, noise] of [
      [1, 0, 6],
      [0.5, 0, 3],
      [0.8, 20, 3],
      [1.4, -10, 3],
    ] as const) {
      const lit: Paint = (x, y, scene) => {
        const [r, g, b] = person(x, y, scene);
        return [r * gain + offset, g * gain + offset, b * gain + offset];
      };
      const plate = plateOf(picture(EMPTY, noise, 2));
      const alpha = alphaOf(jobOf(picture(lit, noise), { plate }));
      expect([gain, offset, noise, iouWith(alpha, isBody) > 0.88]).toEqual([gain, offset, noise, true]);
      const half = new Uint8ClampedArray((SIZE / 2) ** 2 * 4);
      for (let at = 0; at < half.length; at += 4) {
        const [column, row] = [(at / 4) % (SIZE / 2), Math.floor(at / 4 / (SIZE / 2))];
        const from = 4 * (2 * row * SIZE + 2 * column);
        half.set(plate.rgba.subarray(from, from + 4), at);
      }
      const small = { plate: { width: SIZE / 2, height: SIZE / 2, rgba: half }, step: 2 };
      expect(iouWith(alphaOf(jobOf(picture(lit, noise), small)), isBody)).toBeGreaterThan(0.85);
    }
  });

  it('keeps a head that sticks out of the box a little', () => {
    const tall: Paint = (x, y, scene) => (isBody(x, y) || (Math.abs(x - 60) < 7 && y >= 15 && y < 30) ? RED : scene);
    expect(meanIn(alphaOf(jobOf(picture(tall))), { x: 55, y: 17, w: 10, h: 8 })).toBeGreaterThan(230);
  });

  it('leaves out the shadow on the ground', () => {
    const cast: Paint = (x, y, scene) => {
      const isShadow = y >= 88 && y < 98 && x >= 62 && x < 100;
      const [r, g, b] = person(x, y, scene);
      return isShadow && !isBody(x, y) ? [0.6 * r, 0.6 * g, 0.6 * b] : [r, g, b];
    };
    const alpha = alphaOf(jobOf(picture(cast, 2)));
    expect(meanIn(alpha, { x: 80, y: 90, w: 18, h: 6 })).toBeLessThan(10);
    expect(iouWith(alpha, isBody)).toBeGreaterThan(0.85);
  });

  it('fills a hole where clothes are of the colour of the scene, and drops what lies apart', () => {
    const spotted: Paint = (x, y, scene) => {
      const isSpot = Math.hypot(x - 60, y - 50) < 4;
      const isLitter = Math.hypot(x - 96, y - 30) < 4;
      return isLitter || (isBody(x, y) && !isSpot) ? RED : scene;
    };
    const alpha = alphaOf(jobOf(picture(spotted, 2)));
    expect(meanIn(alpha, { x: 57, y: 47, w: 6, h: 6 })).toBeGreaterThan(230);
    expect(meanIn(alpha, { x: 93, y: 27, w: 6, h: 6 })).toBe(0);
  });

  it('leaves the ground between legs', () => {
    const standing: Paint = (x, y, scene) => {
      const isGround = Math.abs(x - 60) <= 3 && y >= 80 && y < 92;
      return isBody(x, y) && !isGround ? RED : scene;
    };
    expect(meanIn(alphaOf(jobOf(picture(standing))), { x: 59, y: 82, w: 3, h: 8 })).toBeLessThan(40);
  });

  it('keeps a pale head before a restless ground', () => {
    const isRestless = (x: number): boolean => x < 38 || x >= 82;
    const ground =
      (seed: number): Paint =>
      (x, y, [r, g, b]) => {
        const grain = isRestless(x) ? 56 * noiseAt(x, y, seed) : 0;
        return [r + grain, g + grain, b + grain];
      };
    const someone: Paint = (x, y, scene) => {
      const [r, g, b] = scene;
      return !isBody(x, y) ? ground(9)(x, y, scene) : y < 42 ? [r + 34, g + 26, b + 14] : [230, 20, 20];
    };
    const alpha = alphaOf(jobOf(picture(someone), { plate: plateOf(picture(ground(5))) }));
    expect(meanIn(alpha, { x: 55, y: 29, w: 10, h: 12 })).toBeGreaterThan(230);
  });

  it('gives what is nearer to another object to that one', () => {
    const pair: Paint = (x, y, scene) => (isBody(x, y) || isBody(x - 34, y) ? RED : scene);
    const other = { ...BOX, x: BOX.x + 34 };
    const alpha = alphaOf(jobOf(picture(pair, 2), { others: [other] }));
    expect(meanIn(alpha, { x: 55, y: 40, w: 10, h: 40 })).toBeGreaterThan(230);
    expect(meanIn(alpha, { x: 88, y: 40, w: 10, h: 40 })).toBeLessThan(10);
  });

  it('ends where the colour of somebody in front begins', () => {
    const BLUE: Colour = [40, 50, 190];
    const other = { ...BOX, x: BOX.x + 20 };
    const isOther = (x: number, y: number): boolean => x >= 68 && isBody(x - 20, y);
    const pair: Paint = (x, y, scene) => (isOther(x, y) ? BLUE : person(x, y, scene));
    const told = alphaOf(jobOf(picture(pair, 2), { others: [other] }));
    // The border itself is of both.
    expect(meanIn(told, { x: 70, y: 52, w: 2, h: 16 })).toBeLessThan(80);
    expect(meanIn(told, { x: 54, y: 52, w: 10, h: 16 })).toBeGreaterThan(230);
  });

  it('leaves no seam between two who are shown together', () => {
    const other = { ...BOX, x: BOX.x + 20, y: BOX.y + 4 };
    const pair: Paint = (x, y, scene) => (isBody(x - 20, y - 4) ? [20, 22, 26] : isBody(x, y) ? [26, 22, 20] : scene);
    const rgba = picture(pair, 2);
    const shown = picture(EMPTY);
    for (const [box, beside] of [
      [BOX, other],
      [other, BOX],
    ] as const) {
      const part = cutOut(jobOf(rgba, { box, others: [beside] }));
      for (let at = 0; at < part.width * part.height; at += 1) {
        const to = 4 * ((part.y + Math.floor(at / part.width)) * SIZE + part.x + (at % part.width));
        const share = (part.rgba[4 * at + 3] ?? 0) / 255;
        for (let plane = 0; plane < 3; plane += 1) {
          shown[to + plane] = share * (part.rgba[4 * at + plane] ?? 0) + (1 - share) * (shown[to + plane] ?? 0);
        }
      }
    }
    let most = 0;
    for (let y = 46; y < 78; y += 1) {
      for (let x = 52; x < 88; x += 1) {
        most = Math.max(most, Math.abs((shown[4 * (y * SIZE + x)] ?? 0) - (rgba[4 * (y * SIZE + x)] ?? 0)));
      }
    }
    expect(most).toBeLessThan(12);
  });

  it('has edges without the colour of the scene', () => {
    const soft: Paint = (x, y, scene) => {
      // As a lens and an encoder leave it: four pixels wide.
      let share = 0;
      for (let sample = 0; sample < 16; sample += 1) {
        share += isBody(x - 1.5 + (sample % 4), y - 1.5 + (sample >> 2)) ? 1 / 16 : 0;
      }
      const mix = (own: number, under: number): number => own * share + under * (1 - share);
      return [mix(RED[0], scene[0]), mix(RED[1], scene[1]), mix(RED[2], scene[2])];
    };
    const mixed = picture(soft);
    const { rgba, x, y, width } = cutOut(jobOf(mixed));
    const shown = (at: number): number => 4 * ((y + Math.floor(at / width)) * SIZE + x + (at % width)) + 1;
    const plate = picture(EMPTY);
    let [count, before, after, changed] = [0, 0, 0, 0];
    for (let at = 0; at < rgba.length / 4; at += 1) {
      const alpha = rgba[4 * at + 3] ?? 0;
      if (alpha > 90 && alpha < 255) {
        const [own, seen, under] = [rgba[4 * at + 1] ?? 0, mixed[shown(at)] ?? 0, plate[shown(at)] ?? 0];
        count += 1;
        before += Math.abs(seen - RED[1]);
        after += Math.abs(own - RED[1]);
        changed += Math.abs(under + ((own - under) * alpha) / 255 - seen);
      }
    }
    expect(count).toBeGreaterThan(20);
    expect(before / count).toBeGreaterThan(30);
    expect(after / before).toBeLessThan(0.6);
    // On its own scene it looks as it was filmed: no dark outline, no halo.
    expect(changed / count).toBeLessThan(8);
  });

  it('keeps a pale head beside a dark coat', () => {
    const COAT: Colour = [14, 14, 18];
    const dressed: Paint = (x, y, scene) => {
      const isHead = Math.hypot(x - 60, (y - 32) / 1.2) <= 7.5;
      const isCoat = isBody(x, y) && y >= 40;
      const [r, g, b] = scene;
      return isHead ? [r + 34, g + 8, b - 8] : isCoat ? COAT : scene;
    };
    const alpha = alphaOf(jobOf(picture(dressed, 2)));
    expect(meanIn(alpha, { x: 55, y: 26, w: 10, h: 13 })).toBeGreaterThan(235);
    expect(meanIn(alpha, { x: 53, y: 28, w: 14, h: 8 })).toBeGreaterThan(215);
  });

  it('bridges a face of the colour of the ground between hair and coat, and leaves no ghost of what it drops', () => {
    const HAIR: Colour = [40, 28, 20];
    const pale: Paint = (x, y, scene) => {
      const isHair = Math.hypot(x - 60, y - 26) <= 4.5;
      const isLitter = x >= 46 && x < 49 && y >= 24 && y < 94 && y % 30 < 4;
      const [r, g, b] = scene;
      const isFace = x >= 55 && x < 65 && y >= 30 && y < 38;
      return isHair || isLitter ? HAIR : isBody(x, y) && y >= 38 ? RED : isFace ? [r + 9, g + 8, b + 7] : scene;
    };
    const alpha = alphaOf(jobOf(picture(pale)));
    expect(meanIn(alpha, { x: 58, y: 23, w: 4, h: 6 })).toBeGreaterThan(200);
    expect(meanIn(alpha, { x: 58, y: 30, w: 4, h: 8 })).toBeGreaterThan(200);
    expect(meanIn(alpha, { x: 40, y: 20, w: 5, h: 20 })).toBe(0);
  });

  it('is the whole box where nothing differs from the scene, and where there is no plate', () => {
    for (const plate of [plateOf(picture(EMPTY)), undefined]) {
      const alpha = alphaOf(jobOf(picture(EMPTY, 2), { plate }));
      expect(meanIn(alpha, { x: 44, y: 26, w: 32, h: 68 })).toBe(255);
      expect(meanIn(alpha, { x: 0, y: 0, w: 30, h: SIZE })).toBe(0);
    }
  });

  it('is not what stood there when the plate was made, where masks show the body', () => {
    const ghost: Paint = (x, y, scene) => (y >= 70 && y < 98 && x >= 62 && x < 80 ? [60, 60, 160] : scene);
    const window = { x: 0, y: 0, w: 60, h: 60 };
    const pixels = new Uint8Array(60 * 60);
    for (let at = 0; at < pixels.length; at += 1) {
      pixels[at] = isBody(2 * (at % 60), 2 * Math.floor(at / 60)) ? 1 : 0;
    }
    const mask: PlacedMask = { step: 2, ...window, dx: 0, dy: 0, bytes: packMask(pixels, 60, window) };
    const [plate, gone] = [plateOf(picture(ghost, 2, 3)), { x: 76, y: 86, w: 4, h: 11 }];
    const [blind, told] = [[], [mask]].map((masks) => alphaOf(jobOf(picture(person, 2), { plate, masks })));
    expect(meanIn(blind ?? new Uint8Array(), gone)).toBeGreaterThan(200);
    expect(meanIn(told ?? new Uint8Array(), gone)).toBeLessThan(64);
    expect(iouWith(told ?? new Uint8Array(), isBody)).toBeGreaterThan(0.85);
  });

  it('is its box where the plate is one of another view', () => {
    const other = plateOf(picture((x, y) => [(x * 37) % 256, (y * 91) % 256, (x * y) % 256]));
    const alpha = alphaOf(jobOf(picture(person), { plate: other }));
    expect(meanIn(alpha, { x: 44, y: 26, w: 32, h: 68 })).toBe(255);
  });

  it('is what moved where there is no plate, carried along with the object', () => {
    const pixels = new Uint8Array(30 * 30);
    for (let at = 0; at < pixels.length; at += 1) {
      pixels[at] = isBody(4 * (at % 30) + 10, 4 * Math.floor(at / 30)) ? 1 : 0;
    }
    const mask: PlacedMask = {
      ...{ step: 4, x: 0, y: 0, w: 30, h: 30, dx: 10, dy: 0 },
      bytes: packMask(pixels, 30, { x: 0, y: 0, w: 30, h: 30 }),
    };
    const alpha = alphaOf(jobOf(picture(person), { plate: undefined, masks: [mask] }));
    expect(iouWith(alpha, isBody)).toBeGreaterThan(0.75);
  });

  it('lies inside of the window, whatever the box, and never throws', () => {
    const coordinate = fc.double({ min: -40, max: 160, noNaN: true });
    const extent = fc.double({ min: 0, max: 140, noNaN: true });
    const aBox = fc.record({ x: coordinate, y: coordinate, w: extent, h: extent });
    const [rgba, plate] = [picture(person, 3), plateOf(picture(EMPTY, 3, 2))];
    fc.assert(
      fc.property(aBox, fc.array(aBox, { maxLength: 3 }), fc.boolean(), (box, others, hasPlate) => {
        const part = cutOut(jobOf(rgba, { box, others, plate: hasPlate ? plate : undefined }));
        expect(part.rgba.length).toBe(part.width * part.height * 4);
        expect(part.width > 0 && part.height > 0 && part.x >= 0 && part.y >= 0).toBe(true);
        expect(part.x + part.width <= SIZE && part.y + part.height <= SIZE).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
