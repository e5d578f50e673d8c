// The floor of accuracy, on the built app with default settings, in both shapes. Thresholds only ever rise.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { analyse } from '../../scripts/bench/driver.ts';
import { measureTriage } from '../../scripts/bench/triage.ts';
import { parseMot, type MotRow } from '../../scripts/bench/mot-rows.ts';
import { ROOT } from '../../scripts/lib/setup.mjs';
import { makeQuietReel } from '../reels/quiet.ts';
import { frameUs, readReelTruth } from '../reels/truth.ts';
import { checkCrossings, checkLabels, tracksOnStaticThings } from '../truth/checks.ts';

const truth = (name: string): MotRow[] => parseMot(readFileSync(join(ROOT, 'tests/truth', name), 'utf8'));
const SHAPES = ['pwa', 'usb'] as const;

describe.each(SHAPES)('a busy yard, %s', (shape) => {
  let found: readonly MotRow[] = [];

  beforeAll(() => {
    found = analyse(join(ROOT, '.cache/footage/vtest.mp4'), shape).rows;
  });

  it('shows the persons that were labelled by hand, and little else', () => {
    const { scores, unseen, falseTracks } = checkLabels(truth('vtest-60.txt'), found);
    expect(scores.truthBoxes).toBeGreaterThan(300);
    expect(scores.recall).toBeGreaterThanOrEqual(94);
    expect(scores.precision).toBeGreaterThanOrEqual(95);
    // Nobody has moved yet on the first picture: motion cannot have told anything.
    expect(unseen.filter(({ frame }) => frame > 1).length).toBeLessThanOrEqual(9);
    expect(falseTracks).toEqual([]);
  });

  it('makes no object of things that never move', () => {
    expect(tracksOnStaticThings(found, truth('vtest-static.txt'))).toEqual([]);
  });
});

describe.each(SHAPES)('an empty yard, %s', (shape) => {
  it('tracks the one crossing from its start to its end, and nothing else', async () => {
    const { path: video } = await makeQuietReel({ minutes: 1, width: 960, height: 540, gop: 50 });
    const { crossings } = readReelTruth(video);
    const { rows } = analyse(video, shape);
    expect(crossings).toHaveLength(1);
    expect(checkCrossings(crossings, rows, frameUs)).toMatchObject({ ok: true, others: [] });
  });
});

describe('somebody who stands still for half a minute', () => {
  it('stays one object', async () => {
    const { path: video } = await makeQuietReel({ minutes: 1, width: 960, height: 540, gop: 50, isStanding: true });
    const { crossings } = readReelTruth(video);
    expect(checkCrossings(crossings, analyse(video).rows, frameUs)).toMatchObject({ ok: true, others: [] });
  });
});

describe('the first look', () => {
  it('flags the one crossing of a quiet minute, little else, and shows a picture of it', async () => {
    const { path: video } = await makeQuietReel({ minutes: 1, width: 1920, height: 1080, gop: 50 });
    const measured = measureTriage(video);
    expect(measured).toMatchObject({ crossings: 1, missed: [], falseSpansAtS: [], pictured: 1, failedKeyFrames: 0 });
    expect(measured.flaggedShare).toBeLessThan(0.15);
  });
});
