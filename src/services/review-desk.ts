// What people decide about the objects of a dossier: judged by the domain, written in the journal, then stored.

import type { EditCommand, ReviewCommand } from '../domain/case/commands.ts';
import { dismissed, NOTHING_DECIDED, purged, refuseReview, review, type Review } from '../domain/case/review-rules.ts';
import { numbersOf, type TrackEdit } from '../domain/case/track-edits.ts';
import { trackId, type RecordingId, type TrackId } from '../domain/ids.ts';
import { LawRefusal } from '../domain/law/codes.ts';
import type { DossierRepository } from '../storage/dossier-repository.ts';
import type { CaseDesk } from './case-desk.ts';
import type { DossierJournal } from './dossier-journal.ts';
import { EditDesk, type EditDeskContext } from './edit-desk.ts';
import { refusal } from './lawful.ts';
import type { RecordingList } from './recording-list.ts';
import { SeenBook } from './seen-book.ts';

export class ReviewDesk {
  readonly #desk: CaseDesk;
  readonly #repository: DossierRepository;
  readonly #journal: DossierJournal;
  readonly #isTrack: (track: TrackId) => boolean;
  readonly #seen: SeenBook;
  readonly #edits: EditDesk;
  #review: Review = NOTHING_DECIDED;

  constructor(
    desk: CaseDesk,
    repository: DossierRepository,
    journal: DossierJournal,
    list: RecordingList,
    work: Pick<EditDeskContext, 'results' | 'pseudonyms'>,
  ) {
    this.#desk = desk;
    this.#repository = repository;
    this.#journal = journal;
    this.#isTrack = (track) => list.has(track);
    const isDecided = (track: TrackId): boolean => this.#review.decisions.has(track);
    this.#edits = new EditDesk({ ...work, list, isDecided, store: repository });
    this.#seen = new SeenBook(repository);
  }

  async load(): Promise<void> {
    const { decisions, links } = await this.#repository.readReview();
    this.#review = { decisions: new Map(decisions.map((one) => [one.track, one])), links };
    await this.#seen.load();
    await this.#edits.load();
  }

  get review(): Review {
    return this.#review;
  }

  /** Objects that the end of the session purges. */
  get dismissed(): readonly TrackId[] {
    return dismissed(this.#review);
  }

  /** What the person at work has opened. */
  get seen(): ReadonlySet<TrackId> {
    return this.#seen.of(this.#desk.context.actor.userId);
  }

  /** `isKept`: false for somebody of whom nothing is written down. */
  setSeen(tracks: readonly TrackId[], isSeen: boolean, isKept: boolean): Promise<void> {
    return this.#seen.set(this.#desk.context.actor.userId, tracks, isSeen, isKept);
  }

  /** Another analysis of a recording begins: what was opened or edited of the one before is not there any more. */
  async forgetRun(recording: RecordingId): Promise<void> {
    await this.#edits.forgetRecording(recording);
    await this.#seen.forget((track) => track.startsWith(`${recording}/`));
  }

  get edits(): readonly TrackEdit[] {
    return this.#edits.edits;
  }

  /** Judged, written in the journal, kept, shown. */
  edit(command: EditCommand): Promise<TrackEdit> {
    return this.#desk.inTurn(async () => {
      this.#desk.mustBeTrusted();
      const { file, context } = this.#desk;
      const judged = await this.#lawful(command.kind, () => {
        refuseReview('OBJETS', { ...context, file });
        return this.#edits.judge(command, context.actor.userId, context.now);
      });
      const { edit } = judged;
      const tracks = numbersOf(edit).map((number) => trackId(edit.recording, number, edit.run));
      const ordinal = edit.kind === 'split' ? { ordinal: edit.ordinal } : {};
      await this.#journal.append({ kind: 'reviewed', command: command.kind, target: edit.id, tracks, ...ordinal });
      await this.#edits.commit(judged);
      return edit;
    });
  }

  command(command: ReviewCommand): Promise<void> {
    return this.#desk.inTurn(async () => {
      this.#desk.mustBeTrusted();
      const newLinkId = crypto.randomUUID();
      const after = await this.#judged(command, newLinkId);
      const target = targetOf(command, newLinkId);
      const motive = command.kind === 'dismiss' ? { motive: command.motive } : {};
      await this.#journal.append({ kind: 'reviewed', command: command.kind, target, ...motive });
      if (command.kind === 'link' && command.identity !== undefined) {
        await this.#journal.append({ kind: 'identity-typed', link: newLinkId });
      }
      await this.#store(command, after, newLinkId);
      this.#review = after;
    });
  }

  /** The dismissed objects are gone: so are the decisions about them. */
  async purge(): Promise<void> {
    const gone = new Set(this.dismissed);
    await this.#repository.deleteDecisions([...gone]);
    await this.#seen.forget((track) => gone.has(track));
    await this.#edits.forget((track) => gone.has(track));
    this.#review = purged(this.#review);
  }

  /** Deletes everything that was decided about objects that are erased, links with one of them included. */
  async forget(isGone: (track: TrackId) => boolean): Promise<void> {
    const { decisions, links } = this.#review;
    const goneLinks = links.filter(({ tracks }) => tracks.some(isGone)).map(({ id }) => id);
    await this.#repository.deleteDecisions([...decisions.keys()].filter(isGone));
    await this.#repository.deleteLinks(goneLinks);
    await this.#seen.forget(isGone);
    await this.#edits.forget(isGone);
    this.#review = {
      decisions: new Map([...decisions].filter(([track]) => !isGone(track))),
      links: links.filter(({ id }) => !goneLinks.includes(id)),
    };
  }

  async #store(command: ReviewCommand, after: Review, linkId: string): Promise<void> {
    switch (command.kind) {
      case 'retain':
      case 'dismiss':
      case 'undo': {
        const decision = after.decisions.get(command.track);
        await (decision === undefined
          ? this.#repository.deleteDecisions([command.track])
          : this.#repository.writeDecision(decision));
        return;
      }
      case 'link': {
        const link = after.links.find(({ id }) => id === linkId);
        if (link !== undefined) {
          await this.#repository.writeLink(link);
        }
        return;
      }
      case 'unlink':
        await this.#repository.deleteLinks([command.link]);
    }
  }

  #judged(command: ReviewCommand, newLinkId: string): Promise<Review> {
    const { file, context } = this.#desk;
    return this.#lawful(command.kind, () =>
      review(this.#review, command, { ...context, file, isTrack: this.#isTrack, newLinkId }),
    );
  }

  /** Lets the domain judge; a refusal is written in the journal. */
  async #lawful<T>(command: string, judge: () => T | Promise<T>): Promise<T> {
    try {
      return await judge();
    } catch (error) {
      if (!(error instanceof LawRefusal)) {
        throw error;
      }
      const missing = [...error.codes];
      await this.#journal.append({ kind: 'command-refused', command, missing });
      throw refusal(missing);
    }
  }
}

function targetOf(command: ReviewCommand, newLinkId: string): string {
  switch (command.kind) {
    case 'link':
      return newLinkId;
    case 'unlink':
      return command.link;
    default:
      return command.track;
  }
}
