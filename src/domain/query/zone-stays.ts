// When an object was in a zone: exact in time, from the straight pieces of its way.

import { contains, type Polygon } from '../settings/polygon.ts';
import type { TrackPath } from './track-path.ts';

/** A stretch of presentation time, µs. */
export interface Stay {
  readonly fromUs: number;
  readonly toUs: number;
}

/**
 * Stays that are no farther apart are one, µs: a box that trembles on the border of a zone does not end a stay, nor does
 * a step out and back.
 */
const BRIDGED_US = 1_000_000;

interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The stays of an object in a zone, in order of time. One of no length is a touch. */
export function staysIn({ us, x, y }: TrackPath, corners: Polygon): Stay[] {
  const bounds = boundsOf(corners);
  const stays: Stay[] = [];
  for (let index = 0; index < us.length; index += 1) {
    // The last sight has no way after it, and stands for itself.
    const next = Math.min(index + 1, us.length - 1);
    const from = { x: x[index] ?? 0, y: y[index] ?? 0 };
    const to = { x: x[next] ?? 0, y: y[next] ?? 0 };
    if (isBeside(from, to, bounds)) {
      continue;
    }
    const [start, span] = [us[index] ?? 0, (us[next] ?? 0) - (us[index] ?? 0)];
    const cuts = cutsOf(from, to, corners);
    cuts.forEach((cut, place) => {
      const after = cuts[place + 1] ?? 1;
      const middle = (cut + after) / 2;
      if (contains(corners, { x: from.x + (to.x - from.x) * middle, y: from.y + (to.y - from.y) * middle })) {
        addStay(stays, start + span * cut, start + span * after);
      }
    });
  }
  return stays;
}

/** Adds a stretch of time to stays in order, to the last one when it goes on. */
export function addStay(stays: Stay[], fromUs: number, toUs: number): void {
  const last = stays.at(-1);
  if (last !== undefined && fromUs - last.toUs <= BRIDGED_US) {
    stays[stays.length - 1] = { fromUs: last.fromUs, toUs };
  } else {
    stays.push({ fromUs, toUs });
  }
}

/** Shares of a piece of the way at which it begins or crosses a side, rising: between two of them all is in, or out. */
function cutsOf(from: { x: number; y: number }, to: { x: number; y: number }, corners: Polygon): number[] {
  const cuts = [0];
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  let a = corners.at(-1);
  for (const b of corners) {
    if (a !== undefined) {
      const [ex, ey] = [b.x - a.x, b.y - a.y];
      const across = dx * ey - dy * ex;
      const share = ((a.x - from.x) * ey - (a.y - from.y) * ex) / across;
      const along = ((a.x - from.x) * dy - (a.y - from.y) * dx) / across;
      if (across !== 0 && share > 0 && share < 1 && along >= 0 && along <= 1) {
        cuts.push(share);
      }
    }
    a = b;
  }
  return cuts.sort((left, right) => left - right);
}

function boundsOf(corners: Polygon): Bounds {
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y } of corners) {
    bounds.left = Math.min(bounds.left, x);
    bounds.top = Math.min(bounds.top, y);
    bounds.right = Math.max(bounds.right, x);
    bounds.bottom = Math.max(bounds.bottom, y);
  }
  return bounds;
}

function isBeside(from: { x: number; y: number }, to: { x: number; y: number }, bounds: Bounds): boolean {
  return (
    Math.max(from.x, to.x) < bounds.left ||
    Math.min(from.x, to.x) > bounds.right ||
    Math.max(from.y, to.y) < bounds.top ||
    Math.min(from.y, to.y) > bounds.bottom
  );
}
