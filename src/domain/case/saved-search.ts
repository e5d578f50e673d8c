// Searches kept under a name, and drawings kept for a camera: to be taken up again whatever the recording. A list is
// never changed: each command gives the next one.

import { need } from '../law/codes.ts';
import type { DrawnShape } from '../query/drawn-shape.ts';
import type { CriteriaRecipe, CriterionKey, SearchRecipe } from '../query/recipe.ts';
import type { Instant } from '../time/instant.ts';
import type { UserId } from './case-file.ts';

/** Longest name, in UTF-16 code units. */
export const LONGEST_NAME = 80;
/** Most searches, and most zones of a case: more than anybody looks through. */
export const MOST_KEPT = 50;

interface Kept {
  readonly id: string;
  /** One line. */
  readonly name: string;
  /** Who kept it first, and when. */
  readonly by: UserId;
  readonly at: Instant;
}

/** A search under a name. */
export interface SavedSearch extends Kept {
  readonly recipe: SearchRecipe;
}

/** What was drawn on the picture of a camera, for every recording of it. */
export interface KeptZone extends Kept {
  readonly camera: string;
  readonly shape: DrawnShape;
}

/** All that is kept of a case, in the order in which it was. */
export interface Shelf {
  readonly searches: readonly SavedSearch[];
  readonly zones: readonly KeptZone[];
}

export const EMPTY_SHELF: Shelf = { searches: [], zones: [] };

export type ShelfCommand =
  | { readonly kind: 'search-save'; readonly name: string; readonly recipe: SearchRecipe }
  | { readonly kind: 'search-rename'; readonly id: string; readonly name: string }
  | { readonly kind: 'search-delete'; readonly id: string }
  | { readonly kind: 'zone-keep'; readonly name: string; readonly camera: string; readonly shape: DrawnShape }
  | { readonly kind: 'zone-rename'; readonly id: string; readonly name: string }
  | { readonly kind: 'zone-delete'; readonly id: string };

/** What a command is judged by. */
export interface ShelfFacts {
  readonly by: UserId;
  readonly at: Instant;
  /** Id of what is kept next: random, never used before. */
  readonly newId: string;
}

/** The shelf after a command. Throws LawRefusal. */
export function changedShelf(shelf: Shelf, command: ShelfCommand, { newId: id, by, at }: ShelfFacts): Shelf {
  const { searches, zones } = shelf;
  switch (command.kind) {
    case 'search-save': {
      const { name, recipe } = command;
      return { ...shelf, searches: added(searches, { id, name, by, at, recipe }, isSearch) };
    }
    case 'search-rename':
      return { ...shelf, searches: renamed(searches, command.id, command.name, isSearch) };
    case 'search-delete':
      return { ...shelf, searches: without(searches, command.id) };
    case 'zone-keep': {
      const { name, camera, shape } = command;
      need(camera !== '', 'RECORDING_CAMERA');
      return { ...shelf, zones: added(zones, { id, name, by, at, camera, shape }, isOfCamera) };
    }
    case 'zone-rename':
      return { ...shelf, zones: renamed(zones, command.id, command.name, isOfCamera) };
    case 'zone-delete':
      return { ...shelf, zones: without(zones, command.id) };
  }
}

/** Among which others a name is one: every search; the zones of the same camera. */
type IsBeside<One> = (a: One, b: One) => boolean;
const isSearch: IsBeside<SavedSearch> = () => true;
const isOfCamera: IsBeside<KeptZone> = (a, b) => a.camera === b.camera;

function added<One extends Kept>(list: readonly One[], one: One, isBeside: IsBeside<One>): readonly One[] {
  need(list.length < MOST_KEPT, 'KEPT_FULL');
  return [...list, named(list, one, one.name, isBeside)];
}

function renamed<One extends Kept>(
  list: readonly One[],
  id: string,
  name: string,
  isBeside: IsBeside<One>,
): readonly One[] {
  const one = list.find((candidate) => candidate.id === id);
  need(one !== undefined, 'KEPT_UNKNOWN');
  const rest = list.filter((candidate) => candidate !== one);
  return list.map((candidate) => (candidate === one ? named(rest, one, name, isBeside) : candidate));
}

function without<One extends Kept>(list: readonly One[], id: string): readonly One[] {
  need(
    list.some((one) => one.id === id),
    'KEPT_UNKNOWN',
  );
  return list.filter((one) => one.id !== id);
}

