// What an authorisation covers (CPP R.40-40): period in real time, classes, zones. What lies outside is counted, never
// stored.

import { contains, type Point } from '../settings/polygon.ts';
import { micros, type Micros } from '../time/micros.ts';
import type { CaseFile, Provenance, Scope } from './case-file.ts';
import type { RecorderClock } from './clock.ts';

/** Why an object lies outside. */
export type OutsideReason = keyof CaseFile['outOfScope'];

/** An object as the scope sees it. */
export interface Extent {
  readonly objectClass: string;
  /** First and last presentation timestamp, µs. */
  readonly fromUs: Micros;
  readonly toUs: Micros;
  /** Where it stood, in shares of the upright picture: middle of the bottom of each box. */
  readonly feet: readonly Point[];
}

/** A recording as the scope sees it. */
export type ScopedFootage = RecorderClock & Pick<Provenance, 'camera'>;

/** Presentation timestamps that may be analysed, both ends inside; `undefined` ends: as far as the recording goes. */
export interface AuthorisedSpan {
  readonly fromUs: Micros | undefined;
  readonly toUs: Micros | undefined;
}

/**
 * The authorised part of a recording; `undefined` when nobody can tell, its start being unknown and the period bounded.
 */
export function authorisedSpan(
  { from, to }: Scope,
  { startsAt, clockOffsetMs, firstUs }: RecorderClock,
): AuthorisedSpan | undefined {
  if (from === undefined && to === undefined) {
    return { fromUs: undefined, toUs: undefined };
  }
  if (startsAt === undefined) {
    return undefined;
  }
  const start = startsAt + (clockOffsetMs ?? 0);
  const usOf = (at: number | undefined): Micros | undefined =>
    at === undefined ? undefined : micros((at - start) * 1000 + firstUs);
  return { fromUs: usOf(from), toUs: usOf(to) };
}

/** Why an object lies outside the scope, the first reason found; `undefined`: it lies inside, wholly or in part. */
export function outside(scope: Scope, footage: ScopedFootage, extent: Extent): OutsideReason | undefined {
  if (!isInPeriod(scope, footage, extent)) {
    return 'period';
  }
  if (!scope.classes.includes(extent.objectClass)) {
    return 'classes';
  }
  const polygons = zonesOf(scope, footage.camera);
  const isSeen = polygons === undefined || extent.feet.some((foot) => polygons.some((zone) => contains(zone, foot)));
  return isSeen ? undefined : 'zones';
}

function isInPeriod(scope: Scope, footage: ScopedFootage, { fromUs, toUs }: Extent): boolean {
  const span = authorisedSpan(scope, footage);
  return (
    span !== undefined &&
    (span.fromUs === undefined || span.fromUs <= toUs) &&
    (span.toUs === undefined || fromUs <= span.toUs)
  );
}

/** Parts of a camera's picture that may be searched; `undefined`: all of it. */
export function zonesOf({ zones }: Scope, camera: string): readonly (readonly Point[])[] | undefined {
  const drawn = zones.filter((zone) => zone.camera === camera).map(({ polygon }) => polygon);
  return drawn.length === 0 ? undefined : drawn;
}

/** Splits objects into those inside and the counts of the others. */
export function withinScope<T extends Extent>(
  scope: Scope,
  footage: ScopedFootage,
  objects: readonly T[],
): { readonly inside: readonly T[]; readonly outside: CaseFile['outOfScope'] } {
  const judged = objects.map((object) => ({ object, reason: outside(scope, footage, object) }));
  const count = (wanted: OutsideReason): number => judged.filter(({ reason }) => reason === wanted).length;
  return {
    inside: judged.filter(({ reason }) => reason === undefined).map(({ object }) => object),
    outside: { period: count('period'), zones: count('zones'), classes: count('classes') },
  };
}
