// By which side of the picture an object came in or went out.

import type { Box } from '../geometry/box.ts';
import type { Edge } from './attributes.ts';
import type { PathPoint } from './path.ts';
import type { PictureSize } from './way.ts';

/** An object that will be at the border within this time goes out there (or came in), seconds. */
const BORDER_AHEAD_S = 0.5;
/** Distance to the border that counts as none, share of the picture's side; least speed towards it, own heights/s. */
const AT_BORDER = 0.015;
const TOWARDS_BORDER = 0.05;

/**
 * The side by which an object crosses the border of the picture: at its last sight (`way` = 1: it leaves) or at
 * its first (`way` = −1: it came in). `undefined` when it is inside and stays there.
 */
export function edgeAt(box: Box, { vx, vy, height }: PathPoint, picture: PictureSize, way: 1 | -1): Edge | undefined {
  const sides: readonly (readonly [Edge, gap: number, towards: number, side: number])[] = [
    ['left', box.x, -vx * way, picture.width],
    ['top', box.y, -vy * way, picture.height],
    ['right', picture.width - box.x - box.w, vx * way, picture.width],
    ['bottom', picture.height - box.y - box.h, vy * way, picture.height],
  ];
  const crossed = sides
    .map(([edge, gap, towards, side]) => ({ edge, towards, left: gap - AT_BORDER * side - BORDER_AHEAD_S * towards }))
    .filter(({ towards, left }) => left <= 0 && towards >= TOWARDS_BORDER * height)
    .sort((a, b) => a.left / a.towards - b.left / b.towards);
  return crossed[0]?.edge;
}
