// The envelope says no more than was measured, and less in worse conditions.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { EnvelopeMeter } from '../../../src/domain/scene/envelope-meter.ts';
import { fastestOf, lookEveryUs, outsideSpans, smallestPersonOf } from '../../../src/domain/scene/envelope.ts';
import type { SceneEvent, SceneEventKind } from '../../../src/domain/scene/scene-events.ts';
import { Spread } from '../../../src/domain/scene/spread.ts';
import type { SceneReading } from '../../../src/domain/scene/scene-watch.ts';

const reading = (contrast = 12, noise = 0.5, rest: Partial<SceneReading> = {}): SceneReading => ({
  light: { us: 0, level: 90, contrast, lift: 0, gain: 1, saturation: 20 },
  ...{ noise, shake: 0.0002, blind: undefined },
  ...rest,
});

/** An envelope after a minute of pictures. */
function measured(everyUs: number, of: (us: number) => SceneReading, step = 2): EnvelopeMeter {
  const meter = new EnvelopeMeter();
  for (let us = 0; us < 60e6; us += everyUs) {
    meter.take(us, of(us), step);
  }
  return meter;
}

describe('the envelope', () => {
  it('says the measured heights: good light, a dark picture, noise, a 4K picture', () => {
    // docs/eyes/envelope.md: rows of the table, with the least height of which nine in ten sights were kept.
    expect(smallestPersonOf(2, 12, 0.4)).toBeCloseTo(28, 0);
    expect(smallestPersonOf(2, 3.08, 0.3)).toBeGreaterThan(45);
    expect(smallestPersonOf(2, 3.08, 0.3)).toBeLessThan(60);
    expect(smallestPersonOf(2, 1.83, 0.3)).toBeGreaterThan(70);
    expect(smallestPersonOf(2, 4.36, 7.3)).toBeGreaterThan(68);
    expect(smallestPersonOf(2, 3.44, 3.44)).toBeGreaterThan(60);
    expect(smallestPersonOf(2, 6.04, 3.6)).toBeLessThan(40);
    expect(smallestPersonOf(5, 12, 0.4)).toBeCloseTo(35, 0);
    expect(smallestPersonOf(10, 12, 0.4)).toBeCloseTo(70, 0);
  });

  it('never promises more in less light, more noise, a coarser grid, a slower rate', () => {
    const level = fc.double({ min: 0.1, max: 40, noNaN: true });
    fc.assert(
      fc.property(level, level, level, level, fc.integer({ min: 1, max: 10 }), (a, b, c, d, step) => {
        const [dim, bright] = [Math.min(a, b), Math.max(a, b)];
        const [calm, noisy] = [Math.min(c, d), Math.max(c, d)];
        expect(smallestPersonOf(step, dim, calm)).toBeGreaterThanOrEqual(smallestPersonOf(step, bright, calm));
        expect(smallestPersonOf(step, dim, noisy)).toBeGreaterThanOrEqual(smallestPersonOf(step, dim, calm));
        expect(smallestPersonOf(step + 1, dim, calm)).toBeGreaterThanOrEqual(smallestPersonOf(step, dim, calm));
      }),
    );
    const rates = [25, 12.5, 6, 3, 2, 1, 0.4].map((fps) => fastestOf(1e6 / fps));
    expect(rates).toEqual([...rates].sort((a, b) => b - a));
    expect(rates.at(-1)).toBe(0);
  });

  it('looks each 160 ms at 25 pictures a second, each 200 at 10, at each picture of 2', () => {
    expect([40_000, 80_000, 100_000, 500_000].map(lookEveryUs)).toEqual([160_000, 160_000, 200_000, 500_000]);
  });

  it('is that of the worst tenth of the time, and names what makes it worse', () => {
    const night = measured(200_000, (us) => (us < 50e6 ? reading() : reading(2, 3))).envelope();
    expect(night?.smallestPerson).toBeGreaterThan(60);
    expect(night?.limits).toEqual(['contrast', 'noise']);
    const good = measured(200_000, () => reading()).envelope();
    expect([28, 29]).toContain(good?.smallestPerson);
    expect(good?.limits).toEqual([]);
    expect(measured(1_000_000, () => reading()).envelope()?.limits).toEqual(['rate']);
    expect(measured(200_000, () => reading(12, 0.5, { shake: 0.01 })).envelope()?.limits).toEqual(['shake']);
  });

  it('is not that of a hand on the lens, of a turning or a frozen picture, which are told as spans', () => {
    for (const blind of ['covered', 'ptz', 'frozen'] as const) {
      const unseen = reading(1, 9, { blind });
      const hidden = measured(200_000, (us) => (us < 30e6 ? reading() : unseen)).envelope();
      expect(hidden).toEqual(measured(200_000, () => reading()).envelope());
    }
    const event = (kind: SceneEventKind, fromUs: number, toUs: number | undefined): SceneEvent => ({
      ...{ kind, fromUs, ordinal: fromUs / 1e5 + 1, toUs, toOrdinal: toUs === undefined ? undefined : toUs / 1e5 + 1 },
    });
    const events = [event('lighting', 1e6, 1e6), event('covered', 4e6, undefined), event('ptz', 2e6, 3e6)];
    expect(outsideSpans(events, 10e6)).toEqual([
      { reason: 'ptz', fromUs: 2e6, toUs: 3e6, fromOrdinal: 21 },
      { reason: 'covered', fromUs: 4e6, toUs: 10e6, fromOrdinal: 41 },
    ]);
  });

  it('goes on after a snapshot as if nothing had happened', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 20_000, max: 900_000 }), fc.double({ min: 1, max: 20, noNaN: true })), {
          minLength: 4,
          maxLength: 40,
        }),
        fc.integer({ min: 0, max: 40 }),
        (pictures, at) => {
          let us = 0;
          const whole = new EnvelopeMeter();
          let parts = new EnvelopeMeter();
          pictures.forEach(([delta, contrast], index) => {
            us += delta;
            whole.take(us, reading(contrast), 3);
            if (index === at) {
              parts = new EnvelopeMeter(structuredClone(parts.snapshot()));
            }
            parts.take(us, reading(contrast), 3);
          });
          expect(parts.envelope()).toEqual(whole.envelope());
        },
      ),
    );
  });
});

describe('a spread', () => {
  it('gives any share of the time back within a twentieth of the value', () => {
    const value = fc.double({ min: 0.5, max: 500, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 60 }),
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        (values, share) => {
          const spread = new Spread(8);
          for (const one of values) {
            spread.add(one, 1);
          }
          const sorted = [...values].sort((a, b) => a - b);
          const exact = sorted[Math.max(0, Math.ceil(share * values.length - 1e-6) - 1)] ?? 0;
          expect(Math.abs(Math.log((spread.at(share) ?? 0) / exact))).toBeLessThan(0.05);
        },
      ),
    );
  });
});
