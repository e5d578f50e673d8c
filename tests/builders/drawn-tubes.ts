// Tubes as property tests draw them.

import fc from 'fast-check';
import type { Tubes } from '../../src/domain/synopsis/tubes.ts';
import { tubesThrough, walk } from './tube-scene.ts';

/** Tubes of all kinds: of one sight, at the same time, very long, standing, and walking beside each other. */
export function drawnTubes(): fc.Arbitrary<Tubes> {
  const place = fc.double({ min: 0, max: 0.9, noNaN: true });
  const lengthS = fc.oneof(
    fc.constant(0),
    fc.double({ min: 0.05, max: 12, noNaN: true }),
    fc.double({ min: 30, max: 400, noNaN: true }),
  );
  const drawn = fc.record({
    fromS: fc.oneof(fc.constant(10), fc.double({ min: 0, max: 60, noNaN: true })),
    ...{ lengthS, x: place, to: fc.oneof(fc.constant(undefined), place) },
    y: fc.constantFrom(0, 0.2, 0.5, 0.7),
    w: fc.double({ min: 0.01, max: 0.3, noNaN: true }),
  });
  return fc.array(drawn, { maxLength: 12 }).map((all) =>
    tubesThrough(
      all.flatMap(({ fromS, lengthS: lasts, x, to, y, w }, id) => {
        const whole = [...walk({ id, fromS, toS: fromS + lasts, x: [x, to ?? x], y, w, everyS: 0.7 })];
        return lasts === 0 ? whole.slice(0, 1) : whole;
      }),
    ),
  );
}
