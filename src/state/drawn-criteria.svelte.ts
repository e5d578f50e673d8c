// What was drawn on pictures to search by: each drawing a criterion of its own, turned round when it is negated.

import type { Alert } from '../contracts/errors.ts';
import type { RecordingState, TrackState } from '../contracts/session.ts';
import type { RecordingId } from '../domain/ids.ts';
import { codeOf, CORNERS, type DrawnShape } from '../domain/query/drawn-shape.ts';
import { inPicture, type Point } from '../domain/settings/polygon.ts';
import type { PathQuestion, PathSearch } from './path-search.svelte.ts';

export interface DrawnCriterion extends PathQuestion {
  /** Among those of its kind, from 1: what it is called by. */
  readonly number: number;
  /** On which it was drawn. */
  readonly home: RecordingId;
  /** Objects that did not are looked for. */
  readonly isNegated: boolean;
}

/** As many as anybody can tell apart on a picture. */
const MOST_DRAWN = 12;

export class DrawnCriteria {
  readonly #search: PathSearch | undefined;
  #list: readonly DrawnCriterion[] = $state.raw([]);
  #editedId: number | undefined = $state();
  #recordings: readonly RecordingState[] = [];
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
  get edited(): DrawnCriterion | undefined {
    return this.#list.find(({ id }) => id === this.#editedId);
  }

  /** Those that count for a recording. */
  of(recordingId: RecordingId): readonly DrawnCriterion[] {
    return this.#list.filter((one) => one.recordingId === undefined || one.recordingId === recordingId);
  }

  get codes(): readonly string[] {
    return this.#list.map(
      ({ shape, recordingId, isNegated }) => `${isNegated ? 'not-' : ''}${codeOf(shape, recordingId ?? 'all')}`,
    );
  }

  /** A recording was opened, or its analysis has gone on. */
  follow(recordings: readonly RecordingState[]): void {
    this.#recordings = recordings;
    if (this.#list.length > 0) {
      this.#search?.look(recordings, this.#list);
    }
  }

  /** For the recording on which it was drawn; its points can be moved next. */
  add(shape: DrawnShape, recordingId: RecordingId): void {
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
    this.#set([]);
  }

  /** `undefined`: none. */
  edit(id: number | undefined): void {
    this.#editedId = id;
  }

  reshape(id: number, shape: DrawnShape): void {
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

  /** Whether an object meets all of them that count for it; of whom nothing is known yet meets none. */
  accepts(track: TrackState): boolean {
    return this.#list.every((one) => !isFor(one, track) || this.meets(one, track));
  }

  /** How many of some objects this one alone keeps, and of how many it says anything. */
  countIn(one: DrawnCriterion, tracks: readonly TrackState[]): { readonly kept: number; readonly all: number } {
    const own = tracks.filter((track) => isFor(one, track));
    return { kept: own.filter((track) => this.meets(one, track)).length, all: own.length };
  }

  /** Whether an object meets this one. */
  meets({ id, isNegated }: DrawnCriterion, track: TrackState): boolean {
    const answer = this.#search?.answer(id, track.id);
    return answer !== undefined && answer !== isNegated;
  }

  /** What would leave too few points, or make too many, changes nothing. */
  #redraw(id: number, change: (corners: readonly Point[]) => readonly Point[]): void {
    this.#change(id, (one) => {
      const corners = change(one.shape.corners);
      const { least, most } = CORNERS[one.shape.kind];
      return corners.length < least || corners.length > most ? one : { ...one, shape: { ...one.shape, corners } };
    });
  }

  #change(id: number, change: (one: DrawnCriterion) => DrawnCriterion): void {
    this.#set(this.#list.map((one) => (one.id === id ? change(one) : one)));
  }

  #set(list: readonly DrawnCriterion[]): void {
    this.#list = list;
    this.#search?.look(this.#recordings, list);
  }
}

/** Whether a criterion says anything of the objects of a recording. */
function isFor({ recordingId }: DrawnCriterion, track: TrackState): boolean {
  return recordingId === undefined || recordingId === track.recordingId;
}
