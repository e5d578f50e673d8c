// What the points of a path tell, counted as they come: where to, where it stood, how fast. Medians are told from
// counts on both sides of a limit, or from a histogram: no point is kept for longer than the ends of the path need.

import type { ObjectClass } from '../detection/classes.ts';
import { classGroup } from '../tracking/sight.ts';
import { DIRECTIONS, type Direction, type Speed, type Stop } from './attributes.ts';
import { POINT_EVERY_US, type PathPoint } from './path.ts';
import { StopTally, type StopTallySnapshot } from './stop-tally.ts';

/** Speed under which an object stands, own heights a second. */
const STANDING = 0.15;
/** Way from start to end, in own heights, that makes a direction; and as a share of the farthest point reached. */
const LEAST_WAY = 0.35;
const LEAST_WAY_SHARE = 0.25;
/** Who never was farther than this from the start, in own heights, stayed where he was. */
const STAYED = 1;
/** Points (1.5 s of them) over which start and end are averaged, in a path of at least three times as many. */
const END_POINTS = Math.round(1_500_000 / POINT_EVERY_US);
const START_POINTS = 3 * END_POINTS;
/** A path shorter than this tells no speed, µs. */
const LEAST_FOR_SPEED_US = 800_000;
/** Bins of the histogram of heights for a factor of e: a median is right to a fifth of a per cent. */
const HEIGHT_BINS = 256;

/** Own heights a second: under the first slow, over the second fast. A person walks at about 0.8. */
export const SPEED_LIMITS = {
  person: [0.45, 1.3],
  'two-wheeler': [1, 3],
  vehicle: [1.5, 5],
  other: [0.45, 1.3],
} as const satisfies Record<Group, readonly [number, number]>;

type Group = ReturnType<typeof classGroup>;
const GROUPS: readonly Group[] = ['person', 'two-wheeler', 'vehicle', 'other'];

/** Moving points that are slower, and that are faster, than what is usual in a group. */
interface SpeedCount {
  slower: number;
  faster: number;
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** All that a tally knows, as plain data. */
export interface PathTallySnapshot {
  readonly count: number;
  readonly first: PathPoint | undefined;
  readonly last: PathPoint | undefined;
  readonly start: readonly Spot[];
  readonly end: readonly Spot[];
  readonly farthest: number;
  /** Bin and count, by turns. */
  readonly heights: Int32Array;
  readonly moving: number;
  readonly speeds: Readonly<Record<Group, Readonly<SpeedCount>>>;
  readonly stops: StopTallySnapshot | undefined;
}

const noSpeeds = (): SpeedCount => ({ slower: 0, faster: 0 });
const EMPTY: PathTallySnapshot = {
  count: 0,
  first: undefined,
  last: undefined,
  start: [],
  end: [],
  farthest: 0,
  heights: new Int32Array(0),
  moving: 0,
  speeds: { person: noSpeeds(), 'two-wheeler': noSpeeds(), vehicle: noSpeeds(), other: noSpeeds() },
  stops: undefined,
};

/** Takes in points evenly spaced in time. */
export class PathTally {
  readonly #start: Spot[];
  readonly #end: Spot[];
  readonly #heights = new Map<number, number>();
  readonly #speeds: Record<Group, SpeedCount>;
  readonly #stops: StopTally;
  #count: number;
  #first: PathPoint | undefined;
  #last: PathPoint | undefined;
  #farthest: number;
  #moving: number;

  constructor(from: PathTallySnapshot = EMPTY) {
    this.#start = [...from.start];
    this.#end = [...from.end];
    this.#speeds = structuredClone(from.speeds);
    this.#stops = new StopTally(from.stops);
    this.#count = from.count;
    this.#first = from.first;
    this.#last = from.last;
    this.#farthest = from.farthest;
    this.#moving = from.moving;
    for (let at = 0; at + 1 < from.heights.length; at += 2) {
      this.#heights.set(from.heights[at] ?? 0, from.heights[at + 1] ?? 0);
    }
  }