function named<One extends Kept>(others: readonly One[], one: One, said: string, isBeside: IsBeside<One>): One {
  const name = tidyName(said);
  need(isName(name), 'KEPT_NAME');
  need(!others.some((other) => isBeside(other, one) && isSameName(other.name, name)), 'KEPT_TWICE');
  return { ...one, name };
}

/** As it is kept: without spaces around it, one between its words. */
export function tidyName(said: string): string {
  return said.normalize('NFC').trim().replaceAll(/\s+/g, ' ');
}

/** One line of at least one and at most {@link LONGEST_NAME} characters that can be seen. */
export function isName(name: string): boolean {
  return name !== '' && name.length <= LONGEST_NAME && !/[\p{C}\u2028\u2029]/u.test(name);
}

/** Nobody tells two names apart by their capitals. */
function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/**
 * What is left once a recording is erased. The parts that name it go: they speak of its objects only, and those of other
 * recordings meet what is left as they did. An alternative that spoke of it alone goes, lest it let everything through;
 * a search of which nothing is left goes with them.
 */
export function withoutRecording(searches: readonly SavedSearch[], recording: string): readonly SavedSearch[] {
  return searches.flatMap((search) => {
    const { alternatives } = search.recipe;
    if (!alternatives.some((one) => namesRecording(one, recording))) {
      return [search];
    }
    const left = alternatives.flatMap((one) => {
      const rest = namesRecording(one, recording) ? freed(one, recording) : one;
      return rest === one || !isEmpty(rest) ? [rest] : [];
    });
    return left.length === 0 ? [] : [{ ...search, recipe: { ...search.recipe, alternatives: left } }];
  });
}

function namesRecording({ intervals, drawn }: CriteriaRecipe, recording: string): boolean {
  return (
    intervals.some((interval) => interval.recording === recording) ||
    drawn.some(({ place }) => place.kind === 'recording' && place.id === recording)
  );
}

function freed(recipe: CriteriaRecipe, recording: string): CriteriaRecipe {
  const intervals = recipe.intervals.filter((interval) => interval.recording !== recording);
  const drawn = recipe.drawn.filter(({ place }) => place.kind !== 'recording' || place.id !== recording);
  const rest = { ...recipe, intervals, drawn };
  const isSaid = (key: CriterionKey): boolean =>
    key === 'time' ? isTimed(rest) : key === 'drawn' ? drawn.length > 0 : true;
  return { ...rest, negated: recipe.negated.filter(isSaid) };
}

function isTimed({ intervals, period, hours }: CriteriaRecipe): boolean {
  return intervals.length > 0 || period !== undefined || hours !== undefined;
}

/** Whether every object meets it. */
export function isEmpty(recipe: CriteriaRecipe): boolean {
  const { classes, attributes, leastConfidence, cameras, drawn } = recipe;
  const lists = [classes, attributes, cameras, drawn];
  return lists.every(({ length }) => length === 0) && leastConfidence === 0 && !isTimed(recipe);
}

/** What of a search speaks of something that is not there; `alternative`: of which one, from 1. */
export type AbsentPart = { readonly alternative: number } & (
  | { readonly kind: 'camera'; readonly camera: string }
  | { readonly kind: 'interval' }
  /** `number`: from 1, among the drawings of its kind. `camera`: `undefined` where it speaks of a recording. */
  | {
      readonly kind: 'drawn';
      readonly shape: CriteriaRecipe['drawn'][number]['shape']['kind'];
      readonly number: number;
      readonly camera: string | undefined;
    }
);

/** In order. `cameras`, `recordings`: those of the case. */
export function absentParts(
  { alternatives }: SearchRecipe,
  cameras: ReadonlySet<string>,
  recordings: ReadonlySet<string>,
): readonly AbsentPart[] {
  return alternatives.flatMap(({ cameras: named, intervals, drawn }, index): AbsentPart[] => {
    const alternative = index + 1;
    const isPlaceless = intervals.some(({ recording }) => !recordings.has(recording));
    return [
      ...named.flatMap((camera) => (cameras.has(camera) ? [] : [{ alternative, kind: 'camera', camera } as const])),
      ...(isPlaceless ? [{ alternative, kind: 'interval' } as const] : []),
      ...drawn.flatMap(({ shape: { kind: shape }, place }, at): AbsentPart[] => {
        const number = drawn.slice(0, at + 1).filter((one) => one.shape.kind === shape).length;
        const camera = place.kind === 'camera' ? place.camera : undefined;
        const isThere =
          place.kind === 'all' || (place.kind === 'camera' ? cameras.has(place.camera) : recordings.has(place.id));
        return isThere ? [] : [{ alternative, kind: 'drawn', shape, number, camera }];
      }),
    ];
  });
}
