// What the built app tells of a camera to which something happens: each built truth as a recording of its own.

import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { AT_S, CAMERA_TRUTHS } from '../../tests/reels/camera.ts';
import type { CameraTruth } from '../../tests/reels/camera.ts';
import { ffmpeg } from '../../tests/reels/ffmpeg.ts';
import { analyse } from '../bench/driver.ts';
import { ensureSample, ROOT } from '../lib/setup.mjs';
import type { Check } from './check.ts';

const LENGTH_S = 26;
const IN_TIME_US = 1_000_000;

function makeTruth({ name, filter }: CameraTruth): string {
  const folder = join(ROOT, '.cache', 'reels', 'camera');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.mp4`);
  if (!existsSync(path)) {
    const output = [
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      '-crf',
      '21',
      '-pix_fmt',
      'yuv420p',
      '-bf',
      '0',
      '-g',
      '50',
    ];
    ffmpeg([
      '-i',
      ensureSample(),
      '-t',
      String(LENGTH_S),
      '-vf',
      filter,
      '-an',
      ...output,
      '-f',
      'mp4',
      `${path}.part`,
    ]);
    renameSync(`${path}.part`, path);
  }
  return path;
}

/** One line per truth: its event dated within a second, and nothing else told. */
export function checkEvents(log: (text: string) => void): Check[] {
  return CAMERA_TRUTHS.map((truth) => {
    log(truth.name);
    const told = analyse(makeTruth(truth)).results.sceneEvents ?? [];
    const isRight = told.some(({ kind, fromUs }) => kind === truth.kind && Math.abs(fromUs - AT_S * 1e6) <= IN_TIME_US);
    const words = told.map(({ kind, fromUs }) => `${kind} at ${(fromUs / 1e6).toFixed(1)} s`);
    return {
      what: `a camera ${truth.name}, built`,
      measured: words.length === 0 ? 'nothing' : words.join(', '),
      wanted: `${truth.kind} at ${AT_S} s ± 1 s, nothing else`,
      aim: '',
      ok: isRight && told.length === 1,
    };
  });
}
