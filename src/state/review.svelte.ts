// What the person does with the proposed objects: opens them, decides about them, takes it back.

import { toAppError, type Alert } from '../contracts/errors.ts';
import type { Session, TrackState } from '../contracts/session.ts';
import type { EditCommand, ReviewCommand } from '../domain/case/commands.ts';
import type { TrackDecision } from '../domain/case/review.ts';
import type { Decision } from '../domain/case/review-rules.ts';
import { numbersOf, type TrackEdit } from '../domain/case/track-edits.ts';
import { trackId, type RecordingId, type TrackId } from '../domain/ids.ts';
import { History, type ActName } from './history.svelte.ts';
import { ReviewDraft } from './review-draft.svelte.ts';

/** Of an object that was proposed. */
export type ReviewState = 'PROPOSED' | TrackDecision['state'];

/** Which of the listed objects are shown. */
export type SeenFilter = 'all' | 'seen' | 'unseen';

export type ReviewSession = Pick<
  Session,
  'kind' | 'recordings' | 'decisions' | 'review' | 'seen' | 'setSeen' | 'edits' | 'edit'
>;

const ACT_NAMES: Readonly<Record<Decision['kind'], ActName>> = {
  retain: 'retain',
  dismiss: 'dismiss',
  undo: 'undecide',
};

export class Review {
  readonly #session: ReviewSession;
  readonly #nameOf: (track: TrackId) => string;
  readonly #onDecided: () => void;
  readonly history = new History();
  /** What is typed about the selected object. */
  readonly draft: ReviewDraft;
  #decisions: ReadonlyMap<TrackId, TrackDecision> = $state.raw(new Map());
  #seen: ReadonlySet<TrackId> = $state.raw(new Set());
  #edits: readonly TrackEdit[] = $state.raw([]);
  #problem: Alert | undefined = $state.raw();
  #filter: SeenFilter = $state('all');
  #seenThen: ReadonlySet<TrackId> = $state.raw(new Set());
  /** After a decision the next object that was not opened yet is opened. */
  goesOn = $state(false);

  /** `onDecided`: an object has another state than before, and the person goes on. */
  constructor(session: ReviewSession, nameOf: (track: TrackId) => string, onDecided: () => void) {
    this.#session = session;
    this.#nameOf = nameOf;
    this.#onDecided = onDecided;
    this.draft = new ReviewDraft((command) => this.decide(command));
    this.follow();
  }

  get isExercise(): boolean {
    return this.#session.kind === 'exercise';
  }

  get decisions(): ReadonlyMap<TrackId, TrackDecision> {
    return this.#decisions;
  }

  get seen(): ReadonlySet<TrackId> {
    return this.#seen;
  }

  /** Why the last act failed. */
  get problem(): Alert | undefined {
    return this.#problem;
  }

  get filter(): SeenFilter {
    return this.#filter;
  }

  set filter(filter: SeenFilter) {
    this.#filter = filter;
    this.#seenThen = this.#seen;
  }

  isSeen(track: TrackId): boolean {
    return this.#seen.has(track);
  }

  stateOf(track: TrackId): ReviewState {
    return this.#decisions.get(track)?.state ?? 'PROPOSED';
  }

  /** What was seen when the filter was chosen: what is opened since does not vanish under the hand. */
  get seenThen(): ReadonlySet<TrackId> {
    return this.#seenThen;
  }

  /** The person has opened an object: no act to take back. */
  noteOpened(track: TrackState): void {
    if (!this.#seen.has(track.id)) {
      void this.#attempt(() => this.#session.setSeen([track.id], true));
    }
  }

