// Presentation times of a recording as ffprobe tells them: the bench's own clock, apart from the product's.

import { execFileSync } from 'node:child_process';

/** Time of each frame in presentation order, µs; ordinal n at index n − 1. Edit lists are not applied. */
export function frameTimesUs(path: string): number[] {
  const iso = /\.(?:mp4|mov|m4v)$/i.test(path) ? ['-ignore_editlist', '1'] : [];
  const wanted = ['-select_streams', 'v:0', '-show_entries', 'packet=pts_time', '-of', 'csv=p=0'];
  const text = execFileSync('ffprobe', ['-v', 'error', ...iso, ...wanted, path], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return text
    .split('\n')
    .map((line) => line.replaceAll(',', '').trim())
    .filter((line) => line !== '' && line !== 'N/A')
    .map((line) => Math.round(Number(line) * 1e6))
    .sort((a, b) => a - b);
}
