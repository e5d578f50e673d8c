// What a person decides about the objects of an Exercice, and which of them were opened: in memory, of no value.

import { AppError } from '../contracts/errors.ts';
import { userId } from '../domain/case/case-file.ts';
import type { EditCommand, ReviewCommand } from '../domain/case/commands.ts';
import type { TrackDecision } from '../domain/case/review.ts';
import { decided, NOTHING_DECIDED } from '../domain/case/review-rules.ts';
import type { RecordingId, TrackId } from '../domain/ids.ts';
import type { TrackEdit } from '../domain/case/track-edits.ts';
import { LawRefusal } from '../domain/law/codes.ts';
import { instant } from '../domain/time/instant.ts';
import { EditDesk, type EditDeskContext } from './edit-desk.ts';
import { lawful, refusal } from './lawful.ts';
import type { RecordingList } from './recording-list.ts';
import { SeenBook } from './seen-book.ts';

/** Whoever sits at an Exercice. */
const SOMEBODY = userId('exercice');

export class PracticeReview {
  readonly #list: RecordingList;
  readonly #edits: EditDesk;
  readonly #book = new SeenBook();
  #review = NOTHING_DECIDED;

  constructor(list: RecordingList, work: Pick<EditDeskContext, 'results' | 'pseudonyms'>) {
    this.#list = list;
    this.#edits = new EditDesk({ ...work, list, isDecided: (track) => this.#review.decisions.has(track) });
  }

  get decisions(): ReadonlyMap<TrackId, TrackDecision> {
    return this.#review.decisions;
  }

  get seen(): ReadonlySet<TrackId> {
    return this.#book.of(SOMEBODY);
  }

  /** Throws LAW_REFUSED, and INPUT_INVALID for what only a dossier knows. */
  command(command: ReviewCommand): void {
    if (command.kind === 'link' || command.kind === 'unlink') {
      throw new AppError('INPUT_INVALID', { field: command.kind });
    }
    const context = { by: SOMEBODY, now: instant(Date.now()), isTrack: (track: TrackId) => this.#list.has(track) };
    this.#review = lawful(() => decided(this.#review, command, context));
  }

  get edits(): readonly TrackEdit[] {
    return this.#edits.edits;
  }

  /** Rejects with LAW_REFUSED. */
  async edit(command: EditCommand): Promise<TrackEdit> {
    try {
      const judged = await this.#edits.judge(command, SOMEBODY, instant(Date.now()));
      await this.#edits.commit(judged);
      return judged.edit;
    } catch (error) {
      throw error instanceof LawRefusal ? refusal(error.codes) : error;
    }
  }

  setSeen(tracks: readonly TrackId[], isSeen: boolean): Promise<void> {
    return this.#book.set(SOMEBODY, tracks, isSeen);
  }

  /** Its objects are those of another analysis from now on. */
  async forget(recording: RecordingId): Promise<void> {
    const isGone = (track: TrackId): boolean => track.startsWith(`${recording}/`);
    const decisions = new Map([...this.#review.decisions].filter(([track]) => !isGone(track)));
    this.#review = { ...this.#review, decisions };
    await this.#book.forget(isGone);
    await this.#edits.forgetRecording(recording);
  }
}
