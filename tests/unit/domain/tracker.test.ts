import { describe, expect, it } from 'vitest';

import { Tracker } from '../../../src/domain/tracking/tracker.ts';
import { gaussianNoise, seededRandom } from '../../reels/random.ts';
import { A_SCENE, aBox, aDetection, aWalk, follow, type Script } from '../../builders/walks.ts';

/** The script of each object, told by all of its sights; -1 when it mixed two. */
const whoIsWho = (scripts: readonly Script[], seconds: number): number[] =>
  follow(scripts, seconds).map((one) => (new Set(one.scripts).size === 1 ? (one.scripts[0] ?? -1) : -1));

describe('following', () => {
  it('keeps two walkers who cross, one half hidden for a moment', () => {
    const right = aWalk(100, 200, 60);
    const left: Script = (seconds) => {
      const box = aBox(400 - 60 * seconds, 212);
      // At 2.5 s they stand on the same spot: only the nearer one is seen.
      return Math.abs(seconds - 2.5) < 0.3 ? undefined : { box };
    };
    expect(whoIsWho([right, left], 5).sort()).toEqual([0, 1]);
  });

  it('keeps two walkers who cross under one box that dawdles between them', () => {
    // They meet at 3 s. From 2.6 s on the detector gives one box: on who goes left, then ever more on who goes right.
    const merged = (seconds: number): boolean => seconds > 2.5 && seconds < 3.9;
    const onItsWay = (seconds: number): number => 240 + 20 * seconds;
    const right: Script = (seconds) => (merged(seconds) ? undefined : { box: aBox(onItsWay(seconds), 205) });
    const left: Script = (seconds) => {
      const ownX = 300 - 75 * (seconds - 3);
      const share = merged(seconds) ? Math.min(1, Math.max(0, (seconds - 2.7) / 0.8)) : 0;
      return { box: aBox(ownX + share * (onItsWay(seconds) - ownX), 207) };
    };
    const followed = follow([right, left], 6.5);
    expect(followed).toHaveLength(2);
    for (const { track } of followed) {
      const heads = Math.sign(track.last.box.x - track.first.box.x);
      expect(heads).toBe(track.first.box.x < 300 ? 1 : -1);
    }
  });

  it.each([30, 120])('keeps somebody who stands still for %i seconds and walks on', (stands) => {
    const leaves = 4 + stands;
    const stopper: Script = (seconds) => {
      const x = seconds < 4 ? 100 + 40 * seconds : seconds < leaves ? 260 : 260 + 40 * (seconds - leaves);
      // The background adopts the person after 20 s, and the detector hesitates now and then.
      const isAdopted = seconds > 24 && seconds < leaves;
      return {
        box: aBox(x, 200),
        motion: isAdopted ? 0.02 : 0.6,
        score: Math.round(seconds * 5) % 4 === 3 ? 0.3 : 0.6,
      };
    };
    const followed = follow([stopper], leaves + 4);
    expect(followed).toHaveLength(1);
    expect((followed[0]?.track.last.us ?? 0) - (followed[0]?.track.first.us ?? 0)).toBe((leaves + 4) * 1e6);
  });

  it('finds somebody again after two seconds unseen, not after four', () => {
    const behindAPost = (gap: number): Script => {
      const walk = aWalk(100, 200, 40);
      return (seconds) => (seconds > 3 && seconds < 3 + gap ? undefined : walk(seconds));
    };
    expect(follow([behindAPost(2)], 8)).toHaveLength(1);
    expect(follow([behindAPost(4)], 10)).toHaveLength(2);
  });

  it('gives one number to an object on which the detector puts a second box, and two to one behind another', () => {
    const car: Script = (seconds) => ({ objectClass: 'car', box: aBox(100 + 60 * seconds, 200, 90, 60) });
    const bonnet: Script = (seconds) => ({
      objectClass: 'car',
      score: 0.5,
      box: aBox(120 + 60 * seconds, 212, 48, 30),
    });
    expect(follow([car, bonnet], 5)).toHaveLength(1);
    const slower: Script = (seconds) => ({ objectClass: 'car', box: aBox(100 + 40 * seconds, 205, 70, 48) });
    const both = follow([car, slower], 5);
    expect(both.map(({ scripts }) => new Set(scripts).size)).toEqual([1, 1]);
  });

  it('ends an object where it was last seen apart, when its boxes slip onto another one', () => {
    const near: Script = (seconds) => ({ box: aBox(300, 200, 40, 100), motion: seconds < 40 ? 0.6 : 0 });
    const slips: Script = (seconds) => ({ box: aBox(Math.min(300, 100 + 60 * seconds), 205, 30, 84) });
    const followed = follow([near, slips], 8);
    expect(followed).toHaveLength(2);
    const slipped = followed.find(({ track }) => track.first.box.x < 200)?.track;
    expect((slipped?.last.box.x ?? 0) + 15).toBeLessThan(300);
    expect(slipped?.last.us).toBeGreaterThan(2.5e6);
  });

  it('never numbers a static thing, however sure the detector and however much its box jitters', () => {
    const jitter = gaussianNoise(400, 3, seededRandom(11));
    const stone: Script = (seconds) => {
      const index = Math.round(seconds * 5);
      return { box: aBox(300 + (jitter[index] ?? 0), 300, 31, 28), score: 0.9, motion: 0.05 };
    };
    const lampPost: Script = () => ({ box: aBox(500, 200), score: 0.8, motion: 0.09 });
    expect(follow([stone, lampPost], 60)).toEqual([]);
  });

  it('does not go on with a thing of the scene when somebody passes it and is gone', () => {
    const passer: Script = (seconds) => (seconds > 4 ? undefined : aWalk(100, 200, 60)(seconds));
    const bag: Script = (seconds) => (seconds < 4 ? undefined : { box: aBox(345, 205), score: 0.6, motion: 0.02 });
    const followed = follow([passer, bag], 12);
    expect(followed).toHaveLength(1);
    expect(followed[0]?.track.last.us).toBe(4e6);
  });

  it('does not number what was seen twice', () => {
    expect(follow([aWalk(100, 100, 80, 0, 0.2)], 5)).toEqual([]);
  });

  it('starts nobody from an unsure detection, but goes on with one', () => {
    const unsure: Script = (seconds) => ({ ...aWalk(100, 100, 40)(seconds), score: 0.3 });
    expect(follow([unsure], 5)).toEqual([]);
    const fading: Script = (seconds) => ({ ...aWalk(100, 100, 40)(seconds), score: seconds < 1 ? 0.8 : 0.25 });
    const [one] = follow([fading], 5);
    expect(one?.track.last.us).toBe(5e6);
  });

  it('never makes a car of a person: groups do not mix on the same spot', () => {
    const person = aWalk(100, 200, 40, 0, 2);
    const car: Script = (seconds) =>
      seconds < 2.2 ? undefined : { ...aWalk(100, 200, 40)(seconds), objectClass: 'car' };
    const followed = follow([person, car], 5);
    expect(followed.map(({ objectClass }) => objectClass).sort()).toEqual(['car', 'person']);
    const truck: Script = (seconds) => ({
      ...aWalk(100, 200, 40)(seconds),
      objectClass: Math.round(seconds * 5) % 3 === 0 ? 'truck' : 'car',
    });
    expect(follow([truck], 5).map(({ objectClass }) => objectClass)).toEqual(['car']);
  });

  it('tells those that are over once, after 2.3 seconds, and the rest at the end', () => {
    const tracker = new Tracker();
    let ended = 0;
    for (let look = 0; look < 40; look += 1) {
      const seen = look < 10 ? [aDetection({ box: aBox(100 + 10 * look, 100) })] : [];
      const step = tracker.step(look + 1, look * 200_000, seen, A_SCENE);
      ended += step.ended.length;
      expect(ended).toBe(look > 20 ? 1 : 0);
    }
    expect(tracker.count).toBe(1);
    expect(tracker.live).toEqual([]);
    expect(tracker.finish()).toEqual([]);
    tracker.step(99, 20e6, [aDetection()], A_SCENE);
    expect(tracker.finish()).toHaveLength(1);
  });

  it('does not give the number of somebody who walked out to the next one who walks in', () => {
    const out: Script = (seconds) => ({ ...aWalk(150, 100, -60)(seconds), ...(seconds > 2.8 ? { score: 0 } : {}) });
    const inAgain = aWalk(5, 100, 60, 4.2);
    const shown: Script = (seconds) => (seconds > 2.8 ? inAgain(seconds) : out(seconds));
    expect(follow([shown], 8)).toHaveLength(2);
  });

  it('keeps the number of somebody who turns back inside the picture', () => {
    const turning: Script = (seconds) =>
      seconds < 3 ? aWalk(900, 100, -60)(seconds) : aWalk(720, 100, 60, 3)(seconds);
    expect(follow([turning], 6)).toHaveLength(1);
  });

  it('is sure of one who walks alone, and of nobody who has just come or stands beside another', () => {
    const tracker = new Tracker();
    expect(tracker.isSure).toBe(true);
    const step = (look: number, ...boxes: ReturnType<typeof aBox>[]) =>
      tracker.step(
        look + 1,
        look * 200_000,
        boxes.map((box) => aDetection({ box })),
        A_SCENE,
      );
    step(0, aBox(100, 100));
    expect(tracker.isSure).toBe(false);
    for (let look = 1; look < 6; look += 1) {
      step(look, aBox(100 + 10 * look, 100));
    }
    expect(tracker.isSure).toBe(true);
    step(6);
    expect(tracker.isSure).toBe(false);
    for (let look = 7; look < 14; look += 1) {
      step(look, aBox(100 + 10 * look, 100), aBox(140 + 10 * look, 100));
    }
    expect(tracker.isSure).toBe(false);
  });

  it('asks to look where objects are expected, only those seen lately', () => {
    const tracker = new Tracker();
    for (let look = 0; look < 10; look += 1) {
      tracker.step(look + 1, look * 200_000, [aDetection({ box: aBox(100 + 10 * look, 100) })], A_SCENE);
    }
    const [box] = tracker.expected(2_000_000, 1_000_000);
    expect((box?.x ?? 0) + (box?.w ?? 0) / 2).toBeGreaterThan(192);
    expect(tracker.expected(3_500_000, 1_000_000)).toEqual([]);
  });
});
