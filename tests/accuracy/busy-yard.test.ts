// The floor of accuracy in a busy yard, on the built app with default settings, in both shapes. Thresholds only ever rise.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { analyse } from '../../scripts/bench/driver.ts';
import { parseMot, type MotRow } from '../../scripts/bench/mot-rows.ts';
import { ROOT } from '../../scripts/lib/setup.mjs';
import { checkLabels, tracksOnStaticThings } from '../truth/checks.ts';

const truth = (name: string): MotRow[] => parseMot(readFileSync(join(ROOT, 'tests/truth', name), 'utf8'));

describe.each(['pwa', 'usb'] as const)('a busy yard, %s', (shape) => {
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
