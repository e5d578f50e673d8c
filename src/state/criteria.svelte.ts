// Criteria over the objects of the case: class, interval, confidence, attributes, and the order of the list.

import { CLASS_NAMES, OBJECT_CLASSES, type ObjectClass } from '../domain/detection/classes.ts';
import type { RecordingId } from '../domain/ids.ts';
import type { RecordingState } from '../contracts/session.ts';
import type { RowCriterion, RowTest } from '../domain/query/track-query.ts';
import { testOf, type AttributeKey, type AttributeWord } from './attribute-criteria.ts';
import { DrawnCriteria } from './drawn-criteria.svelte.ts';
import type { CriterionKey, SortOrder } from './search.svelte.ts';

export type Scope = 'one' | 'all';

/** Presentation times in µs, both included. */
export interface Interval {
  readonly fromUs: number;
  readonly toUs: number;
}

export class Criteria {
  readonly drawn: DrawnCriteria;
  #scope: Scope = $state('one');
  /** Empty = every class. */
  #classes: ReadonlySet<ObjectClass> = $state.raw(new Set());
  #intervals: ReadonlyMap<RecordingId, Interval> = $state.raw(new Map());
  /** A key that is not here lets everything through. */
  #attributes: ReadonlyMap<AttributeKey, ReadonlySet<AttributeWord>> = $state.raw(new Map());
  #minConfidence = $state(0);
  #sort: SortOrder = $state('time');

  constructor(drawn = new DrawnCriteria()) {
    this.drawn = drawn;
  }

  get scope(): Scope {
    return this.#scope;
  }

  set scope(scope: Scope) {
    this.#scope = scope;
  }

  get sort(): SortOrder {
    return this.#sort;
  }

  set sort(sort: SortOrder) {
    this.#sort = sort;
  }

  /** 0–1. */
  get minConfidence(): number {
    return this.#minConfidence;
  }

  set minConfidence(value: number) {
    this.#minConfidence = Math.min(1, Math.max(0, value));
  }

  get isActive(): boolean {
    const isNarrowed = this.#attributes.size > 0 || this.#classes.size > 0 || this.#intervals.size > 0;
    return isNarrowed || this.#minConfidence > 0 || this.drawn.list.length > 0;
  }

  /** As the journal writes them: closed codes, intervals in µs; the same criteria give the same codes. */
  get codes(): readonly string[] {
    const attributes = [...this.#attributes].flatMap(([key, words]) => [...words].map((word) => `${key}:${word}`));
    const intervals = [...this.#intervals].map(
      ([id, { fromUs, toUs }]) => `interval:${id}/${Math.round(fromUs)}-${Math.round(toUs)}`,
    );
    const least = this.#minConfidence > 0 ? [`confidence:${this.#minConfidence.toFixed(2)}`] : [];
    const classes = [...this.#classes].map((name) => `class:${name}`);
    return [...classes, ...attributes, ...intervals, ...least, ...this.drawn.codes].toSorted();
  }

  hasClass(name: ObjectClass): boolean {
    return this.#classes.has(name);
  }

  toggleClass(name: ObjectClass): void {
    const next = new Set(this.#classes);
    if (!next.delete(name)) {
      next.add(name);
    }
    this.#classes = next.size === CLASS_NAMES.length ? new Set() : next;
  }

  onlyClass(name: ObjectClass | undefined): void {
    this.#classes = new Set(name === undefined ? [] : [name]);
  }

  /** Number of words chosen, all attributes together. */
  get attributeCount(): number {
    return [...this.#attributes.values()].reduce((sum, words) => sum + words.size, 0);
  }

  hasAttribute(key: AttributeKey, word: AttributeWord): boolean {
    return this.#attributes.get(key)?.has(word) === true;
  }

  /** Words of one attribute widen the search, attributes narrow it. */
  toggleAttribute(key: AttributeKey, word: AttributeWord): void {
    const words = new Set(this.#attributes.get(key));
    if (!words.delete(word)) {
      words.add(word);
    }
    const next = new Map(this.#attributes);
    if (words.size === 0) {
      next.delete(key);
    } else {
      next.set(key, words);
    }
    this.#attributes = next;
  }

  interval(id: RecordingId): Interval | undefined {
    return this.#intervals.get(id);
  }

  /** `undefined` = the whole recording. */
  setInterval(id: RecordingId, interval: Interval | undefined): void {
    const next = new Map(this.#intervals);
    if (interval === undefined) {
      next.delete(id);
    } else {
      next.set(id, interval);
    }
    this.#intervals = next;
  }

  /** Every object again; scope and order stay. */
  reset(): void {
    this.#classes = new Set();
    this.#attributes = new Map();
    this.#intervals = new Map();
    this.#minConfidence = 0;
    this.drawn.clear();
  }

  /** What the objects of a recording are judged by. */
  of({ id }: RecordingState): readonly RowCriterion<CriterionKey>[] {
    const interval = this.#intervals.get(id);
    const drawn = this.drawn.testsOf(id);
    const given = (isGiven: boolean, key: CriterionKey, ...tests: RowTest[]): RowCriterion<CriterionKey>[] =>
      isGiven ? [{ key, tests }] : [];
    const classes = new Set([...this.#classes].map((name) => OBJECT_CLASSES[name]));
    return [
      ...given(classes.size > 0, 'class', { kind: 'word', column: 'objectClass', wanted: classes }),
      ...given(this.#minConfidence > 0, 'confidence', { kind: 'confidence', least: this.#minConfidence * 1000 }),
      ...given(interval !== undefined, 'time', { kind: 'windows', windows: interval === undefined ? [] : [interval] }),
      ...[...this.#attributes].flatMap(([key, words]) => given(true, key, testOf(key, words))),
      ...given(drawn.length > 0, 'drawn', ...drawn),
    ];
  }

  /** Recordings in scope, given the current one. */
  within(recordings: readonly RecordingState[], current: RecordingState | undefined): readonly RecordingState[] {
    return this.#scope === 'all' || current === undefined ? recordings : [current];
  }
}
