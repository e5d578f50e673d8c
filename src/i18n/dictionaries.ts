// The dictionary of a language.

import { en } from './en.ts';
import type { Locale } from './format.ts';
import { fr, type Dictionary } from './fr.ts';

const DICTIONARIES: Readonly<Record<Locale, Dictionary>> = { fr, en };

export function dictionaryOf(locale: Locale): Dictionary {
  return DICTIONARIES[locale];
}
