import { describe, expect, it } from 'vitest';

import { lookEveryUs } from '../../../src/domain/tracking/look-rate.ts';
import { Tracker } from '../../../src/domain/tracking/tracker.ts';
import { A_SCENE, aBox, aDetection, type Script } from '../../builders/walks.ts';

/** The tracker after scripts have played for `seconds`, and where the objects are then. */
function after(scripts: readonly Script[], seconds: number): { tracker: Tracker; us: number } {
  const tracker = new Tracker();
  for (let look = 0; look <= seconds * 5; look += 1) {
    const parts = scripts.flatMap((script) => script(look / 5) ?? []);
    tracker.step(look + 1, look * 200_000, parts.map(aDetection), A_SCENE);
  }
  return { tracker, us: seconds * 1e6 };
}

const walk =
  (x: number, y: number, speed: number): Script =>
  (seconds) => ({ box: aBox(x + speed * seconds, y) });

describe('the rate of looks', () => {
  it('is lowest for somebody alone and known, higher for two side by side, highest for who has just come', () => {
    const { tracker, us } = after([walk(100, 200, 30)], 3);
    const alone = lookEveryUs(tracker, [aBox(190, 200)], us);
    const pair = after([walk(100, 200, 30), walk(140, 200, 30)], 3);
    const together = lookEveryUs(pair.tracker, [], pair.us);
    const fresh = after([walk(100, 200, 30)], 0.2);
    const comes = lookEveryUs(fresh.tracker, [], fresh.us);
    expect(alone).toBeGreaterThan(together);
    expect(together).toBeGreaterThan(comes);
  });

  it('rises when something unknown moves, and for what is fast', () => {
    const { tracker, us } = after([walk(100, 200, 30)], 3);
    const alone = lookEveryUs(tracker, [aBox(190, 200)], us);
    expect(lookEveryUs(tracker, [aBox(190, 200), aBox(600, 300)], us)).toBeLessThan(alone);
    const runner = after([walk(100, 200, 160)], 3);
    expect(lookEveryUs(runner.tracker, [], runner.us)).toBe(lookEveryUs(new Tracker(), [], 0));
  });
});
