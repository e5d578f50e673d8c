// A block of the track index as bytes: columns of numbers, a closed list, as they are used.
//
//   "DRX2" | chunks told | blocks of this recording | rows (u32, little-endian) | columns, the widest first

import { columnsIn, ROW_BYTES, type RecordingColumns } from '../domain/query/track-columns.ts';

/** Part of the index of one recording. */
export interface IndexBlock {
  /** Chunks of the recording that the index tells of. */
  readonly chunks: number;
  /** Blocks of the recording. */
  readonly blocks: number;
  readonly columns: RecordingColumns;
}

/** Changes with the columns and with every list of words that they number: blocks of another version are built anew. */
const MAGIC = 0x32585244; // "DRX2", little-endian
const HEAD_BYTES = 16;

/** The columns must lie in memory of their own (`sliceRows`). */
export function encodeIndexBlock({ chunks, blocks, columns }: IndexBlock): Uint8Array<ArrayBuffer> {
  const rows = columns.number.length;
  const bytes = new Uint8Array(HEAD_BYTES + rows * ROW_BYTES);
  const view = new DataView(bytes.buffer);
  [MAGIC, chunks, blocks, rows].forEach((value, index) => {
    view.setUint32(4 * index, value, true);
  });
  bytes.set(new Uint8Array(columns.firstUs.buffer, 0, rows * ROW_BYTES), HEAD_BYTES);
  return bytes;
}

/** The columns stay in the memory of `bytes`. `undefined`: not a block of this version. */
export function decodeIndexBlock(bytes: Uint8Array<ArrayBuffer>): IndexBlock | undefined {
  const { buffer, byteOffset, length } = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  if (length < HEAD_BYTES) {
    return undefined;
  }
  const view = new DataView(buffer, byteOffset, length);
  const [magic, chunks = 0, blocks = 0, rows = 0] = [0, 4, 8, 12].map((at) => view.getUint32(at, true));
  if (magic !== MAGIC || length !== HEAD_BYTES + rows * ROW_BYTES) {
    return undefined;
  }
  return { chunks, blocks, columns: columnsIn(buffer, byteOffset + HEAD_BYTES, rows) };
}
