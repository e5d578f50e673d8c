// What a journal says of the use of a case: by session, and in all.

import type { JournalEvent, SignedEntry } from '../../contracts/journal.ts';
import { isJournalEvent } from '../../contracts/journal-schema.ts';
import type { UseSession } from '../../domain/case/case-file.ts';
import { DISMISSAL_MOTIVES, type DismissalMotive } from '../../domain/law/enumerations.ts';

/** Every event of some entries; those that a later version wrote are left out. */
export function eventsOf(entries: readonly SignedEntry[]): readonly JournalEvent[] {
  return entries.flatMap(({ event }) => (isJournalEvent(event) ? [event] : []));
}

/** Entries of one use of the tool: from its first moment to its last, the entry that ended it included. */
export function entriesOf(entries: readonly SignedEntry[], { from, to }: UseSession): readonly SignedEntry[] {
  const [start, end] = [from, to ?? Number.POSITIVE_INFINITY];
  const inside = entries.filter(({ at }) => Date.parse(at) >= start && Date.parse(at) <= end);
  const last = inside.at(-1);
  // The entry is written once the moment of the end is known.
  const ending = entries.find(({ seq, event }) => seq === (last?.seq ?? 0) + 1 && isEnd(event));
  return ending === undefined || to === undefined ? inside : [...inside, ending];
}

const isEnd = (event: SignedEntry['event']): boolean =>
  isJournalEvent(event) && event.kind === 'case-command' && event.command === 'end-session';

/** Events of one kind. */
export function ofKind<K extends JournalEvent['kind']>(
  events: readonly JournalEvent[],
  kind: K,
): readonly Extract<JournalEvent, { readonly kind: K }>[] {
  return events.filter((event): event is Extract<JournalEvent, { readonly kind: K }> => event.kind === kind);
}

/** What was decided about objects, as it stood at the end. */
export interface Decided {
  readonly retained: number;
  readonly dismissed: number;
  readonly byMotive: Readonly<Record<DismissalMotive, number>>;
}

/** The last decision about each object counts; one that was purged stays dismissed. */
export function decidedIn(events: readonly JournalEvent[]): Decided {
  const last = new Map<string, Extract<JournalEvent, { readonly kind: 'reviewed' }>>();
  for (const event of ofKind(events, 'reviewed')) {
    last.set(event.target, event);
  }
  const all = [...last.values()];
  const dismissed = all.filter(({ command }) => command === 'dismiss');
  const countOf = (motive: DismissalMotive): number =>
    dismissed.filter((event) => (event.motive ?? 'AUTRE') === motive).length;
  const [sans, hors, fausse, doublon, autre] = DISMISSAL_MOTIVES;
  return {
    retained: all.filter(({ command }) => command === 'retain').length,
    dismissed: dismissed.length,
    byMotive: {
      [sans]: countOf(sans),
      [hors]: countOf(hors),
      [fausse]: countOf(fausse),
      [doublon]: countOf(doublon),
      [autre]: countOf(autre),
    },
  };
}
