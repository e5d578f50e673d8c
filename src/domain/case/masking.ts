// Which parts of an exported picture are made unrecognisable (CPP 230-21): geometry of boxes that the analysis already
// has, for every object that nobody retained. Nothing is looked for in the picture, no detector of anything is asked.

import type { ObjectClass } from '../detection/classes.ts';
import { clip, type Box } from '../geometry/box.ts';
import type { TrackId } from '../ids.ts';

/** Share of a person's box, from its top, that holds the head; as in the sampling of clothes, which leaves it out. */
const HEAD_SHARE = 0.25;
/** Margin around a masked part, as a share of the box: boxes are smoothed and may lag behind a movement. */
const MARGIN = 0.08;

/** One object on one picture, in pixels of the upright picture that is exported. */
export interface MaskedCandidate {
  readonly track: TrackId;
  readonly objectClass: ObjectClass;
  readonly box: Box;
}

/** What is masked on one picture. */
export interface MaskPlan {
  /** Inside the picture, none of them empty; they may overlap. */
  readonly regions: readonly Box[];
  /** Objects masked; each counts once, as the report says their number over all pictures. */
  readonly tracks: readonly TrackId[];
}

/**
 * The part of an object that is masked: the head quarter of a person, the whole of a vehicle, and the whole of what
 * has no class, because it may be either.
 */
export function maskedPart({ objectClass, box }: Pick<MaskedCandidate, 'objectClass' | 'box'>): Box {
  const [dx, dy] = [box.w * MARGIN, box.h * MARGIN];
  const height = objectClass === 'person' ? box.h * HEAD_SHARE : box.h;
  return { x: box.x - dx, y: box.y - dy, w: box.w + 2 * dx, h: height + 2 * dy };
}

/** What to mask on a picture of `width` × `height`: all objects but the retained ones, when the setting says so. */
export function planMasks(
  objects: readonly MaskedCandidate[],
  retained: ReadonlySet<TrackId>,
  isOn: boolean,
  { width, height }: { readonly width: number; readonly height: number },
): MaskPlan {
  const masked = (isOn ? objects : [])
    .filter(({ track }) => !retained.has(track))
    .map((object) => ({ track: object.track, region: clip(maskedPart(object), width, height) }))
    .filter(({ region }) => region.w > 0 && region.h > 0);
  return { regions: masked.map(({ region }) => region), tracks: [...new Set(masked.map(({ track }) => track))] };
}
