// What was drawn on pictures to search by, and who was near whom: each a criterion of its own, turned round when negated.

import type { Alert } from '../contracts/errors.ts';
import type { RecordingState } from '../contracts/session.ts';
import { recordingId, type RecordingId } from '../domain/ids.ts';
import { codeOf, codeOfRoute, CORNERS, type DrawnRoute, type DrawnShape } from '../domain/query/drawn-shape.ts';
import type { Nearness } from '../domain/query/nearness.ts';
import type { RowTest } from '../domain/query/track-query.ts';
import type { DrawnPlace, DrawnRecipe, ZoneOrder } from '../domain/query/recipe.ts';
import { inPicture, type Point, type Polygon } from '../domain/settings/polygon.ts';
import type { Part } from './hits.ts';
import { DID, DID_NOT, type PathQuestion, type PathSearch } from './path-search.svelte.ts';

/** What was drawn, or the nearness of another object, for which there is nothing to draw. */
export type CriterionShape = DrawnShape | Nearness;

export interface DrawnCriterion extends PathQuestion {
  readonly shape: CriterionShape;
  /** Which set of criteria it belongs to. */
  readonly group: number;
  /** Of which recordings it speaks; `recordingId` names the one, where it is one. */
  readonly place: DrawnPlace;
  /** Among those of its kind, from 1: what it is called by. */
  readonly number: number;
  /** On which it was drawn. */
  readonly home: RecordingId;
  /** Objects that did not are looked for. */
  readonly isNegated: boolean;
}

/** One that lies on the picture. */
export interface PictureCriterion extends DrawnCriterion {
  readonly shape: DrawnShape;
}

/** The zones of one set and one place in an order. */
interface RouteQuestion extends PathQuestion, Pick<DrawnCriterion, 'group' | 'place'> {
  readonly shape: DrawnRoute;
}

const NONE = new Uint8Array(0);
/** As many as anybody can tell apart on a picture. */
const MOST_DRAWN = 12;

export class DrawnCriteria {
  readonly #search: PathSearch | undefined;
  #list: readonly DrawnCriterion[] = $state.raw([]);
  #editedId: number | undefined = $state();
  #recordings: readonly RecordingState[] = [];
  #questions: readonly PathQuestion[] = [];
  #order: ZoneOrder = $state('any');
  #routes: readonly RouteQuestion[] = $state.raw([]);
  #lastId = 0;
  #group = $state(1);
  readonly #own = $derived(this.#list.filter(({ group }) => group === this.#group));

  /** Without a search nothing is known of any object. */
  constructor(search?: PathSearch) {
    this.#search = search;
  }

  /** Those of the set that is edited. */
  get list(): readonly DrawnCriterion[] {
    return this.#own;
  }

  /** The set of criteria to which what is drawn next belongs. */
  get group(): number {
    return this.#group;
  }

  set group(group: number) {
    this.#group = group;
    this.#editedId = undefined;
  }

  /** Those of a set. */
  inGroup(group: number): readonly DrawnCriterion[] {
    return this.#list.filter((one) => one.group === group);
  }

  get isFull(): boolean {
    return this.#list.length >= MOST_DRAWN;
  }

  /** Whether it is not yet known of every object how it went. */
  get isBusy(): boolean {
    return this.#search?.isBusy === true;
  }

  /** Why it is not known how objects went. */
  get problem(): Alert | undefined {
    return this.#search?.problem;
  }

  /** The one whose points can be moved. */
  get edited(): PictureCriterion | undefined {
    return this.#own.filter(isOnPicture).find(({ id }) => id === this.#editedId);
  }

  get order(): ZoneOrder {
    return this.#order;
  }

  set order(order: ZoneOrder) {
    this.#order = order;
    this.#set(this.#list);
  }

  /** Those of the edited set that lie on the pictures of a recording. */
  of(shown: RecordingId): readonly PictureCriterion[] {
    const recording = this.#recordings.find(({ id }) => id === shown);
    return this.#own
      .filter(isOnPicture)
      .filter((one) => (recording === undefined ? one.recordingId === shown : isFor(one, recording)));
  }

