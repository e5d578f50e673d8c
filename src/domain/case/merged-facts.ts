// What several objects that are one show of themselves, from what each of them showed.

import { MOST_COLOURS, SIZES, type Colours, type TrackAttributes } from '../attributes/attributes.ts';
import { CARRIED, CLASS_NAMES, pseudonymPrefix, type ObjectClass } from '../detection/classes.ts';
import { area, type Box } from '../geometry/box.ts';

/** What is told of an object beside its number. */
export interface TrackFacts {
  readonly objectClass: ObjectClass;
  /** Shares of the votes, sum 1. */
  readonly votes: Readonly<Partial<Record<ObjectClass, number>>>;
  readonly confidence: number;
  readonly detections: number;
  readonly firstOrdinal: number;
  readonly lastOrdinal: number;
  readonly firstUs: number;
  readonly lastUs: number;
  readonly bestOrdinal: number;
  readonly bestUs: number;
  readonly bestBox: Box;
  readonly attributes: TrackAttributes;
}

/** Whether objects of these classes can be one: an unclassified mover may be anything. */
export function isOneKind(classes: readonly ObjectClass[]): boolean {
  return new Set(classes.map(pseudonymPrefix).filter((prefix) => prefix !== 'M')).size <= 1;
}

/** `parts`: at least one, in order of time, none at the same time as another. */
export function mergedFacts(parts: readonly TrackFacts[]): TrackFacts {
  const first = pick(parts, (a, b) => a.firstUs < b.firstUs);
  const last = pick(parts, (a, b) => a.lastUs > b.lastUs);
  const best = pick(parts, (a, b) => area(a.bestBox) > area(b.bestBox));
  const weights = weightsOf(parts);
  const votes = votesOf(parts, weights);
  return {
    objectClass: pick(CLASS_NAMES, (a, b) => (votes[a] ?? 0) > (votes[b] ?? 0)),
    votes,
    confidence: parts.reduce((sum, { confidence }, index) => sum + confidence * (weights[index] ?? 0), 0),
    detections: parts.reduce((sum, { detections }) => sum + detections, 0),
    firstOrdinal: first.firstOrdinal,
    firstUs: first.firstUs,
    lastOrdinal: last.lastOrdinal,
    lastUs: last.lastUs,
    bestOrdinal: best.bestOrdinal,
    bestUs: best.bestUs,
    bestBox: best.bestBox,
    attributes: attributesOf(parts, weights),
  };
}

/** Shares of the detections, sum 1; equal ones where nothing was detected. */
function weightsOf(parts: readonly TrackFacts[]): readonly number[] {
  const total = parts.reduce((sum, { detections }) => sum + detections, 0);
  return parts.map(({ detections }) => (total === 0 ? 1 / parts.length : detections / total));
}

function votesOf(parts: readonly TrackFacts[], weights: readonly number[]): TrackFacts['votes'] {
  const shares = CLASS_NAMES.map(
    (name) =>
      [name, parts.reduce((sum, { votes }, index) => sum + (votes[name] ?? 0) * (weights[index] ?? 0), 0)] as const,
  );
  return Object.fromEntries(shares.filter(([, share]) => share > 0));
}

function attributesOf(parts: readonly TrackFacts[], weights: readonly number[]): TrackAttributes {
  const all = parts.map(({ attributes }) => attributes);
  const coloursOf = (surface: 'upper' | 'lower' | 'vehicle'): Colours =>
    colours(
      all.map((one) => one[surface]),
      weights,
    );
  return {
    upper: coloursOf('upper'),
    lower: coloursOf('lower'),
    vehicle: coloursOf('vehicle'),
    direction: same(all.map(({ direction }) => direction)),
    entered: all[0]?.entered,
    left: all.at(-1)?.left,
    stops: all.flatMap(({ stops }) => stops).sort((a, b) => a.fromUs - b.fromUs),
    speed: same(all.map(({ speed }) => speed)),
    size: pick(SIZES, (a, b) => weightOf(all, weights, a) > weightOf(all, weights, b)),
    carried: CARRIED.map((name) => ({
      name,
      share: all.reduce(
        (sum, { carried }, index) =>
          sum + (carried.find((one) => one.name === name)?.share ?? 0) * (weights[index] ?? 0),
        0,
      ),
    })).filter(({ share }) => share > 0),
  };
}

const weightOf = (all: readonly TrackAttributes[], weights: readonly number[], size: TrackAttributes['size']): number =>
  all.reduce((sum, one, index) => sum + (one.size === size ? (weights[index] ?? 0) : 0), 0);

/** The greatest shares of all parts in which the surface was seen. */
function colours(all: readonly Colours[], weights: readonly number[]): Colours {
  const total = all.reduce((sum, one, index) => sum + (one.length > 0 ? (weights[index] ?? 0) : 0), 0);
  const shares = new Map<Colours[number]['name'], number>();
  all.forEach((one, index) => {
    for (const { name, share } of one) {
      shares.set(name, (shares.get(name) ?? 0) + (share * (weights[index] ?? 0)) / Math.max(total, Number.MIN_VALUE));
    }
  });
  const named = [...shares].map(([name, share]) => ({ name, share: Math.min(1, share) }));
  return named
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST_COLOURS);
}

/** What all of them say, or nothing. */
function same<T>(values: readonly (T | undefined)[]): T | undefined {
  return values.every((value) => value === values[0]) ? values[0] : undefined;
}

/** The one that goes before all others; the first of equals. */
function pick<T>(all: readonly T[], goesBefore: (a: T, b: T) => boolean): T {
  return all.reduce((kept, one) => (goesBefore(one, kept) ? one : kept));
}
