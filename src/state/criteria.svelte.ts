// Criteria over the objects of the case: class, interval, confidence, attributes, and the order of the list.

import { CLASS_NAMES, type ObjectClass } from '../domain/detection/classes.ts';
import type { RecordingId } from '../domain/ids.ts';
import { wordsOfTrack, type AttributeKey, type AttributeWord } from './attribute-criteria.ts';
import type { RecordingState, TrackState } from '../contracts/session.ts';
import { DrawnCriteria } from './drawn-criteria.svelte.ts';

export type SortOrder = 'time' | 'confidence';
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

  /** Whether an object meets all criteria; `except` leaves one out, to count what it would let through. */
  accepts(track: TrackState, except?: 'class' | 'confidence' | 'interval' | 'drawn' | AttributeKey): boolean {
    if (except !== 'class' && this.#classes.size > 0 && !this.#classes.has(track.objectClass)) {
      return false;
    }
    if (except !== 'confidence' && track.confidence < this.#minConfidence) {
      return false;
    }
    for (const [key, words] of this.#attributes) {
      if (except !== key && !wordsOfTrack(track, key).some((word) => words.has(word))) {
        return false;
      }
    }
    const interval = except === 'interval' ? undefined : this.#intervals.get(track.recordingId);
    if (interval !== undefined && (track.lastUs < interval.fromUs || track.firstUs > interval.toUs)) {
      return false;
    }
    return except === 'drawn' || this.drawn.accepts(track);
  }

  /** Recordings in scope, given the current one. */
  within(recordings: readonly RecordingState[], current: RecordingState | undefined): readonly RecordingState[] {
    return this.#scope === 'all' || current === undefined ? recordings : [current];
  }

  /** The objects that meet the criteria, in the chosen order; ties keep the order of appearance. */
  apply(recordings: readonly RecordingState[]): readonly TrackState[] {
    const hits = recordings.flatMap((recording) => recording.tracks.filter((track) => this.accepts(track)));
    if (this.#sort === 'confidence') {
      return hits.toSorted((a, b) => b.confidence - a.confidence);
    }
    const rank = new Map(recordings.map((recording, index) => [recording.id, index]));
    return hits.toSorted(
      (a, b) => (rank.get(a.recordingId) ?? 0) - (rank.get(b.recordingId) ?? 0) || a.firstUs - b.firstUs,
    );
  }
}
