// Everything that is said of one object, from its sights and from what was sampled of its surfaces.

import { CARRIED, type Carried, type ObjectClass } from '../detection/classes.ts';
import { classGroup } from '../tracking/track.ts';
import type { CarriedShare, TrackAttributes } from './attributes.ts';
import type { ColourTallies } from './colour-tally.ts';
import { directionOf, edgeAt, sizeOf, speedOf, stopsOf } from './movement.ts';
import { nameClothes, namePaint } from './name-colours.ts';
import { pathOf, type TimedBox } from './path.ts';

/** Who is there this soon after the start of what is watched did not come in, and likewise at the end, µs. */
const FROM_THE_START_US = 1_000_000;
/** Sights with a thing, as a count and as a share of all, from which the person carries it. */
const LEAST_CARRIED_SIGHTS = 3;
const LEAST_CARRIED_SHARE = 0.2;

/** What is known of one object. */
export interface AttributeEvidence {
  readonly objectClass: ObjectClass;
  /** In order of time, at least one; in pixels of the upright picture. */
  readonly sights: readonly TimedBox[];
  readonly picture: { readonly width: number; readonly height: number };
  /** First and latest moment that was watched, µs. */
  readonly watched: { readonly fromUs: number; readonly toUs: number };
  readonly colours: ColourTallies;
  /** Looks at the object, and those of them on which the detector saw a thing with it. */
  readonly looks: number;
  readonly carried: Readonly<Partial<Record<Carried, number>>>;
}

/** Pure: same evidence, same attributes. */
export function trackAttributes(evidence: AttributeEvidence): TrackAttributes {
  const { objectClass, sights, picture, watched, colours } = evidence;
  const path = pathOf(sights);
  const [first] = sights;
  const last = sights.at(-1);
  const [start] = path;
  const end = path.at(-1);
  if (first === undefined || last === undefined || start === undefined || end === undefined) {
    throw new RangeError('An object without a sight');
  }
  const group = classGroup(objectClass);
  const isPerson = group === 'person';
  const wasThere = first.us - watched.fromUs < FROM_THE_START_US;
  const isThere = watched.toUs - last.us < FROM_THE_START_US;
  return {
    upper: isPerson ? nameClothes(colours.upper) : [],
    lower: isPerson ? nameClothes(colours.lower) : [],
    vehicle: group === 'vehicle' ? namePaint(colours.vehicle) : [],
    direction: directionOf(path),
    entered: wasThere ? undefined : edgeAt(first.box, start, picture, -1),
    left: isThere ? undefined : edgeAt(last.box, end, picture, 1),
    stops: stopsOf(path),
    speed: speedOf(path, objectClass),
    size: sizeOf(
      sights.map(({ box }) => box),
      picture,
    ),
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
