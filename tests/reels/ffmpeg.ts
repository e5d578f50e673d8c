// The ffmpeg program, for pictures in and pictures out. Nothing here knows what a reel is.

import { execFileSync, spawn } from 'node:child_process';

/** One picture in planes. Chroma has the size of luma (4:4:4) or half of it (4:2:0). */
export interface Planes {
  readonly width: number;
  readonly height: number;
  readonly y: Uint8Array;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
}

const QUIET = ['-v', 'error', '-nostdin', '-y'];

/** Runs ffmpeg to its end. Throws with what it said when it fails. */
export function ffmpeg(args: readonly string[]): void {
  execFileSync('ffmpeg', [...QUIET, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** All pictures that ffmpeg makes of `args`, in 4:4:4. */
export function readPictures(args: readonly string[], width: number, height: number): Planes[] {
  return readRaw([...args, '-pix_fmt', 'yuv444p'], width * height * 3).map((bytes) => {
    const plane = width * height;
    return {
      width,
      height,
      y: bytes.subarray(0, plane),
      u: bytes.subarray(plane, 2 * plane),
      v: bytes.subarray(2 * plane),
    };
  });
}

/** All pictures that ffmpeg makes of `args`, in 4:2:0. Width and height are even. */
export function readHalfChroma(args: readonly string[], width: number, height: number): Planes[] {
  const plane = width * height;
  return readRaw([...args, '-pix_fmt', 'yuv420p'], plane * 1.5).map((bytes) => ({
    width,
    height,
    y: bytes.subarray(0, plane),
    u: bytes.subarray(plane, plane * 1.25),
    v: bytes.subarray(plane * 1.25),
  }));
}

function readRaw(args: readonly string[], pictureBytes: number): Uint8Array[] {
  const bytes = execFileSync('ffmpeg', [...QUIET, ...args, '-f', 'rawvideo', '-'], {
    maxBuffer: 2 ** 30,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (bytes.length === 0 || bytes.length % pictureBytes !== 0) {
    throw new Error(`ffmpeg gave ${bytes.length} bytes, not whole pictures of ${pictureBytes}`);
  }
  // Plain arrays: `slice` of a Buffer would share its memory.
  return Array.from(
    { length: bytes.length / pictureBytes },
    (_, k) => new Uint8Array(bytes.buffer, bytes.byteOffset + k * pictureBytes, pictureBytes),
  );
}

/** Takes raw pictures and encodes them as they come. */
export interface Encoder {
  /** Resolves when the bytes were taken over: the buffer may be used again. */
  write(picture: Uint8Array): Promise<void>;
  /** Resolves when the file is whole. */
  finish(): Promise<void>;
}

/** Encodes 4:2:0 pictures of one size at a constant rate with the given output options. */
export function openEncoder(width: number, height: number, fps: number, output: readonly string[]): Encoder {
  const input = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${width}x${height}`, '-r', String(fps), '-i', '-'];
  const child = spawn('ffmpeg', ['-v', 'error', '-y', ...input, ...output], { stdio: ['pipe', 'inherit', 'inherit'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('close', resolve).once('error', reject);
  });
  return {
    write: (picture) =>
      new Promise((resolve, reject) => {
        child.stdin.write(picture, (error) => {
          if (error) {
            reject(error);
          } else {
            resolve();
          }
        });
      }),
    async finish() {
      child.stdin.end();
      const status = await ended;
      if (status !== 0) {
        throw new Error(`ffmpeg ended with status ${status}`);
      }
    },
  };
}
