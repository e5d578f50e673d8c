// What happens to a camera, on real pictures: each built truth told within a second, nothing told of an ordinary one.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pictures, type Footage } from '../../scripts/bench/engine-node.ts';
import { ROOT } from '../../scripts/lib/setup.mjs';
import { CameraWatch } from '../../src/analysis/camera-watch.ts';
import { lumaGrid, subsampleLuma } from '../../src/vision/planes.ts';
import { AT_S, CAMERA_TRUTHS, VTEST } from '../reels/camera.ts';
import { makeQuietReel } from '../reels/quiet.ts';

/** Kind, beginning, end and moment of discovery of each event, seconds. */
async function watch(
  footage: Footage,
): Promise<{ kind: string; from: number; to: number | undefined; found: number }[]> {
  const camera = new CameraWatch();
  const grid = lumaGrid(footage.width, footage.height);
  const luma = new Uint8Array(grid.width * grid.height);
  const found = new Map<number, number>();
  let count = 0;
  for await (const planes of pictures(footage)) {
    const us = Math.round((count * 1e6) / footage.fps);
    count += 1;
    subsampleLuma(planes, grid, luma);
    for (const event of camera.next(planes, grid, luma, count, us).found) {
      found.set(event.fromUs, us / 1e6);
    }
  }
  return camera.scene.events.map(({ kind, fromUs, toUs }) => ({
    ...{ kind, from: fromUs / 1e6, to: toUs === undefined ? undefined : toUs / 1e6 },
    found: found.get(fromUs) ?? Infinity,
  }));
}

const vtest = (...options: readonly string[]): Footage => ({
  ...VTEST,
  args: ['-i', join(ROOT, '.cache', 'footage', 'vtest.mp4'), ...options],
});

describe('a camera to which something happens', () => {
  it.each(CAMERA_TRUTHS)('$name: $kind', async ({ kind, filter, untilS }) => {
    const events = await watch(vtest('-t', '26', '-vf', filter));
    expect(events.map((event) => event.kind)).toEqual([kind]);
    const [event] = events;
    expect(Math.abs((event?.from ?? Infinity) - AT_S)).toBeLessThanOrEqual(0.3);
    // Frozen can only be told from quiet by waiting; it is dated back.
    expect((event?.found ?? Infinity) - AT_S).toBeLessThanOrEqual(kind === 'frozen' ? 3 : 1);
    if (untilS !== undefined) {
      expect(Math.abs((event?.to ?? Infinity) - untilS)).toBeLessThanOrEqual(0.5);
    }
  });
});

describe('a camera to which nothing happens', () => {
  it('a busy yard', async () => {
    expect(await watch(vtest())).toEqual([]);
  });

  it('an empty yard', async () => {
    const { path } = await makeQuietReel({ minutes: 1, width: 960, height: 540, gop: 50 });
    expect(await watch({ args: ['-i', path], width: 960, height: 540, fps: 25 })).toEqual([]);
  });
});
