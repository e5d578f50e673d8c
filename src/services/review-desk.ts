// What people decide about the objects of a dossier: judged by the domain, written in the journal, then stored.

import type { ReviewCommand } from '../domain/case/commands.ts';
import { dismissed, NOTHING_DECIDED, purged, review, type Review } from '../domain/case/review-rules.ts';
import type { TrackId } from '../domain/ids.ts';
import { LawRefusal } from '../domain/law/codes.ts';
import type { DossierRepository } from '../storage/dossier-repository.ts';
import type { CaseDesk } from './case-desk.ts';
import type { DossierJournal } from './dossier-journal.ts';
import { refusal } from './lawful.ts';

export class ReviewDesk {
  readonly #desk: CaseDesk;
  readonly #repository: DossierRepository;
  readonly #journal: DossierJournal;
  readonly #isTrack: (track: TrackId) => boolean;
  #review: Review = NOTHING_DECIDED;

  constructor(
    desk: CaseDesk,
    repository: DossierRepository,
    journal: DossierJournal,
    isTrack: (track: TrackId) => boolean,
  ) {
    this.#desk = desk;
    this.#repository = repository;
    this.#journal = journal;
    this.#isTrack = isTrack;
  }

  async load(): Promise<void> {
    const { decisions, links } = await this.#repository.readReview();
    this.#review = { decisions: new Map(decisions.map((one) => [one.track, one])), links };
  }

  get review(): Review {
    return this.#review;
  }

  /** Objects that the end of the session purges. */
  get dismissed(): readonly TrackId[] {
    return dismissed(this.#review);
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
    await this.#repository.deleteDecisions(this.dismissed);
    this.#review = purged(this.#review);
  }

  /** Deletes everything that was decided about objects that are erased, links with one of them included. */
  async forget(isGone: (track: TrackId) => boolean): Promise<void> {
    const { decisions, links } = this.#review;
    const goneLinks = links.filter(({ tracks }) => tracks.some(isGone)).map(({ id }) => id);
    await this.#repository.deleteDecisions([...decisions.keys()].filter(isGone));
    await this.#repository.deleteLinks(goneLinks);
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

  async #judged(command: ReviewCommand, newLinkId: string): Promise<Review> {
    const { file, context } = this.#desk;
    try {
      return review(this.#review, command, { ...context, file, isTrack: this.#isTrack, newLinkId });
    } catch (error) {
      if (!(error instanceof LawRefusal)) {
        throw error;
      }
      const missing = [...error.codes];
      await this.#journal.append({ kind: 'command-refused', command: command.kind, missing });
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
