// A view as it is known (the reference), and a view in doubt: does it stand, is it on its way, is anything left?

import { correlations, heldShare, pickAnchors, type Anchor } from './anchors.ts';
import { commonDisplacement, findAnchors, type Displacement } from './displacement.ts';
import { detailLeft, type LightReading } from './light-watch.ts';
import type { Moment } from './scene-events.ts';
import { blend, type SmallPicture } from './small-picture.ts';

/** Share of the anchors of a picture that must hold for it to be standing. */
const STANDS_SHARE = 0.6;
/** Share of anchors, and least number, that must agree on where they went. */
const AGREE_SHARE = 0.35;
export const AGREE_LEAST = 6;
/** Displacement that counts, pixels of the small picture (1 is about ½ % of its width). */
export const LEAST_SHIFT = 0.75;
/** A camera that turns has gone at least so far, as a share of the width, in as many steps and this time, µs. */
const PTZ_WAY = 0.03;
const PTZ_STEPS = 3;
const PTZ_US = 400_000;
/** Share of contrast or detail under which little of a view is left. */
const LITTLE = 0.3;
/** A blur that hides somebody also takes this much of the contrast. */
const SOFTENED = 0.8;
/** In a dark picture contrast and detail are less alike; in one without focus detail is this much less than contrast. */
const UNSHARP = 0.4;
/** How often the reference learns, and how slowly, µs; how often its anchors are chosen again, µs. */
export const LEARN_EVERY_US = 480_000;
const LEARN_US = 8_000_000;
const CHOOSE_EVERY_US = 5_000_000;

/** A view that is learnt slowly. */
export interface Reference {
  readonly picture: SmallPicture;
  readonly anchors: readonly Anchor[];
  readonly sinceUs: number;
  readonly learntUs: number;
  readonly chosenUs: number;
  readonly light: LightReading;
}

/** The view since it is no longer sure. */
export interface Doubt {
  readonly from: Moment;
  /** The view as it stands since `since`, and its anchors. */
  readonly key: SmallPicture;
  readonly anchors: readonly Anchor[];
  readonly since: Moment;
  /** Pictures on which it stood. */
  readonly stood: number;
  /** Steps of a common movement and their way, pixels. */
  readonly steps: number;
  readonly way: number;
  readonly blankSince: Moment | undefined;
}

/** Whether the anchors look at least somewhat like themselves: by chance their median correlation is near 0. */
export function isStructured(values: readonly number[]): boolean {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[sorted.length >> 1] ?? 0) >= 0.4;
}

/** Whether what the reference shows is gone: little contrast is left, and nothing looks alike. */
export function isWiped({ gain }: LightReading, values: readonly number[]): boolean {
  return gain <= LITTLE && !isStructured(values);
}

/** Whether fine detail alone is gone: a lens without focus, sprayed or wet. */
export function isBlurred({ picture: view }: Reference, picture: SmallPicture, { gain }: LightReading): boolean {
  if (gain > SOFTENED) {
    return false;
  }
  const detail = detailLeft(view, picture);
  return detail <= LITTLE && detail <= UNSHARP * gain;
}

/** The reference after one more picture of its view. */
export function learn(reference: Reference, picture: SmallPicture, light: LightReading, now: Moment): Reference {
  const { sinceUs, learntUs, chosenUs } = reference;
  const share = Math.min(0.5, (now.us - learntUs) / Math.min(LEARN_US, 1_000_000 + now.us - sinceUs));
  const learnt = blend(reference.picture, picture, share);
  // Sooner at first: what stood in the first picture may have gone.
  const isTime = now.us - chosenUs >= Math.min(CHOOSE_EVERY_US, (chosenUs - sinceUs) / 2 + 1_000_000);
  const anchors = isTime ? pickAnchors(learnt) : reference.anchors;
  return { picture: learnt, anchors, sinceUs, learntUs: now.us, chosenUs: isTime ? now.us : chosenUs, light };
}

/** What most anchors of the reference agree on, if they do. */
export function agreedDisplacement(
  { picture: from, anchors }: Pick<Reference, 'picture' | 'anchors'>,
  to: SmallPicture,
): Displacement | undefined {
  const went = commonDisplacement(findAnchors(from, to, anchors));
  return went !== undefined && went.agreeing >= Math.max(AGREE_LEAST, AGREE_SHARE * anchors.length) ? went : undefined;
}

/** The doubt as it begins. */
export function doubtFrom(picture: SmallPicture, from: Moment): Doubt {
  const key = { key: picture, anchors: pickAnchors(picture), since: from, stood: -1 };
  return { from, ...key, steps: 0, way: 0, blankSince: undefined };
}

/** The doubt after one more picture: does the view stand, and if not, did all of it go one way? */
export function followDoubt(doubt: Doubt, picture: SmallPicture, now: Moment, isBlank: boolean): Doubt {
  const renewed = { ...doubt, key: picture, since: now, stood: 0, blankSince: undefined };
  if (isBlank) {
    return { ...renewed, anchors: [], blankSince: doubt.blankSince ?? now };
  }
  const { key, anchors, steps, way } = doubt;
  if (doubt.blankSince !== undefined) {
    return { ...renewed, anchors: pickAnchors(picture) };
  }
  if (heldShare(correlations(key, picture, anchors)) >= STANDS_SHARE) {
    return { ...doubt, stood: doubt.stood + 1 };
  }
  const went = agreedDisplacement({ picture: key, anchors }, picture);
  if (went !== undefined && went.length < LEAST_SHIFT) {
    return { ...doubt, stood: doubt.stood + 1 };
  }
  const further = went === undefined ? {} : { steps: steps + 1, way: way + went.length };
  return { ...renewed, ...further, anchors: pickAnchors(picture) };
}

/** Whether the camera itself is turning: far enough, in steps, and away from where it was. */
export function isOnTheWay(doubt: Doubt, reference: Reference, picture: SmallPicture, now: Moment): boolean {
  const least = PTZ_WAY * picture.width;
  if (doubt.steps < PTZ_STEPS || doubt.way < least || now.us - doubt.from.us < PTZ_US) {
    return false;
  }
  // A camera that shakes in the wind goes a long way too, but stays near.
  const went = agreedDisplacement(reference, picture);
  return went === undefined || went.length >= least;
}