  /** All of them become seen, or unseen where they all were. */
  async toggleSeen(tracks: readonly TrackId[]): Promise<void> {
    const isSeen = !tracks.every((track) => this.#seen.has(track));
    const changed = tracks.filter((track) => this.#seen.has(track) !== isSeen);
    const set = (to: boolean) => () => this.#attempt(() => this.#session.setSeen(changed, to));
    if (changed.length > 0 && (await set(isSeen)())) {
      const [name, what] = [isSeen ? ('seen' as const) : ('unseen' as const), this.namesOf(changed)];
      this.history.push({ name, what, undo: set(!isSeen), redo: set(isSeen) });
    }
  }

  async decide(command: Decision): Promise<boolean> {
    const { track } = command;
    const before = this.#decisions.get(track);
    if (!(await this.give(command))) {
      return false;
    }
    const after = this.#decisions.get(track);
    this.history.push({
      ...{ name: ACT_NAMES[command.kind], what: this.#nameOf(track) },
      undo: () => this.#restore(track, before),
      redo: () => this.#restore(track, after),
    });
    if (this.goesOn && command.kind !== 'undo' && after?.state !== before?.state) {
      this.#onDecided();
    }
    return true;
  }

  /** What people have put together or cut, in the order in which they did. */
  get edits(): readonly TrackEdit[] {
    return this.#edits;
  }

  /** The edit that stands behind an object as it is listed, the last one first. */
  editOf(recording: RecordingId, number: number): TrackEdit | undefined {
    return this.#edits.findLast((edit) => edit.recording === recording && numbersOf(edit).includes(number));
  }

  /** Puts objects together or cuts one; undoing takes it back, redoing makes it anew. */
  async edit(command: Exclude<EditCommand, { readonly kind: 'unedit' }>): Promise<boolean> {
    const what = this.namesOf(command.kind === 'merge' ? command.tracks : [command.track]);
    let made: TrackEdit | undefined;
    const make = (): Promise<boolean> =>
      this.#attempt(async () => {
        made = await this.#session.edit(command);
      });
    const takeBack = async (): Promise<boolean> => made !== undefined && this.#unedit(made.id);
    const isDone = await make();
    if (isDone) {
      this.history.push({ name: command.kind, what, undo: takeBack, redo: make });
    }
    return isDone;
  }

  /** Takes an edit back; undoing that makes it again. */
  async unedit(edit: TrackEdit): Promise<boolean> {
    const ids = numbersOf(edit).map((number) => trackId(edit.recording, number, edit.run));
    const [track] = ids;
    if (track === undefined) {
      return false;
    }
    const what = this.#nameOf(track);
    let current = edit.id;
    const again: EditCommand =
      edit.kind === 'merge' ? { kind: 'merge', tracks: ids } : { kind: 'split', track, ordinal: edit.ordinal };
    const takeBack = (): Promise<boolean> => this.#unedit(current);
    const make = (): Promise<boolean> =>
      this.#attempt(async () => {
        current = (await this.#session.edit(again)).id;
      });
    const isDone = await takeBack();
    if (isDone) {
      this.history.push({ name: 'unedit', what, undo: make, redo: takeBack });
    }
    return isDone;
  }

  #unedit(edit: string): Promise<boolean> {
    return this.#attempt(() => this.#session.edit({ kind: 'unedit', edit }));
  }

  /** Takes a command to the session. True when it went through; else `problem` says why. */
  give(command: ReviewCommand): Promise<boolean> {
    return this.#attempt(() => this.#session.review(command));
  }

  /** Pseudonyms, as one reads them. */
  namesOf(tracks: readonly TrackId[]): string {
    return tracks.map(this.#nameOf).join(' + ');
  }

  dismissProblem(): void {
    this.#problem = undefined;
  }

  /** Reads the session again. Under lock nothing of it stays: not what was typed, nor what could be taken back. */
  follow(): void {
    const { recordings, decisions, seen, edits } = this.#session;
    this.#edits = edits;
    this.#decisions = decisions;
    this.#seen = seen;
    if (recordings.length === 0) {
      this.draft.clear();
      this.history.clear();
      this.#problem = undefined;
    }
  }

  #restore(track: TrackId, decision: TrackDecision | undefined): Promise<boolean> {
    if (decision === undefined) {
      return this.give({ kind: 'undo', track });
    }
    const { finding, appreciation, motive } = decision;
    return this.give(
      motive === undefined
        ? { kind: 'retain', track, finding, appreciation }
        : { kind: 'dismiss', track, finding, motive },
    );
  }

  async #attempt(act: () => Promise<unknown>): Promise<boolean> {
    this.#problem = undefined;
    try {
      await act();
      return true;
    } catch (error) {
      this.#problem = toAppError(error).toAlert();
      return false;
    } finally {
      this.follow();
    }
  }
}
