// Criteria over the objects of the case: sets of them, of which one must hold; and the order of the list.

import type { RecordingState } from '../contracts/session.ts';
import type { AttributeKey, AttributeWord } from '../domain/attributes/words.ts';
import { CLASS_NAMES, OBJECT_CLASSES, type ObjectClass } from '../domain/detection/classes.ts';
import type { RecordingId } from '../domain/ids.ts';
import type { CriteriaRecipe, CriterionKey, Hours, SearchRecipe } from '../domain/query/recipe.ts';
import { bothOf, hoursWithin } from '../domain/query/time-windows.ts';
import type { RowCriterion, RowTest, Window } from '../domain/query/track-query.ts';
import { testOf } from './attribute-criteria.ts';
import { caseTimeOf, presentationOf } from './case-clock.ts';
import { codesOf } from './criteria-codes.ts';
import { DrawnCriteria } from './drawn-criteria.svelte.ts';
import type { Alternatives, SortOrder } from './search.svelte.ts';

export type Scope = 'one' | 'all';

/** Presentation times in µs, both included. */
export type Interval = Window;

/** Criteria that must all hold, without those that are drawn. */
export interface CriteriaSet extends Omit<CriteriaRecipe, 'drawn'> {
  readonly id: number;
}

/** Of a recording without a clock. */
const UNKNOWN: readonly Window[] = [];
/** As many as anybody can keep apart. */
const MOST_SETS = 6;

const EMPTY: Omit<CriteriaSet, 'id'> = {
  ...{ classes: [], attributes: [], leastConfidence: 0, cameras: [] },
  ...{ period: undefined, hours: undefined, intervals: [], negated: [] },
};

export class Criteria {
  readonly drawn: DrawnCriteria;
  #timeZone = $state('Europe/Paris');
  #scope: Scope = $state('one');
  #sort: SortOrder = $state('time');
  #sets: readonly CriteriaSet[] = $state.raw([{ ...EMPTY, id: 1 }]);
  #editedId = $state(1);
  #lastId = 1;
  readonly #edited = $derived(this.#sets.find(({ id }) => id === this.#editedId) ?? { ...EMPTY, id: 0 });

  constructor(drawn = new DrawnCriteria()) {
    this.drawn = drawn;
  }

  /** Whose walls show the hours of the case. */
  get timeZone(): string {
    return this.#timeZone;
  }

