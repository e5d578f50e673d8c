// Everything that is said of one object, from its sights and from what was sampled of its surfaces.

import { CARRIED, type Carried, type ObjectClass } from '../detection/classes.ts';
import { classGroup } from '../tracking/sight.ts';
import type { CarriedShare, TrackAttributes } from './attributes.ts';
import type { ColourTallies } from './colour-tally.ts';
import { edgeAt } from './border.ts';
import { nameClothes, namePaint } from './name-colours.ts';
import type { PictureSize, Way } from './way.ts';

/** Who is there this soon after the start of what is watched did not come in, and likewise at the end, µs. */
const FROM_THE_START_US = 1_000_000;
/** Sights with a thing, as a count and as a share of all, from which the person carries it. */
const LEAST_CARRIED_SIGHTS = 3;
const LEAST_CARRIED_SHARE = 0.2;

/** What is known of one object. */
export interface AttributeEvidence {
  readonly objectClass: ObjectClass;
  /** At least one sight; in pixels of the upright picture. */
  readonly way: Way;
  readonly picture: PictureSize;
  /** First and latest moment that was watched, µs. */
  readonly watched: { readonly fromUs: number; readonly toUs: number };
  readonly colours: ColourTallies;
  /** Looks at the object, and those of them on which the detector saw a thing with it. */
  readonly looks: number;
  readonly carried: Readonly<Partial<Record<Carried, number>>>;
}

/** Same evidence, same attributes: asking changes nothing. Throws `RangeError` for a way without a sight. */
export function trackAttributes(evidence: AttributeEvidence): TrackAttributes {
  const { objectClass, way, picture, watched, colours } = evidence;
  const { first, last, path } = way;
  const group = classGroup(objectClass);
  const isPerson = group === 'person';
  const wasThere = first.us - watched.fromUs < FROM_THE_START_US;
  const isThere = watched.toUs - last.us < FROM_THE_START_US;
  return {
    upper: isPerson ? nameClothes(colours.upper) : [],
    lower: isPerson ? nameClothes(colours.lower) : [],
    vehicle: group === 'vehicle' ? namePaint(colours.vehicle) : [],
    direction: path.direction,
    entered: wasThere ? undefined : edgeAt(first.box, path.first, picture, -1),
    left: isThere ? undefined : edgeAt(last.box, path.last, picture, 1),
    stops: path.stops,
    speed: path.speedOf(objectClass),
    size: way.size,
    carried: isPerson ? carriedOf(evidence) : [],
  };
}

function carriedOf({ looks, carried }: AttributeEvidence): CarriedShare[] {
  return CARRIED.flatMap((name) => {
    const seen = carried[name] ?? 0;
    const share = looks > 0 ? seen / looks : 0;
    return seen >= LEAST_CARRIED_SIGHTS && share >= LEAST_CARRIED_SHARE ? [{ name, share: Math.min(1, share) }] : [];
  });
}
