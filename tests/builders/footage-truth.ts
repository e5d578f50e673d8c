// What ffprobe and ffmpeg say of the test footage, asked once before the browser tests and handed to them.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

import { gridOf, type ClipTruth, type FrameTruth } from './footage-grid.ts';

const FOOTAGE = join(import.meta.dirname, '..', '..', '.cache', 'footage');

/** Clips that are read whole, with the ordinals of which a picture is wanted. */
const CLIPS: Readonly<Record<string, readonly number[]>> = {
  'high-160.mp4': [1, 2, 80, 160],
  'edit-list.mp4': [1, 33, 34, 160],
  'quicktime.mov': [50],
  'h264.mkv': [50],
  'h264.ts': [1, 50, 160],
  'open-gop.mp4': [1, 26, 77, 160],
  'vfr.mp4': [1, 20, 38],
  'vp9.webm': [1, 21, 40],
  'rotated-90.mp4': [1, 60],
  'baseline-160.mp4': [1, 160],
};

/** Clips of which every picture is known: B-frames, an edit list, open groups with a pyramid, gaps, a start that is not zero. */
const WHOLE = [
  'high-160.mp4',
  'edit-list.mp4',
  'open-gop.mp4',
  'open-gop-long.mp4',
  'vfr.mp4',
  'h264.ts',
  'h264.mkv',
  'vp9.webm',
];

/** Enough for every test run; the full count is asked for by the acceptance. */
const USUAL_SEEKS = '30';
const USUAL_FILM_PICTURES = '8';

declare module 'vitest' {
  interface ProvidedContext {
    /** Absolute path of `.cache/footage`. */
    footageFolder: string;
    footage: Readonly<Record<string, ClipTruth>>;
    frames: Readonly<Record<string, FrameTruth>>;
    /** How many random seeks are compared with ffmpeg's pictures. */
    seeks: number;
    /** How many random pictures of an exported synopsis are compared with the recording. */
    filmPictures: number;
  }
}

const isIso = (name: string): boolean => /\.(mp4|mov)$/.test(name);
const ask = (program: string, args: readonly string[]): Buffer =>
  execFileSync(program, ['-v', 'error', ...args], { maxBuffer: 2 ** 30 });

interface Probe {
  readonly packets: readonly { readonly pts: number; readonly flags: string }[];
  readonly streams: readonly { readonly time_base: string; readonly width: number; readonly height: number }[];
}

function probe(name: string, options: readonly string[] = []): Probe {
  const entries = 'packet=pts,flags:stream=time_base,width,height';
  const args = [...options, '-select_streams', 'v:0', '-show_entries', entries, '-of', 'json', join(FOOTAGE, name)];
  return JSON.parse(ask('ffprobe', args).toString()) as Probe;
}

/** Coarse picture of each wanted frame, upright. */
function grids(name: string, ordinals: readonly number[], width: number, height: number): Record<number, number[]> {
  const wanted = ordinals.map((ordinal) => `eq(n,${ordinal - 1})`).join('+');
  const input = isIso(name) ? ['-ignore_editlist', '1'] : [];
  const output = ['-fps_mode', 'passthrough', '-vf', `select='${wanted}',format=yuv420p,extractplanes=y`];
  const bytes = ask('ffmpeg', ['-nostdin', ...input, '-i', join(FOOTAGE, name), ...output, '-f', 'rawvideo', '-']);
  const size = width * height;
  const [w, h] = name.startsWith('rotated') ? [height, width] : [width, height];
  return Object.fromEntries(
    ordinals.map((ordinal, index) => [ordinal, gridOf(bytes.subarray(index * size, (index + 1) * size), w, w, h)]),
  );
}

const sha256Of = (name: string): string =>
  createHash('sha256')
    .update(readFileSync(join(FOOTAGE, name)))
    .digest('hex');

/** Every frame of a clip; asked once for the same bytes. */
function framesOf(name: string): FrameTruth {
  const kept = join(FOOTAGE, `${name}.${sha256Of(name).slice(0, 16)}.frames.json`);
  if (existsSync(kept)) {
    return JSON.parse(readFileSync(kept, 'utf8')) as FrameTruth;
  }
  const input = [...(isIso(name) ? ['-ignore_editlist', '1'] : []), '-i', join(FOOTAGE, name)];
  const frames = ask('ffprobe', [
    ...input,
    '-select_streams',
    'v:0',
    '-show_entries',
    'frame=pict_type',
    '-of',
    'csv=p=0',
  ]);
  const plane = ['-noautorotate', ...input, '-fps_mode', 'passthrough', '-vf', 'format=yuv420p,extractplanes=y'];
  const hashes = ask('ffmpeg', ['-nostdin', ...plane, '-f', 'framehash', '-hash', 'sha256', '-']);
  const linesOf = (text: Buffer): string[] =>
    text
      .toString()
      .split('\n')
      .filter((line) => /^[^#]/.test(line));
  const truth: FrameTruth = {
    // Side data leaves a comma behind the letter.
    types: linesOf(frames)
      .map((line) => line.charAt(0))
      .join(''),
    luma: linesOf(hashes).map((line) => line.split(',').at(-1)?.trim() ?? ''),
  };
  writeFileSync(kept, JSON.stringify(truth));
  return truth;
}

function truthOf(name: string, ordinals: readonly number[]): ClipTruth {
  const all = probe(name, isIso(name) ? ['-ignore_editlist', '1'] : []);
  const edited = probe(name);
  const [stream] = all.streams;
  const [num, den] = (stream?.time_base ?? '').split('/').map(Number);
  const { width = 0, height = 0 } = stream ?? {};
  return {
    timebase: { num: num ?? 0, den: den ?? 0 },
    width,
    height,
    storedTicks: all.packets.map(({ pts }) => pts).sort((a, b) => a - b),
    shownTicks: edited.packets.map(({ pts }) => pts).sort((a, b) => a - b),
    hidden: edited.packets.filter(({ flags }) => flags.includes('D')).length,
    sha256: sha256Of(name),
    grids: grids(name, ordinals, width, height),
  };
}

/** Vitest calls this once before the tests of the project. */
export default function setup(project: TestProject): void {
  project.provide('footageFolder', FOOTAGE);
  project.provide('footage', Object.fromEntries(Object.entries(CLIPS).map(([name, at]) => [name, truthOf(name, at)])));
  // Only one project reads every frame.
  const whole = project.name.startsWith('browser') ? WHOLE : [];
  project.provide('frames', Object.fromEntries(whole.map((name) => [name, framesOf(name)])));
  project.provide('seeks', Number(process.env['DERUSH_SEEKS'] ?? USUAL_SEEKS));
  project.provide('filmPictures', Number(process.env['DERUSH_FILM_PICTURES'] ?? USUAL_FILM_PICTURES));
}
