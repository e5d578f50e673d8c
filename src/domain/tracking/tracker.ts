// From detections to objects followed through time, by motion and boxes alone: no appearance, ever.
// Two rounds, sure detections first, as in ByteTrack (Zhang et al., 2022); boxes are widened before they are
// compared, as in C-BIoU (Yang et al., 2023), because a slow frame rate moves a walker by its own width.

import { area, coveredShare, grow, intersectionArea, iou, type Box } from '../geometry/box.ts';
import { assign } from './assignment.ts';
import { classGroup, Track, type Detection, type TrackSnapshot } from './track.ts';

/** Score from which a detection is believed first and may start an object; a lower one can only continue one. */
const SURE = 0.4;
/** Least score that is looked at. */
export const LEAST_SCORE = 0.2;
const WIDEN = 0.25;
const WIDEN_PER_LOST_SECOND = 0.35;
const GREATEST_WIDEN = 0.8;
const LEAST_OVERLAP = 0.2;
const LEAST_OVERLAP_UNSURE = 0.3;
/** Cost of a doubled height, and of going back the way it came, against a cost of 1 for no overlap at all. */
const SIZE_COST = 0.1;
const TURN_COST = 0.3;
/** An object with this share of its size free around it stands alone. */
const ALONE = 0.4;
/** Share of a box within another one of its kind from which it may be a second box on that object. */
const INSIDE = 0.7;
const LEAST_MOTION_AT_BIRTH = 0.08;
/** An object not seen for this long is over; one that was never confirmed is forgotten sooner. µs. */
const LOST_AFTER_US = 3_000_000;
const FORGET_AFTER_US = 700_000;
/** Who was walking out of the picture is not waited for: the next one who comes in there is somebody else. µs. */
const GONE_AFTER_US = 500_000;
/** Until now unseen for less than this: still in its first round, µs. */
const RECENT_US = 650_000;

/** What the tracker must know of the scene at one step. */
export interface TrackerScene {
  /** Size of the picture, pixels. */
  readonly width: number;
  readonly height: number;
  /** Time after which the background takes over what stays, µs. */
  readonly adoptUs: number;
}

/** One step of the tracker: what is new. */
export interface TrackerStep {
  /** Objects seen on this picture, with the detection that showed them. */
  readonly seen: readonly { readonly track: Track; readonly detection: Detection }[];
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
  #live: Track[];
  #born: number;
  #confirmed: number;
  #lastUs: number;

  /** A tracker that has seen nothing, or one that goes on exactly where a {@link snapshot} was taken. */
  constructor(from: TrackerSnapshot = { live: [], born: 0, confirmed: 0, lastUs: -Infinity }) {
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
   * Whether nothing is in doubt: every object is confirmed, was seen at the last step and stands alone.
   * Vacuously true when there is none.
   */
  get isSure(): boolean {
    const boxes = this.#live.map((track) => grow(track.latest.box, ALONE));
    return this.#live.every(
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
   * Takes in the detections of one picture. Scores under {@link LEAST_SCORE} must have been left out.
   */
  step(ordinal: number, us: number, detections: readonly Detection[], scene: TrackerScene): TrackerStep {
    this.#lastUs = us;
    const seen: { track: Track; detection: Detection }[] = [];
    const freeTracks = new Set(this.#live);
    const freeDetections = new Set(detections);
    const round = (tracks: Track[], candidates: Detection[], leastOverlap: number): void => {
      for (const { track, detection } of pair(tracks, candidates, { us, leastOverlap, adoptUs: scene.adoptUs })) {
        freeTracks.delete(track);
        freeDetections.delete(detection);
        seen.push({ track, detection });
      }
    };
    const isSure = (detection: Detection): boolean => detection.score >= SURE;
    const isRecent = (track: Track): boolean => us - track.lastUs <= RECENT_US;
    round([...freeTracks].filter(isRecent), [...freeDetections].filter(isSure), LEAST_OVERLAP);
    round(
      [...freeTracks].filter((track) => !isRecent(track) && track.number > 0),
      [...freeDetections].filter(isSure),
      LEAST_OVERLAP,
    );
    round(
      [...freeTracks].filter((track) => track.number > 0),
      [...freeDetections].filter((detection) => !isSure(detection)),
      LEAST_OVERLAP_UNSURE,
    );
    for (const one of seen) {
      one.track.see(one.detection, ordinal, us, isInsideAnother(one, seen));
    }
    for (const detection of freeDetections) {
      if (isSure(detection) && detection.motion >= LEAST_MOTION_AT_BIRTH && !isDouble(detection, seen)) {
        this.#born += 1;
        const track = Track.from(detection, ordinal, us, this.#born);
        this.#live.push(track);
        seen.push({ track, detection });
      }
    }
    const confirmed = this.#confirm(seen.map(({ track }) => track));
    return { seen, confirmed, ended: this.#retire(us, scene) };
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
      const patience = track.number === 0 ? FORGET_AFTER_US : isGone ? GONE_AFTER_US : LOST_AFTER_US;
      const isOver = us - track.lastUs > patience;
      if (isOver) {
        ended.push(track);
      }
      return !isOver;
    });
    return ended;
  }
}

/** Whether a box lies within a greater one of its kind: a second box on that object, or an object behind it. */
function isInsideAnother({ track, detection }: TrackerStep['seen'][number], seen: TrackerStep['seen']): boolean {
  return seen.some(
    (other) =>
      other.track !== track &&
      other.track.group === track.group &&
      area(other.detection.box) >= area(detection.box) &&
      coveredShare(detection.box, other.detection.box) >= INSIDE,
  );
}

/** A new object that sits on one just seen is that one again. */
function isDouble(
  detection: Detection,
  seen: readonly { readonly track: Track; readonly detection: Detection }[],
): boolean {
  return seen.some(
    (other) =>
      other.track.group === classGroup(detection.objectClass) && iou(other.detection.box, detection.box) > 0.45,
  );
}

function pair(
  tracks: readonly Track[],
  detections: readonly Detection[],
  { us, leastOverlap, adoptUs }: { readonly us: number; readonly leastOverlap: number; readonly adoptUs: number },
): { track: Track; detection: Detection }[] {
  const costs = tracks.map((track) => {
    const expected = track.motion.boxAt(us);
    const lostS = Math.max(0, (us - track.lastUs - RECENT_US) / 1e6);
    const widen = Math.min(GREATEST_WIDEN, WIDEN + WIDEN_PER_LOST_SECOND * lostS);
    const wide = grow(expected, widen);
    return detections.map((detection) => {
      if (!track.mayBe(detection, us, adoptUs)) {
        return Infinity;
      }
      const overlap = iou(wide, grow(detection.box, widen));
      const sizeChange = Math.abs(Math.log(detection.box.h / expected.h));
      return overlap < leastOverlap || sizeChange > 0.9
        ? Infinity
        : 1 - overlap + SIZE_COST * sizeChange + TURN_COST * track.turnTowards(detection.box, us);
    });
  });
  const columns = assign(costs);
  return tracks.flatMap((track, row) => {
    const detection = detections[columns[row] ?? -1];
    return detection === undefined ? [] : [{ track, detection }];
  });
}
