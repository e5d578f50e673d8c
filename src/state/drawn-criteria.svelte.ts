// What was drawn on pictures to search by, and who was near whom: each a criterion of its own, turned round when negated.

import type { Alert } from '../contracts/errors.ts';
import type { RecordingState } from '../contracts/session.ts';
import type { RecordingId } from '../domain/ids.ts';
import { codeOf, codeOfRoute, CORNERS, type DrawnRoute, type DrawnShape } from '../domain/query/drawn-shape.ts';
import type { Nearness } from '../domain/query/nearness.ts';
import type { RowTest } from '../domain/query/track-query.ts';
import { inPicture, type Point, type Polygon } from '../domain/settings/polygon.ts';
import type { Part } from './search.svelte.ts';
import { DID, DID_NOT, type PathQuestion, type PathSearch } from './path-search.svelte.ts';

/** What was drawn, or the nearness of another object, for which there is nothing to draw. */
export type CriterionShape = DrawnShape | Nearness;

export interface DrawnCriterion extends PathQuestion {
  readonly shape: CriterionShape;
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

/** Whether the zones that are drawn count in the order of their numbers, against it, or in any. */
export const ZONE_ORDERS = ['any', 'rising', 'falling'] as const;
export type ZoneOrder = (typeof ZONE_ORDERS)[number];

/** The zones of one recording (`undefined`: of every one) in an order. */
interface RouteQuestion extends PathQuestion {
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

  /** Without a search nothing is known of any object. */
  constructor(search?: PathSearch) {
    this.#search = search;
  }

  get list(): readonly DrawnCriterion[] {
    return this.#list;
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
    return this.#list.filter(isOnPicture).find(({ id }) => id === this.#editedId);
  }

  get order(): ZoneOrder {
    return this.#order;
  }

  set order(order: ZoneOrder) {
    this.#order = order;
    this.#set(this.#list);
  }

  /** Those that lie on the pictures of a recording. */
  of(recordingId: RecordingId): readonly PictureCriterion[] {
    return this.#list
      .filter(isOnPicture)
      .filter((one) => one.recordingId === undefined || one.recordingId === recordingId);
  }

  get codes(): readonly string[] {
    const drawn = this.#list.map(
      ({ shape, recordingId, isNegated }) => `${isNegated ? 'not-' : ''}${codeOf(shape, recordingId ?? 'all')}`,
    );
    return [...drawn, ...this.#routes.map(({ shape, recordingId }) => codeOfRoute(shape, recordingId ?? 'all'))];
  }

  /** A recording was opened, or its analysis has gone on. */
  follow(recordings: readonly RecordingState[]): void {
    this.#recordings = recordings;
    if (this.#list.length > 0) {
      this.#search?.look(recordings, this.#questions);
    }
  }

  /** For the recording on which it was drawn; its points can be moved next. */
  add(shape: CriterionShape, recordingId: RecordingId): void {
    if (this.isFull) {
      return;
    }
    const same = this.#list.filter((one) => one.shape.kind === shape.kind);
    const number = same.reduce((most, one) => Math.max(most, one.number), 0) + 1;
    this.#lastId += 1;
    this.#set([...this.#list, { id: this.#lastId, number, shape, recordingId, home: recordingId, isNegated: false }]);
    this.#editedId = this.#lastId;
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

  /** `undefined`: for the same place of every recording. */
  placeIn(id: number, recordingId: RecordingId | undefined): void {
    this.#change(id, (one) => ({ ...one, recordingId }));
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
  testsOf(id: RecordingId): readonly RowTest[] {
    const test = (question: PathQuestion, wanted: number): RowTest[] =>
      isFor(question, id) ? [{ kind: 'answer', of: this.#search?.answers(question.id, id) ?? NONE, wanted }] : [];
    return [
      ...this.#list.flatMap((one) => test(one, wantedOf(one))),
      ...this.#routes.flatMap((route) => test(route, DID)),
    ];
  }

  /** Of the objects that meet every criterion that is not drawn: how many this one alone keeps, and of how many it speaks. */
  countIn(one: DrawnCriterion, parts: readonly Part[]): { readonly kept: number; readonly all: number } {
    let kept = 0;
    let all = 0;
    for (const { recording, judged } of parts.filter((part) => isFor(one, part.recording.id))) {
      const answers = this.#search?.answers(one.id, recording.id) ?? NONE;
      for (const row of judged.rows('drawn')) {
        kept += answers[judged.columns.number[row] ?? 0] === wantedOf(one) ? 1 : 0;
        all += 1;
      }
    }
    return { kept, all };
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

/** Zones that are looked for, those of one recording (or of all) together; one that did not change stays the same. */
function routesOf(
  list: readonly DrawnCriterion[],
  order: ZoneOrder,
  before: readonly RouteQuestion[],
): readonly RouteQuestion[] {
  const groups = new Map<RecordingId | undefined, Polygon[]>();
  for (const { shape, recordingId, isNegated } of order === 'any' ? [] : list) {
    if (shape.kind === 'zone' && !isNegated) {
      groups.set(recordingId, [...(groups.get(recordingId) ?? []), shape.corners]);
    }
  }
  return [...groups]
    .filter(([, zones]) => zones.length > 1)
    .map(([recordingId, drawn], index) => {
      const zones = order === 'rising' ? drawn : drawn.toReversed();
      const same = before.find(
        (route) =>
          route.recordingId === recordingId &&
          route.shape.zones.length === zones.length &&
          route.shape.zones.every((corners, place) => corners === zones[place]),
      );
      // Drawings count up from 1.
      return { id: -1 - index, recordingId, shape: same?.shape ?? { kind: 'route', zones } };
    });
}

/** Whether a criterion says anything of the objects of a recording. */
function isFor({ recordingId }: PathQuestion, id: RecordingId): boolean {
  return recordingId === undefined || recordingId === id;
}

function wantedOf({ isNegated }: DrawnCriterion): number {
  return isNegated ? DID_NOT : DID;
}

function isOnPicture(one: DrawnCriterion): one is PictureCriterion {
  return one.shape.kind !== 'near';
}
