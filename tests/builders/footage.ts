// Test footage in the browser: files as a person would drop them, and what is read of them.

import { inject } from 'vitest';
import { commands } from 'vitest/browser';

import { defined } from '../../src/base/assert.ts';
import { decodeAll, type DecodeReport } from '../../src/media/decode.ts';
import type { MediaFile } from '../../src/media/media-file.ts';
import { PlaneReader } from '../../src/vision/planes.ts';
import type { ClipTruth } from './footage-grid.ts';

/** A clip of `.cache/footage` as a picked file. */
export async function openFootage(name: string): Promise<File> {
  const base64 = await commands.readFile(`${inject('footageFolder')}/${name}`, 'base64');
  const response = await fetch(`data:application/octet-stream;base64,${base64}`);
  return new File([await response.arrayBuffer()], name, { lastModified: 0 });
}

/** What ffprobe and ffmpeg say of it. */
export function truthOf(name: string): ClipTruth {
  return defined(inject('footage')[name], `truth of ${name}`);
}

/** A sum of a frame's luma that no two different pictures share (32-bit FNV-1a over every byte). */
export async function lumaHash(frame: VideoFrame, reader = new PlaneReader()): Promise<number> {
  const { y, yStride, width, height } = await reader.read(frame);
  let hash = 0x811c9dc5;
  for (let row = 0; row < height; row += 1) {
    for (let at = row * yStride; at < row * yStride + width; at += 1) {
      hash = Math.imul(hash ^ (y[at] ?? 0), 0x01000193);
    }
  }
  return hash >>> 0;
}

/** SHA-256 of a frame's luma, row after row without padding, as ffmpeg gives it. */
export async function lumaSha256(frame: VideoFrame, reader = new PlaneReader()): Promise<string> {
  const { y, yStride, width, height } = await reader.read(frame);
  const tight = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1) {
    tight.set(y.subarray(row * yStride, row * yStride + width), row * width);
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', tight));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Decodes everything: the luma hash of each ordinal that came out, in that order, and the report. */
export async function decodeToHashes(media: MediaFile): Promise<{
  readonly hashes: ReadonlyMap<number, number>;
  readonly ordinals: readonly number[];
  readonly report: DecodeReport;
}> {
  const report: DecodeReport = { restarts: 0, dataEndsAt: undefined };
  const hashes = new Map<number, number>();
  const ordinals: number[] = [];
  const reader = new PlaneReader();
  for await (const { ordinal, frame } of decodeAll(media, report)) {
    hashes.set(ordinal, await lumaHash(frame, reader));
    ordinals.push(ordinal);
    frame.close();
  }
  return { hashes, ordinals, report };
}
