// Summaries of some objects as few bytes, for the memory of a page that holds very many of them.

import type { TrackSummary } from '../contracts/analysis.ts';
import type { Stop } from '../domain/attributes/attributes.ts';
import { STOP_COLUMNS, stopOfRow, stopRow } from './attribute-columns.ts';
import { IntegerReader, IntegerWriter } from './integers.ts';
import { SUMMARY_COLUMNS, summaryOfRow, summaryRow } from './summary-columns.ts';

const STORE = 'chunks';

/** Writes the tables of summaries and of their stops. */
export function writeSummaries(writer: IntegerWriter, summaries: readonly TrackSummary[]): void {
  writer.table(summaries.map(summaryRow));
  writer.table(summaries.flatMap(({ attributes }, index) => attributes.stops.map((stop) => stopRow(index, stop))));
}

/** Reads tables of so many summaries and stops back. */
export function readSummaries(reader: IntegerReader, summaries: number, stops: number): TrackSummary[] {
  const rows = reader.table(summaries, SUMMARY_COLUMNS.length);
  const byRow = rows.map((): Stop[] => []);
  for (const { row, stop } of reader.table(stops, STOP_COLUMNS.length).map(stopOfRow)) {
    const owner = byRow[row];
    if (owner === undefined) {
      throw reader.refusal();
    }
    owner.push(stop);
  }
  return rows.map((cells, row) => summaryOfRow(cells, byRow[row] ?? []));
}

/** Fails with STORAGE_FAILED on an attribute that is not on the closed list. */
export function packSummaries(summaries: readonly TrackSummary[]): Uint8Array<ArrayBuffer> {
  const writer = new IntegerWriter(STORE);
  writer.write(summaries.length);
  writer.write(summaries.reduce((sum, { attributes }) => sum + attributes.stops.length, 0));
  writeSummaries(writer, summaries);
  return writer.bytes;
}

/** What {@link packSummaries} packed, to the thousandth and the eighth of a pixel. */
export function unpackSummaries(bytes: Uint8Array<ArrayBuffer>): TrackSummary[] {
  const reader = new IntegerReader(STORE, bytes);
  const summaries = reader.count(SUMMARY_COLUMNS.length);
  const stops = reader.count(STOP_COLUMNS.length);
  const unpacked = readSummaries(reader, summaries, stops);
  reader.end();
  return unpacked;
}
