// The words of each attribute as rows of columns hold them, and as they are shown.

import { COLOUR_NAMES, DIRECTIONS, EDGES, SIZES, SPEEDS } from '../domain/attributes/attributes.ts';
import type { AttributeKey, AttributeWord } from '../domain/attributes/words.ts';
import { CLASS_NAMES, type ObjectClass } from '../domain/detection/classes.ts';
import { bitsOf } from '../domain/query/column-builder.ts';
import type { RowTest } from '../domain/query/track-query.ts';
import { classGroup } from '../domain/tracking/track.ts';

/** Words of the columns that hold one, in the order of their numbers. */
export const LISTS = { direction: DIRECTIONS, entered: EDGES, left: EDGES, speed: SPEEDS, size: SIZES } as const;

/** Whether its words are colours. */
export function isColour(key: AttributeKey): key is 'upper' | 'lower' | 'vehicle' {
  return key === 'upper' || key === 'lower' || key === 'vehicle';
}

/** The words of a criterion, in the order in which they are shown. */
export function wordsOf(key: AttributeKey): readonly AttributeWord[] {
  const words = isColour(key) ? COLOUR_NAMES : LISTS[key];
  return key === 'size' ? words : [...words, 'undetermined'];
}

const PERSONS: ReadonlySet<ObjectClass> = new Set(CLASS_NAMES.filter((name) => classGroup(name) === 'person'));
const VEHICLES: ReadonlySet<ObjectClass> = new Set(CLASS_NAMES.filter((name) => classGroup(name) === 'vehicle'));

/** Classes of which an attribute is told; `undefined`: of all. */
export function ownersOf(key: AttributeKey): ReadonlySet<ObjectClass> | undefined {
  return !isColour(key) ? undefined : key === 'vehicle' ? VEHICLES : PERSONS;
}

/** Whether an attribute is told of objects of a class. */
export function isTold(key: AttributeKey, objectClass: ObjectClass): boolean {
  return ownersOf(key)?.has(objectClass) ?? true;
}

/** What a row must be to have one of some words. */
export function testOf(key: AttributeKey, words: ReadonlySet<AttributeWord>): RowTest {
  if (isColour(key)) {
    const names = COLOUR_NAMES.filter((name) => words.has(name));
    const owners = key === 'vehicle' ? VEHICLES : PERSONS;
    return { kind: 'set', column: key, bits: bitsOf(COLOUR_NAMES, names), orNone: words.has('undetermined'), owners };
  }
  // Words of a list are numbered from 1.
  const list: readonly AttributeWord[] = ['undetermined', ...LISTS[key]];
  return { kind: 'word', column: key, wanted: new Set([...words].map((word) => list.indexOf(word))) };
}
