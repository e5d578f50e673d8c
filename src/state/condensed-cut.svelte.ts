// What the condensed view plays and how long it is: the selected objects, how much of each, and what that leaves out.

import type { RecordingState } from '../contracts/session.ts';
import type { NotchName } from '../domain/condensed/notches.ts';
import type { TrackId } from '../domain/ids.ts';
import type { Breath } from './breathing.ts';
import { Cutter, filesBeside, partsOf, RowList, type CutFile, type CutQuestion } from './condensed-plan.ts';
import { Reel } from './condensed-reel.ts';
import type { Hits } from './hits.ts';
import type { Lanes } from './lanes.ts';
import type { TileList } from './seen-hits.ts';
import { SlicedWork } from './sliced-work.svelte.ts';

/** What is cut, and for what. */
export interface CutSources {
  readonly lanes: () => Lanes;
  /** The recording that the player shows. */
  readonly current: () => RecordingState | undefined;
  readonly hits: () => Hits;
  /** Objects chosen together; none: all that are found. */
  readonly marked: () => readonly TrackId[];
}

const NOTHING_CUT: readonly CutFile[] = [];
const ALL: readonly TrackId[] = [];

export class CondensedCut {
  readonly #sources: CutSources;
  readonly #cuts: SlicedWork<CutQuestion, readonly CutFile[]>;
  #notch: NotchName = $state('usual');
  #isDeadPassed = $state(true);

  readonly #marked = $derived.by(() => {
    const marked = this.#sources.marked();
    return marked.length === 0 ? ALL : marked;
  });
  readonly #parts = $derived.by(() => {
    const current = this.#sources.current();
    return current === undefined
      ? undefined
      : partsOf(this.#sources.hits(), filesBeside(this.#sources.lanes(), current.id));
  });
  readonly #question = $derived.by((): CutQuestion | undefined =>
    this.#parts === undefined ? undefined : { parts: this.#parts, notch: this.#notch, marked: this.#marked },
  );
  readonly #cut = $derived.by(() => (this.#question === undefined ? NOTHING_CUT : this.#cuts.look(this.#question)));
  readonly #reel = $derived.by(() => new Reel(this.#cut, this.#isDeadPassed));
  readonly #partly = $derived.by(() => new RowList(this.#cut, ({ leftOut }) => leftOut.partly));
  readonly #wholly = $derived.by(() => new RowList(this.#cut, ({ leftOut }) => leftOut.wholly));

  constructor(sources: CutSources, breath: Breath) {
    const cutter = new Cutter();
    this.#sources = sources;
    this.#cuts = new SlicedWork((question) => cutter.cut(question), breath, NOTHING_CUT);
  }

  /** How much of each object is watched. */
  get notch(): NotchName {
    return this.#notch;
  }

  set notch(notch: NotchName) {
    this.#notch = notch;
  }

  /** Whether dead time is gone over in one step, or played fast. */
  get isDeadPassed(): boolean {
    return this.#isDeadPassed;
  }

  set isDeadPassed(isPassed: boolean) {
    this.#isDeadPassed = isPassed;
  }

  /** Nothing is cut before it was searched. */
  get isReady(): boolean {
    return this.#cut.length > 0;
  }

  get reel(): Reel {
    return this.#reel;
  }

  /** How many objects are played for. */
  get objects(): number {
    return this.#cut.reduce((sum, { objects }) => sum + objects, 0);
  }

  /** Whether they were chosen one by one. */
  get isOfMarked(): boolean {
    return this.#marked.length > 0;
  }

  /** Selected objects that are watched for a part of their time, in order. */
  get partly(): Pick<TileList, 'length' | 'at'> {
    return this.#partly;
  }

  /** Selected objects that are not watched at all, in order. */
  get wholly(): Pick<TileList, 'length' | 'at'> {
    return this.#wholly;
  }
}
