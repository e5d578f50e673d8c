// What happens to a camera, on real pictures: each built truth told within a second, nothing told of an ordinary one.

import { describe, expect, it } from 'vitest';
import { vtest, watchCamera as watch } from '../../scripts/bench/camera-events.ts';
import { AT_S, CAMERA_TRUTHS } from '../reels/camera.ts';
import { makeQuietReel } from '../reels/quiet.ts';
import { SMALL } from './reels.ts';

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
    const { path } = await makeQuietReel(SMALL);
    expect(await watch({ args: ['-i', path], width: 960, height: 540, fps: 25 })).toEqual([]);
  });
});
