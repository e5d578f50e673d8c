// The pixels of one surface on one picture: inside its zone, in front of the scene, not behind somebody else.

import type { ColourTally } from '../domain/attributes/colour-tally.ts';
import type { Light } from '../domain/attributes/light.ts';
import { linearOf, oklab, type Oklab } from '../domain/attributes/oklab.ts';
import { zoneOf, type Zone } from '../domain/attributes/zones.ts';
import type { Box } from '../domain/geometry/box.ts';
import type { Planes } from '../vision/planes.ts';
import { readRgb } from './read-rgb.ts';
import type { SceneColours } from './scene-colours.ts';

/** Fewer pixels than this say nothing. */
const LEAST_PIXELS = 12;
/** A zone is read at no more than about this many points. */
const MOST_POINTS = 400;
/** Share of a zone that must differ from the scene for the difference to tell the object from it. */
const ENOUGH_IN_FRONT = 0.3;
/** Weight of the pixels where the difference could not tell. */
const UNSURE = 0.4;

/** Adds what `zone` of `box` shows to the tally; `nearer` are boxes that may stand in front. */
export function sampleZone(
  planes: Planes,
  box: Box,
  zone: Zone,
  tally: ColourTally,
  { scene, nearer, weight }: { readonly scene: SceneColours; readonly nearer: readonly Box[]; readonly weight: number },
): void {
  const { x, y, w, h } = zoneOf(box, zone);
  const stride = Math.max(1, Math.floor(Math.sqrt((w * h) / MOST_POINTS)));
  const left = Math.max(0, Math.ceil(x));
  const right = Math.min(planes.width, x + w);
  const bottom = Math.min(planes.height, y + h);
  const front: Oklab[] = [];
  const rest: Oklab[] = [];
  for (let row = Math.max(0, Math.ceil(y)); row < bottom; row += stride) {
    for (let column = left; column < right; column += stride) {
      if (!nearer.some((other) => holds(other, column, row))) {
        (scene.isInFront(planes, column, row) === true ? front : rest).push(colourAt(planes, column, row, scene.light));
      }
    }
  }
  const all = front.length + rest.length;
  if (all * stride * stride < LEAST_PIXELS) {
    return;
  }
  const isTold = front.length >= ENOUGH_IN_FRONT * all;
  const pixels = isTold ? front : [...front, ...rest];
  for (const colour of pixels) {
    tally.add(colour, weight * (isTold ? 1 : UNSURE) * stride * stride);
  }
}

function colourAt(planes: Planes, x: number, y: number, light: Light): Oklab {
  const uv = (y >> 1) * planes.uvStride + (x >> 1) * planes.uvStep;
  const luma = planes.y[y * planes.yStride + x] as number;
  const [r, g, b] = readRgb(luma, planes.u[uv] as number, planes.v[uv] as number, planes.colour);
  return oklab({ r: light.r * linearOf(r), g: light.g * linearOf(g), b: light.b * linearOf(b) });
}

function holds({ x, y, w, h }: Box, column: number, row: number): boolean {
  return column >= x && column < x + w && row >= y && row < y + h;
}
