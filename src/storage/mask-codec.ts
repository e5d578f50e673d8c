// The moving pixels of objects as bytes: named columns and packed runs. Pictures of the scene, for the synopsis.
//
//   "DRM1" | header length (u32) | header JSON, padded to 4 bytes | columns (i32) | packed masks one after the other

import * as v from 'valibot';

import { AppError } from '../contracts/errors.ts';

/** The moving pixels of one object on one picture (`domain/motion/mask-pack.ts`), in mask pixels. */
export interface StoredMask {
  readonly track: number;
  readonly ordinal: number;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Masks of the objects seen between two commits. */
export interface MaskChunk {
  /** Picture pixels per mask pixel, upright picture. */
  readonly step: number;
  readonly masks: readonly StoredMask[];
}

const MAGIC = 0x314d5244; // "DRM1", little-endian
/** The closed list of columns, in this order. */
const COLUMNS = ['track', 'ordinal', 'x', 'y', 'w', 'h', 'length'] as const;

const header = v.strictObject({
  step: v.pipe(v.number(), v.minValue(1)),
  rows: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  columns: v.pipe(
    v.array(v.string()),
    v.check((columns) => columns.join() === COLUMNS.join()),
  ),
});

const align = (length: number): number => Math.ceil(length / 4) * 4;

export function encodeMasks({ step, masks }: MaskChunk): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(JSON.stringify({ step, rows: masks.length, columns: COLUMNS }));
  const table = align(8 + head.length);
  const pixels = table + 4 * COLUMNS.length * masks.length;
  const out = new Uint8Array(masks.reduce((sum, { bytes }) => sum + bytes.length, pixels));
  const view = new DataView(out.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, head.length, true);
  out.set(head, 8);
  let at = pixels;
  masks.forEach(({ track, ordinal, x, y, w, h, bytes }, row) => {
    [track, ordinal, x, y, w, h, bytes.length].forEach((value, column) => {
      view.setInt32(table + 4 * (column * masks.length + row), value, true);
    });
    out.set(bytes, at);
    at += bytes.length;
  });
  return out;
}

/** Fails with STORAGE_FAILED on anything that {@link encodeMasks} did not write. */
export function decodeMasks(bytes: Uint8Array<ArrayBuffer>): MaskChunk {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length >= 8 && view.getUint32(0, true) === MAGIC ? view.getUint32(4, true) : -1;
  if (length < 0 || 8 + length > bytes.length) {
    throw new AppError('STORAGE_FAILED', { store: 'masks' });
  }
  const { step, rows } = readHead(bytes.subarray(8, 8 + length));
  const table = align(8 + length);
  let at = table + 4 * COLUMNS.length * rows;
  if (at > bytes.length) {
    throw new AppError('STORAGE_FAILED', { store: 'masks' });
  }
  const masks = Array.from({ length: rows }, (_, row) => {
    const [track = 0, ordinal = 0, x = 0, y = 0, w = 0, h = 0, size = 0] = COLUMNS.map((_name, column) =>
      view.getInt32(table + 4 * (column * rows + row), true),
    );
    const packed = bytes.slice(at, at + size);
    at += size;
    return { track, ordinal, x, y, w, h, bytes: packed };
  });
  if (at !== bytes.length) {
    throw new AppError('STORAGE_FAILED', { store: 'masks' });
  }
  return { step, masks };
}

function readHead(head: Uint8Array<ArrayBuffer>): v.InferOutput<typeof header> {
  try {
    return v.parse(header, JSON.parse(new TextDecoder().decode(head)));
  } catch (error) {
    throw new AppError('STORAGE_FAILED', { store: 'masks' }, { cause: error });
  }
}
