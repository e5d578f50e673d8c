// A chunk of an analysis as bytes: named columns, a closed list. Nothing in it describes a person.
//
//   "DRC3" | header length (u32) | header JSON, padded to 8 bytes | four tables of columns (i32):
//   observations, attributes (one row a summary), stops, motion
//
// Boxes are kept in eighths of a pixel: finer than any detector, exact to write and read again.

import * as v from 'valibot';

import { AppError } from '../contracts/errors.ts';
import type { MotionRegion, Observation, ObservationOrigin, TrackSummary } from '../contracts/analysis.ts';
import { CLASS_NAMES, classOfNumber, OBJECT_CLASSES } from '../domain/detection/classes.ts';
import type { CoverageSpan } from '../domain/footage/coverage.ts';
import type { Box } from '../domain/geometry/box.ts';
import type { Micros } from '../domain/time/micros.ts';
import {
  ATTRIBUTE_COLUMNS,
  attributeRow,
  attributesOfRow,
  STOP_COLUMNS,
  stopOfRow,
  stopRow,
} from './attribute-columns.ts';

type StoredObservation = Observation & { readonly track: number };

/** What one atomic write of an analysis holds. */
export interface AnalysisChunk {
  /** 0-based, without gaps. */
  readonly seq: number;
  /** Frames on which objects exist, since the last chunk. */
  readonly observations: readonly StoredObservation[];
  /** Present summary of every object that changed since the last chunk. */
  readonly summaries: readonly TrackSummary[];
  /** Spans that this chunk settles. */
  readonly coverage: readonly CoverageSpan[];
  /** What moved on the watched pictures since the last chunk, in order; an empty box where nothing moves any more. */
  readonly motion: readonly MotionRegion[];
}

const MAGIC = 0x33435244; // "DRC3", little-endian
const SUBPIXELS = 8;
const ORIGINS: readonly ObservationOrigin[] = ['detected', 'motion', 'interpolated'];

/** The closed list of columns of an observation, in this order. */
const COLUMNS = ['track', 'ordinal', 'x', 'y', 'w', 'h', 'score', 'origin'] as const;

const MOTION_COLUMNS = ['ordinal', 'x', 'y', 'w', 'h'] as const;

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
  attributeColumns: v.array(v.string()),
  stopColumns: v.array(v.string()),
  stops: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  motionColumns: v.array(v.string()),
  motion: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  summaries: v.array(summary),
  coverage: v.array(span),
});

/** Fails with STORAGE_FAILED on an attribute that is not on the closed list. */
export function encodeChunk(chunk: AnalysisChunk): Uint8Array<ArrayBuffer> {
  const { seq, observations, summaries, coverage, motion } = chunk;
  const attributes = summaries.map((row) => attributeRow(row.attributes));
  const stops = summaries.flatMap((row, index) => row.attributes.stops.map((stop) => stopRow(index, stop)));
  const head = new TextEncoder().encode(
    JSON.stringify({
      seq,
      rows: observations.length,
      columns: COLUMNS,
      attributeColumns: ATTRIBUTE_COLUMNS,
      stopColumns: STOP_COLUMNS,
      stops: stops.length,
      motionColumns: MOTION_COLUMNS,
      motion: motion.length,
      // Attributes have a table of their own.
      summaries: summaries.map(({ objectClass, ...rest }) => ({
        ...rest,
        attributes: undefined,
        class: OBJECT_CLASSES[objectClass],
      })),
      coverage,
    }),
  );
  const start = align(8 + head.length);
  const bytes = new Uint8Array(start + bytesOf(observations.length, summaries.length, stops.length, motion.length));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, head.length, true);
  bytes.set(head, 8);
  let at = start;
  for (const table of [observations.map(observationRow), attributes, stops, motion.map(motionRow)]) {
    at = writeTable(view, at, table);
  }
  return bytes;
}