  set timeZone(timeZone: string) {
    this.#timeZone = timeZone;
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

  /** Alternatives: one of them must hold. There is always one. */
  get sets(): readonly CriteriaSet[] {
    return this.#sets;
  }

  /** The one that the criteria below speak of. */
  get edited(): CriteriaSet {
    return this.#edited;
  }

  get isFull(): boolean {
    return this.#sets.length >= MOST_SETS;
  }

  edit(id: number): void {
    if (this.#sets.some((set) => set.id === id)) {
      this.#editedId = id;
      this.drawn.group = id;
    }
  }

  /** Another alternative, still without a criterion: it lets nothing through that the others do not. */
  addSet(): void {
    if (!this.isFull) {
      this.#lastId += 1;
      this.#sets = [...this.#sets, { ...EMPTY, id: this.#lastId }];
      this.edit(this.#lastId);
    }
  }

  /** The last one is emptied instead. */
  removeSet(id: number): void {
    this.drawn.clearGroup(id);
    const left = this.#sets.filter((set) => set.id !== id);
    this.#sets = left.length === 0 ? [{ ...EMPTY, id }] : left;
    const [first] = this.#sets;
    if (first !== undefined && id === this.#editedId) {
      this.edit(first.id);
    }
  }

  /** 0–1. */
  get minConfidence(): number {
    return this.#edited.leastConfidence;
  }

  set minConfidence(value: number) {
    this.#change({ leastConfidence: Math.min(1, Math.max(0, value)) });
  }

  /** Real time of the case, µs since 1970. */
  get period(): Window | undefined {
    return this.#edited.period;
  }

  set period(period: Window | undefined) {
    this.#change({ period });
  }

  /** Of every day. */
  get hours(): Hours | undefined {
    return this.#edited.hours;
  }

  set hours(hours: Hours | undefined) {
    this.#change({ hours });
  }

  get isActive(): boolean {
    return this.#sets.length > 1 || this.#sets.some((set) => this.#isGiven(set));
  }

  /** As the journal writes them: closed codes, times in µs; the same criteria give the same codes. */
  get codes(): readonly string[] {
    return this.#sets
      .filter((set) => this.#sets.length === 1 || this.#isGiven(set))
      .flatMap((set, index) => {
        const prefix = index === 0 ? '' : `or${index + 1}-`;
        return [...codesOf(set, (camera) => this.drawn.recordingsOf(camera)), ...this.drawn.codesOf(set.id)]
          .toSorted()
          .map((code) => `${prefix}${code}`);
      });
  }

  hasClass(name: ObjectClass): boolean {
    return this.#edited.classes.includes(name);
  }

  toggleClass(name: ObjectClass): void {
    const classes = CLASS_NAMES.filter((one) => (one === name) !== this.hasClass(one));
    this.#change({ classes: classes.length === CLASS_NAMES.length ? [] : classes });
  }

  onlyClass(name: ObjectClass | undefined): void {
    this.#change({ classes: name === undefined ? [] : [name] });
  }

  /** Number of words chosen, all attributes together. */
  get attributeCount(): number {
    return this.#edited.attributes.reduce((sum, { words }) => sum + words.length, 0);
  }

  hasAttribute(key: AttributeKey, word: AttributeWord): boolean {
    return this.#edited.attributes.find((one) => one.key === key)?.words.includes(word) === true;
  }

  /** Words of one attribute widen the search, attributes narrow it. */
  toggleAttribute(key: AttributeKey, word: AttributeWord): void {
    const before = this.#edited.attributes.find((one) => one.key === key)?.words ?? [];
    const words = before.includes(word) ? before.filter((one) => one !== word) : [...before, word];
    const others = this.#edited.attributes.filter((one) => one.key !== key);
    this.#change({ attributes: words.length === 0 ? others : [...others, { key, words }] });
  }

  hasCamera(camera: string): boolean {
    return this.#edited.cameras.includes(camera);
  }

  toggleCamera(camera: string): void {
    const { cameras } = this.#edited;
    this.#change({
      cameras: this.hasCamera(camera) ? cameras.filter((one) => one !== camera) : [...cameras, camera].toSorted(),
    });
  }

  interval(id: RecordingId): Interval | undefined {
    return this.#edited.intervals.find(({ recording }) => recording === id);
  }

  /** `undefined` = the whole recording. */
  setInterval(id: RecordingId, interval: Interval | undefined): void {
    const others = this.#edited.intervals.filter(({ recording }) => recording !== id);
    this.#change({ intervals: interval === undefined ? others : [...others, { ...interval, recording: id }] });
  }

  /** Whether objects are looked for that do not meet a criterion. */
  isNegated(key: CriterionKey, set: CriteriaSet = this.#edited): boolean {
    return set.negated.includes(key);
  }

  /** Turns a criterion of a set round. */
  negate(key: CriterionKey, id: number = this.#editedId): void {
    this.#changeSet(id, (set) => ({
      negated: set.negated.includes(key) ? set.negated.filter((one) => one !== key) : [...set.negated, key],
    }));
  }

  /** Takes a criterion out of a set. */
  drop(key: CriterionKey, id: number = this.#editedId): void {
    this.#changeSet(id, (set) => ({ ...without(set, key), negated: set.negated.filter((one) => one !== key) }));
  }

  /** Every object again; scope and order stay. */
  reset(): void {
    this.#sets = [{ ...EMPTY, id: this.#editedId }];
    this.drawn.clear();
  }

  /** All of it as plain data. */
  get recipe(): SearchRecipe {
    return {
      zoneOrder: this.drawn.order,
      alternatives: this.#sets.map(({ id, ...set }) => ({ ...set, drawn: this.drawn.recipeOf(id) })),
    };
  }

  /** Takes a search up again; `home`: on whose pictures its drawings are shown first. */
  restore({ alternatives, zoneOrder }: SearchRecipe, home: RecordingId): void {
    this.drawn.clear();
    const sets = alternatives.map(({ drawn, ...set }) => {
      this.#lastId += 1;
      this.drawn.restore(this.#lastId, drawn, home);
      return { ...set, id: this.#lastId };
    });
    this.#sets = sets.length === 0 ? [{ ...EMPTY, id: 1 }] : sets;
    this.drawn.order = zoneOrder;
    this.edit(this.#sets[0]?.id ?? 1);
    this.drawn.edit(undefined);
  }

  /** What the objects of a recording are judged by. */
  of(recording: RecordingState): Alternatives {
    const others = this.#sets.filter((set) => set.id !== this.#editedId && this.#isGiven(set));
    return {
      edited: this.#criteriaOf(this.#edited, recording),
      // Beside others, a set without a criterion is one that is still to be filled in.
      isBlank: others.length > 0 && !this.#isGiven(this.#edited),
      others: others.map((set) => this.#criteriaOf(set, recording)),
    };
  }

  /** Recordings in scope, given the current one. */
  within(recordings: readonly RecordingState[], current: RecordingState | undefined): readonly RecordingState[] {
    return this.#scope === 'all' || current === undefined ? recordings : [current];
  }

  #criteriaOf(set: CriteriaSet, recording: RecordingState): RowCriterion<CriterionKey>[] {
    const { classes, attributes, leastConfidence, cameras } = set;
    const drawn = this.drawn.testsOf(recording, set.id);
    const windows = this.#windowsOf(set, recording);
    // Nobody knows when it was: neither within nor without.
    const isTimeless = windows === UNKNOWN;
    const isThisCamera = cameras.includes(recording.place.camera);
    const given = (isGiven: boolean, key: CriterionKey, ...tests: RowTest[]): RowCriterion<CriterionKey>[] =>
      isGiven ? [{ key, tests, isNegated: set.negated.includes(key) }] : [];
    const wanted = new Set(classes.map((name) => OBJECT_CLASSES[name]));
    return [
      ...given(classes.length > 0, 'class', { kind: 'word', column: 'objectClass', wanted }),
      ...given(leastConfidence > 0, 'confidence', { kind: 'confidence', least: Math.round(leastConfidence * 1000) }),
      ...given(windows !== undefined && !isTimeless, 'time', { kind: 'windows', windows: windows ?? [] }),
      ...(isTimeless ? [{ key: 'time' as const, tests: [{ kind: 'windows' as const, windows: [] }] }] : []),
      ...given(cameras.length > 0, 'camera', ...(isThisCamera ? [] : [{ kind: 'windows', windows: [] } as const])),
      ...attributes.flatMap(({ key, words }) => given(true, key, testOf(key, new Set(words)))),
      ...given(drawn.length > 0, 'drawn', ...drawn),
    ];
  }

  /** In presentation time; `undefined`: any. A recording without a clock has no part in periods and hours. */
  #windowsOf({ intervals, period, hours }: CriteriaSet, recording: RecordingState): readonly Window[] | undefined {
    const interval = intervals.find((one) => one.recording === recording.id);
    const zero = caseTimeOf(recording, 0);
    if (period === undefined && hours === undefined) {
      return interval && [interval];
    }
    const us = recording.table?.us;
    if (zero === undefined || us === undefined) {
      return UNKNOWN;
    }
    const extent = { fromUs: zero + (us[0] ?? 0), toUs: zero + (us[us.length - 1] ?? 0) };
    const periods = bothOf(
      [period ?? extent],
      hours === undefined ? [extent] : hoursWithin(hours, extent, this.timeZone),
    );
    const toPresentation = (caseUs: number): number => presentationOf(recording, caseUs) ?? 0;
    const windows = periods.map(({ fromUs, toUs }) => ({ fromUs: toPresentation(fromUs), toUs: toPresentation(toUs) }));
    return interval === undefined ? windows : bothOf(windows, [interval]);
  }

  #isGiven(set: CriteriaSet): boolean {
    const { classes, attributes, leastConfidence, cameras, period, hours, intervals } = set;
    const lists = [classes, attributes, cameras, intervals, this.drawn.inGroup(set.id)];
    return leastConfidence > 0 || period !== undefined || hours !== undefined || lists.some(({ length }) => length > 0);
  }

  #change(change: Partial<CriteriaSet>): void {
    this.#changeSet(this.#editedId, () => change);
  }

  #changeSet(id: number, change: (set: CriteriaSet) => Partial<CriteriaSet>): void {
    this.#sets = this.#sets.map((set) => (set.id === id ? kept({ ...set, ...change(set), id }) : set));
  }
}

/** What is not asked any more is not turned round either. */
function kept(set: CriteriaSet): CriteriaSet {
  const isAsked = (key: CriterionKey): boolean =>
    JSON.stringify(set) !== JSON.stringify({ ...set, ...without(set, key) });
  return { ...set, negated: set.negated.filter(isAsked) };
}

function without(set: CriteriaSet, key: CriterionKey): Partial<CriteriaSet> {
  switch (key) {
    case 'class':
      return { classes: [] };
    case 'confidence':
      return { leastConfidence: 0 };
    case 'time':
      return { period: undefined, hours: undefined, intervals: [] };
    case 'camera':
      return { cameras: [] };
    case 'drawn':
      return {};
    default:
      return { attributes: set.attributes.filter((one) => one.key !== key) };
  }
}
