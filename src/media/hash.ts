// SHA-256 of a whole file, streamed, before anything in it is decoded.

import { createSHA256 } from 'hash-wasm';

import { AppError } from '../contracts/errors.ts';
import type { HashProgress } from '../contracts/media.ts';
import { sha256, type Sha256 } from '../domain/ids.ts';

const CHUNK_BYTES = 8 * 1024 * 1024;

/**
 * Hashes the file in 8 MiB pieces. `onProgress` gets the bytes done after each.
 * Fails with FILE_CHANGED when the system says that the file is no longer the one that was picked
 * (size or date), FILE_UNREADABLE when it cannot be read.
 */
export async function hashFile(file: Blob, onProgress: HashProgress): Promise<Sha256> {
  const hasher = await createSHA256();
  for (let position = 0; position < file.size; position += CHUNK_BYTES) {
    const chunk = await readSlice(file, position, Math.min(position + CHUNK_BYTES, file.size));
    hasher.update(new Uint8Array(chunk));
    onProgress(position + chunk.byteLength);
  }
  return sha256(hasher.digest('hex'));
}

/** Bytes `from` (inclusive) to `to` (exclusive). Chromium refuses a file whose size or date moved since it was picked. */
export async function readSlice(file: Blob, from: number, to: number): Promise<ArrayBuffer> {
  let bytes: ArrayBuffer;
  try {
    bytes = await file.slice(from, to).arrayBuffer();
  } catch (error) {
    throw readError(error) ?? new AppError('FILE_UNREADABLE', {}, { cause: error });
  }
  if (bytes.byteLength !== to - from) {
    throw new AppError('FILE_CHANGED', { expected: to - from, read: bytes.byteLength });
  }
  return bytes;
}

/**
 * A refusal of the system as an `AppError`; `undefined` when the error is something else.
 * Chromium compares size and date of the file with those of the pick at each reading: when they differ, or when the
 * file went away, it raises NotReadableError or NotFoundError.
 */
export function readError(error: unknown): AppError | undefined {
  if (!(error instanceof DOMException)) {
    return undefined;
  }
  switch (error.name) {
    case 'NotReadableError':
      return new AppError('FILE_CHANGED', {}, { cause: error });
    case 'NotFoundError':
      return new AppError('FILE_UNREADABLE', {}, { cause: error });
    default:
      return undefined;
  }
}
