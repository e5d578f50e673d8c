// What the condensed view plays: the files of one camera in order, each cut for the selected objects.

import type { RecordingState, TrackState } from '../contracts/session.ts';
import { leftOutOf, type LeftOut } from '../domain/condensed/left-out.ts';
import { NOTCHES, type NotchName } from '../domain/condensed/notches.ts';
import { stretchesOf, type DoubtSpan, type Presence, type Span, type Stretch } from '../domain/condensed/stretches.ts';
import type { FrameTable } from '../domain/footage/frame.ts';
import { numberOfTrack, recordingOfTrack, type RecordingId, type TrackId } from '../domain/ids.ts';
import { summariseCoverage } from './coverage-summary.ts';
import type { Hits, Part } from './hits.ts';
import type { Lanes } from './lanes.ts';
import { outsideOf } from './passages.ts';
import { extentOf } from './timeline.svelte.ts';

/** One file, cut. */
export interface CutFile {
  readonly recording: RecordingState;
  readonly table: FrameTable;
  readonly stretches: readonly Stretch[];
  readonly leftOut: LeftOut;
  /** Selected objects. */
  readonly objects: number;
}

/** What is to be cut, and how. */
export interface CutQuestion {
  readonly parts: readonly Part[];
  readonly notch: NotchName;
  /** Only these of the objects; none: all of them. */
  readonly marked: readonly TrackId[];
}

/** The files of the camera of a recording by their beginning on its clock; of an unnamed camera, this one alone. */
export function filesBeside(lanes: Lanes, id: RecordingId): readonly RecordingId[] {
  const lane = lanes.cameras.find(({ segments }) => segments.some(({ recording }) => recording.id === id));
  return lane?.segments.map(({ recording }) => recording.id) ?? [id];
}

/** `undefined` while one of them is not searched yet, or has no pictures. */
export function partsOf(hits: Hits, ids: readonly RecordingId[]): readonly Part[] | undefined {
  const parts = ids.map((id) => hits.partOf(id)).filter((part) => part !== undefined);
  const isKnown = parts.every(({ recording }) => (recording.table?.us.length ?? 0) > 0);
  return isKnown && parts.length === ids.length ? parts : undefined;
}

/** Cuts again only what has changed since. */
export class Cutter {
  readonly #known = new WeakMap<Part, { readonly question: CutQuestion; readonly file: CutFile }>();

  /** Yields after each short part of the work. */
  *cut(question: CutQuestion): Generator<undefined, readonly CutFile[]> {
    const files: CutFile[] = [];
    for (const part of question.parts) {
      const known = this.#known.get(part);
      const isSame = known?.question.notch === question.notch && known.question.marked === question.marked;
      const file = isSame ? known.file : yield* cutFile(part, question);
      if (file !== undefined) {
        this.#known.set(part, { question, file });
        files.push(file);
      }
    }
    return files;
  }
}

function* cutFile(part: Part, { notch, marked }: CutQuestion): Generator<undefined, CutFile | undefined> {
  const { recording } = part;
  const { table } = recording;
  if (table === undefined) {
    return undefined;
  }
  const presence = presenceOf(part, marked);
  yield;
  const extent = extentOf(table);
  const stretches = yield* stretchesOf(presence, doubtsOf(recording, table, extent), extent, NOTCHES[notch]);
  const leftOut = yield* leftOutOf(presence, stretches);
  return { recording, table, stretches, leftOut, objects: presence.rows.length };
}

function presenceOf({ rows, judged, recording }: Part, marked: readonly TrackId[]): Presence {
  const { firstUs, lastUs, bestUs, number } = judged.columns;
  const numbers = new Set(marked.filter((id) => recordingOfTrack(id) === recording.id).map(numberOfTrack));
  const wanted = marked.length === 0 ? rows : rows.filter((row) => numbers.has(number[row] ?? -1));
  return { rows: wanted, firstUs, lastUs, bestUs };
}

/** Where nobody may say that nothing happened, in order. A picture lasts until the next one. */
function doubtsOf(recording: RecordingState, table: FrameTable, extent: Span): readonly DoubtSpan[] {
  const { spans } = summariseCoverage(recording.coverage, table);
  const outside = outsideOf(recording).toSorted((a, b) => a.fromUs - b.fromUs);
  const doubts: DoubtSpan[] = [];
  const add = (why: DoubtSpan['why'], fromUs: number, toUs: number): void => {
    const from = Math.max(fromUs, doubts.at(-1)?.toUs ?? fromUs);
    if (toUs > from) {
      doubts.push({ why, fromUs: from, toUs });
    }
  };
  spans.forEach(({ group, fromUs }, index) => {
    const toUs = spans[index + 1]?.fromUs ?? extent.toUs;
    if (group === 'failed' || group === 'waiting') {
      add(group, fromUs, toUs);
      return;
    }
    for (const span of outside) {
      add('outside', Math.max(fromUs, span.fromUs), Math.min(toUs, span.toUs));
    }
  });
  return doubts;
}

/** Objects of several files by their place in a list of rows; one is built when it is asked for. */
export class RowList {
  readonly length: number;
  readonly #files: readonly CutFile[];
  readonly #rowsOf: (file: CutFile) => ArrayLike<number>;

  constructor(files: readonly CutFile[], rowsOf: (file: CutFile) => ArrayLike<number>) {
    this.#files = files;
    this.#rowsOf = rowsOf;
    this.length = files.reduce((sum, file) => sum + rowsOf(file).length, 0);
  }

  at(index: number): TrackState | undefined {
    let place = index;
    for (const file of this.#files) {
      const rows = this.#rowsOf(file);
      if (place < rows.length) {
        return file.recording.tracks.at(rows[place] ?? -1);
      }
      place -= rows.length;
    }
    return undefined;
  }
}
