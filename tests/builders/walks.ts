// People and things for the tracker: detections on a schedule, without a picture.

import type { ObjectClass } from '../../src/domain/detection/classes.ts';
import type { Box } from '../../src/domain/geometry/box.ts';
import type { Detection, Track } from '../../src/domain/tracking/track.ts';
import { Tracker, type TrackerScene } from '../../src/domain/tracking/tracker.ts';

/** Where an object is at a time, and how sure the detector is; `undefined` when it gives nothing. */
export type Script = (seconds: number) => Partial<Detection> | undefined;

/** A detection of a moving person, and what differs. */
export function aDetection(parts: Partial<Detection> = {}): Detection {
  return { objectClass: 'person', score: 0.7, motion: 0.6, box: aBox(100, 100), ...parts };
}

/** A box of a person whose centre is there. */
export function aBox(x: number, y: number, w = 30, h = 80): Box {
  return { x: x - w / 2, y: y - h / 2, w, h };
}

/** A person who goes from one x to another at `speed` px/s, seen from `from` to `to` seconds. */
export function aWalk(x: number, y: number, speed: number, from = 0, to = Infinity): Script {
  return (seconds) => (seconds < from || seconds > to ? undefined : { box: aBox(x + speed * (seconds - from), y) });
}

/** A wide scene whose background adopts what stays after 20 s. */
export const A_SCENE: TrackerScene = { width: 4000, height: 2000, adoptUs: 20_000_000 };

/** What a scenario left behind: each numbered object with the scripts that it followed. */
export interface Followed {
  readonly track: Track;
  /** Index of the script of each of its sights. */
  readonly scripts: readonly number[];
  readonly objectClass: ObjectClass;
}

/** Plays scripts for `seconds`, looking `perSecond` times a second. */
export function follow(scripts: readonly Script[], seconds: number, perSecond = 5): Followed[] {
  const tracker = new Tracker();
  const owners = new Map<Track, number[]>();
  for (let look = 0; look <= seconds * perSecond; look += 1) {
    const time = look / perSecond;
    const shown = new Map<Detection, number>();
    scripts.forEach((script, index) => {
      const parts = script(time);
      if (parts !== undefined) {
        shown.set(aDetection(parts), index);
      }
    });
    for (const { track, detection } of tracker.step(look + 1, time * 1e6, [...shown.keys()], A_SCENE).seen) {
      owners.set(track, [...(owners.get(track) ?? []), shown.get(detection) ?? -1]);
    }
  }
  tracker.finish();
  return [...owners]
    .filter(([track]) => track.number > 0)
    .map(([track, list]) => ({ track, scripts: list, objectClass: track.objectClass }));
}
