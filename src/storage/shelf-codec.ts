// Searches and zones that are kept, as bytes: one record each, with a closed list of fields; whatever holds another one
// is refused.

import * as v from 'valibot';

import { AppError } from '../contracts/errors.ts';
import { COLOUR_NAMES, DIRECTIONS, EDGES, SIZES, SPEEDS } from '../domain/attributes/attributes.ts';
import { ATTRIBUTE_KEYS } from '../domain/attributes/words.ts';
import { userId } from '../domain/case/case-file.ts';
import { CLASS_NAMES } from '../domain/detection/classes.ts';
import { CORNERS, LINE_SENSES, ZONE_RULES, type ShapeKind } from '../domain/query/drawn-shape.ts';
import { PARTNERS } from '../domain/query/nearness.ts';
import { CRITERION_KEYS, ZONE_ORDERS } from '../domain/query/recipe.ts';
import { isName, type KeptZone, type SavedSearch } from '../domain/case/saved-search.ts';
import { instant } from '../domain/time/instant.ts';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint-codec.ts';

const VERSION = 1;
/** More of anything than a person puts together. */
const MANY = 100;

/** What one record holds. */
export type ShelfRecord =
  { readonly kind: 'search'; readonly of: SavedSearch } | { readonly kind: 'zone'; readonly of: KeptZone };

const list = <Schema extends v.GenericSchema>(of: Schema) => v.pipe(v.array(of), v.maxLength(MANY), v.readonly());
const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200));
const integer = v.pipe(v.number(), v.safeInteger());
const us = v.pipe(v.number(), v.finite());
const least = v.pipe(us, v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const minute = v.pipe(integer, v.minValue(0), v.maxValue(24 * 60));

const corners = (kind: ShapeKind) =>
  v.pipe(
    v.array(v.strictObject({ x: share, y: share })),
    v.minLength(CORNERS[kind].least),
    v.maxLength(CORNERS[kind].most),
  );
const drawings = [
  v.strictObject({
    kind: v.literal('zone'),
    corners: corners('zone'),
    rule: v.picklist(ZONE_RULES),
    leastUs: least,
  }),
  v.strictObject({ kind: v.literal('line'), corners: corners('line'), sense: v.picklist(LINE_SENSES) }),
  v.strictObject({
    kind: v.literal('arrow'),
    corners: corners('arrow'),
    tolerance: v.pipe(us, v.minValue(0), v.maxValue(180)),
  }),
  v.strictObject({ kind: v.literal('sizes'), corners: corners('sizes') }),
] as const;
const near = v.strictObject({
  kind: v.literal('near'),
  partner: v.picklist(PARTNERS),
  heights: least,
  leastUs: least,
});
const camera = v.pipe(v.string(), v.nonEmpty(), v.maxLength(1000));

const drawn = v.strictObject({
  shape: v.variant('kind', [...drawings, near]),
  place: v.variant('kind', [
    v.strictObject({ kind: v.literal('all') }),
    v.strictObject({ kind: v.literal('camera'), camera }),
    v.strictObject({ kind: v.literal('recording'), id }),
  ]),
  isNegated: v.boolean(),
});
const WORDS = [...COLOUR_NAMES, ...DIRECTIONS, ...EDGES, ...SPEEDS, ...SIZES, 'undetermined'] as const;
const criteria = v.strictObject({
  classes: list(v.picklist(CLASS_NAMES)),
  attributes: list(v.strictObject({ key: v.picklist(ATTRIBUTE_KEYS), words: list(v.picklist(WORDS)) })),
  leastConfidence: share,
  // Of a camera that nobody named: ''.
  cameras: list(v.pipe(v.string(), v.maxLength(1000))),
  period: v.undefinedable(
    v.pipe(
      v.strictObject({ fromUs: us, toUs: us }),
      v.check(({ fromUs, toUs }) => fromUs <= toUs),
    ),
  ),
  hours: v.undefinedable(v.strictObject({ from: minute, to: minute })),
  intervals: list(
    v.pipe(
      v.strictObject({ fromUs: us, toUs: us, recording: id }),
      v.check(({ fromUs, toUs }) => fromUs <= toUs),
    ),
  ),
  negated: list(v.picklist([...CRITERION_KEYS, ...ATTRIBUTE_KEYS])),
  drawn: list(drawn),
});
const recipe = v.strictObject({
  alternatives: v.pipe(list(criteria), v.minLength(1)),
  zoneOrder: v.picklist(ZONE_ORDERS),
});

const kept = {
  id,
  name: v.pipe(v.string(), v.check(isName)),
  by: v.pipe(v.string(), v.transform(userId)),
  at: v.pipe(integer, v.transform(instant)),
};
const record = v.variant('kind', [
  v.strictObject({ kind: v.literal('search'), of: v.strictObject({ ...kept, recipe }) }),
  v.strictObject({
    kind: v.literal('zone'),
    of: v.strictObject({ ...kept, camera, shape: v.variant('kind', drawings) }),
  }),
]);

/** Throws INPUT_INVALID for what nobody can have put together: it is not kept. */
export function encodeShelfRecord(of: ShelfRecord): Uint8Array<ArrayBuffer> {
  const checked = v.safeParse(record, of);
  if (!checked.success) {
    throw new AppError('INPUT_INVALID', { field: v.getDotPath(checked.issues[0]) ?? of.kind });
  }
  return encodeCheckpoint({ version: VERSION, record: checked.output });
}

/** Fails with STORAGE_FAILED on anything that was not written by {@link encodeShelfRecord}. */
export function decodeShelfRecord(plain: Uint8Array<ArrayBuffer>): ShelfRecord {
  try {
    return v.parse(v.strictObject({ version: v.literal(VERSION), record }), decodeCheckpoint(plain)).record;
  } catch (error) {
    throw new AppError('STORAGE_FAILED', { store: 'shelf' }, { cause: error });
  }
}
