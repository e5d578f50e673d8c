// The busy reel: vtest at another size and pace, people in the picture all the time.
// Command: npm run reel:busy -- [--fps 25] [--size 1920x1080] [--gop 50] [--source vtest.avi] [--out folder]

import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureSample, ROOT } from '../../scripts/lib/setup.mjs';
import { ffmpeg } from './ffmpeg.ts';

export interface BusyOptions {
  readonly width: number;
  readonly height: number;
  readonly gop: number;
  /** Every frame shown for 1/fps s; timestamps are those of the file, 10 a second, when absent. */
  readonly fps?: number;
  readonly source?: string;
  readonly folder?: string;
}

/**
 * Makes the reel, or finds it. All 795 frames, the whole 4:3 picture stretched to the size: the truth of vtest holds
 * once scaled by width / 768 and height / 576.
 */
export function makeBusyReel(options: BusyOptions): string {
  const { width, height, gop, fps } = options;
  const folder = options.folder ?? join(ROOT, '.cache', 'reels');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `busy-${width}x${height}-gop${gop}${fps === undefined ? '' : `-${fps}fps`}.mp4`);
  if (existsSync(path)) {
    return path;
  }
  const times = fps === undefined ? '' : `,setpts=N/${fps}/TB`;
  ffmpeg([
    ...['-i', options.source ?? ensureSample(), '-vf', `scale=${width}:${height}:flags=lanczos${times}`],
    ...[
      '-fps_mode',
      fps === undefined ? 'passthrough' : 'cfr',
      ...(fps === undefined ? [] : ['-r', String(fps)]),
      '-an',
    ],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '21', '-pix_fmt', 'yuv420p', '-threads', '2', '-bf', '0'],
    ...['-g', String(gop), '-keyint_min', String(gop), '-sc_threshold', '0'],
    ...['-fflags', '+bitexact', '-flags:v', '+bitexact', '-movflags', '+faststart', '-f', 'mp4', `${path}.part`],
  ]);
  renameSync(`${path}.part`, path);
  return path;
}

function main(): void {
  const { values } = parseArgs({
    options: {
      fps: { type: 'string' },
      size: { type: 'string', default: '1920x1080' },
      gop: { type: 'string', default: '50' },
      source: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const [width = NaN, height = NaN] = values.size.split('x').map(Number);
  const path = makeBusyReel({
    width,
    height,
    gop: Number(values.gop),
    ...(values.fps === undefined ? {} : { fps: Number(values.fps) }),
    ...(values.source === undefined ? {} : { source: values.source }),
    ...(values.out === undefined ? {} : { folder: values.out }),
  });
  console.log(JSON.stringify({ path }));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main();
}