  /** Codes of the journal for those of a set. */
  codesOf(group: number): readonly string[] {
    const drawn = this.inGroup(group).map(
      ({ shape, place, isNegated }) => `${isNegated ? 'not-' : ''}${codeOf(shape, this.#placeCode(place))}`,
    );
    const routes = this.#routes.filter((route) => route.group === group);
    return [...drawn, ...routes.map(({ shape, place }) => codeOfRoute(shape, this.#placeCode(place)))];
  }

  /** Those of a set as plain data. */
  recipeOf(group: number): readonly DrawnRecipe[] {
    return this.inGroup(group).map(({ shape, place, isNegated }) => ({ shape, place, isNegated }));
  }

  /** Takes drawings up again as those of a set; `home`: on whose pictures they are shown where they are for several. */
  restore(group: number, drawn: readonly DrawnRecipe[], home: RecordingId): void {
    const before = this.#group;
    this.#group = group;
    for (const { shape, place, isNegated } of drawn) {
      this.#add(shape, place, place.kind === 'recording' ? recordingId(place.id) : home, isNegated);
    }
    this.#group = before;
  }

  /** A recording was opened, or its analysis has gone on. */
  follow(recordings: readonly RecordingState[]): void {
    this.#recordings = recordings;
    if (this.#list.length > 0) {
      this.#search?.look(recordings, this.#questions);
    }
  }

  /** For the recording on which it was drawn; its points can be moved next. */
  add(shape: CriterionShape, id: RecordingId): void {
    if (!this.isFull) {
      this.#add(shape, { kind: 'recording', id }, id, false);
      this.#editedId = this.#lastId;
    }
  }

  #add(shape: CriterionShape, place: DrawnPlace, home: RecordingId, isNegated: boolean): void {
    const group = this.#group;
    const same = this.inGroup(group).filter((one) => one.shape.kind === shape.kind);
    const number = same.reduce((most, one) => Math.max(most, one.number), 0) + 1;
    this.#lastId += 1;
    const placed = { place, recordingId: place.kind === 'recording' ? recordingId(place.id) : undefined };
    this.#set([...this.#list, { id: this.#lastId, group, number, shape, ...placed, home, isNegated }]);
  }

  clearGroup(group: number): void {
    this.#set(this.#list.filter((one) => one.group !== group));
  }

  remove(id: number): void {
    this.#set(this.#list.filter((one) => one.id !== id));
  }

  clear(): void {
    this.#order = 'any';
    this.#set([]);
  }

  /** `undefined`: none. */
  edit(id: number | undefined): void {
    this.#editedId = id;
  }

  reshape(id: number, shape: CriterionShape): void {
    this.#change(id, (one) => ({ ...one, shape }));
  }

  /** For the same part of the picture of other recordings too. */
  placeIn(id: number, place: DrawnPlace): void {
    const one = place.kind === 'recording' ? recordingId(place.id) : undefined;
    this.#change(id, (criterion) => ({ ...criterion, place, recordingId: one }));
  }

  negate(id: number): void {
    this.#change(id, (one) => ({ ...one, isNegated: !one.isNegated }));
  }

  movePoint(id: number, index: number, to: Point): void {
    this.#redraw(id, (corners) => corners.with(index, inPicture(to)));
  }

  /** Puts a point halfway to the next one; gives its index. */
  addPoint(id: number, index: number): number {
    this.#redraw(id, (corners) => {
      const from = corners[index];
      const to = corners[(index + 1) % corners.length];
      return from === undefined || to === undefined
        ? corners
        : corners.toSpliced(index + 1, 0, { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 });
    });
    return index + 1;
  }

  removePoint(id: number, index: number): void {
    this.#redraw(id, (corners) => corners.toSpliced(index, 1));
  }

