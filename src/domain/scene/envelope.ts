// The envelope of a recording: within which limits "nothing found" means that nothing was there.
// Every constant comes from docs/eyes/envelope.md (scripts/bench/envelope.ts measures them).

import type { SceneEvent } from './scene-events.ts';

/** Least height of a person of whom nine in ten sights are kept, in good light, pixels of the file. */
const PERSON_HEIGHT = 28;
/** The same in steps of the motion grid: on a coarse one the movement of something small is not seen. */
const PERSON_STEPS = 7;
/** Least height of a vehicle against a person's: it is wider than tall. Not measured, taken from the same area. */
export const VEHICLE_SHARE = 0.6;
/** Contrast, luma levels, from which light is good. */
const GOOD_CONTRAST = 5.5;
/** Share of the noise that the small picture, on which contrast is measured, still has. */
const NOISE_LEFT = 0.45;
/** Noise, luma levels, that makes the smallest person larger by √2, whatever the contrast. */
const NOISE_COST = 4.4;
/** Contrast must be so many times the noise for noise not to be told as a limit. */
const GOOD_SIGNAL = 1.1;
/** Looks that confirm an object, and least time between two of them, µs. */
export const LOOKS = 3;
const LOOK_US = 150_000;
/** How far a walker may go from one look to the next, own heights. */
const HEIGHTS_PER_LOOK = 0.5;
/** Pictures further apart than this confirm nothing, µs. */
const MOST_INTERVAL_US = 2_000_000;
/** A walker's speed, own heights a second. */
const WALKING = 0.8;
/** Displacement of the picture, as a share of its width, from which its edges look like motion. */
const SHAKES = 0.002;

/** Why nothing could be found in pictures that were looked at. */
const OUTSIDE_REASONS = ['covered', 'ptz', 'frozen'] as const;
export type OutsideReason = (typeof OUTSIDE_REASONS)[number];

/** A stretch that was looked at and in which nothing could be found; both ends included, µs. */
export interface OutsideSpan {
  readonly reason: OutsideReason;
  readonly fromUs: number;
  readonly toUs: number;
  readonly fromOrdinal: number;
}

/** Limits of the search in one recording. Heights in pixels of the file, times in µs. */
export interface Envelope {
  /** Least height that is found reliably during nine tenths of the time. */
  readonly smallestPerson: number;
  readonly smallestVehicle: number;
  /** Usual time from one watched picture to the next. */
  readonly intervalUs: number;
  /** Greatest speed of a person that is still followed, own heights a second; 0 when pictures are too far apart. */
  readonly fastest: number;
  /** Time that somebody must be in the picture to become an object. */
  readonly shortestVisitUs: number;
  /** Median luma level of the picture, 0–255. */
  readonly level: number;
  /** Contrast (median spread of small blocks, luma levels) that is reached during nine tenths of the time. */
  readonly contrast: number;
  /** Standard deviation of the noise that is not exceeded during nine tenths of the time, luma levels. */
  readonly noise: number;
  /** Displacement that is not exceeded during nine tenths of the time, as a share of the width. */
  readonly shake: number;
  /** What makes the search worse than it is in good footage. */
  readonly limits: readonly EnvelopeLimit[];
}

/** A condition outside of what "reliably" was measured under. */
export type EnvelopeLimit = 'rate' | 'contrast' | 'noise' | 'shake';

/** Least height of a person that is found reliably on a grid of `step` picture pixels, in this contrast and noise. */
export function smallestPersonOf(step: number, contrast: number, noise: number): number {
  const lost = Math.max(1, GOOD_CONTRAST / signalOf(contrast, noise)) * Math.hypot(1, noise / NOISE_COST);
  return Math.max(PERSON_HEIGHT, PERSON_STEPS * step) * lost;
}

/** Contrast without what noise adds to it, luma levels; never less than half a level. */
function signalOf(contrast: number, noise: number): number {
  return Math.sqrt(Math.max(0.25, contrast ** 2 - (NOISE_LEFT * noise) ** 2));
}

/** Time from one look of the detector to the next, µs, when pictures are so far apart. */
export function lookEveryUs(intervalUs: number): number {
  return intervalUs * Math.max(1, Math.ceil(LOOK_US / intervalUs - 0.05));
}

/** Greatest speed of a person that is still followed, own heights a second. */
export function fastestOf(intervalUs: number): number {
  return intervalUs > MOST_INTERVAL_US ? 0 : HEIGHTS_PER_LOOK / (lookEveryUs(intervalUs) / 1e6);
}

/** What is out of the ordinary in these conditions. */
export function limitsOf(facts: Pick<Envelope, 'fastest' | 'contrast' | 'noise' | 'shake'>): EnvelopeLimit[] {
  const { fastest, contrast, noise, shake } = facts;
  const signal = signalOf(contrast, noise);
  return [
    ...(fastest < 2 * WALKING ? (['rate'] as const) : []),
    ...(signal < GOOD_CONTRAST ? (['contrast'] as const) : []),
    ...(GOOD_SIGNAL * noise > signal ? (['noise'] as const) : []),
    ...(shake > SHAKES ? (['shake'] as const) : []),
  ];
}

/**
 * Stretches outside of the envelope, from what happened to the camera, in order. One that goes on lasts until `endUs`,
 * the last picture that was looked at.
 */
export function outsideSpans(events: readonly SceneEvent[], endUs: number): OutsideSpan[] {
  return events
    .flatMap(({ kind, fromUs, toUs, ordinal }): OutsideSpan[] => {
      const reason = OUTSIDE_REASONS.find((one) => one === kind);
      return reason === undefined
        ? []
        : [{ reason, fromUs, toUs: toUs ?? Math.max(fromUs, endUs), fromOrdinal: ordinal }];
    })
    .sort((a, b) => a.fromUs - b.fromUs);
}
