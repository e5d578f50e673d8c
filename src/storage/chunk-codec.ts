// A chunk of an analysis as bytes: named columns, a closed list. Nothing in it describes a person.
//
//   "DRK1" | header length (u32) | header JSON, padded to 8 bytes | columns (i32)
//
// Boxes are kept in eighths of a pixel: finer than any detector, exact to write and read again.

import * as v from 'valibot';

import { AppError } from '../contracts/errors.ts';
import type { Observation, ObservationOrigin, TrackSummary } from '../contracts/analysis.ts';
import { CLASS_NAMES, classOfNumber, OBJECT_CLASSES } from '../domain/detection/classes.ts';
import type { CoverageSpan } from '../domain/footage/coverage.ts';
import type { Micros } from '../domain/time/micros.ts';

/** What one atomic write of an analysis holds. */
export interface AnalysisChunk {
  /** 0-based, without gaps. */
  readonly seq: number;
  /** Frames on which objects exist, since the last chunk. */
  readonly observations: readonly (Observation & { readonly track: number })[];
  /** Present summary of every object that changed since the last chunk. */
  readonly summaries: readonly TrackSummary[];
  /** Spans that this chunk settles. */
  readonly coverage: readonly CoverageSpan[];
}

const MAGIC = 0x314b5244; // "DRK1", little-endian
const SUBPIXELS = 8;
const ORIGINS: readonly ObservationOrigin[] = ['detected', 'motion', 'interpolated'];

/** The closed list of columns of an observation, in this order. */
const COLUMNS = ['track', 'ordinal', 'x', 'y', 'w', 'h', 'score', 'origin'] as const;

const box = v.strictObject({ x: v.number(), y: v.number(), w: v.number(), h: v.number() });
const summary = v.strictObject({
  number: v.number(),
  class: v.picklist(Object.values(OBJECT_CLASSES)),
  votes: v.record(v.string(), v.number()),
  confidence: v.number(),
  detections: v.number(),
  firstOrdinal: v.number(),
  lastOrdinal: v.number(),
  firstUs: v.number(),
  lastUs: v.number(),
  bestOrdinal: v.number(),
  bestUs: v.number(),
  bestBox: box,
});
const span = v.strictObject({
  state: v.picklist(['decoded', 'still', 'detected', 'failed', 'waiting']),
  fromOrdinal: v.number(),
  toOrdinal: v.number(),
  fromUs: v.number(),
  toUs: v.number(),
});
const header = v.strictObject({
  seq: v.number(),
  rows: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  columns: v.array(v.string()),
  summaries: v.array(summary),
  coverage: v.array(span),
});

export function encodeChunk(chunk: AnalysisChunk): Uint8Array<ArrayBuffer> {
  const { seq, observations, summaries, coverage } = chunk;
  const head = new TextEncoder().encode(
    JSON.stringify({
      seq,
      rows: observations.length,
      columns: COLUMNS,
      summaries: summaries.map(({ objectClass, ...rest }) => ({ ...rest, class: OBJECT_CLASSES[objectClass] })),
      coverage,
    }),
  );
  const start = align(8 + head.length);
  const bytes = new Uint8Array(start + observations.length * COLUMNS.length * 4);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, head.length, true);
  bytes.set(head, 8);
  observations.forEach((row, index) => {
    const values = [
      row.track,
      row.ordinal,
      Math.round(row.box.x * SUBPIXELS),
      Math.round(row.box.y * SUBPIXELS),
      Math.round(row.box.w * SUBPIXELS),
      Math.round(row.box.h * SUBPIXELS),
      Math.round(row.score * 1000),
      ORIGINS.indexOf(row.origin),
    ];
    values.forEach((value, column) => {
      view.setInt32(start + (column * observations.length + index) * 4, value, true);
    });
  });
  return bytes;
}

/** Reads a chunk back. Fails with STORAGE_FAILED on anything that it did not write itself. */
export function decodeChunk(bytes: Uint8Array<ArrayBuffer>): AnalysisChunk {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headLength = bytes.length >= 8 && view.getUint32(0, true) === MAGIC ? view.getUint32(4, true) : -1;
  if (headLength < 0 || 8 + headLength > bytes.length) {
    throw new AppError('STORAGE_FAILED', { store: 'chunks' });
  }
  const { seq, rows, summaries, coverage } = parseHead(bytes.subarray(8, 8 + headLength));
  const start = align(8 + headLength);
  if (bytes.length !== start + rows * COLUMNS.length * 4) {
    throw new AppError('STORAGE_FAILED', { store: 'chunks' });
  }
  const at = (column: number, row: number): number => view.getInt32(start + (column * rows + row) * 4, true);
  return {
    seq,
    observations: Array.from({ length: rows }, (_, row) => ({
      track: at(0, row),
      ordinal: at(1, row),
      box: {
        x: at(2, row) / SUBPIXELS,
        y: at(3, row) / SUBPIXELS,
        w: at(4, row) / SUBPIXELS,
        h: at(5, row) / SUBPIXELS,
      },
      score: at(6, row) / 1000,
      origin: originOf(at(7, row)),
    })),
    summaries: summaries.map(({ class: number, votes, ...rest }) => ({
      ...rest,
      objectClass: classOfNumber(number) ?? 'unclassified',
      votes: Object.fromEntries(CLASS_NAMES.flatMap((name) => (name in votes ? [[name, votes[name] ?? 0]] : []))),
    })),
    coverage: coverage.map((row) => ({ ...row, fromUs: row.fromUs as Micros, toUs: row.toUs as Micros })),
  };
}

function parseHead(head: Uint8Array<ArrayBuffer>): v.InferOutput<typeof header> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(head));
  } catch (error) {
    throw new AppError('STORAGE_FAILED', { store: 'chunks' }, { cause: error });
  }
  const parsed = v.safeParse(header, value);
  if (!parsed.success || parsed.output.columns.join() !== COLUMNS.join()) {
    throw new AppError('STORAGE_FAILED', { store: 'chunks' });
  }
  return parsed.output;
}

function originOf(index: number): ObservationOrigin {
  const origin = ORIGINS[index];
  if (origin === undefined) {
    throw new AppError('STORAGE_FAILED', { store: 'chunks' });
  }
  return origin;
}

function align(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