/** Reads a chunk back. Fails with STORAGE_FAILED on anything that it did not write itself. */
export function decodeChunk(bytes: Uint8Array<ArrayBuffer>): AnalysisChunk {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headLength = bytes.length >= 8 && view.getUint32(0, true) === MAGIC ? view.getUint32(4, true) : -1;
  if (headLength < 0 || 8 + headLength > bytes.length) {
    throw new AppError('STORAGE_FAILED', { store: 'chunks' });
  }
  const { seq, rows, stops, summaries, coverage, motion } = parseHead(bytes.subarray(8, 8 + headLength));
  const start = align(8 + headLength);
  if (bytes.length !== start + bytesOf(rows, summaries.length, stops, motion)) {
    throw new AppError('STORAGE_FAILED', { store: 'chunks' });
  }
  const attributesAt = start + 4 * rows * COLUMNS.length;
  const stopsAt = attributesAt + 4 * summaries.length * ATTRIBUTE_COLUMNS.length;
  const attributes = readTable(view, attributesAt, summaries.length, ATTRIBUTE_COLUMNS.length);
  const motionAt = stopsAt + 4 * stops * STOP_COLUMNS.length;
  const allStops = readTable(view, stopsAt, stops, STOP_COLUMNS.length).map(stopOfRow);
  return {
    seq,
    observations: readTable(view, start, rows, COLUMNS.length).map(observationOf),
    summaries: summaries.map(({ class: number, votes, ...rest }, row) => ({
      ...rest,
      objectClass: classOfNumber(number) ?? 'unclassified',
      votes: Object.fromEntries(CLASS_NAMES.flatMap((name) => (name in votes ? [[name, votes[name] ?? 0]] : []))),
      attributes: attributesOfRow(
        attributes[row] ?? [],
        allStops.filter((stop) => stop.row === row).map(({ stop }) => stop),
      ),
    })),
    coverage: coverage.map((row) => ({ ...row, fromUs: row.fromUs as Micros, toUs: row.toUs as Micros })),
    motion: readTable(view, motionAt, motion, MOTION_COLUMNS.length).map(motionOf),
  };
}

function observationRow({ track, ordinal, box: { x, y, w, h }, score, origin }: StoredObservation): number[] {
  return [track, ordinal, ...eighths(x, y, w, h), Math.round(score * 1000), ORIGINS.indexOf(origin)];
}

function motionRow({ ordinal, box: { x, y, w, h } }: MotionRegion): number[] {
  return [ordinal, ...eighths(x, y, w, h)];
}

function motionOf([ordinal = 0, ...place]: readonly number[]): MotionRegion {
  return { ordinal, box: boxOf(place) };
}

function eighths(...values: readonly number[]): number[] {
  return values.map((value) => Math.round(value * SUBPIXELS));
}

function boxOf([x = 0, y = 0, w = 0, h = 0]: readonly number[]): Box {
  return { x: x / SUBPIXELS, y: y / SUBPIXELS, w: w / SUBPIXELS, h: h / SUBPIXELS };
}

function observationOf(cells: readonly number[]): StoredObservation {
  const [track = 0, ordinal = 0, x = 0, y = 0, w = 0, h = 0, score = 0, origin = -1] = cells;
  return {
    track,
    ordinal,
    box: boxOf([x, y, w, h]),
    score: score / 1000,
    origin: originOf(origin),
  };
}

/** Column after column, little-endian; gives the byte behind the table. */
function writeTable(view: DataView, start: number, rows: readonly (readonly number[])[]): number {
  rows.forEach((row, index) => {
    row.forEach((value, column) => {
      view.setInt32(start + (column * rows.length + index) * 4, value, true);
    });
  });
  return start + rows.length * (rows[0]?.length ?? 0) * 4;
}

function readTable(view: DataView, start: number, rows: number, columns: number): number[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_column, column) => view.getInt32(start + (column * rows + row) * 4, true)),
  );
}

function bytesOf(observations: number, summaries: number, stops: number, motion: number): number {
  const told = summaries * ATTRIBUTE_COLUMNS.length + stops * STOP_COLUMNS.length;
  return 4 * (observations * COLUMNS.length + told + motion * MOTION_COLUMNS.length);
}

function parseHead(head: Uint8Array<ArrayBuffer>): v.InferOutput<typeof header> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(head));
  } catch (error) {
    throw new AppError('STORAGE_FAILED', { store: 'chunks' }, { cause: error });
  }
  const parsed = v.safeParse(header, value);
  if (!parsed.success || !hasOurColumns(parsed.output)) {
    throw new AppError('STORAGE_FAILED', { store: 'chunks' });
  }
  return parsed.output;
}

function hasOurColumns(head: v.InferOutput<typeof header>): boolean {
  return (
    head.columns.join() === COLUMNS.join() &&
    head.attributeColumns.join() === ATTRIBUTE_COLUMNS.join() &&
    head.stopColumns.join() === STOP_COLUMNS.join() &&
    head.motionColumns.join() === MOTION_COLUMNS.join()
  );
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
