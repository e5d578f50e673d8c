// How many objects each word of a criterion would let through, given all other criteria; words that none has are left out.

import { COLOUR_NAMES } from '../domain/attributes/attributes.ts';
import { ATTRIBUTE_KEYS, type AttributeKey, type AttributeWord } from '../domain/attributes/words.ts';
import { CLASS_NAMES, OBJECT_CLASSES, type ObjectClass } from '../domain/detection/classes.ts';
import { addFacet, emptyFacet, type Facet } from '../domain/query/track-query.ts';
import { isColour, LISTS, ownersOf } from './attribute-criteria.ts';
import type { Hits, Part } from './hits.ts';

export interface Facets {
  /** Beside which hits they were counted. */
  readonly hits: Hits | undefined;
  /** Objects in scope, whatever the criteria. */
  readonly total: number;
  readonly classes: ReadonlyMap<ObjectClass, number>;
  /** Words that some object has. */
  readonly words: ReadonlyMap<AttributeKey, ReadonlyMap<AttributeWord, number>>;
  readonly cameras: ReadonlyMap<string, number>;
  /** By hour of the day, of those that have a clock: when they appeared. */
  readonly hours: Uint32Array<ArrayBuffer>;
  /** By thousandth of confidence, 0–1000. */
  readonly confidences: Uint32Array<ArrayBuffer>;
}

const THOUSAND = 1000;
const CLASS_NUMBERS = 256;
const HOUR_US = 3_600_000_000;

export const NO_FACETS: Facets = {
  hits: undefined,
  total: 0,
  classes: new Map(),
  cameras: new Map(),
  hours: new Uint32Array(24),
  words: new Map(),
  confidences: new Uint32Array(THOUSAND + 1),
};

/** Yields after each column. */
export function* countFacets(hits: Hits): Generator<undefined, Facets> {
  const { parts } = hits;
  const sum = function* (
    size: number,
    add: (facet: Facet, part: (typeof parts)[number]) => void,
  ): Generator<undefined, Facet> {
    const facet = emptyFacet(size);
    for (const part of parts) {
      add(facet, part);
      yield;
    }
    return facet;
  };
  const classes = yield* sum(CLASS_NUMBERS, (facet, { judged }) => {
    addFacet(facet, judged, 'objectClass', 'class');
  });
  const confidences = yield* sum(THOUSAND + 1, (facet, { judged }) => {
    addFacet(facet, judged, 'confidence', 'confidence');
  });
  const words = new Map<AttributeKey, ReadonlyMap<AttributeWord, number>>();
  for (const key of ATTRIBUTE_KEYS) {
    const size = isColour(key) ? 1 << COLOUR_NAMES.length : CLASS_NUMBERS;
    const facet = yield* sum(size, (into, { judged }) => {
      addFacet(into, judged, key, key, ownersOf(key));
    });
    words.set(key, isColour(key) ? colourWords(facet) : placeWords(facet, LISTS[key]));
  }
  const cameras = new Map<string, number>();
  const hours = new Uint32Array(24);
  for (const part of parts) {
    const { camera } = part.recording.place;
    cameras.set(camera, (cameras.get(camera) ?? 0) + part.judged.rows('camera').length);
    addHours(hours, part);
    yield;
  }
  return {
    hits,
    cameras,
    hours,
    total: parts.reduce((all, { judged }) => all + judged.length, 0),
    classes: new Map(CLASS_NAMES.map((name) => [name, classes.through[OBJECT_CLASSES[name]] ?? 0])),
    words,
    confidences: confidences.through,
  };
}

function addHours(hours: Uint32Array<ArrayBuffer>, { judged, wallUs }: Part): void {
  const { firstUs } = judged.columns;
  for (const row of wallUs === undefined ? [] : judged.rows('time')) {
    const hour = Math.floor(((wallUs ?? 0) + (firstUs[row] ?? 0)) / HOUR_US) % 24;
    hours[hour] = (hours[hour] ?? 0) + 1;
  }
}

/** Numbers are places in a list, from 1; 0: undetermined. */
function placeWords({ present, through }: Facet, list: readonly AttributeWord[]): Map<AttributeWord, number> {
  const words = new Map<AttributeWord, number>();
  (['undetermined', ...list] as const).forEach((word, number) => {
    if ((present[number] ?? 0) > 0) {
      words.set(word, through[number] ?? 0);
    }
  });
  return words;
}

/** Numbers are sets of colours; the empty one: undetermined. */
function colourWords({ present, through }: Facet): Map<AttributeWord, number> {
  const words = new Map<AttributeWord, number>();
  const add = (word: AttributeWord, count: number): void => {
    words.set(word, (words.get(word) ?? 0) + count);
  };
  present.forEach((count, bits) => {
    if (count > 0 && bits === 0) {
      add('undetermined', through[bits] ?? 0);
    } else if (count > 0) {
      COLOUR_NAMES.filter((_, place) => (bits & (1 << place)) !== 0).forEach((name) => {
        add(name, through[bits] ?? 0);
      });
    }
  });
  return words;
}
