// The camera itself: what happens to it is found within a second and dated; what happens before it is not its affair.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { SceneEventKind } from '../../../src/domain/scene/scene-events.ts';
import { WatchedCamera, type View } from '../../builders/camera.ts';

/** What is shown from the moment on that something happened, by the seconds since. */
const HAPPENINGS: Readonly<Record<Exclude<SceneEventKind, 'frozen'>, (seconds: number) => View>> = {
  moved: () => ({ x: 7, y: 4, saturation: 20 }),
  ptz: (seconds) => ({ x: Math.round(Math.min(3, seconds) * 24), saturation: 20 }),
  cut: () => ({ place: 2, saturation: 20 }),
  lighting: () => ({ gain: 0.4, saturation: 0.3 }),
  covered: () => ({ cover: 30, saturation: 0.3 }),
};
const kinds = fc.constantFrom<keyof typeof HAPPENINGS>('moved', 'ptz', 'cut', 'lighting', 'covered');

describe('the watch of a camera', () => {
  it('finds each event once, dates it to a fifth of a second and is sure within one, at any rate', () => {
    fc.assert(
      fc.property(kinds, fc.constantFrom(5, 6, 10, 12.5, 25), fc.integer({ min: 30, max: 80 }), (kind, fps, tenths) => {
        const camera = new WatchedCamera({ fps });
        camera.showFor(tenths / 10, { saturation: 20 });
        const at = camera.us;
        camera.showFor(3, HAPPENINGS[kind]);
        expect(camera.watch.events.map((event) => event.kind)).toEqual([kind]);
        // A camera that begins to turn has not turned yet: its first pixels take a moment.
        const least = kind === 'ptz' ? 0.4 : 0.2;
        expect(Math.abs((camera.watch.events[0]?.fromUs ?? Infinity) - at) / 1e6).toBeLessThanOrEqual(least + 1 / fps);
        expect(camera.foundAfter(kind, at)).toBeLessThanOrEqual(1.01);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('tells nothing of a live view, of a lorry that passes, of a cloud', () => {
    const camera = new WatchedCamera();
    camera.showFor(20);
    camera.showFor(4, (seconds) => ({ thing: 0.55 * Math.sin((seconds * Math.PI) / 4) }));
    camera.showFor(12, (seconds) => ({ gain: 1 - 0.25 * Math.min(1, seconds / 8) }));
    camera.showFor(10, { gain: 0.75 });
    expect(camera.told).toEqual([]);
  });

  it('takes the shaking of a mast for shaking, and measures it', () => {
    const still = new WatchedCamera();
    const shaken = new WatchedCamera();
    still.showFor(15);
    shaken.showFor(15, (seconds) => ({ x: Math.round(1.4 * Math.sin(seconds * 9)) }));
    const most = ({ verdicts }: WatchedCamera): number =>
      Math.max(...verdicts.map(({ verdict }) => verdict.reading?.shake ?? 0));
    expect(shaken.told).toEqual([]);
    expect(most(still)).toBeLessThan(0.0005);
    expect(most(shaken)).toBeGreaterThan(0.001);
  });

  it('sees a covered camera come back to the same view', () => {
    const camera = new WatchedCamera();
    camera.showFor(5);
    camera.showFor(4, { cover: 20 });
    camera.showFor(5);
    expect(camera.told).toEqual(['covered 5.0–8.8']);
    expect(camera.verdicts.filter(({ verdict }) => verdict.relearn).map(({ us }) => us / 1e6)).toEqual([9]);
  });

  it('calls a picture that stops living frozen, within its first three seconds', () => {
    const camera = new WatchedCamera();
    camera.showFor(6);
    camera.showFor(7, { repeat: 59 });
    camera.showFor(4);
    expect(camera.told).toEqual(['frozen 6.0–12.8']);
    expect(camera.foundAfter('frozen', 6e6)).toBeLessThanOrEqual(3);
  });

  it('sees through the key frames of a frozen source', () => {
    const camera = new WatchedCamera();
    camera.showFor(6);
    camera.showFor(9, (seconds) => ({ repeat: 59 + Math.floor(seconds / 1.2) }));
    expect(camera.told).toHaveLength(1);
    expect(camera.told[0]).toMatch(/^frozen 6\.0–/);
  });

  it('does not call an encoder that always repeats quiet pictures frozen', () => {
    const camera = new WatchedCamera();
    // A key frame each two seconds, nothing coded between; then a stretch in which somebody walks; then quiet again.
    camera.showFor(60, (seconds) => ({ repeat: Math.floor(seconds / 2) }));
    camera.showFor(10);
    camera.showFor(60, (seconds) => ({ repeat: 600 + Math.floor(seconds / 2) }));
    expect(camera.told).toEqual([]);
  });

  it('tells going to grey also where the encoder leaves traces of colour until its next key frame', () => {
    const camera = new WatchedCamera({ fps: 10 });
    camera.showFor(4, { saturation: 17 });
    camera.showFor(2, { saturation: 1.4 });
    camera.showFor(4, { saturation: 0.1 });
    expect(camera.watch.events.map(({ kind }) => kind)).toEqual(['lighting']);
    const pale = new WatchedCamera({ fps: 10 });
    pale.showFor(4, { saturation: 1.4 });
    pale.showFor(4, { saturation: 4.5 });
    expect(pale.watch.events).toEqual([]);
  });

  it('ends objects with their view, and not with its light', () => {
    const cut = new WatchedCamera();
    cut.showFor(4);
    cut.showFor(2, { place: 3 });
    const night = new WatchedCamera();
    night.showFor(4, { saturation: 20 });
    night.showFor(2, { gain: 0.5, saturation: 0 });
    const ends = ({ verdicts }: WatchedCamera): number => verdicts.filter(({ verdict }) => verdict.endTracks).length;
    expect([cut.told, ends(cut)]).toEqual([['cut 4.0–4.0'], 1]);
    expect([night.told, ends(night)]).toEqual([['lighting 4.0–4.0'], 0]);
  });

  it('concludes nothing from a still picture that never lived', () => {
    const camera = new WatchedCamera();
    camera.showFor(40, { repeat: 3 });
    expect(camera.told).toEqual([]);
  });

  it('goes on after a snapshot as if nothing had happened', () => {
    const story = (seconds: number): View => {
      if (seconds < 4) return {};
      if (seconds < 7) return { x: 6 };
      if (seconds < 9) return { cover: 25 };
      if (seconds < 15) return { x: 6 };
      return seconds < 18 ? { x: 6, repeat: 149 } : { place: 2 };
    };
    const whole = new WatchedCamera();
    whole.showFor(20, story);
    expect(whole.told).toHaveLength(4);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 199 }), (count) => {
        const before = new WatchedCamera();
        before.showFor(count / 10, story);
        const after = new WatchedCamera({ from: structuredClone(before.watch.snapshot()), count });
        after.showFor(20 - count / 10, (seconds) => story(seconds + count / 10));
        expect(after.watch.events).toEqual(whole.watch.events);
        expect([...before.verdicts, ...after.verdicts]).toEqual(whole.verdicts);
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});
