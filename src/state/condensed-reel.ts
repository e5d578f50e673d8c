// The cut files of a camera one behind the other on one condensed time.

import { Course, type Leg } from '../domain/condensed/course.ts';
import { ordinalAt } from '../domain/footage/frame.ts';
import type { RecordingId } from '../domain/ids.ts';
import type { CutFile } from './condensed-plan.ts';
import { ordinalFrom } from './sync-cameras.ts';

/** A file, and where it lies in the reel. */
export interface ReelFile extends CutFile {
  readonly course: Course;
  /** Condensed time at its beginning, µs. */
  readonly startUs: number;
}

/** A frame of a file. */
export interface ReelFrame {
  readonly file: ReelFile;
  readonly ordinal: number;
}

/** Presentation time of a frame of a file. */
export interface ReelMoment {
  readonly file: ReelFile;
  readonly us: number;
}

/** Footage that was gone over at once; without `to`: nothing is left to be played. */
export interface Leap {
  readonly from: ReelMoment;
  readonly to: ReelMoment | undefined;
  readonly passedUs: number;
  /** Of it, what could not be read, µs. */
  readonly failedUs: number;
}

export class Reel {
  readonly files: readonly ReelFile[];
  /** Condensed length at 1×, µs. */
  readonly lengthUs: number;
  /** Footage, µs. */
  readonly footageUs: number;

  constructor(files: readonly CutFile[], isDeadPassed: boolean) {
    let [startUs, footageUs] = [0, 0];
    this.files = files.map((file) => {
      const course = new Course(file.stretches, isDeadPassed);
      const placed = { ...file, course, startUs };
      startUs += course.lengthUs;
      footageUs += (file.stretches.at(-1)?.toUs ?? 0) - (file.stretches[0]?.fromUs ?? 0);
      return placed;
    });
    this.lengthUs = startUs;
    this.footageUs = footageUs;
  }

  fileOf(id: RecordingId | undefined): ReelFile | undefined {
    return this.files.find(({ recording }) => recording.id === id);
  }

  /** The frame at a condensed time. */
  frameAt(positionUs: number): ReelFrame | undefined {
    const file = this.files.findLast(({ startUs }) => startUs <= positionUs) ?? this.files[0];
    if (file === undefined) {
      return undefined;
    }
    return { file, ordinal: ordinalFrom(file.table, file.course.timeAt(positionUs - file.startUs)) };
  }

  /** Where playing goes on from the frame beside one, in a direction, and what is gone over on the way. */
  leapFrom({ file, ordinal }: ReelFrame, direction: 1 | -1): Leap & { readonly target: ReelFrame | undefined } {
    const from = { file, us: file.table.us[ordinal - 1] ?? 0 };
    const beside = file.table.us[ordinal - 1 + direction];
    let passedUs = 0;
    let failedUs = 0;
    let place = this.#placeOf(file) + (beside === undefined ? direction : 0);
    let leg = beside === undefined ? undefined : file.course.indexAt(beside);
    for (; place >= 0 && place < this.files.length; place += direction) {
      const here = this.files[place];
      const legs = here?.course.legs ?? [];
      for (let at = leg ?? (direction > 0 ? 0 : legs.length - 1); at >= 0 && at < legs.length; at += direction) {
        const one = legs[at];
        if (here !== undefined && one !== undefined && one.pace !== 'passed') {
          const target = { file: here, ordinal: edgeOf(here, one, direction) };
          const to = { file: here, us: here.table.us[target.ordinal - 1] ?? 0 };
          return { from, to, passedUs, failedUs, target };
        }
        const lengthUs = one === undefined ? 0 : one.toUs - one.fromUs;
        passedUs += lengthUs;
        failedUs += one?.kind === 'failed' ? lengthUs : 0;
      }
      leg = undefined;
    }
    return { from, to: undefined, passedUs, failedUs, target: undefined };
  }

  /** The frame at which the reel begins; from the end, at which it is over. */
  edge(direction: 1 | -1): ReelFrame | undefined {
    const files = direction > 0 ? this.files : this.files.toReversed();
    for (const file of files) {
      const leg = file.course.played(direction > 0 ? 0 : file.course.legs.length - 1, direction);
      if (leg !== undefined) {
        return { file, ordinal: edgeOf(file, leg, direction) };
      }
    }
    return undefined;
  }

  /** The beginning of the next stretch that is not dead time, or of the one before: of this one, when well into it. */
  beside({ file, ordinal }: ReelFrame, direction: 1 | -1): ReelFrame | undefined {
    const us = file.table.us[ordinal - 1] ?? 0;
    const place = this.#placeOf(file);
    for (let at = place; at >= 0 && at < this.files.length; at += direction) {
      const here = this.files[at];
      const legs = here?.course.legs.filter(({ kind, pace }) => kind !== 'dead' && pace !== 'passed') ?? [];
      const isBeside = ({ fromUs }: Leg): boolean => (direction > 0 ? fromUs > us : fromUs < us - WELL_INTO_US);
      const leg =
        direction > 0
          ? legs.find((one) => at !== place || isBeside(one))
          : legs.findLast((one) => at !== place || isBeside(one));
      if (here !== undefined && leg !== undefined) {
        return { file: here, ordinal: edgeOf(here, leg, 1) };
      }
    }
    return undefined;
  }

  /** The file may come from a reel that was cut before. */
  #placeOf({ recording }: ReelFile): number {
    return this.files.findIndex((file) => file.recording.id === recording.id);
  }
}

/** Going back from further than this into a stretch leads to its own beginning, µs. */
const WELL_INTO_US = 1_000_000;

/** The frame at which a leg is entered. */
function edgeOf({ table }: ReelFile, { fromUs, toUs }: Leg, direction: 1 | -1): number {
  return direction > 0 ? ordinalFrom(table, fromUs) : ordinalAt(table, toUs - 1);
}
