import { describe, expect, it } from 'vitest';

import { defined } from '../../../src/base/assert.ts';
import { motionField } from '../../../src/domain/motion/motion-field.ts';
import { backgroundStep, CpuBackgroundModel } from '../../../src/vision/ops/background.ts';
import { ToneProbe, toneCurve } from '../../../src/vision/ops/tone.ts';
import { Scene, shareOf, type Sight, type Thing } from '../../builders/scenes.ts';

const thing: Thing = { x: 40, y: 20, w: 16, h: 24, level: 178 };

describe('the background model', () => {
  it('sees nothing in a noisy scene where nothing happens', async () => {
    const scene = new Scene(new CpuBackgroundModel(), { noise: 3 });
    await scene.showFor(3);
    for (let round = 0; round < 50; round += 1) {
      const mask = await scene.show();
      expect(shareOf(mask)).toBeLessThan(0.001);
      expect(motionField(mask, scene.width, scene.height, 1).regions).toEqual([]);
    }
  });

  it.each([40, -40])('takes a step of light of %i in at once', async (light) => {
    const scene = new Scene(new CpuBackgroundModel());
    await scene.showFor(5);
    expect(shareOf(await scene.show({ light }))).toBeLessThan(0.005);
    expect(shareOf(await scene.showFor(2, { light }))).toBeLessThan(0.005);
    expect(shareOf(await scene.show())).toBeLessThan(0.005);
  });

  it('still sees an object that appears with the step of light', async () => {
    const scene = new Scene(new CpuBackgroundModel());
    await scene.showFor(5);
    const mask = await scene.show({ light: 40, things: [{ ...thing, level: 20 }] });
    expect(scene.marked(mask, thing)).toBeGreaterThan(0.95);
    expect(shareOf(mask)).toBeLessThan(0.07);
  });

  it('marks an object where it is, and nothing where it was', async () => {
    const scene = new Scene(new CpuBackgroundModel());
    await scene.showFor(5);
    const mask = await scene.show({ things: [thing] });
    expect(scene.marked(mask, thing)).toBe(1);
    const moved = { ...thing, x: 8 };
    const next = await scene.show({ things: [moved] });
    expect(scene.marked(next, moved)).toBe(1);
    expect(scene.marked(next, thing)).toBe(0);
  });

  it.each([10, 25, 30, 50, 60])('adopts what stopped after about 20 s at %i frames a second', async (rate) => {
    const scene = new Scene(new CpuBackgroundModel(), { width: 48, height: 48, everyUs: Math.round(1e6 / rate) });
    const parked = { x: 16, y: 16, w: 8, h: 8, level: 240 };
    await scene.showFor(42);
    await scene.showFor(18, { things: [parked] });
    expect(scene.marked(await scene.show({ things: [parked] }), parked)).toBeGreaterThan(0.9);
    await scene.showFor(4, { things: [parked] });
    expect(scene.marked(await scene.show({ things: [parked] }), parked)).toBe(0);
  });

  it.each([25, 60])('leaves no ghost of a car that was parked for %i s', async (seconds) => {
    const scene = new Scene(new CpuBackgroundModel());
    await scene.showFor(42);
    expect(scene.marked(await scene.showFor(seconds, { things: [thing] }), thing)).toBe(0);
    expect(scene.marked(await scene.show(), thing)).toBe(0);
    // The car is soon forgotten: something like it is seen again.
    await scene.showFor(2.5 * seconds);
    expect(scene.marked(await scene.show({ things: [thing] }), thing)).toBeGreaterThan(0.95);
  });

  it('knows the ground again in another light than the car came in', async () => {
    const scene = new Scene(new CpuBackgroundModel());
    await scene.showFor(60);
    await scene.showFor(30, { things: [thing] });
    for (let light = 0; light <= 36; light += 1) {
      await scene.showFor(0.5, { light, things: [thing] });
    }
    expect(scene.marked(await scene.showFor(10, { light: 36, things: [thing] }), thing)).toBeLessThan(0.05);
    expect(scene.marked(await scene.show({ light: 36 }), thing)).toBeLessThan(0.05);
  });

  it('sees somebody who stands still for 18 s the whole time, and past others who walk before them', async () => {
    const scene = new Scene(new CpuBackgroundModel());
    await scene.showFor(42);
    for (let second = 0; second < 18; second += 1) {
      const passer = { ...thing, x: 4 * second, level: 240 };
      const mask = await scene.showFor(1, { things: second % 6 === 3 ? [thing, passer] : [thing] });
      expect(scene.marked(mask, thing)).toBeGreaterThan(0.9);
    }
  });

  it('learns the ground behind traffic that hides it half of the first forty seconds', async () => {
    const scene = new Scene(new CpuBackgroundModel());
    const levels = [20, 240, 70, 220, 90, 200, 160];
    for (let second = 0; second < 40; second += 1) {
      const vehicle = { ...thing, level: levels[second % levels.length] ?? 0 };
      await scene.showFor(0.5, { things: [vehicle] });
      await scene.showFor(0.5);
    }
    expect(scene.marked(await scene.show(), thing)).toBeLessThan(0.05);
  });

  it('stays quiet while light drifts by a fifth, and sees somebody walk in it', async () => {
    const scene = new Scene(new CpuBackgroundModel());
    await scene.showFor(10);
    for (let count = 0; count < 300; count += 1) {
      const light = Math.round(25 * Math.sin(count / 25));
      const mask = await scene.show({ light });
      expect(motionField(mask, scene.width, scene.height, 1).regions).toEqual([]);
    }
    const mask = await scene.show({ light: 10, things: [{ ...thing, level: 20 }] });
    expect(scene.marked(mask, thing)).toBeGreaterThan(0.9);
  });

  it('lets go of somebody who stood in the very first picture within seconds', async () => {
    const scene = new Scene(new CpuBackgroundModel());
    await scene.showFor(0.5, { things: [thing] });
    expect(scene.marked(await scene.show(), thing)).toBeGreaterThan(0.95);
    expect(scene.marked(await scene.showFor(5), thing)).toBe(0);
  });
});

