// What is being written about the selected object, before it is a decision.

import type { TrackDecision } from '../domain/case/review.ts';
import type { Decision } from '../domain/case/review-rules.ts';
import type { TrackId } from '../domain/ids.ts';
import type { DismissalMotive } from '../domain/law/enumerations.ts';

export class ReviewDraft {
  readonly #review: (command: Decision) => Promise<boolean>;
  #track: TrackId | undefined = $state();
  #isDismissing = $state(false);
  finding = $state('');
  appreciation = $state('');

  constructor(review: (command: Decision) => Promise<boolean>) {
    this.#review = review;
  }

  get track(): TrackId | undefined {
    return this.#track;
  }

  /** The closed motives are shown: one of them is to be chosen. */
  get isDismissing(): boolean {
    return this.#isDismissing;
  }

  /** Starts anew on an object, with what was decided about it. */
  open(track: TrackId, decision: TrackDecision | undefined): void {
    this.#track = track;
    this.#isDismissing = false;
    this.finding = decision?.finding ?? '';
    this.appreciation = decision?.appreciation ?? '';
  }

  clear(): void {
    this.#track = undefined;
    this.#isDismissing = false;
    this.finding = '';
    this.appreciation = '';
  }

  askMotive(isAsked: boolean): void {
    this.#isDismissing = isAsked;
  }

  async retain(): Promise<boolean> {
    const track = this.#track;
    if (track === undefined) {
      return false;
    }
    this.#isDismissing = false;
    const { finding, appreciation } = this;
    return this.#review({ kind: 'retain', track, finding: finding.trim(), appreciation: appreciation.trim() });
  }

  async dismiss(motive: DismissalMotive): Promise<boolean> {
    const track = this.#track;
    if (track === undefined) {
      return false;
    }
    const isDone = await this.#review({ kind: 'dismiss', track, motive, finding: this.finding.trim() });
    this.#isDismissing = !isDone;
    return isDone;
  }

  async undo(): Promise<boolean> {
    const track = this.#track;
    return track !== undefined && (await this.#review({ kind: 'undo', track }));
  }
}
