// The few boxes of an ISO file that the demuxer does not tell about: is there a `moov`, is the data it
// points to there, how many frames it declares, and which of them the edit list hides.
// ISO/IEC 14496-12 §4.2 (boxes), §8.6.6 (edit list), §8.7 (sample tables).

import { AppError } from '../contracts/errors.ts';
import { readSlice } from './hash.ts';

/** One entry of an edit list. `mediaTime` is -1 for an empty edit. */
export interface Edit {
  /** In ticks of the movie; 0 means "to the end" in fragmented files. */
  readonly durationInMovie: number;
  /** In ticks of the track. */
  readonly mediaTime: number;
}

/** What the index of an ISO file says of its first video track. */
export interface IsoSummary {
  readonly movieTimescale: number;
  readonly trackTimescale: number;
  /** Frames that the sample table declares; 0 in a fragmented file. */
  readonly samplesDeclared: number;
  readonly edits: readonly Edit[];
  /** Bytes that a top-level box claims beyond the end of the file; 0 when whole. */
  readonly bytesMissing: number;
  readonly isFragmented: boolean;
}

const MAX_MOOV_BYTES = 512 * 1024 * 1024;
const MAX_TOP_LEVEL_BOXES = 1_000_000;
const MAX_DEPTH = 16;

/** Content of a box: from behind its header to its end. */
interface BoxSpan {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** Reads the summary. Fails with MOOV_MISSING, or CONTAINER_CORRUPT when the index is nonsense. */
export async function readIsoSummary(file: Blob): Promise<IsoSummary> {
  let moov: ArrayBuffer | undefined;
  let isFragmented = false;
  let bytesMissing = 0;
  let position = 0;
  for (let count = 0; position + 8 <= file.size && count < MAX_TOP_LEVEL_BOXES; count += 1) {
    const head = new DataView(await readSlice(file, position, Math.min(position + 16, file.size)));
    const type = fourCc(head, 4);
    const size = boxSize(head, file.size - position);
    if (size < 8) {
      break;
    }
    bytesMissing = Math.max(bytesMissing, position + size - file.size);
    if (type === 'moov') {
      if (size > MAX_MOOV_BYTES || position + size > file.size) {
        throw new AppError('CONTAINER_CORRUPT', { box: 'moov' });
      }
      moov = await readSlice(file, position, position + size);
    }
    isFragmented ||= type === 'moof';
    position += size;
  }
  if (moov === undefined) {
    throw new AppError('MOOV_MISSING', { bytes: file.size });
  }
  return { ...summariseMoov(new DataView(moov)), bytesMissing, isFragmented };
}

function summariseMoov(
  moov: DataView,
): Pick<IsoSummary, 'movieTimescale' | 'trackTimescale' | 'samplesDeclared' | 'edits'> {
  // A size of 1 is followed by the true one; a size of 0 means "to the end".
  const root: BoxSpan = { type: 'moov', start: moov.getUint32(0) === 1 ? 16 : 8, end: moov.byteLength };
  const mvhd = child(moov, root, ['mvhd']);
  const movieTimescale = mvhd === undefined ? 0 : timescaleOf(moov, mvhd);
  for (const trak of children(moov, root)) {
    if (trak.type !== 'trak') {
      continue;
    }
    const hdlr = child(moov, trak, ['mdia', 'hdlr']);
    if (hdlr === undefined || hdlr.start + 12 > hdlr.end || fourCc(moov, hdlr.start + 8) !== 'vide') {
      continue;
    }
    const mdhd = child(moov, trak, ['mdia', 'mdhd']);
    const elst = child(moov, trak, ['edts', 'elst']);
    const sizes =
      child(moov, trak, ['mdia', 'minf', 'stbl', 'stsz']) ?? child(moov, trak, ['mdia', 'minf', 'stbl', 'stz2']);
    return {
      movieTimescale,
      trackTimescale: mdhd === undefined ? 0 : timescaleOf(moov, mdhd),
      samplesDeclared: sizes === undefined || sizes.start + 12 > sizes.end ? 0 : moov.getUint32(sizes.start + 8),
      edits: elst === undefined ? [] : readEdits(moov, elst),
    };
  }
  return { movieTimescale, trackTimescale: 0, samplesDeclared: 0, edits: [] };
}

function readEdits(view: DataView, elst: BoxSpan): Edit[] {
  if (elst.start + 8 > elst.end) {
    return [];
  }
  const wide = view.getUint8(elst.start) === 1;
  const entryBytes = wide ? 20 : 12;
  const count = Math.min(view.getUint32(elst.start + 4), Math.floor((elst.end - elst.start - 8) / entryBytes));
  const edits: Edit[] = [];
  for (let index = 0; index < count; index += 1) {
    const at = elst.start + 8 + index * entryBytes;
    edits.push(
      wide
        ? { durationInMovie: Number(view.getBigUint64(at)), mediaTime: Number(view.getBigInt64(at + 8)) }
        : { durationInMovie: view.getUint32(at), mediaTime: view.getInt32(at + 4) },
    );
  }
  return edits;
}

/** Timescale of an `mvhd` or `mdhd` box, ticks per second. */
function timescaleOf(view: DataView, box: BoxSpan): number {
  const at = box.start + (box.start < box.end && view.getUint8(box.start) === 1 ? 20 : 12);
  return at + 4 <= box.end ? view.getUint32(at) : 0;
}

function child(view: DataView, parent: BoxSpan, path: readonly string[]): BoxSpan | undefined {
  let current: BoxSpan | undefined = parent;
  for (const type of path.slice(0, MAX_DEPTH)) {
    const within: BoxSpan = current;
    current = [...children(view, within)].find((box) => box.type === type);
    if (current === undefined) {
      return undefined;
    }
  }
  return current;
}

function* children(view: DataView, parent: BoxSpan): Generator<BoxSpan> {
  for (let box = boxAt(view, parent.start, parent.end); box !== undefined; box = boxAt(view, box.end, parent.end)) {
    yield box;
  }
}

/** The box that starts at a position, or `undefined` when none lies wholly before `end`. */
function boxAt(view: DataView, position: number, end: number): BoxSpan | undefined {
  if (position + 8 > end) {
    return undefined;
  }
  const isWide = view.getUint32(position) === 1 && position + 16 <= end;
  const start = position + (isWide ? 16 : 8);
  const size = isWide ? Number(view.getBigUint64(position + 8)) : view.getUint32(position);
  return position + size < start || position + size > end
    ? undefined
    : { type: fourCc(view, position + 4), start, end: position + size };
}

function boxSize(head: DataView, left: number): number {
  const size = head.getUint32(0);
  if (size === 0) {
    return left;
  }
  return size === 1 && head.byteLength >= 16 ? Number(head.getBigUint64(8)) : size;
}

function fourCc(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}

/**
 * Whether the edit list shows a frame. `ticks` is the presentation time as the demuxer gives it: already
 * shifted by the first edit, in ticks of the track.
 */
export function isShown(summary: IsoSummary, ticks: number): boolean {
  const { edits, movieTimescale, trackTimescale } = summary;
  const firstShown = edits.findIndex((edit) => edit.mediaTime >= 0);
  const first = edits[firstShown];
  if (first === undefined || movieTimescale === 0) {
    return true;
  }
  const toTrack = (movieTicks: number): number => (movieTicks * trackTimescale) / movieTimescale;
  const empty = edits.slice(0, firstShown).reduce((sum, edit) => sum + toTrack(edit.durationInMovie), 0);
  const mediaTime = ticks + first.mediaTime - Math.round(empty);
  return edits.some(
    (edit) =>
      edit.mediaTime >= 0 &&
      mediaTime >= edit.mediaTime &&
      (edit.durationInMovie === 0 || mediaTime < edit.mediaTime + toTrack(edit.durationInMovie)),
  );
}