describe('a snapshot', () => {
  const story: readonly Sight[] = [{}, { things: [thing] }, { light: 30, things: [thing] }, { light: -20 }];

  it('lets another model go on bit for bit, whenever it is taken', async () => {
    for (const cut of [1, 7, 30, 55]) {
      const size = { width: 48, height: 64 };
      const whole = new Scene(new CpuBackgroundModel(), size);
      const resumed = new Scene(new CpuBackgroundModel(), size);
      for (let count = 0; count < 80; count += 1) {
        if (count === cut) {
          await resumed.resumeWith(new CpuBackgroundModel());
        }
        const sight = story[Math.floor(count / 20)];
        const [mask, expected] = [await resumed.show(sight), await whole.show(sight)];
        expect(mask.every((value, index) => value === expected[index])).toBe(true);
      }
    }
  });

  it('is a copy, is absent before the first picture, and refuses what does not fit', async () => {
    const model = new CpuBackgroundModel();
    expect(await model.snapshot()).toBeUndefined();
    expect(new ToneProbe(100).snapshot()).toBeUndefined();
    const scene = new Scene(model);
    await scene.showFor(2);
    const before = defined(await model.snapshot(), 'snapshot');
    const bytes = Uint8Array.from(before.bytes);
    await scene.showFor(2, { things: [thing] });
    expect(before.bytes).toEqual(bytes);
    expect((await model.snapshot())?.bytes).not.toEqual(bytes);
    expect(() => {
      model.restore({ ...before, version: 0 });
    }).toThrow(RangeError);
    expect(() => {
      model.restore({ ...before, bytes: bytes.subarray(1) });
    }).toThrow(RangeError);
    expect(() => {
      new ToneProbe(100).restore(before);
    }).toThrow(RangeError);
  });
});

describe('the step of the model', () => {
  it('follows time: fewer pictures a second weigh more each, within bounds', () => {
    const [slow, fast] = [backgroundStep(200_000, 60e6), backgroundStep(20_000, 60e6)];
    expect(slow.rate / fast.rate).toBeCloseTo(10, 1);
    expect(slow.ageTicks / fast.ageTicks).toBeCloseTo(10, 1);
    expect(slow.adoptAge).toBe(fast.adoptAge);
    for (const delta of [0, -5, 1, 1e9]) {
      const { rate, ageTicks, adoptAge } = backgroundStep(delta, 0);
      expect(rate).toBeGreaterThanOrEqual(1);
      expect(rate).toBeLessThanOrEqual(16_384);
      expect(ageTicks).toBeGreaterThanOrEqual(1);
      // Ages live in 16 bits, on both backends.
      expect(adoptAge + ageTicks).toBeLessThan(65_536);
    }
  });
});

describe('the tone curve', () => {
  const levels = Uint16Array.from({ length: 4096 }, (_, index) => (index % 256) << 8);

  it('is flat where nothing changed, and gives a gain and an offset', () => {
    const same = Uint8Array.from(levels, (level) => level >> 8);
    expect([...toneCurve(same, levels)].every((change) => change === 0)).toBe(true);
    const darker = Uint8Array.from(levels, (level) => Math.round((level >> 8) * 0.8));
    const curve = toneCurve(darker, levels);
    for (const level of [40, 100, 160, 220]) {
      expect(Math.abs((curve[level] ?? 0) / 256 + level * 0.2)).toBeLessThan(3);
    }
  });

  it('is not moved by an object on a third of the points', () => {
    const values = Uint8Array.from(levels, (level, index) => (index % 3 === 0 ? 250 : level >> 8));
    expect(Math.max(...toneCurve(values, levels).map(Math.abs))).toBeLessThanOrEqual(256);
  });

  it('does not follow the one object that a band of levels is made of', () => {
    // 60 of 4,096 points are bright, and all of them are covered.
    const ground = Uint16Array.from({ length: 4096 }, (_, index) => (index < 60 ? 240 : 40 + (index % 120)) << 8);
    const covered = Uint8Array.from(ground, (level, index) => (index < 60 ? 90 : level >> 8));
    expect(Math.abs(toneCurve(covered, ground)[240] ?? 0)).toBeLessThan(40 * 256);
    const moving = Uint8Array.from(ground, (_, index) => (index < 60 ? 1 : 0));
    expect([...new Set(toneCurve(covered, ground, moving))]).toEqual([0]);
    // When most of the scene looks like motion it is light.
    const darker = Uint8Array.from(ground, (level) => (level >> 8) - 30);
    const curve = toneCurve(darker, ground, new Uint8Array(4096).fill(1));
    expect(Math.abs((curve[100] ?? 0) / 256 + 30)).toBeLessThan(1);
  });

  it('takes the nearest known band where there are too few points, and nothing from nothing', () => {
    const dark = Uint16Array.from({ length: 400 }, () => 40 << 8);
    expect([...new Set(toneCurve(new Uint8Array(400).fill(50), dark))]).toEqual([10 * 256]);
    expect([...new Set(toneCurve(new Uint8Array(5), new Uint16Array(5)))]).toEqual([0]);
  });
});
