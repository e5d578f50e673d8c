// The floor of accuracy in a quiet minute, on the built app with default settings, in both shapes. Thresholds only ever rise.

import { describe, expect, it } from 'vitest';
import { analyse } from '../../scripts/bench/driver.ts';
import { measureTriage } from '../../scripts/bench/triage.ts';
import { makeQuietReel } from '../reels/quiet.ts';
import { frameUs, readReelTruth } from '../reels/truth.ts';
import { checkCrossings } from '../truth/checks.ts';
import { LARGE, SMALL, STANDING } from './reels.ts';

describe.each(['pwa', 'usb'] as const)('an empty yard, %s', (shape) => {
  it('tracks the one crossing from its start to its end, and nothing else', async () => {
    const { path: video } = await makeQuietReel(SMALL);
    const { crossings } = readReelTruth(video);
    const { rows } = analyse(video, shape);
    expect(crossings).toHaveLength(1);
    expect(checkCrossings(crossings, rows, frameUs)).toMatchObject({ ok: true, others: [] });
  });
});

describe('somebody who stands still for half a minute', () => {
  it('stays one object', async () => {
    const { path: video } = await makeQuietReel(STANDING);
    const { crossings } = readReelTruth(video);
    expect(checkCrossings(crossings, analyse(video).rows, frameUs)).toMatchObject({ ok: true, others: [] });
  });
});

describe('the first look', () => {
  it('flags the one crossing of a quiet minute, little else, and shows a picture of it', async () => {
    const { path: video } = await makeQuietReel(LARGE);
    const measured = measureTriage(video);
    expect(measured).toMatchObject({ crossings: 1, missed: [], falseSpansAtS: [], pictured: 1, failedKeyFrames: 0 });
    expect(measured.flaggedShare).toBeLessThan(0.15);
  });
});
