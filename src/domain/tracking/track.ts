// One object being followed: what was seen of it, how it moves, what it was called.

import type { ObjectClass } from '../detection/classes.ts';
import { coveredShare, iou, type Box } from '../geometry/box.ts';
import { BoxMotion, type BoxMotionSnapshot } from './box-motion.ts';
import { ClassVotes, type VotesSnapshot } from './class-votes.ts';
import { goesSomewhere } from './movers.ts';
import { classGroup, type Detection, type Sight } from './sight.ts';

export { classGroup } from './sight.ts';
export type { Detection, Sight } from './sight.ts';

/** Sights outside the box of another object of its kind. */
const LEAST_SIGHTS = 3;
/** Share of a box that must move for a sight to count as moving. */
const MOVING = 0.2;
const LEAST_MOVING_SIGHTS = 15;
/** Share of a box below which nothing moves there: it looks like the scene behind. */
const STILL = 0.08;
/** Overlap with the place where it came to rest for which an object is still there. */
const SAME_PLACE = 0.5;
/** Stretch of the past that tells where an object is heading, µs, and least speed that tells anything, heights/s. */
const HEADING_US = 800_000;
const LEAST_HEADING = 0.15;
/** Share of the expected box left inside the picture under which an object has walked out. */
const MOSTLY_OUTSIDE = 0.6;
/** Path from the first sight, in box widths, that proves that the thing moves. */
const LEAST_PATH = 0.5;

/** From centre to centre. */
function step(a: Box, b: Box): { readonly x: number; readonly y: number } {
  return { x: b.x + b.w / 2 - a.x - a.w / 2, y: b.y + b.h / 2 - a.y - a.h / 2 };
}

/** All that is known of an object, as plain data. */
export interface TrackSnapshot {
  /** 1-based in order of birth; never shown, never used twice in one run. */
  readonly id: number;
  readonly number: number;
  readonly motion: BoxMotionSnapshot;
  readonly sights: readonly Sight[];
  readonly votes: VotesSnapshot;
  /** Sights since it was last seen apart from another object of its kind. */
  readonly doubtful: readonly Sight[];
  readonly apart: number;
  readonly scores: number;
  readonly detections: number;
  readonly movingSights: number;
  readonly path: number;
  readonly restingPlace: Box;
  readonly restingSinceUs: number;
}

/** Where a sight lies among the other objects. */
export interface SightPlace {
  /** Within a greater box of its kind: perhaps a second box on that object. */
  readonly isInside: boolean;
  /** Where a hidden object of its kind is expected: perhaps that one's box, or both's. */
  readonly isContested: boolean;
}

const ALONE: SightPlace = { isInside: false, isContested: false };
/**
 * Times the usual deviation of a box that may be somebody else's: who passes before or behind somebody keeps the way
 * that they came, until they are seen apart again.
 */
const CONTESTED_DEVIATION = 4;

/** Mutable record of one object; owned by the tracker. */
export class Track {
  /** 1-based in order of birth; what a snapshot calls it. */
  readonly id: number;
  /** 0 until confirmed, then 1-based in order of confirmation. */
  number: number;
  readonly motion: BoxMotion;
  readonly sights: Sight[];
  readonly #votes: ClassVotes;
  #doubtful: Sight[];
  #apart: number;
  #scores: number;
  #detections: number;
  #movingSights: number;
  #path: number;
  #restingPlace: Box;
  #restingSinceUs: number;

  private constructor(from: TrackSnapshot) {
    this.id = from.id;
    this.number = from.number;
    this.motion = BoxMotion.restore(from.motion);
    this.sights = [...from.sights];
    this.#votes = new ClassVotes(from.votes);
    this.#doubtful = [...from.doubtful];
    this.#apart = from.apart;
    this.#scores = from.scores;
    this.#detections = from.detections;
    this.#movingSights = from.movingSights;
    this.#path = from.path;
    this.#restingPlace = from.restingPlace;
    this.#restingSinceUs = from.restingSinceUs;
  }

  /** A new object, from its first detection. */
  static from(detection: Detection, ordinal: number, us: number, id: number, inside = false): Track {
    const { box } = detection;
    const track = new Track({
      id,
      number: 0,
      motion: BoxMotion.from(box, us).snapshot(),
      sights: [],
      votes: [],
      doubtful: [],
      apart: 0,
      scores: 0,
      detections: 0,
      movingSights: 0,
      path: 0,
      restingPlace: box,
      restingSinceUs: us,
    });
    track.#note(detection, ordinal, us, inside);
    return track;
  }

  /** Goes on exactly where {@link snapshot} was taken. */
  static restore(snapshot: TrackSnapshot): Track {
    return new Track(snapshot);
  }

