// From detections to objects followed through time, by motion and boxes alone: no appearance, ever.
// Two rounds, sure detections first, as in ByteTrack (Zhang et al., 2022); boxes are widened before they are
// compared, as in C-BIoU (Yang et al., 2023), because a slow frame rate moves a walker by its own width.

import { grow, intersectionArea, type Box } from '../geometry/box.ts';
import { NORMAL } from '../settings/sensitivity.ts';
import { freeMovers, type Moving } from './movers.ts';
import { isDouble, isInsideAnother, mayBeBoth, pair, RECENT_US, type Seen } from './pairing.ts';
import { Track, type Detection, type TrackSnapshot } from './track.ts';

const LEAST_OVERLAP = 0.2;
const LEAST_OVERLAP_UNSURE = 0.3;
const LEAST_OVERLAP_TO_NAME = 0.5;
/** An object with this share of its size free around it stands alone. */
const ALONE = 0.4;
const LEAST_MOTION_AT_BIRTH = 0.08;
/** An object not seen for this long is over; one that was never confirmed is forgotten sooner. µs. */
const LOST_AFTER_US = 2_300_000;
const FORGET_AFTER_US = 700_000;
/** Who was walking out of the picture is not waited for: the next one who comes in there is somebody else. µs. */
const GONE_AFTER_US = 500_000;
/** The same in pictures, for a recording with so few that time alone would forget between two of them. */
const PICTURES_RECENT = 1.5;
const PICTURES_PATIENT = 2.5;

/** What moves at the place of an object that was seen this long ago is still that object, µs. */
const HIDDEN_US = 1_000_000;

/** What the tracker must know of the scene at one step. */
export interface TrackerScene {
  /** Size of the picture, pixels. */
  readonly width: number;
  readonly height: number;
  /** Time after which the background takes over what stays, µs. */
  readonly adoptUs: number;
  /** Time from the picture watched before to this one, µs: patience is never shorter than two of them. */
  readonly everyUs?: number;
  /** What moves. Without it only detections are followed. */
  readonly moving?: Moving;
}

/** One step of the tracker: what is new. */
export interface TrackerStep {
  /** Objects seen on this picture, with the detection that showed them. */
  readonly seen: readonly Seen[];
  /** Objects of which this step made sure: they have just got their number. */
  readonly confirmed: readonly Track[];
  /** Objects that are over; those without a number were never confirmed. */
  readonly ended: readonly Track[];
}

/** All that a tracker knows, as plain data. */
export interface TrackerSnapshot {
  readonly live: readonly TrackSnapshot[];
  readonly born: number;
  readonly confirmed: number;
  readonly lastUs: number;
}

/** Follows the objects of one recording. Steps must come in order of time. */
export class Tracker {
  readonly #sureScore: number;
  #live: Track[];
  #born: number;
  #confirmed: number;
  #lastUs: number;

  /**
   * A tracker that has seen nothing, or one that goes on exactly where a {@link snapshot} was taken.
   * `sureScore`: from it a detection is believed first and may start an object; a lower one can only continue one.
   */
  constructor(
    from: TrackerSnapshot = { live: [], born: 0, confirmed: 0, lastUs: -Infinity },
    sureScore = NORMAL.sureScore,
  ) {
    this.#sureScore = sureScore;
    this.#live = from.live.map((track) => Track.restore(track));
    this.#born = from.born;
    this.#confirmed = from.confirmed;
    this.#lastUs = from.lastUs;
  }

  static restore(snapshot: TrackerSnapshot): Tracker {
    return new Tracker(snapshot);
  }

  snapshot(): TrackerSnapshot {
    return {
      live: this.#live.map((track) => track.snapshot()),
      born: this.#born,
      confirmed: this.#confirmed,
      lastUs: this.#lastUs,
    };
  }

  /** All objects that are not over, those that nothing has confirmed yet included. */
  get all(): readonly Track[] {
    return this.#live;
  }

  /** Confirmed objects that are not over yet. */
  get live(): readonly Track[] {
    return this.#live.filter(({ number }) => number > 0);
  }

  /** Number of objects confirmed since the start. */
  get count(): number {
    return this.#confirmed;
  }

  /**
   * Whether nothing is in doubt: every object with a name is confirmed, was seen at the last step and stands alone.
   * Vacuously true when there is none.
   */
  get isSure(): boolean {
    const named = this.#live.filter((track) => track.objectClass !== 'unclassified');
    const boxes = named.map((track) => grow(track.latest.box, ALONE));
    return named.every(
      (track, index) =>
        track.number > 0 &&
        track.lastUs === this.#lastUs &&
        boxes.every((other, at) => at === index || intersectionArea(other, boxes[index] ?? other) === 0),
    );
  }

  /** Where to look for objects that may not be moving: their expected boxes at `us`. */
  expected(us: number, withinUs: number): Box[] {
    return this.#live.filter((track) => us - track.lastUs <= withinUs).map((track) => track.motion.boxAt(us));
  }

