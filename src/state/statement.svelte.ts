// "L'enquêteur estime que X et Y sont le même objet": what is typed of it, and how it is made and withdrawn.

import type { ReviewCommand } from '../domain/case/commands.ts';
import type { Link } from '../domain/case/review.ts';
import type { TrackId } from '../domain/ids.ts';
import type { PersonCategory } from '../domain/law/enumerations.ts';
import type { DossierState } from './dossier.svelte.ts';
import type { Review } from './review.svelte.ts';

type LinkCommand = Extract<ReviewCommand, { readonly kind: 'link' }>;
type Links = Pick<DossierState, 'links'>;

export class StatementDraft {
  ground = $state('');
  finding = $state('');
  appreciation = $state('');
  category: PersonCategory = $state('INDETERMINE');
  /** An identity is typed from a piece of the procedure, or not at all. */
  hasIdentity = $state(false);
  identity = $state('');
  source = $state('');

  /** Whether everything that a statement needs is there. */
  get isReady(): boolean {
    const isNamed = !this.hasIdentity || (this.identity.trim() !== '' && this.source.trim() !== '');
    return this.ground.trim() !== '' && this.finding.trim() !== '' && isNamed;
  }

  command(tracks: readonly TrackId[]): LinkCommand {
    return {
      kind: 'link',
      tracks,
      ground: this.ground.trim(),
      finding: this.finding.trim(),
      appreciation: this.appreciation.trim(),
      category: this.category,
      identity: this.hasIdentity ? { text: this.identity.trim(), source: this.source.trim() } : undefined,
    };
  }
}

/** Makes a statement; undoing it withdraws it, redoing makes another one in the same words. */
export async function makeStatement(review: Review, dossier: Links, command: LinkCommand): Promise<boolean> {
  let made: string | undefined;
  const make = async (): Promise<boolean> => {
    const before = new Set(dossier.links.map(({ id }) => id));
    const isDone = await review.give(command);
    made = dossier.links.find(({ id }) => !before.has(id))?.id;
    return isDone;
  };
  const withdraw = async (): Promise<boolean> => made !== undefined && review.give({ kind: 'unlink', link: made });
  const isDone = await make();
  if (isDone) {
    review.history.push({ name: 'link', what: review.namesOf(command.tracks), undo: withdraw, redo: make });
  }
  return isDone;
}

/** Withdraws a statement; undoing that makes it again, signed anew. */
export async function withdrawStatement(review: Review, dossier: Links, link: Link): Promise<boolean> {
  let current: string | undefined = link.id;
  const { tracks, ground, finding, appreciation, category, identity } = link;
  const withdraw = async (): Promise<boolean> =>
    current !== undefined && review.give({ kind: 'unlink', link: current });
  const make = async (): Promise<boolean> => {
    const before = new Set(dossier.links.map(({ id }) => id));
    const command: LinkCommand = { kind: 'link', tracks, ground, finding, appreciation, category, identity };
    const isDone = await review.give(command);
    current = dossier.links.find(({ id }) => !before.has(id))?.id;
    return isDone;
  };
  const isDone = await withdraw();
  if (isDone) {
    review.history.push({ name: 'unlink', what: review.namesOf(tracks), undo: make, redo: withdraw });
  }
  return isDone;
}