  snapshot(): TrackSnapshot {
    return {
      id: this.id,
      number: this.number,
      motion: this.motion.snapshot(),
      sights: [...this.sights],
      votes: this.#votes.snapshot(),
      doubtful: [...this.#doubtful],
      apart: this.#apart,
      scores: this.#scores,
      detections: this.#detections,
      movingSights: this.#movingSights,
      path: this.#path,
      restingPlace: this.#restingPlace,
      restingSinceUs: this.#restingSinceUs,
    };
  }

  /**
   * Takes in a sight. One inside the box of another object of its kind may be a second box on that one: it counts
   * only once this object has been seen apart from it again.
   */
  see(detection: Detection, ordinal: number, us: number, { isInside, isContested }: SightPlace = ALONE): void {
    const trust = (detection.score < 0.4 ? 1.6 : 1) * (isContested ? CONTESTED_DEVIATION : 1);
    this.motion.correct(detection.box, us, trust);
    this.#note(detection, ordinal, us, isInside);
  }

  /**
   * Whether a detection may be this object. What has just come to rest differs from the background until the
   * background has had time to adopt it (`adoptUs`); a box where nothing differs sooner than that is a thing of the
   * scene that the object only passed.
   */
  mayBe(detection: Detection, us: number, adoptUs: number): boolean {
    // What motion told of first may be named later.
    if (this.objectClass !== 'unclassified' && classGroup(detection.objectClass) !== this.group) {
      return false;
    }
    return detection.motion >= STILL || us - this.#restingSinceUs >= 0.7 * adoptUs;
  }

  /** Whether its way leads out of a picture of `width` × `height`: it should be mostly outside by `us`. */
  hasLeft(us: number, width: number, height: number): boolean {
    const expected = this.motion.boxAt(us);
    return coveredShare(expected, { x: 0, y: 0, w: width, h: height }) < MOSTLY_OUTSIDE;
  }

  /**
   * How much a detection would make it turn, 0 (straight on, or too slow to tell) to 1 (back the way it came).
   * The way it came is that of its last second, as in OC-SORT (Cao et al., 2023): noise in one sight is not a turn.
   */
  turnTowards(box: Box, us: number): number {
    const from = this.sights.findLast((sight) => this.lastUs - sight.us >= HEADING_US) ?? this.first;
    const came = step(from.box, this.latest.box);
    const goes = step(from.box, box);
    const height = Math.max(1, this.latest.box.h);
    const least = (LEAST_HEADING * height * (us - from.us)) / 1e6;
    const lengths = Math.hypot(came.x, came.y) * Math.hypot(goes.x, goes.y);
    if (Math.hypot(came.x, came.y) < least || lengths === 0) {
      return 0;
    }
    return (1 - (came.x * goes.x + came.y * goes.y) / lengths) / 2;
  }

  get first(): Sight {
    return this.sights[0] as Sight;
  }

  get last(): Sight {
    return this.sights[this.sights.length - 1] as Sight;
  }

  /** When a detection was last taken for it, µs. */
  get lastUs(): number {
    return this.latest.us;
  }

  /** The latest sight, a doubtful one included. */
  get latest(): Sight {
    return this.#doubtful.at(-1) ?? this.last;
  }

  get group(): ReturnType<typeof classGroup> {
    return classGroup(this.objectClass);
  }

  /** The class with most of the votes. */
  get objectClass(): ObjectClass {
    return this.#votes.best;
  }

  /** Share of the votes of each class; sums to 1. */
  get votes(): Partial<Record<ObjectClass, number>> {
    return this.#votes.shares;
  }

  /** Mean score of the detections, 0–1; 0 when no detector named it. */
  get confidence(): number {
    return this.#scores / Math.max(1, this.#detections);
  }

  /** Sights that a detector gave. */
  get detections(): number {
    return this.#detections;
  }

  /** Puts earlier sights, told by motion alone, before the first one. */
  startEarlier(sights: readonly Sight[]): void {
    this.sights.unshift(...sights);
  }

  /** A thing that never moved is part of the scene, however often it looks like somebody. */
  get deservesANumber(): boolean {
    if (this.objectClass === 'unclassified') {
      return goesSomewhere(this.sights);
    }
    const moved = this.#path >= LEAST_PATH || this.#movingSights >= LEAST_MOVING_SIGHTS;
    return (
      this.#detections >= LEAST_SIGHTS && this.#apart >= LEAST_SIGHTS && 2 * this.#apart > this.sights.length && moved
    );
  }

  #note(detection: Detection, ordinal: number, us: number, inside: boolean): void {
    const { box, objectClass, motion } = detection;
    const score = objectClass === 'unclassified' ? 0 : detection.score;
    if (inside && this.number > 0) {
      this.#doubtful.push({ ordinal, us, box, score });
    } else {
      this.sights.push(...this.#doubtful, { ordinal, us, box, score });
      this.#doubtful = [];
    }
    this.#apart += inside ? 0 : 1;
    this.#votes.add(objectClass, detection.score);
    this.#scores += score;
    this.#detections += objectClass === 'unclassified' ? 0 : 1;
    this.#movingSights += motion >= MOVING ? 1 : 0;
    if (iou(box, this.#restingPlace) < SAME_PLACE) {
      this.#restingPlace = box;
      this.#restingSinceUs = us;
    }
    const start = this.first.box;
    const dx = box.x + box.w / 2 - (start.x + start.w / 2);
    const dy = box.y + box.h / 2 - (start.y + start.h / 2);
    // Only what moves adds to the path: a jittering box on a still thing goes nowhere.
    if (motion >= MOVING / 2) {
      this.#path = Math.max(this.#path, Math.hypot(dx, dy) / Math.max(1, Math.min(start.w, start.h)));
    }
  }
}