  /**
   * Takes in the detections of one picture. Scores that are not looked at must have been left out.
   */
  step(ordinal: number, us: number, detections: readonly Detection[], scene: TrackerScene): TrackerStep {
    this.#lastUs = us;
    const seen = this.#match(us, detections, scene);
    const hidden = this.#live.filter((track) => track.number > 0 && seen.every((one) => one.track !== track));
    for (const one of seen) {
      one.track.see(one.detection, ordinal, us, {
        isInside: isInsideAnother(one, seen),
        isContested: hidden.some((track) => mayBeBoth(one, track, us)),
      });
    }
    const taken = new Set(seen.map(({ detection }) => detection));
    for (const detection of detections) {
      const isNew = !taken.has(detection) && this.#believes(detection) && detection.motion >= LEAST_MOTION_AT_BIRTH;
      if (isNew && !isDouble(detection, seen)) {
        seen.push({ track: this.#bear(detection, ordinal, us), detection });
      }
    }
    seen.push(...this.#matchMovers(ordinal, us, seen, scene));
    const confirmed = this.#confirm(seen.map(({ track }) => track));
    // A stir in the leaves is nobody's business until it goes somewhere.
    const told = seen.filter(({ track }) => track.number > 0 || track.objectClass !== 'unclassified');
    return { seen: told, confirmed, ended: this.#retire(us, scene) };
  }

  /** Finds out which object each detection is: sure ones first, then those that can only continue an object. */
  #match(us: number, detections: readonly Detection[], { adoptUs, everyUs = 0 }: TrackerScene): Seen[] {
    const seen: Seen[] = [];
    const round = (tracks: (track: Track) => boolean, of: (detection: Detection) => boolean, least: number): void => {
      const freeTracks = this.#live.filter((track) => tracks(track) && seen.every((one) => one.track !== track));
      const free = detections.filter((detection) => of(detection) && seen.every((one) => one.detection !== detection));
      seen.push(...pair(freeTracks, free, { us, leastOverlap: least, adoptUs }));
    };
    const isNamed = (track: Track): boolean => track.objectClass !== 'unclassified';
    const isSure = (detection: Detection): boolean => this.#believes(detection);
    const recentUs = Math.max(RECENT_US, PICTURES_RECENT * everyUs);
    const isRecent = (track: Track): boolean => us - track.lastUs <= recentUs;
    round((track) => isNamed(track) && isRecent(track), isSure, LEAST_OVERLAP);
    round((track) => isNamed(track) && !isRecent(track) && track.number > 0, isSure, LEAST_OVERLAP);
    round(
      (track) => isNamed(track) && track.number > 0,
      (detection) => !isSure(detection),
      LEAST_OVERLAP_UNSURE,
    );
    // What moved without a name may get one; before it is sure that it is an object, the name starts a new one.
    round((track) => !isNamed(track) && track.number > 0, isSure, LEAST_OVERLAP_TO_NAME);
    return seen;
  }

  /** Follows what moves and is neither an object seen nor one that must be there: what cannot be named. */
  #matchMovers(ordinal: number, us: number, seen: readonly Seen[], scene: TrackerScene): Seen[] {
    if (scene.moving === undefined) {
      return [];
    }
    const isSeen = (track: Track): boolean => seen.some((one) => one.track === track);
    const unseen = this.#live.filter((track) => !isSeen(track));
    const hidden = unseen.filter((track) => track.objectClass !== 'unclassified' && us - track.lastUs <= HIDDEN_US);
    const explained = [...seen.map(({ detection }) => detection.box), ...hidden.map((track) => track.motion.boxAt(us))];
    const movers = freeMovers(scene.moving, explained);
    const tracks = unseen.filter((track) => track.objectClass === 'unclassified');
    const found = pair(tracks, movers, { us, leastOverlap: LEAST_OVERLAP, adoptUs: scene.adoptUs });
    for (const { track, detection } of found) {
      track.see(detection, ordinal, us);
    }
    for (const detection of movers.filter((mover) => found.every((one) => one.detection !== mover))) {
      found.push({ track: this.#bear(detection, ordinal, us), detection });
    }
    return found;
  }

  #believes(detection: Detection): boolean {
    return detection.score >= this.#sureScore;
  }

  #bear(detection: Detection, ordinal: number, us: number): Track {
    this.#born += 1;
    const track = Track.from(detection, ordinal, us, this.#born);
    this.#live.push(track);
    return track;
  }

  /** Ends everything: the recording is over. */
  finish(): readonly Track[] {
    return this.#retire(Infinity, undefined);
  }

  #confirm(tracks: readonly Track[]): Track[] {
    const sure = tracks.filter((track) => track.number === 0 && track.deservesANumber);
    for (const track of sure) {
      this.#confirmed += 1;
      track.number = this.#confirmed;
    }
    return sure;
  }

  #retire(us: number, scene: TrackerScene | undefined): Track[] {
    const ended: Track[] = [];
    this.#live = this.#live.filter((track) => {
      const isGone = scene !== undefined && track.hasLeft(us, scene.width, scene.height);
      const least = PICTURES_PATIENT * (scene?.everyUs ?? 0);
      const patience = Math.max(least, track.number === 0 ? FORGET_AFTER_US : isGone ? GONE_AFTER_US : LOST_AFTER_US);
      const isOver = us - track.lastUs > patience;
      if (isOver) {
        ended.push(track);
      }
      return !isOver;
    });
    return ended;
  }
}
