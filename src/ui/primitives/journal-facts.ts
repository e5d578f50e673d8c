// What an entry of a journal says besides its kind, in words.

import type { SignedEntry } from '../../contracts/journal.ts';
import type { Dictionary } from '../../i18n/fr.ts';

const SHORT_HASH = 12;
const MOST_CHARACTERS = 120;
/** What chains a command to the case file before and after it: proof for the verifier, no reading. */
const PROOF: ReadonlySet<string> = new Set(['kind', 'before', 'after']);

/** `names`: people by user id. A fact or a value that is not known is shown as it stands. */
export function journalFacts(
  { event, motive }: SignedEntry,
  t: Dictionary,
  names: ReadonlyMap<string, string>,
): string {
  const facts = Object.entries(event).filter(([key]) => !PROOF.has(key));
  return (motive === undefined ? facts : [...facts, ['motive', motive] as const])
    .map(([key, value]) => factOf(key, value, t, names))
    .join(' · ');
}

function factOf(key: string, value: unknown, t: Dictionary, names: ReadonlyMap<string, string>): string {
  const said = valueOf(key, value, t, names);
  return key === 'command' ? said : `${t.entries.facts[key] ?? key} ${said}`;
}

function valueOf(key: string, value: unknown, t: Dictionary, names: ReadonlyMap<string, string>): string {
  if (typeof value === 'boolean') {
    return value ? t.entries.yes : t.entries.no;
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? '–' : value.map((member: unknown) => valueOf(key, member, t, names)).join(', ');
  }
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).map(([name, part]) => factOf(name, part, t, names));
    return `(${parts.join(', ')})`;
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
  const short = text.replaceAll(/([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '$1');
  return short.length > MOST_CHARACTERS ? `${short.slice(0, MOST_CHARACTERS)}…` : short;
}
