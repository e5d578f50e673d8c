// Synthetic figures before a street, under any lamp: what the colour tests look at.

import { planesOfRgba, type Planes } from '../../src/vision/planes.ts';
import type { Box } from '../../src/domain/geometry/box.ts';
import { seededRandom } from '../reels/random.ts';

type Rgb = readonly [number, number, number];

/** Gains in linear light. */
export interface Lamp {
  readonly gains: Rgb;
}

export const LAMPS = {
  daylight: { gains: [1, 1, 1] },
  tungsten: { gains: [1.15, 0.95, 0.68] },
  dim: { gains: [0.34, 0.34, 0.34] },
  greenish: { gains: [0.88, 1.12, 0.86] },
} as const satisfies Record<string, Lamp>;

export const INFRARED = 'infrared';

/** 8-bit sRGB of cloth, as a person would call it, under daylight. */
export const CLOTHS = {
  black: [28, 28, 30],
  grey: [125, 125, 124],
  white: [236, 236, 234],
  red: [178, 32, 38],
  orange: [236, 120, 30],
  yellow: [236, 204, 48],
  green: [38, 120, 58],
  blue: [36, 72, 160],
  purple: [104, 42, 140],
  pink: [240, 150, 185],
  brown: [112, 72, 40],
} as const satisfies Record<string, Rgb>;

export interface Figure {
  readonly box: Box;
  readonly upper: Rgb;
  readonly lower: Rgb;
  /** Face, arms and shins. */
  readonly skin?: Rgb;
  /** Paints the whole top quarter of the box. */
  readonly head?: Rgb;
}

export const WIDTH = 320;
export const HEIGHT = 240;

/** A street with road, wall, brick, sky and lawn, with figures in it, under a lamp; some sensor noise. */
export function street(lamp: Lamp | typeof INFRARED, figures: readonly Figure[] = [], noise = 3): Planes {
  const rgba = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  const random = seededRandom(7);
  const light = (colour: Rgb): Rgb => lit(colour, lamp);
  const fill = ({ x, y, w, h }: Box, colour: Rgb): void => {
    const shown = light(colour);
    for (let row = Math.round(y); row < Math.round(y + h); row += 1) {
      for (let column = Math.round(x); column < Math.round(x + w); column += 1) {
        if (row >= 0 && row < HEIGHT && column >= 0 && column < WIDTH) {
          const jitter = (random() - 0.5) * 2 * noise;
          const at = (row * WIDTH + column) * 4;
          shown.forEach((value, channel) => {
            rgba[at + channel] = value + jitter;
          });
        }
      }
    }
  };
  fill({ x: 0, y: 0, w: WIDTH, h: 40 }, [200, 212, 228]);
  fill({ x: 0, y: 40, w: WIDTH, h: 60 }, [168, 164, 158]);
  fill({ x: 200, y: 50, w: 80, h: 50 }, [140, 84, 66]);
  fill({ x: 0, y: 100, w: WIDTH, h: 110 }, [112, 112, 114]);
  fill({ x: 0, y: 210, w: WIDTH, h: 30 }, [88, 122, 62]);
  for (const figure of figures) {
    draw(figure, fill);
  }
  return planesOfRgba(rgba, WIDTH, HEIGHT);
}

function draw(
  { box, upper, lower, skin = [205, 160, 130], head }: Figure,
  fill: (box: Box, colour: Rgb) => void,
): void {
  const part = (left: number, top: number, right: number, bottom: number, colour: Rgb): void => {
    const { x, y, w, h } = box;
    fill({ x: x + left * w, y: y + top * h, w: (right - left) * w, h: (bottom - top) * h }, colour);
  };
  part(0.35, 0.02, 0.65, 0.2, skin);
  part(0.08, 0.26, 0.2, 0.6, skin);
  part(0.8, 0.26, 0.92, 0.6, skin);
  part(0.2, 0.2, 0.8, 0.55, upper);
  part(0.24, 0.55, 0.76, 0.8, lower);
  part(0.3, 0.8, 0.45, 0.98, skin);
  part(0.55, 0.8, 0.7, 0.98, skin);
  if (head !== undefined) {
    part(0, 0, 1, 0.25, head);
  }
}

function lit(colour: Rgb, lamp: Lamp | typeof INFRARED): Rgb {
  const linear = colour.map((value) => (value / 255) ** 2.2);
  const [r = 0, g = 0, b = 0] = linear;
  const shown = lamp === INFRARED ? linear.map(() => 0.4 * (0.5 * r + 0.3 * g + 0.2 * b)) : linear;
  const gains = lamp === INFRARED ? [1, 1, 1] : lamp.gains;
  const [x = 0, y = 0, z = 0] = shown.map(
    (value, channel) => 255 * Math.min(1, value * (gains[channel] ?? 1)) ** (1 / 2.2),
  );
  return [x, y, z];
}
