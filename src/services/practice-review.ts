// What a person decides about the objects of an Exercice, and which of them were opened: in memory, of no value.

import { AppError } from '../contracts/errors.ts';
import { userId } from '../domain/case/case-file.ts';
import type { ReviewCommand } from '../domain/case/commands.ts';
import type { TrackDecision } from '../domain/case/review.ts';
import { decided, NOTHING_DECIDED } from '../domain/case/review-rules.ts';
import type { RecordingId, TrackId } from '../domain/ids.ts';
import { instant } from '../domain/time/instant.ts';
import { lawful } from './lawful.ts';
import { SeenBook } from './seen-book.ts';

/** Whoever sits at an Exercice. */
const SOMEBODY = userId('exercice');

export class PracticeReview {
  readonly #isTrack: (track: TrackId) => boolean;
  readonly #book = new SeenBook();
  #review = NOTHING_DECIDED;

  constructor(isTrack: (track: TrackId) => boolean) {
    this.#isTrack = isTrack;
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
    const context = { by: SOMEBODY, now: instant(Date.now()), isTrack: this.#isTrack };
    this.#review = lawful(() => decided(this.#review, command, context));
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
  }
}
