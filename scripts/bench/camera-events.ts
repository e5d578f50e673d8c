// What the watch of the camera tells of built truths: the engine in Node on ffmpeg's pictures.

import { join } from 'node:path';
import { CameraWatch } from '../../src/analysis/camera-watch.ts';
import { saturationOf } from '../../src/vision/ops/saturation.ts';
import { lumaGrid, subsampleLuma } from '../../src/vision/planes.ts';
import { AT_S, CAMERA_TRUTHS, VTEST } from '../../tests/reels/camera.ts';
import type { CameraTruth } from '../../tests/reels/camera.ts';
import { makeQuietReel } from '../../tests/reels/quiet.ts';
import { ROOT } from '../lib/setup.mjs';
import type { Measured } from './common-figures.ts';
import { pictures } from './engine-node.ts';
import type { Footage } from './engine-node.ts';

/** Within this of the truth an event is found, seconds. */
const IN_TIME_S = 1;

/** An event, seconds. */
export interface SeenEvent {
  readonly kind: string;
  readonly from: number;
  readonly to: number | undefined;
  /** When it was told. */
  readonly found: number;
}

/** All that the watch tells of `footage`. */
export async function watchCamera(footage: Footage): Promise<SeenEvent[]> {
  const camera = new CameraWatch();
  const grid = lumaGrid(footage.width, footage.height);
  const luma = new Uint8Array(grid.width * grid.height);
  const found = new Map<number, number>();
  let count = 0;
  for await (const planes of pictures(footage)) {
    const us = Math.round((count * 1e6) / footage.fps);
    count += 1;
    subsampleLuma(planes, grid, luma);
    for (const event of camera.next({ saturation: saturationOf(planes) }, grid, luma, count, us).found) {
      found.set(event.fromUs, us / 1e6);
    }
  }
  return camera.scene.events.map(({ kind, fromUs, toUs }) => ({
    kind,
    from: fromUs / 1e6,
    to: toUs === undefined ? undefined : toUs / 1e6,
    found: found.get(fromUs) ?? Infinity,
  }));
}

/** vtest, with what ffmpeg does to it. */
export const vtest = (...options: readonly string[]): Footage => ({
  ...VTEST,
  args: ['-i', join(ROOT, '.cache', 'footage', 'vtest.mp4'), ...options],
});

/** The event of a built truth is there, dated within a second; `others`: what was told beside it. */
function judge({ kind }: CameraTruth, events: readonly SeenEvent[]): { readonly ok: boolean; readonly others: number } {
  const right = events.find((event) => event.kind === kind && Math.abs(event.from - AT_S) <= IN_TIME_S);
  return { ok: right !== undefined, others: events.length - (right === undefined ? 0 : 1) };
}

/** Every built truth, and footage of which nothing must be told. */
export async function measureEvents(): Promise<Measured> {
  const notes: string[] = [];
  let found = 0;
  let falseEvents = 0;
  for (const truth of CAMERA_TRUTHS) {
    const events = await watchCamera(vtest('-t', '26', '-vf', truth.filter));
    const { ok, others } = judge(truth, events);
    found += ok ? 1 : 0;
    falseEvents += others;
    if (!ok || others > 0) {
      notes.push(
        `${truth.name}: ${events.map(({ kind, from }) => `${kind} at ${from.toFixed(1)} s`).join(', ') || 'nothing'}`,
      );
    }
  }
  const { path } = await makeQuietReel({ minutes: 1, width: 960, height: 540, gop: 50 });
  const ordinary = [
    ...(await watchCamera(vtest())),
    ...(await watchCamera({ args: ['-i', path], width: 960, height: 540, fps: 25 })),
  ];
  return {
    footage: `${CAMERA_TRUTHS.length} built truths of 26 s, and ordinary footage`,
    truth: 'built',
    figures: {
      eventsFound: (100 * found) / CAMERA_TRUTHS.length,
      falseEvents: falseEvents + ordinary.length,
    },
    notes: [`${found} of ${CAMERA_TRUTHS.length} events dated within ${IN_TIME_S} s (engine in Node)`, ...notes],
  };
}
