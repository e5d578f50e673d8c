// What may be done with proposed objects: retain, dismiss, link; always somebody's act, never the tool's (CPP 230-21).

import type { TrackId } from '../ids.ts';
import { need, refuse, type MissingCode } from '../law/codes.ts';
import type { DataNature } from '../law/enumerations.ts';
import { caseDeadline, isOver } from '../law/retention.ts';
import type { Instant } from '../time/instant.ts';
import type { CaseFile, UserId } from './case-file.ts';
import type { CommandContext, ReviewCommand } from './commands.ts';
import { refuseActor, refuseUninstalled } from './permission.ts';
import type { Link, TrackDecision } from './review.ts';

/** Everything that was decided in a case. */
export interface Review {
  readonly decisions: ReadonlyMap<TrackId, TrackDecision>;
  readonly links: readonly Link[];
}

export const NOTHING_DECIDED: Review = { decisions: new Map(), links: [] };

export interface ReviewContext extends CommandContext {
  readonly file: CaseFile;
  /** Whether the object exists: it was proposed, and has not been purged. */
  readonly isTrack: (track: TrackId) => boolean;
  /** Id of a link to come: random, never used before. */
  readonly newLinkId: string;
}

/** What one person decides about one object. */
export type Decision = Extract<ReviewCommand, { readonly kind: 'retain' | 'dismiss' | 'undo' }>;

/** Who decides, when, and about what objects. */
export interface DecisionContext {
  readonly by: UserId;
  readonly now: Instant;
  readonly isTrack: (track: TrackId) => boolean;
}

const NATURE: Readonly<Record<ReviewCommand['kind'], DataNature>> = {
  retain: 'OBJETS',
  dismiss: 'OBJETS',
  undo: 'OBJETS',
  link: 'RAPPROCHEMENTS',
  unlink: 'RAPPROCHEMENTS',
};

/** The review after a command. Throws LawRefusal. */
export function review(before: Review, command: ReviewCommand, context: ReviewContext): Review {
  refuseOutright(command, context);
  switch (command.kind) {
    case 'retain':
    case 'dismiss':
    case 'undo':
      return decided(before, command, { ...context, by: context.actor.userId });
    case 'link':
      return linked(before, command, context);
    case 'unlink':
      need(
        before.links.some(({ id }) => id === command.link),
        'LINK_UNKNOWN',
      );
      return { ...before, links: before.links.filter(({ id }) => id !== command.link) };
  }
}

function refuseOutright(command: ReviewCommand, context: ReviewContext): void {
  refuseReview(NATURE[command.kind], context);
}

/** Refuses whoever may not act on objects of a nature here and now, whatever the act. Throws LawRefusal. */
export function refuseReview(nature: DataNature, context: CommandContext & { readonly file: CaseFile }): void {
  const { file, now } = context;
  refuseUninstalled(context);
  need(file.state !== 'ERASED', 'CASE_ERASED');
  need(!isOver(caseDeadline(file, context), now), 'DEADLINE_PASSED');
  refuseActor(file, 'review', context, { nature });
  need(file.state === 'AUTHORISED' || file.state === 'IN_USE', 'STATE');
}

/** The review after a decision, whoever takes it by whatever right: an Exercice has no other rule. Throws LawRefusal. */
export function decided(before: Review, command: Decision, { isTrack, by, now }: DecisionContext): Review {
  const { decisions, links } = before;
  const { track } = command;
  if (command.kind === 'undo') {
    need(decisions.has(track), 'TRACK_UNDECIDED');
    refuseLinked(before, track);
    return { ...before, decisions: without(decisions, track) };
  }
  need(isTrack(track), 'TRACK_UNKNOWN');
  const { finding } = command;
  const who = { track, by, at: now, finding };
  if (command.kind === 'retain') {
    const { appreciation } = command;
    const kept: TrackDecision = { ...who, state: 'RETAINED', appreciation, motive: undefined };
    return { links, decisions: new Map(decisions).set(track, kept) };
  }
  refuseLinked({ decisions, links }, track);
  need(command.motive !== 'AUTRE' || finding.trim() !== '', 'FINDING');
  const dismissed: TrackDecision = { ...who, state: 'DISMISSED', appreciation: '', motive: command.motive };
  return { links, decisions: new Map(decisions).set(track, dismissed) };
}

function linked(before: Review, command: Extract<ReviewCommand, { kind: 'link' }>, context: ReviewContext): Review {
  const { ground, finding, appreciation, category, identity } = command;
  const tracks = [...new Set(command.tracks)];
  need(tracks.every(context.isTrack), 'TRACK_UNKNOWN');
  need(
    tracks.every((track) => before.decisions.get(track)?.state === 'RETAINED'),
    'TRACK_NOT_RETAINED',
  );
  refuse(...missingInLink(tracks.length, ground, identity));
  if (identity !== undefined) {
    refuseActor(context.file, 'write-identities', context, { nature: 'IDENTITES' });
  }
  const { actor, now, newLinkId: id } = context;
  const link: Link = { id, tracks, ground, finding, appreciation, category, identity, by: actor.userId, at: now };
  return { ...before, links: [...before.links, link] };
}

/** An identity comes from a piece of the procedure, typed by hand, or not at all. */
function missingInLink(tracks: number, ground: string, identity: Link['identity']): readonly MissingCode[] {
  const hasSource = identity === undefined || (identity.text.trim() !== '' && identity.source.trim() !== '');
  return [
    ...(tracks < 2 ? ['LINK_TRACKS' as const] : []),
    ...(ground.trim() === '' ? ['LINK_GROUND' as const] : []),
    ...(hasSource ? [] : ['IDENTITY_SOURCE' as const]),
  ];
}

/** What a link rests on is not taken away from under it. */
function refuseLinked({ links }: Review, track: TrackId): void {
  need(!links.some(({ tracks }) => tracks.includes(track)), 'TRACK_LINKED');
}

function without(decisions: Review['decisions'], track: TrackId): Review['decisions'] {
  return new Map([...decisions].filter(([id]) => id !== track));
}

/** Objects that the end of the session purges; undoing ends there. */
export function dismissed({ decisions }: Review): readonly TrackId[] {
  return [...decisions.values()].filter(({ state }) => state === 'DISMISSED').map(({ track }) => track);
}

/** The review once dismissed objects are gone. */
export function purged(before: Review): Review {
  const gone = new Set(dismissed(before));
  return { ...before, decisions: new Map([...before.decisions].filter(([track]) => !gone.has(track))) };
}

/** How many were dismissed, by motive: what the report says of them. */
export function dismissedByMotive({ decisions }: Review): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { state, motive } of decisions.values()) {
    if (state === 'DISMISSED' && motive !== undefined) {
      counts[motive] = (counts[motive] ?? 0) + 1;
    }
  }
  return counts;
}