  /** What the objects of a recording must be; of whom nothing is known yet meets none. */
  testsOf(recording: RecordingState, group: number): readonly RowTest[] {
    const test = (question: DrawnCriterion | RouteQuestion, wanted: number): RowTest[] =>
      isFor(question, recording)
        ? [{ kind: 'answer', of: this.#search?.answers(question.id, recording.id) ?? NONE, wanted }]
        : [];
    return [
      ...this.inGroup(group).flatMap((one) => test(one, wantedOf(one))),
      ...this.#routes.filter((route) => route.group === group).flatMap((route) => test(route, DID)),
    ];
  }

  /** Of the objects that meet every criterion that is not drawn: how many this one alone keeps, and of how many it speaks. */
  countIn(one: DrawnCriterion, parts: readonly Part[]): { readonly kept: number; readonly all: number } {
    let kept = 0;
    let all = 0;
    for (const { recording, judged } of parts.filter((part) => isFor(one, part.recording))) {
      const answers = this.#search?.answers(one.id, recording.id) ?? NONE;
      for (const row of judged.rows('drawn')) {
        kept += answers[judged.columns.number[row] ?? 0] === wantedOf(one) ? 1 : 0;
        all += 1;
      }
    }
    return { kept, all };
  }

  /** Recordings of a camera, as the journal names them. */
  recordingsOf(camera: string): readonly RecordingId[] {
    return this.#recordings.filter(({ place }) => place.camera === camera).map(({ id }) => id);
  }

  #placeCode(place: DrawnPlace): string {
    return place.kind === 'all'
      ? 'all'
      : place.kind === 'recording'
        ? place.id
        : this.recordingsOf(place.camera).join('+');
  }

  /** What would leave too few points, or make too many, changes nothing. */
  #redraw(id: number, change: (corners: readonly Point[]) => readonly Point[]): void {
    this.#change(id, (one) => {
      const { shape } = one;
      if (shape.kind === 'near') {
        return one;
      }
      const corners = change(shape.corners);
      const { least, most } = CORNERS[shape.kind];
      return corners.length < least || corners.length > most ? one : { ...one, shape: { ...shape, corners } };
    });
  }

  #change(id: number, change: (one: DrawnCriterion) => DrawnCriterion): void {
    this.#set(this.#list.map((one) => (one.id === id ? change(one) : one)));
  }

  #set(list: readonly DrawnCriterion[]): void {
    this.#list = list;
    this.#routes = routesOf(list, this.#order, this.#routes);
    this.#questions = [...list, ...this.#routes];
    this.#search?.look(this.#recordings, this.#questions);
  }
}

/** Zones that are looked for, those of one set and place together; one that did not change stays the same. */
function routesOf(
  list: readonly DrawnCriterion[],
  order: ZoneOrder,
  before: readonly RouteQuestion[],
): readonly RouteQuestion[] {
  const asked = order === 'any' ? [] : list.filter(({ shape, isNegated }) => shape.kind === 'zone' && !isNegated);
  const byPlace = new Map<string, DrawnCriterion[]>();
  for (const one of asked) {
    const key = JSON.stringify([one.group, one.place]);
    byPlace.set(key, [...(byPlace.get(key) ?? []), one]);
  }
  return [...byPlace.values()].flatMap((zones, index): RouteQuestion[] => {
    const [first] = zones;
    const drawn = zones.flatMap(({ shape }) => (shape.kind === 'zone' ? [shape.corners] : []));
    if (first === undefined || drawn.length < 2) {
      return [];
    }
    const inOrder = order === 'rising' ? drawn : drawn.toReversed();
    const same = before.find(({ group, shape }) => group === first.group && isSameZones(shape.zones, inOrder));
    const { group, place, recordingId: one } = first;
    // Drawings count up from 1.
    return [
      { id: -1 - index, group, place, recordingId: one, shape: same?.shape ?? { kind: 'route', zones: inOrder } },
    ];
  });
}

function isSameZones(some: readonly Polygon[], others: readonly Polygon[]): boolean {
  return some.length === others.length && some.every((corners, place) => corners === others[place]);
}

/** Whether a criterion says anything of the objects of a recording. */
function isFor({ place }: { readonly place: DrawnPlace }, { id, place: { camera } }: RecordingState): boolean {
  switch (place.kind) {
    case 'all':
      return true;
    case 'camera':
      return place.camera === camera;
    case 'recording':
      return place.id === id;
  }
}

function wantedOf({ isNegated }: DrawnCriterion): number {
  return isNegated ? DID_NOT : DID;
}

function isOnPicture(one: DrawnCriterion): one is PictureCriterion {
  return one.shape.kind !== 'near';
}
