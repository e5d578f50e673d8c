// The 4K reel: the first minute of the quiet reel enlarged to 3840 × 2160 and shown at 30 frames a second (50 s).
// Command: tsx tests/reels/uhd.ts

import { existsSync, renameSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ffmpeg } from './ffmpeg.ts';
import { makeQuietReel } from './quiet.ts';
import { readReelTruth, retimeCrossing, writeReelTruth } from './truth.ts';

const FULL = { width: 1920, height: 1080 } as const;
const SCALE = 2;
const FPS = 30;
const GOP = 60;

/** Makes the reel, or finds it; its path. */
export async function makeUhdReel(folder?: string): Promise<string> {
  const quiet = await makeQuietReel({ minutes: 1, ...FULL, gop: 50, ...(folder === undefined ? {} : { folder }) });
  const [width, height] = [FULL.width * SCALE, FULL.height * SCALE];
  const path = quiet.path.replace(/[^/]+$/, `uhd-${width}x${height}-${FPS}fps.mp4`);
  if (!existsSync(path)) {
    ffmpeg([
      ...[
        '-i',
        quiet.path,
        '-vf',
        `scale=${width}:${height}:flags=bicubic,setpts=N/${FPS}/TB`,
        '-r',
        String(FPS),
        '-an',
      ],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-threads', '2', '-bf', '0'],
      ...['-b:v', '12M', '-maxrate', '18M', '-bufsize', '24M', '-g', String(GOP), '-keyint_min', String(GOP)],
      ...['-sc_threshold', '0', '-fflags', '+bitexact', '-flags:v', '+bitexact', '-f', 'mp4', `${path}.part`],
    ]);
    renameSync(`${path}.part`, path);
  }
  const truth = readReelTruth(quiet.path);
  const crossings = truth.crossings.map((crossing) => retimeCrossing(crossing, SCALE, FPS));
  writeReelTruth(path, { ...truth, width, height, fps: FPS, crossings });
  return path;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(JSON.stringify({ path: await makeUhdReel() }));
}
