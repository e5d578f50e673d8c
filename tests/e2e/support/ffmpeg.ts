// The reference pictures: what ffmpeg decodes for a frame of a file.

import { execFileSync } from 'node:child_process';

/**
 * RGB pixels of consecutive frames by 1-based ordinal, in presentation order.
 * Frames hidden by an edit list are counted, as the app counts them.
 */
export function framesByFfmpeg(
  path: string,
  first: number,
  count: number,
  size: { readonly width: number; readonly height: number },
): readonly Buffer[] {
  const iso = /\.(?:mp4|mov|m4v)$/.test(path) ? ['-ignore_editlist', '1'] : [];
  const raw = execFileSync(
    'ffmpeg',
    [
      ...['-v', 'error', '-nostdin', ...iso, '-i', path],
      ...['-vf', `select='between(n,${first - 1},${first + count - 2})'`, '-fps_mode', 'passthrough'],
      ...['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${size.width}x${size.height}`, '-'],
    ],
    { maxBuffer: 2 ** 28 },
  );
  const bytes = size.width * size.height * 3;
  return Array.from({ length: Math.floor(raw.length / bytes) }, (_, i) => raw.subarray(i * bytes, (i + 1) * bytes));
}

/** Mean absolute difference of two pictures of the same size, in levels of 0–255. */
export function meanDifference(a: Buffer, b: Buffer): number {
  if (a.length !== b.length) {
    throw new Error(`pictures of ${a.length} and ${b.length} bytes`);
  }
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) {
    sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
  }
  return sum / a.length;
}
