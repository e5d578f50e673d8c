// The words and formats of the language in use, for components.

import { createContext } from 'svelte';
import type { Alert } from '../contracts/errors.ts';
import { dictionaryOf } from '../i18n/dictionaries.ts';
import { Facts, type AlertText } from '../i18n/facts.ts';
import { Formatters } from '../i18n/format.ts';
import type { Dictionary } from '../i18n/fr.ts';
import type { Preferences } from '../state/preferences.svelte.ts';

export class Text {
  readonly #preferences: Preferences;
  readonly #t = $derived.by(() => dictionaryOf(this.#preferences.locale));
  readonly #f = $derived.by(() => new Formatters(this.#preferences.locale));

  constructor(preferences: Preferences) {
    this.#preferences = preferences;
  }

  /** Words. */
  get t(): Dictionary {
    return this.#t;
  }

  /** Numbers, times, sizes. */
  get f(): Formatters {
    return this.#f;
  }

  alert(alert: Alert): AlertText {
    return this.#t.alerts[alert.code](new Facts(alert.facts, this.#f));
  }
}

export const [getText, setText] = createContext<Text>();
