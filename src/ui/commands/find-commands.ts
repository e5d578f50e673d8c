// Finding a command by words of either language, accents or not.

import { dictionaryOf } from '../../i18n/dictionaries.ts';
import { LOCALES, type Locale } from '../../i18n/format.ts';
import type { Command } from './commands.ts';

/** Lower case, without accents. */
function plain(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', ' ').toLowerCase();
}

/**
 * Those of which every typed word is in the name or the group, in any language; a name of `locale` that begins with
 * what was typed comes first, then one that has it, then the others; among equals the recent ones, then as they stood.
 */
export function findCommands<T extends Pick<Command, 'id' | 'group'>>(
  commands: readonly T[],
  typed: string,
  locale: Locale,
  recent: readonly string[] = [],
): readonly T[] {
  const wanted = plain(typed).trim();
  const words = wanted.split(/\s+/).filter((word) => word !== '');
  const rankOf = ({ id }: T): number => {
    const name = plain(dictionaryOf(locale).commands.names[id]);
    const place = name.startsWith(wanted) ? 0 : name.includes(wanted) ? 1 : 2;
    const age = recent.indexOf(id);
    return place * (recent.length + 1) + (age < 0 ? recent.length : age);
  };
  return commands
    .filter((command) => {
      const text = wordsOf(command);
      return words.every((word) => text.includes(word));
    })
    .map((command) => ({ command, rank: rankOf(command) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ command }) => command);
}

function wordsOf({ id, group }: Pick<Command, 'id' | 'group'>): string {
  return LOCALES.map((locale) => {
    const { names, groups } = dictionaryOf(locale).commands;
    return plain(`${names[id]} ${groups[group]}`);
  }).join(' ');
}
