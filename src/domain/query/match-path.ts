// Whether the way of an object is what was drawn.

import type { DrawnZone, WayShape } from './drawn-shape.ts';
import { wentAlong } from './heading-way.ts';
import { crossingsOf } from './line-crossings.ts';
import { isBetweenSizes } from './median-height.ts';
import type { TrackPath } from './track-path.ts';
import { wentInOrder } from './zone-order.ts';
import { staysIn } from './zone-stays.ts';

export function matchesPath(shape: WayShape, path: TrackPath): boolean {
  switch (shape.kind) {
    case 'zone':
      return matchesZone(shape, path);
    case 'line':
      return crossingsOf(path, shape.corners).some(({ sense }) => shape.sense === 'both' || shape.sense === sense);
    case 'arrow':
      return wentAlong(path, shape.corners, shape.tolerance);
    case 'sizes':
      return isBetweenSizes(path, shape.corners);
    case 'route':
      return wentInOrder(path, shape.zones);
  }
}

/** To come in or go out is to be seen outside, before or after. */
function matchesZone({ corners, rule, leastUs }: DrawnZone, path: TrackPath): boolean {
  const stays = staysIn(path, corners);
  switch (rule) {
    case 'pass':
      return stays.length > 0;
    case 'stay':
      return stays.some(({ fromUs, toUs }) => toUs - fromUs >= leastUs);
    case 'enter':
      return stays.some(({ fromUs }) => fromUs > (path.us[0] ?? 0));
    case 'leave':
      return stays.some(({ toUs }) => toUs < (path.us.at(-1) ?? 0));
  }
}
