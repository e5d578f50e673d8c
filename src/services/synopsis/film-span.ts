// The stretches of recordings that a film reads: what was there together is decoded together.

import type { RecordingId } from '../../domain/ids.ts';
import { ordinalAt, type FrameTable } from '../../domain/footage/frame.ts';
import type { Pieces } from '../../domain/synopsis/arrangement.ts';
import { cueEnd, sceneTimeOf, SYNOPSIS_STEP_US } from '../../domain/synopsis/cue-sheet.ts';
import type { TubeOwner } from './film-types.ts';

/** One stretch of one recording: the pieces of one unit, which share their shift and their rate. */
export interface FilmSpan {
  readonly recordingId: RecordingId;
  readonly table: FrameTable;
  /** Numbers of the objects in the recording. */
  readonly tracks: readonly number[];
  readonly fromOrdinal: number;
  readonly toOrdinal: number;
  /** Every how manyth picture a synopsis at its own pace can show. */
  readonly stride: number;
  /** Pictures that are read, one per slot. */
  readonly slots: number;
  /** When its first picture comes on and when its last one goes, µs of synopsis. */
  readonly atUs: number;
  readonly endUs: number;
  /** Presentation time of the recording that it shows at `atUs`, µs. */
  readonly fromUs: number;
  readonly rate: number;
}

/** The spans of an arrangement, and the span of each piece. */
export interface FilmSpans {
  readonly spans: readonly FilmSpan[];
  /** Row `n`: number of the span of piece `n`. */
  readonly spanOf: Uint32Array;
}

/** Rates are kept in four bytes: over the length of a unit, times that follow from them differ by less than this, µs. */
export const ROUNDING_US = 1000;

/** Pieces of one unit and one recording are one span; those whose shift differs after all have their own. */
export function spansOf(pieces: Pieces, owners: readonly TubeOwner[]): FilmSpans {
  const units = new Map<string, number[][]>();
  for (let piece = 0; piece < pieces.tube.length; piece += 1) {
    const { recordingId, shiftUs } = ownerOf(owners, pieces, piece);
    const key = [pieces.unit[piece] ?? 0, recordingId, shiftUs, pieces.rate[piece] ?? 1].join(' ');
    const groups = units.get(key) ?? [];
    const together = groups.find(([first = piece]) => isInStep(pieces, first, piece));
    if (together === undefined) {
      groups.push([piece]);
    } else {
      together.push(piece);
    }
    units.set(key, groups);
  }
  const spanOf = new Uint32Array(pieces.tube.length);
  const spans = [...units.values()].flat().map((group, index) => {
    for (const piece of group) {
      spanOf[piece] = index;
    }
    return spanOfGroup(pieces, owners, group);
  });
  return { spans, spanOf };
}

/** Whether two pieces of one rate show the same moment of the scene at any time. */
function isInStep({ atUs, fromUs, rate }: Pieces, a: number, b: number): boolean {
  const apart = (atUs[b] ?? 0) - (atUs[a] ?? 0) - ((fromUs[b] ?? 0) - (fromUs[a] ?? 0)) / (rate[a] ?? 1);
  return Math.abs(apart) <= ROUNDING_US;
}

/** The slot that a span shows at a time of the synopsis, held within it. */
export function slotAt(span: FilmSpan, presentationUs: number): number {
  const ordinal = Math.max(span.fromOrdinal, Math.min(span.toOrdinal, ordinalAt(span.table, presentationUs)));
  return Math.floor((ordinal - span.fromOrdinal) / span.stride);
}

export function ordinalOfSlot(span: FilmSpan, slot: number): number {
  return span.fromOrdinal + slot * span.stride;
}

/** Presentation time that a span shows at a time of the synopsis, µs; outside it, beyond its ends. */
export function presentationAt(span: FilmSpan, timeUs: number): number {
  return Math.round(span.fromUs + (timeUs - span.atUs) * span.rate);
}

/** When a slot comes on the picture, µs of synopsis. */
export function dueOf(span: FilmSpan, slot: number): number {
  const us = span.table.us[ordinalOfSlot(span, slot) - 1] ?? span.fromUs;
  return Math.max(span.atUs, span.atUs + (us - span.fromUs) / span.rate);
}

/** Throws for an arrangement that shows a tube which nobody owns: a fault of the program. */
export function ownerOf(owners: readonly TubeOwner[], { tube }: Pieces, piece: number): TubeOwner {
  const row = tube[piece] ?? -1;
  const owner = owners[row];
  if (owner === undefined) {
    throw new RangeError(`No owner of tube ${row}`);
  }
  return owner;
}

function spanOfGroup(pieces: Pieces, owners: readonly TubeOwner[], group: readonly number[]): FilmSpan {
  const first = group.reduce((a, b) => ((pieces.atUs[b] ?? 0) < (pieces.atUs[a] ?? 0) ? b : a));
  const { recordingId, table, shiftUs } = ownerOf(owners, pieces, first);
  const rate = pieces.rate[first] ?? 1;
  const fromUs = sceneTimeOf(pieces, first, pieces.atUs[first] ?? 0) - shiftUs;
  const toUs = Math.max(...group.map((piece) => pieces.toUs[piece] ?? 0)) - shiftUs;
  const fromOrdinal = Math.max(1, ordinalAt(table, fromUs));
  const toOrdinal = Math.max(fromOrdinal, ordinalAt(table, toUs));
  const stride = strideOf(table, fromOrdinal, toOrdinal, rate);
  return {
    recordingId,
    table,
    tracks: [...new Set(group.map((piece) => ownerOf(owners, pieces, piece).track))].sort((a, b) => a - b),
    fromOrdinal,
    toOrdinal,
    stride,
    slots: Math.floor((toOrdinal - fromOrdinal) / stride) + 1,
    atUs: pieces.atUs[first] ?? 0,
    endUs: Math.max(...group.map((piece) => cueEnd(pieces, piece))),
    fromUs,
    rate,
  };
}

/** As many pictures as steps of the synopsis, and never more than there are; by presentation times, which may be uneven. */
function strideOf({ us }: FrameTable, fromOrdinal: number, toOrdinal: number, rate: number): number {
  const spacing = ((us[toOrdinal - 1] ?? 0) - (us[fromOrdinal - 1] ?? 0)) / Math.max(1, toOrdinal - fromOrdinal);
  return spacing > 0 ? Math.max(1, Math.floor((SYNOPSIS_STEP_US * rate) / spacing + 0.01)) : 1;
}
