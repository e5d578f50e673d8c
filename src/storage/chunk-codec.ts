// A chunk of an analysis as bytes: named columns, a closed list. Nothing in it describes a person.
//
//   "DRC4" | number of the chunk, rows of each table | summaries, stops, coverage, observations, motion
//
// Everything is a whole number in as few bytes as it needs (integers.ts). Boxes are kept in eighths of a pixel: finer
// than any detector, exact to write and read again. What lists need comes before the boxes, which are most of it.

import type { MotionRegion, Observation, ObservationOrigin, TrackSummary } from '../contracts/analysis.ts';
import { AppError } from '../contracts/errors.ts';
import type { CoverageSpan, CoverageState } from '../domain/footage/coverage.ts';
import type { Micros } from '../domain/time/micros.ts';
import { STOP_COLUMNS } from './attribute-columns.ts';
import { boxCells, boxOf, thousandths } from './cells.ts';
import { IntegerReader, IntegerWriter } from './integers.ts';
import { SUMMARY_COLUMNS } from './summary-columns.ts';
import { readSummaries, writeSummaries } from './summary-pack.ts';

type StoredObservation = Observation & { readonly track: number };

/** What one atomic write of an analysis holds. */
export interface AnalysisChunk extends ChunkFindings {
  /** 0-based, without gaps. */
  readonly seq: number;
  /** Frames on which objects exist, since the last chunk. */
  readonly observations: readonly StoredObservation[];
  /** What moved on the watched pictures since the last chunk, in order; an empty box where nothing moves any more. */
  readonly motion: readonly MotionRegion[];
}

/** The part of a chunk that lists need. */
export interface ChunkFindings {
  /** Present summary of every object that changed since the last chunk. */
  readonly summaries: readonly TrackSummary[];
  /** Spans that this chunk settles. */
  readonly coverage: readonly CoverageSpan[];
}

const STORE = 'chunks';
const MAGIC = 0x34435244; // "DRC4", little-endian
const MAGIC_BYTES = 4;
const ORIGINS: readonly ObservationOrigin[] = ['detected', 'motion', 'interpolated'];
const STATES: readonly CoverageState[] = ['decoded', 'still', 'detected', 'failed', 'waiting'];

/** The closed list of columns of each table but that of the summaries, in this order. */
const COLUMNS = ['track', 'ordinal', 'x', 'y', 'w', 'h', 'score', 'origin'] as const;
const MOTION_COLUMNS = ['ordinal', 'x', 'y', 'w', 'h'] as const;
const COVERAGE_COLUMNS = ['state', 'fromOrdinal', 'toOrdinal', 'fromUs', 'toUs'] as const;

/** Fails with STORAGE_FAILED on an attribute that is not on the closed list, or a number that is none. */
export function encodeChunk({
  seq,
  observations,
  summaries,
  coverage,
  motion,
}: AnalysisChunk): Uint8Array<ArrayBuffer> {
  const stops = summaries.flatMap(({ attributes }) => attributes.stops);
  const writer = new IntegerWriter(STORE);
  [seq, summaries, stops, coverage, observations, motion].forEach((head) => {
    writer.write(typeof head === 'number' ? head : head.length);
  });
  writeSummaries(writer, summaries);
  writer.table(coverage.map(coverageRow));
  writer.table(observations.map(observationRow), true);
  writer.table(motion.map(motionRow));
  const { bytes } = writer;
  const out = new Uint8Array(MAGIC_BYTES + bytes.length);
  new DataView(out.buffer).setUint32(0, MAGIC, true);
  out.set(bytes, MAGIC_BYTES);
  return out;
}

/** Reads a chunk back. Fails with STORAGE_FAILED on anything that it did not write itself, older versions included. */
export function decodeChunk(bytes: Uint8Array<ArrayBuffer>): AnalysisChunk {
  const { reader, seq, rows } = open(bytes);
  const findings = readFindings(reader, rows);
  const observations = reader.table(rows.observations, COLUMNS.length, true).map(observationOf);
  const motion = reader.table(rows.motion, MOTION_COLUMNS.length).map(motionOf);
  reader.end();
  return { seq, observations, ...findings, motion };
}

/** The part of a chunk that lists need, without reading its boxes. */
export function decodeFindings(bytes: Uint8Array<ArrayBuffer>): ChunkFindings {
  const { reader, rows } = open(bytes);
  return readFindings(reader, rows);
}

type Rows = Readonly<Record<'summaries' | 'stops' | 'coverage' | 'observations' | 'motion', number>>;

function open(bytes: Uint8Array<ArrayBuffer>): { reader: IntegerReader; seq: number; rows: Rows } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < MAGIC_BYTES || view.getUint32(0, true) !== MAGIC) {
    throw refusal();
  }
  const reader = new IntegerReader(STORE, bytes, MAGIC_BYTES);
  const seq = reader.read();
  const rows = {
    summaries: reader.count(SUMMARY_COLUMNS.length),
    stops: reader.count(STOP_COLUMNS.length),
    coverage: reader.count(COVERAGE_COLUMNS.length),
    observations: reader.count(COLUMNS.length),
    motion: reader.count(MOTION_COLUMNS.length),
  };
  return { reader, seq, rows };
}

function readFindings(reader: IntegerReader, rows: Rows): ChunkFindings {
  const summaries = readSummaries(reader, rows.summaries, rows.stops);
  const coverage = reader.table(rows.coverage, COVERAGE_COLUMNS.length).map(coverageOf);
  return { summaries, coverage };
}

function coverageRow({ state, fromOrdinal, toOrdinal, fromUs, toUs }: CoverageSpan): number[] {
  return [placeOf(STATES, state), fromOrdinal, toOrdinal, fromUs, toUs];
}

function coverageOf([
  state = -1,
  fromOrdinal = 0,
  toOrdinal = 0,
  fromUs = 0,
  toUs = 0,
]: readonly number[]): CoverageSpan {
  return {
    state: wordAt(STATES, state),
    fromOrdinal,
    toOrdinal,
    fromUs: fromUs as Micros,
    toUs: toUs as Micros,
  };
}

function observationRow({ track, ordinal, box, score, origin }: StoredObservation): number[] {
  return [track, ordinal, ...boxCells(box), thousandths(score), placeOf(ORIGINS, origin)];
}

function observationOf(cells: readonly number[]): StoredObservation {
  const [track = 0, ordinal = 0, x = 0, y = 0, w = 0, h = 0, score = 0, origin = -1] = cells;
  return { track, ordinal, box: boxOf(x, y, w, h), score: score / 1000, origin: wordAt(ORIGINS, origin) };
}

function motionRow({ ordinal, box }: MotionRegion): number[] {
  return [ordinal, ...boxCells(box)];
}

function motionOf([ordinal = 0, x = 0, y = 0, w = 0, h = 0]: readonly number[]): MotionRegion {
  return { ordinal, box: boxOf(x, y, w, h) };
}

function placeOf<T extends string>(words: readonly T[], word: T): number {
  const index = words.indexOf(word);
  if (index < 0) {
    throw refusal();
  }
  return index;
}

function wordAt<T extends string>(words: readonly T[], index: number): T {
  const word = words[index];
  if (word === undefined) {
    throw refusal();
  }
  return word;
}

function refusal(): AppError {
  return new AppError('STORAGE_FAILED', { store: STORE });
}
