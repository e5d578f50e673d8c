import { describe, expect, it } from 'vitest';

import { AttributeKeeper, type Thing } from '../../../src/analysis/attribute-keeper.ts';
import { Tracker } from '../../../src/domain/tracking/tracker.ts';
import { CLOTHS, HEIGHT, LAMPS, street, WIDTH } from '../../builders/figures.ts';
import { aDetection } from '../../builders/walks.ts';

const SCENE = { width: WIDTH, height: HEIGHT, adoptUs: 20_000_000 };
const EMPTY_PICTURES = 6;

/** A person in red and blue who walks to the right, with a bag, before an empty street. */
class Walk {
  tracker = new Tracker();
  keeper = new AttributeKeeper();

  look(index: number): void {
    const us = index * 200_000;
    if (index < EMPTY_PICTURES) {
      this.keeper.consider({ seen: [] }, street(LAMPS.daylight), us);
      return;
    }
    const box = { x: 20 + 8 * (index - EMPTY_PICTURES), y: 90, w: 44, h: 110 };
    const bag: Thing = { name: 'handbag', score: 0.5, box: { x: box.x + 30, y: 140, w: 16, h: 20 } };
    const { seen } = this.tracker.step(index, us, [aDetection({ box })], SCENE);
    const planes = street(LAMPS.daylight, [{ box, upper: CLOTHS.red, lower: CLOTHS.blue }]);
    this.keeper.consider({ seen, things: index % 2 === 0 ? [bag] : [] }, planes, us);
  }

  /** Another worker goes on, with what a checkpoint can carry. */
  resume(): void {
    const state = { tracker: this.tracker.snapshot(), keeper: this.keeper.snapshot() };
    const back = structuredClone(state);
    this.tracker = new Tracker(back.tracker);
    this.keeper = new AttributeKeeper(back.keeper, this.tracker.all);
  }

  said(): unknown {
    return this.tracker.all.map((track) => this.keeper.attributesOf(track));
  }
}

describe('the evidence of attributes', () => {
  it('becomes what is said of an object', () => {
    const walk = new Walk();
    for (let index = 0; index < 26; index += 1) {
      walk.look(index);
    }
    expect(walk.said()).toMatchObject([
      {
        upper: [{ name: 'red' }],
        lower: [{ name: 'blue' }],
        vehicle: [],
        direction: 'right',
        stops: [],
        speed: 'slow',
        size: 'large',
        carried: [{ name: 'handbag', share: 0.5 }],
      },
    ]);
  });

  it('goes on after a killed worker as if nothing had happened', () => {
    const whole = new Walk();
    const killed = new Walk();
    for (let index = 0; index < 26; index += 1) {
      whole.look(index);
      killed.look(index);
      if (index % 5 === 2) {
        killed.resume();
      }
      expect(killed.said()).toEqual(whole.said());
    }
    expect(killed.keeper.snapshot()).toEqual(whole.keeper.snapshot());
  });

  it('says the same of an object that is over whenever that is stored, and of the others', () => {
    const [soon, late] = [new Walk(), new Walk()];
    for (let index = 0; index < 20; index += 1) {
      soon.look(index);
      late.look(index);
    }
    const [told] = late.said() as unknown[];
    for (const walk of [soon, late]) {
      for (const track of walk.tracker.all) {
        walk.keeper.settle(track);
      }
    }
    for (const track of soon.tracker.all) {
      soon.keeper.forget(track);
    }
    for (let index = 20; index < 30; index += 1) {
      for (const walk of [soon, late]) {
        walk.keeper.consider({ seen: [] }, street(LAMPS.daylight), index * 200_000);
      }
    }
    expect(late.said()).toEqual([told]);
    expect(late.keeper.snapshot()).toEqual(soon.keeper.snapshot());
  });

  it('is gone with its object', () => {
    const walk = new Walk();
    for (let index = 0; index < 12; index += 1) {
      walk.look(index);
    }
    expect(walk.keeper.snapshot().evidence).toHaveLength(1);
    for (const track of walk.tracker.all) {
      walk.keeper.forget(track);
    }
    expect(walk.keeper.snapshot().evidence).toEqual([]);
  });
});
