import { describe, expect, it } from 'vitest';

import {
  CLASS_NAMES,
  classOfNumber,
  isObjectClass,
  OBJECT_CLASSES,
  pseudonymPrefix,
} from '../../../src/domain/detection/classes.ts';
import { Track, type Detection } from '../../../src/domain/tracking/track.ts';
import { interpolateSights } from '../../../src/domain/tracking/interpolate.ts';
import { aBox, aDetection } from '../../builders/walks.ts';

describe('the votes of a track', () => {
  it('weigh by score, sum to one, and the class follows the majority', () => {
    const track = Track.from(aDetection({ objectClass: 'car', score: 0.5 }), 1, 0, 1);
    track.see(aDetection({ objectClass: 'truck', score: 0.3 }), 2, 1);
    track.see(aDetection({ objectClass: 'truck', score: 0.4 }), 3, 2);
    expect(track.objectClass).toBe('truck');
    expect(track.votes.car).toBeCloseTo(0.5 / 1.2, 9);
    expect(track.votes.truck).toBeCloseTo(0.7 / 1.2, 9);
    expect(track.confidence).toBeCloseTo(0.4, 9);
    expect(track.group).toBe('vehicle');
    expect([track.first.ordinal, track.last.ordinal]).toEqual([1, 3]);
  });
});

describe('what is remembered of an object', () => {
  it('has an end while nothing makes sure of it, and begins then with what is remembered', () => {
    const track = Track.from(aDetection({ motion: 0 }), 1, 0, 1);
    for (let look = 1; look < 5000; look += 1) {
      track.see(aDetection({ motion: 0 }), look + 1, look * 200_000);
    }
    expect(track.sights.length).toBeLessThanOrEqual(1024);
    expect(track.gone + track.sights.length).toBe(5000);
    expect(track.first).toEqual(track.sights[0]);
  });

  it('still tells its first sight and its heading once the early sights are let go', () => {
    const [whole, spared] = [1, 2].map((id) => Track.from(aDetection({ box: aBox(0, 100) }), 1, 0, id));
    for (let look = 1; look < 40; look += 1) {
      whole?.see(aDetection({ box: aBox(look * 5, 100) }), look + 1, look * 200_000);
      spared?.see(aDetection({ box: aBox(look * 5, 100) }), look + 1, look * 200_000);
    }
    spared?.letGo(30);
    expect(spared?.sights).toHaveLength(10);
    expect(spared?.first).toEqual(whole?.first);
    const back = aBox(150, 100);
    expect(spared?.turnTowards(back, 8_000_000)).toBe(whole?.turnTowards(back, 8_000_000));
    expect(spared?.turnTowards(back, 8_000_000)).toBeGreaterThan(0.5);
    spared?.letGo(30);
    expect(spared?.sights).toHaveLength(1);
  });
});

describe('the closed list of classes', () => {
  it('numbers each class once and knows the way back', () => {
    expect(CLASS_NAMES.map((name) => classOfNumber(OBJECT_CLASSES[name]))).toEqual(CLASS_NAMES);
    expect(classOfNumber(7)).toBeUndefined();
    expect([isObjectClass('person'), isObjectClass('face'), isObjectClass('toString')]).toEqual([true, false, false]);
    expect(CLASS_NAMES.map(pseudonymPrefix).join('')).toBe('PVVVVVM');
  });
});

describe('between two sights', () => {
  const sight = (ordinal: number, us: number, x: number) => ({
    ordinal,
    us,
    score: 0.8,
    box: { x, y: 0, w: 10, h: 20 },
  });

  it('follows time, not frame count', () => {
    const times = [0, 100, 110, 120, 400];
    const points = interpolateSights([sight(1, 0, 0), sight(5, 400, 400)], (ordinal) => times[ordinal - 1] ?? 0);
    expect(points.map(({ ordinal, box }) => [ordinal, Math.round(box.x)])).toEqual([
      [1, 0],
      [2, 100],
      [3, 110],
      [4, 120],
      [5, 400],
    ]);
    expect(points.map(({ origin, score }) => [origin, score])).toEqual([
      ['detected', 0.8],
      ['interpolated', 0],
      ['interpolated', 0],
      ['interpolated', 0],
      ['detected', 0.8],
    ]);
  });

  it('gives one point for one sight, none for none, and stays finite when two times are equal', () => {
    expect(interpolateSights([], () => 0)).toEqual([]);
    expect(interpolateSights([sight(7, 70, 3)], () => 0)).toHaveLength(1);
    const points = interpolateSights([sight(1, 5, 0), sight(3, 5, 50)], () => 5);
    expect(points.every(({ box }) => Number.isFinite(box.x))).toBe(true);
  });
});

describe('a sight where somebody else is hidden', () => {
  it('turns the way of an object less than a sight of its own', () => {
    const afterTurn = (isContested: boolean): number => {
      const at = (index: number): Detection => aDetection({ box: { x: 300 - 15 * index, y: 100, w: 30, h: 90 } });
      const track = Track.from(at(0), 1, 0, 1);
      for (let index = 1; index <= 5; index += 1) {
        track.see(at(index), 1 + index, index * 200_000);
      }
      // It walks left at 75 px a second; the box of the next moment stays where it is.
      for (let index = 6; index <= 8; index += 1) {
        track.see(at(5), 1 + index, index * 200_000, { isInside: false, isContested });
      }
      return track.motion.boxAt(1_800_000).x;
    };
    expect(afterTurn(true)).toBeLessThan(afterTurn(false) - 10);
  });
});
