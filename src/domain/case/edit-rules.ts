// Which objects may be put together or cut in two, and what comes of it. Refused with a reason; never by the tool itself.

import type { RecordingId, TrackId } from '../ids.ts';
import { need } from '../law/codes.ts';
import type { Instant } from '../time/instant.ts';
import type { UserId } from './case-file.ts';
import { area, type Box } from '../geometry/box.ts';
import { isOneKind, type TrackFacts } from './merged-facts.ts';
import { numbersOf, type HalfFacts, type Merge, type Piece, type Split, type TrackEdit } from './track-edits.ts';

/** An object as it is listed. */
export interface ListedTrack {
  readonly id: TrackId;
  readonly recording: RecordingId;
  readonly run: number;
  readonly number: number;
  readonly facts: TrackFacts;
  readonly pieces: readonly Piece[];
}

export interface EditContext {
  readonly by: UserId;
  readonly now: Instant;
  /** Random, never used before. */
  readonly newId: string;
  readonly newSeq: number;
  readonly isDecided: (track: TrackId) => boolean;
  /** Its analysis has ended and gives no more of it. */
  readonly isOver: (recording: RecordingId) => boolean;
}

/** One box of an object. */
export interface Sight {
  readonly ordinal: number;
  readonly box: Box;
  readonly score: number;
  readonly isDetected: boolean;
}

/** Throws LawRefusal: fewer than two, of several recordings or kinds, at the same time, decided about. */
export function merge(tracks: readonly (ListedTrack | undefined)[], context: EditContext): Merge {
  const known = [...new Set(tracks)].filter((track) => track !== undefined);
  need(known.length === new Set(tracks).size, 'TRACK_UNKNOWN');
  const [first, ...others] = known.toSorted((a, b) => a.facts.firstUs - b.facts.firstUs || a.number - b.number);
  need(first !== undefined && others.length > 0, 'MERGE_TRACKS');
  refuseEdit(known, context);
  need(
    others.every(({ recording, run }) => recording === first.recording && run === first.run),
    'MERGE_RECORDINGS',
  );
  need(isOneKind(known.map(({ facts }) => facts.objectClass)), 'MERGE_CLASSES');
  need(!areAtOnce(known.flatMap(({ pieces }) => pieces)), 'MERGE_OVERLAP');
  const { recording, run } = first;
  return { kind: 'merge', ...signed(context), recording, run, numbers: [first, ...others].map(({ number }) => number) };
}

/** `sights`: all boxes of the object, in order. Throws LawRefusal: not inside of it, decided about. */
export function split(
  track: ListedTrack | undefined,
  ordinal: number,
  sights: readonly Sight[],
  fresh: { readonly number: number; readonly pseudonym: string },
  usOf: (ordinal: number) => number,
  context: EditContext,
): Split {
  need(track !== undefined, 'TRACK_UNKNOWN');
  refuseEdit([track], context);
  const before = halfOf(
    sights.filter((sight) => sight.ordinal < ordinal),
    track.facts,
    usOf,
  );
  const after = halfOf(
    sights.filter((sight) => sight.ordinal >= ordinal),
    track.facts,
    usOf,
  );
  need(before !== undefined && after !== undefined, 'SPLIT_OUTSIDE');
  const { recording, run, number } = track;
  const { number: freshNumber, pseudonym } = fresh;
  const halves = [before, after] as const;
  return { kind: 'split', ...signed(context), recording, run, number, ordinal, fresh: freshNumber, pseudonym, halves };
}

/** The edits without one of them. Throws LawRefusal: it is not there, later ones rest on it, or it was decided about. */
export function unedit(
  edits: readonly TrackEdit[],
  id: string,
  idOf: (edit: TrackEdit, number: number) => TrackId,
  { isDecided }: Pick<EditContext, 'isDecided'>,
): readonly TrackEdit[] {
  const edit = edits.find((one) => one.id === id);
  need(edit !== undefined, 'EDIT_UNKNOWN');
  const numbers = numbersOf(edit);
  const isLater = (other: TrackEdit): boolean =>
    other.seq > edit.seq && other.recording === edit.recording && numbersOf(other).some((one) => numbers.includes(one));
  need(!edits.some(isLater), 'EDIT_LATER');
  need(!numbers.some((number) => isDecided(idOf(edit, number))), 'TRACK_DECIDED');
  return edits.filter((one) => one !== edit);
}

function refuseEdit(tracks: readonly ListedTrack[], { isDecided, isOver }: EditContext): void {
  need(!tracks.some(({ id }) => isDecided(id)), 'TRACK_DECIDED');
  need(
    tracks.every(({ recording }) => isOver(recording)),
    'EDIT_RUNNING',
  );
}

function signed({ newId, newSeq, by, now }: EditContext): Pick<TrackEdit, 'id' | 'seq' | 'by' | 'at'> {
  return { id: newId, seq: newSeq, by, at: now };
}

/** Nothing is twice at one moment. */
function areAtOnce(pieces: readonly Piece[]): boolean {
  const sorted = pieces.toSorted((a, b) => a.from - b.from);
  return sorted.some((piece, index) => index > 0 && piece.from <= (sorted[index - 1]?.to ?? -Infinity));
}

/** What a half shows of itself; `undefined`: it has no box. The best picture of the whole stays with its half. */
function halfOf(sights: readonly Sight[], whole: TrackFacts, usOf: (ordinal: number) => number): HalfFacts | undefined {
  const [first, last] = [sights[0], sights.at(-1)];
  if (first === undefined || last === undefined) {
    return undefined;
  }
  const detected = sights.filter(({ isDetected }) => isDetected);
  const largest = (detected.length > 0 ? detected : sights).reduce((kept, one) =>
    area(one.box) > area(kept.box) ? one : kept,
  );
  const hasBest = whole.bestOrdinal >= first.ordinal && whole.bestOrdinal <= last.ordinal;
  return {
    confidence:
      detected.length === 0 ? whole.confidence : detected.reduce((sum, { score }) => sum + score, 0) / detected.length,
    detections: detected.length,
    firstOrdinal: first.ordinal,
    firstUs: usOf(first.ordinal),
    lastOrdinal: last.ordinal,
    lastUs: usOf(last.ordinal),
    bestOrdinal: hasBest ? whole.bestOrdinal : largest.ordinal,
    bestUs: hasBest ? whole.bestUs : usOf(largest.ordinal),
    bestBox: hasBest ? whole.bestBox : largest.box,
  };
}
