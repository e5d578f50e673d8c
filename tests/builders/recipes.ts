// Arbitrary searches and drawings, as a person can put them together.

import fc from 'fast-check';

import { COLOUR_NAMES, DIRECTIONS, EDGES, SIZES, SPEEDS } from '../../src/domain/attributes/attributes.ts';
import { ATTRIBUTE_KEYS } from '../../src/domain/attributes/words.ts';
import { CLASS_NAMES } from '../../src/domain/detection/classes.ts';
import {
  CORNERS,
  LINE_SENSES,
  ZONE_RULES,
  type DrawnShape,
  type ShapeKind,
} from '../../src/domain/query/drawn-shape.ts';
import { PARTNERS, type Nearness } from '../../src/domain/query/nearness.ts';
import {
  CRITERION_KEYS,
  ZONE_ORDERS,
  type CriteriaRecipe,
  type DrawnPlace,
  type SearchRecipe,
} from '../../src/domain/query/recipe.ts';
import type { Point } from '../../src/domain/settings/polygon.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const us = fc.integer({ min: 0, max: 1_000_000_000_000 });
const moment = fc.integer({ min: 1, max: 3600 }).map((seconds) => seconds * 1_000_000);
const corners = (kind: ShapeKind): fc.Arbitrary<readonly Point[]> =>
  fc.array(fc.record({ x: share, y: share }), { minLength: CORNERS[kind].least, maxLength: CORNERS[kind].most });

export const aShape: fc.Arbitrary<DrawnShape> = fc.oneof(
  fc.record({
    kind: fc.constant('zone' as const),
    corners: corners('zone'),
    rule: fc.constantFrom(...ZONE_RULES),
    leastUs: moment,
  }),
  fc.record({ kind: fc.constant('line' as const), corners: corners('line'), sense: fc.constantFrom(...LINE_SENSES) }),
  fc.record({
    kind: fc.constant('arrow' as const),
    corners: corners('arrow'),
    tolerance: fc.integer({ min: 10, max: 90 }),
  }),
  fc.record({ kind: fc.constant('sizes' as const), corners: corners('sizes') }),
);
const aNearness: fc.Arbitrary<Nearness> = fc.record({
  kind: fc.constant('near' as const),
  partner: fc.constantFrom(...PARTNERS),
  heights: fc.integer({ min: 1, max: 10 }).map((halves) => halves / 2),
  leastUs: moment,
});
const RECORDINGS = ['r1', 'r2', 'r3'];
const aCamera = fc.constantFrom('Parking', 'Hall d’entrée', 'Quai n° 3');
const aPlace: fc.Arbitrary<DrawnPlace> = fc.oneof(
  fc.constant({ kind: 'all' as const }),
  fc.record({ kind: fc.constant('camera' as const), camera: aCamera }),
  fc.record({ kind: fc.constant('recording' as const), id: fc.constantFrom(...RECORDINGS) }),
);
const aWindow = fc.tuple(us, us).map(([a, b]) => ({ fromUs: Math.min(a, b), toUs: Math.max(a, b) }));
const minute = fc.integer({ min: 0, max: 24 * 60 });

export const aCriteriaRecipe: fc.Arbitrary<CriteriaRecipe> = fc.record({
  classes: fc.uniqueArray(fc.constantFrom(...CLASS_NAMES)),
  attributes: fc.uniqueArray(
    fc.record({
      key: fc.constantFrom(...ATTRIBUTE_KEYS),
      words: fc.uniqueArray(
        fc.constantFrom(...COLOUR_NAMES, ...DIRECTIONS, ...EDGES, ...SPEEDS, ...SIZES, 'undetermined' as const),
        { minLength: 1 },
      ),
    }),
    { selector: ({ key }) => key },
  ),
  leastConfidence: share,
  cameras: fc.uniqueArray(fc.oneof(aCamera, fc.constant(''))),
  period: fc.option(aWindow, { nil: undefined }),
  hours: fc.option(fc.record({ from: minute, to: minute }), { nil: undefined }),
  intervals: fc.uniqueArray(
    fc.tuple(aWindow, fc.constantFrom(...RECORDINGS)).map(([window, recording]) => ({ ...window, recording })),
    { selector: ({ recording }) => recording },
  ),
  negated: fc.uniqueArray(fc.constantFrom(...CRITERION_KEYS, ...ATTRIBUTE_KEYS)),
  drawn: fc.array(fc.record({ shape: fc.oneof(aShape, aNearness), place: aPlace, isNegated: fc.boolean() }), {
    maxLength: 6,
  }),
});

export const aRecipe: fc.Arbitrary<SearchRecipe> = fc.record({
  alternatives: fc.array(aCriteriaRecipe, { minLength: 1, maxLength: 6 }),
  zoneOrder: fc.constantFrom(...ZONE_ORDERS),
});

/** One alternative without a criterion, but for what a test says. */
export function recipeOf(...changes: readonly Partial<CriteriaRecipe>[]): SearchRecipe {
  const alternatives = (changes.length === 0 ? [{}] : changes).map((change) => ({ ...NOTHING, ...change }));
  return { zoneOrder: 'any', alternatives };
}

const NOTHING: CriteriaRecipe = {
  ...{ classes: [], attributes: [], leastConfidence: 0, cameras: [], period: undefined, hours: undefined },
  ...{ intervals: [], negated: [], drawn: [] },
};

export const ZONE: DrawnShape = {
  kind: 'zone',
  corners: [
    { x: 0.02, y: 0.5 },
    { x: 0.4, y: 0.5 },
    { x: 0.4, y: 0.95 },
  ],
  rule: 'pass',
  leastUs: 10_000_000,
};
