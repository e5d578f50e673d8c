// One object being followed: what was seen of it, how it moves, what it was called.

import type { ObjectClass } from '../detection/classes.ts';
import { coveredShare, type Box } from '../geometry/box.ts';
import { BoxMotion, type BoxMotionSnapshot } from './box-motion.ts';
import { ClassVotes, type VotesSnapshot } from './class-votes.ts';
import { HEADING_US, turn } from './heading.ts';
import { goesSomewhere } from './movers.ts';
import { SightLog, type SightLogSnapshot } from './sight-log.ts';
import { classGroup, type Detection, type Sight } from './sight.ts';
import { Travel, type TravelSnapshot } from './travel.ts';

export { classGroup } from './sight.ts';
export type { Detection, Sight } from './sight.ts';

/** Sights outside the box of another object of its kind. */
const LEAST_SIGHTS = 3;
/** Share of a box below which nothing moves there: it looks like the scene behind. */
const STILL = 0.08;
/** Share of the expected box left inside the picture under which an object has walked out. */
const MOSTLY_OUTSIDE = 0.6;
/** All that is known of an object, as plain data. */
export interface TrackSnapshot {
  /** 1-based in order of birth; never shown, never used twice in one run. */
  readonly id: number;
  readonly number: number;
  readonly motion: BoxMotionSnapshot;
  readonly sights: SightLogSnapshot;
  readonly votes: VotesSnapshot;
  readonly apart: number;
  readonly scores: number;
  readonly detections: number;
  readonly travel: TravelSnapshot;
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
  readonly #sights: SightLog;
  readonly #votes: ClassVotes;
  #apart: number;
  #scores: number;
  #detections: number;
  readonly #travel: Travel;

  private constructor(from: TrackSnapshot) {
    this.id = from.id;
    this.number = from.number;
    this.motion = BoxMotion.restore(from.motion);
    this.#sights = new SightLog(from.sights);
    this.#votes = new ClassVotes(from.votes);
    this.#apart = from.apart;
    this.#scores = from.scores;
    this.#detections = from.detections;
    this.#travel = new Travel(from.travel);
  }

  /** A new object, from its first detection. */
  static from(detection: Detection, ordinal: number, us: number, id: number, inside = false): Track {
    const { box } = detection;
    const sight = sightOf(detection, ordinal, us);
    const track = new Track({
      id,
      number: 0,
      motion: BoxMotion.from(box, us).snapshot(),
      sights: SightLog.from(sight).snapshot(),
      votes: [],
      apart: 0,
      scores: 0,
      detections: 0,
      travel: Travel.from(box, us).snapshot(),
    });
    track.#note(detection, sight, inside);
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
      sights: this.#sights.snapshot(),
      votes: this.#votes.snapshot(),
      apart: this.#apart,
      scores: this.#scores,
      detections: this.#detections,
      travel: this.#travel.snapshot(),
    };
  }

  /**
   * Takes in a sight. One inside the box of another object of its kind may be a second box on that one: it counts
   * only once this object has been seen apart from it again.
   */
  see(detection: Detection, ordinal: number, us: number, { isInside, isContested }: SightPlace = ALONE): void {
    const trust = (detection.score < 0.4 ? 1.6 : 1) * (isContested ? CONTESTED_DEVIATION : 1);
    this.motion.correct(detection.box, us, trust);
    const sight = sightOf(detection, ordinal, us);
    if (isInside && this.number > 0) {
      this.#sights.doubt(sight);
    } else {
      this.#sights.add(sight);
    }
    if (this.number === 0) {
      this.#sights.startLater();
    }
    this.#note(detection, sight, isInside);
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
    return detection.motion >= STILL || us - this.#travel.restingSinceUs >= 0.7 * adoptUs;
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
    return turn(from, this.latest, box, us);
  }

  /** The first sight, kept for ever. */
  get first(): Sight {
    return this.#sights.first;
  }

  get last(): Sight {
    return this.#sights.last;
  }

  /** The latest sight, a doubtful one included. */
  get latest(): Sight {
    return this.#sights.latest;
  }

  /** Its sights in order of time, less the {@link gone} earliest. */
  get sights(): readonly Sight[] {
    return this.#sights.kept;
  }

  /** Number of its earliest sights that are not kept any more. */
  get gone(): number {
    return this.#sights.gone;
  }

  /** Lets go of the `count` earliest of {@link sights}: what is made of them is made. One is always kept. */
  letGo(count: number): void {
    this.#sights.letGo(count);
  }

  /** When a detection was last taken for it, µs. */
  get lastUs(): number {
    return this.latest.us;
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
    this.#sights.startEarlier(sights);
  }

  /** A thing that never moved is part of the scene, however often it looks like somebody. */
  get deservesANumber(): boolean {
    if (this.objectClass === 'unclassified') {
      return goesSomewhere(this.sights);
    }
    const isApart = this.#apart >= LEAST_SIGHTS && 2 * this.#apart > this.#sights.count;
    return this.#detections >= LEAST_SIGHTS && isApart && this.#travel.hasMoved;
  }

  #note({ box, objectClass, score, motion }: Detection, sight: Sight, inside: boolean): void {
    this.#apart += inside ? 0 : 1;
    this.#votes.add(objectClass, score);
    this.#scores += sight.score;
    this.#detections += objectClass === 'unclassified' ? 0 : 1;
    this.#travel.add({ box, motion, us: sight.us }, this.first.box);
  }
}

function sightOf({ objectClass, score, box }: Detection, ordinal: number, us: number): Sight {
  return { ordinal, us, box, score: objectClass === 'unclassified' ? 0 : score };
}
