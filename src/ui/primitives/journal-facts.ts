// What an entry of a journal says besides its kind, in words.

import type { SignedEntry } from '../../contracts/journal.ts';
import type { Dictionary } from '../../i18n/fr.ts';

const SHORT_HASH = 12;
/** What chains a command to the case file before and after it: proof for the verifier, no reading. */
const PROOF: ReadonlySet<string> = new Set(['kind', 'before', 'after']);

/** `names`: people by user id. A fact or a value that is not known is shown as it stands. */
export function journalFacts(
  { event, motive }: SignedEntry,
  t: Dictionary,
  names: ReadonlyMap<string, string>,
): string {
  const facts: [string, unknown][] = Object.entries(event).filter(([key]) => !PROOF.has(key));
  if (motive !== undefined) {
    facts.push(['motive', motive]);
  }
  return facts
    .map(
      ([key, value]) => (key === 'command' ? '' : `${wordOf(t.entries.facts, key)} `) + valueOf(key, value, t, names),
    )
    .join(' · ');
}

const wordOf = (words: Readonly<Record<string, string>>, key: string): string => words[key] ?? key;

function valueOf(key: string, value: unknown, t: Dictionary, names: ReadonlyMap<string, string>): string {
  if (typeof value === 'boolean') {
    return value ? t.entries.yes : t.entries.no;
  }
  if (Array.isArray(value)) {
    return value.map((member: unknown) => valueOf(key, member, t, names)).join(', ');
  }
  if (typeof value !== 'string') {
    return JSON.stringify(value);
  }
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    command: t.entries.commands,
    role: t.law.roles,
    missing: t.law.codes,
    motive: t.dossier.review.motives,
    document: t.dossier.docs.kinds,
    quality: t.dossier.qualities,
  };
  return words[key]?.[value] ?? names.get(value) ?? shortened(value);
}

function shortened(text: string): string {
  if (/^[0-9a-f]{64}$/.test(text)) {
    return `${text.slice(0, SHORT_HASH)}…`;
  }
  return text.replaceAll(/([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '$1').slice(0, 120);
}
