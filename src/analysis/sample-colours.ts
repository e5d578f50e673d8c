// What the clothes of persons and the paint of vehicles look like, gathered over the sights of each object.

import type { ColourTallies } from '../domain/attributes/colour-tally.ts';
import { BODYWORK, LEGS, TORSO } from '../domain/attributes/zones.ts';
import { coveredShare, type Box } from '../domain/geometry/box.ts';
import { classGroup } from '../domain/tracking/track.ts';
import type { ObjectClass } from '../domain/detection/classes.ts';
import type { Planes } from '../vision/planes.ts';
import { sampleZone } from './colour-sampler.ts';
import type { SceneColours } from './scene-colours.ts';

/** Lower boxes than this, in pixels, show too little. */
const LEAST_PERSON_HEIGHT = 24;
const LEAST_VEHICLE_HEIGHT = 12;
/** Pixels from the border of the picture from which a box may be cut off. */
const BORDER = 2;
/** Weight of a box cut off by the border: its zones are not where they seem. */
const CUT_OFF = 0.2;

/** One object on one picture. */
export interface ColourSight {
  readonly objectClass: ObjectClass;
  readonly box: Box;
  /** 0–1. */
  readonly score: number;
  readonly tallies: ColourTallies;
}

/** Samples everything seen on one picture. Best sights weigh most: near, sure, whole, and not behind somebody. */
export function sampleColours(planes: Planes, sights: readonly ColourSight[], scene: SceneColours): void {
  if (!scene.light.showsColour) {
    return;
  }
  for (const sight of sights) {
    const { objectClass, box, score, tallies } = sight;
    // Whoever stands lower in the picture stands nearer to the camera.
    const nearer = sights
      .filter((other) => other !== sight && other.box.y + other.box.h > box.y + box.h)
      .map((other) => other.box);
    const hidden = nearer.reduce((most, other) => Math.max(most, coveredShare(box, other)), 0);
    const weight = score * (1 - hidden) ** 2 * (isCutOff(box, planes) ? CUT_OFF : 1);
    const group = classGroup(objectClass);
    if (group === 'person' && box.h >= LEAST_PERSON_HEIGHT) {
      sampleZone(planes, box, TORSO, tallies.upper, { scene, nearer, weight });
      sampleZone(planes, box, LEGS, tallies.lower, { scene, nearer, weight });
    } else if (group === 'vehicle' && box.h >= LEAST_VEHICLE_HEIGHT) {
      sampleZone(planes, box, BODYWORK, tallies.vehicle, { scene, nearer, weight });
    }
  }
}

function isCutOff({ x, y, w, h }: Box, { width, height }: Planes): boolean {
  return x < BORDER || y < BORDER || x + w > width - BORDER || y + h > height - BORDER;
}
