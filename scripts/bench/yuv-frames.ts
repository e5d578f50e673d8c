// Pictures of a recording as planes, decoded by ffmpeg: for benches that run parts of the product in Node.

import { execFileSync, spawn } from 'node:child_process';
import { colourMatrix, type Planes } from '../../src/vision/planes.ts';

/** One decoded picture; its planes are valid until the next one. */
export interface YuvFrame {
  /** 1-based, in presentation order. */
  readonly ordinal: number;
  readonly us: number;
  readonly planes: Planes;
}

/** Every picture of a file, in presentation order, with its own timestamp. */
export async function* yuvFrames(file: string): AsyncGenerator<YuvFrame, void, unknown> {
  const { width, height, us } = probe(file);
  const lumaBytes = width * height;
  const uvStride = (width + 1) >> 1;
  const uvBytes = uvStride * ((height + 1) >> 1);
  const picture = Buffer.alloc(lumaBytes + 2 * uvBytes);
  const ffmpeg = spawn(
    'ffmpeg',
    ['-v', 'error', '-i', file, '-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let filled = 0;
  let ordinal = 0;
  for await (const chunk of ffmpeg.stdout as AsyncIterable<Buffer>) {
    for (let at = 0; at < chunk.length;) {
      const copied = chunk.copy(picture, filled, at);
      at += copied;
      filled += copied;
      if (filled === picture.length) {
        filled = 0;
        ordinal += 1;
        yield {
          ordinal,
          us: us[ordinal - 1] ?? 0,
          planes: {
            width,
            height,
            y: picture.subarray(0, lumaBytes),
            yStride: width,
            u: picture.subarray(lumaBytes, lumaBytes + uvBytes),
            v: picture.subarray(lumaBytes + uvBytes),
            uvStride,
            uvStep: 1,
            colour: colourMatrix({}, height),
          },
        };
      }
    }
  }
}

function probe(file: string): { readonly width: number; readonly height: number; readonly us: readonly number[] } {
  const ask = (entries: string): string[] =>
    execFileSync(
      'ffprobe',
      ['-v', 'error', '-select_streams', 'v:0', '-show_entries', entries, '-of', 'csv=p=0', file],
      { encoding: 'utf8', maxBuffer: 1 << 28 },
    )
      .trim()
      .split('\n');
  const [width = 0, height = 0] = (ask('stream=width,height')[0] ?? '').split(',').map(Number);
  const us = ask('frame=best_effort_timestamp_time').map((time) => Math.round(parseFloat(time) * 1e6));
  return { width, height, us };
}
