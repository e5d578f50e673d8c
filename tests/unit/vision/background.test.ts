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

  it('knows the old ground again in half the time when a car leaves just after it was adopted', async () => {
    const scene = new Scene(new CpuBackgroundModel());
    await scene.showFor(42);
    expect(scene.marked(await scene.showFor(21, { things: [thing] }), thing)).toBe(0);
    expect(scene.marked(await scene.show(), thing)).toBeGreaterThan(0.9);
    expect(scene.marked(await scene.showFor(13), thing)).toBe(0);
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
      const whole = new Scene(new CpuBackgroundModel());
      const resumed = new Scene(new CpuBackgroundModel());
      for (let count = 0; count < 80; count += 1) {
        if (count === cut) {
          await resumed.resumeWith(new CpuBackgroundModel());
        }
        const sight = story[Math.floor(count / 20)];
        expect(await resumed.show(sight)).toEqual(await whole.show(sight));
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

  it('takes the nearest known band where there are too few points, and nothing from nothing', () => {
    const dark = Uint16Array.from({ length: 400 }, () => 40 << 8);
    expect([...new Set(toneCurve(new Uint8Array(400).fill(50), dark))]).toEqual([10 * 256]);
    expect([...new Set(toneCurve(new Uint8Array(5), new Uint16Array(5)))]).toEqual([0]);
  });
});