  snapshot(): PathTallySnapshot {
    return {
      count: this.#count,
      first: this.#first,
      last: this.#last,
      start: [...this.#start],
      end: [...this.#end],
      farthest: this.#farthest,
      heights: Int32Array.from([...this.#heights].flat()),
      moving: this.#moving,
      speeds: structuredClone(this.#speeds),
      stops: this.#stops.snapshot(),
    };
  }

  add(point: PathPoint): void {
    const { x, y, height } = point;
    this.#count += 1;
    this.#first ??= point;
    this.#last = point;
    this.#addSpot({ x, y });
    const bin = Math.round(HEIGHT_BINS * Math.log(Math.max(1, height)));
    this.#heights.set(bin, (this.#heights.get(bin) ?? 0) + 1);
    this.#addSpeed(point);
  }

  /** Throws `RangeError` before the first point, as {@link last} does. */
  get first(): PathPoint {
    return known(this.#first);
  }

  get last(): PathPoint {
    return known(this.#last);
  }

  /** The eighth of the compass of the way from start to end; `still`; `undefined` for a path that turns back. */
  get direction(): Direction | undefined {
    const start = this.#startSpot;
    const end = meanOf(this.#end.slice(-endPoints(this.#count)));
    const dx = end.x - start.x;
    const dy = end.y - start.y;
    const way = Math.hypot(dx, dy);
    const height = this.#medianHeight;
    const farthest = this.#count < START_POINTS ? farthestFrom(start, this.#start) : this.#farthest;
    if (way >= LEAST_WAY * height && way >= LEAST_WAY_SHARE * farthest) {
      return DIRECTIONS[(Math.round((Math.atan2(dy, dx) * 4) / Math.PI) + 8) % 8];
    }
    return farthest < STAYED * height ? 'still' : undefined;
  }

  get stops(): Stop[] {
    return this.#stops.stops;
  }

  /** Speed class of the moving part of a path; `undefined` when it is too short or there is none. */
  speedOf(objectClass: ObjectClass): Speed | undefined {
    if (this.#moving * POINT_EVERY_US < LEAST_FOR_SPEED_US) {
      return undefined;
    }
    const { slower, faster } = this.#speeds[classGroup(objectClass)];
    const middle = this.#moving >> 1;
    return slower > middle ? 'slow' : this.#moving - faster <= middle ? 'fast' : 'medium';
  }

  /** The first points tell where the path starts; once they do, the others only tell how far it led. */
  #addSpot(spot: Spot): void {
    this.#end.push(spot);
    if (this.#end.length > END_POINTS) {
      this.#end.shift();
    }
    if (this.#count <= START_POINTS) {
      this.#start.push(spot);
    }
    if (this.#count >= START_POINTS) {
      const reached = this.#count === START_POINTS ? this.#start : [spot];
      this.#farthest = Math.max(this.#farthest, farthestFrom(this.#startSpot, reached));
    }
  }

  #addSpeed({ us, speed }: PathPoint): void {
    const isStanding = speed < STANDING;
    this.#stops.add(us, isStanding);
    if (isStanding) {
      return;
    }
    this.#moving += 1;
    for (const group of GROUPS) {
      const [slow, fast] = SPEED_LIMITS[group];
      this.#speeds[group].slower += speed < slow ? 1 : 0;
      this.#speeds[group].faster += speed > fast ? 1 : 0;
    }
  }

  get #startSpot(): Spot {
    return meanOf(this.#start.slice(0, endPoints(this.#count)));
  }

  get #medianHeight(): number {
    let left = this.#count >> 1;
    for (const [bin, count] of [...this.#heights].sort(([a], [b]) => a - b)) {
      if (left < count) {
        return Math.exp(bin / HEIGHT_BINS);
      }
      left -= count;
    }
    return 0;
  }
}

/** Points of either end: at least one, at most a third of the path. */
const endPoints = (count: number): number => Math.max(1, Math.min(END_POINTS, Math.floor(count / 3)));

function farthestFrom(start: Spot, spots: readonly Spot[]): number {
  return spots.reduce((most, { x, y }) => Math.max(most, Math.hypot(x - start.x, y - start.y)), 0);
}

function meanOf(spots: readonly Spot[]): Spot {
  const sum = spots.reduce<Spot>((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / spots.length, y: sum.y / spots.length };
}

function known(point: PathPoint | undefined): PathPoint {
  if (point === undefined) {
    throw new RangeError('A path without a point');
  }
  return point;
}
