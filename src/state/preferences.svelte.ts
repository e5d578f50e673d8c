// Taste of the person at this machine: locale, theme, pane sizes. Never anything about footage.

import * as v from 'valibot';
import { LOCALES, type Locale } from '../i18n/format.ts';

export type Theme = 'dark' | 'light';
export type Pane = 'left' | 'right' | 'bottom';

const STORAGE_KEY = 'derush.preferences';

/** Pixels: smallest, usual, largest. */
export const PANE_LIMITS: Readonly<Record<Pane, readonly [number, number, number]>> = {
  left: [220, 264, 420],
  right: [264, 320, 480],
  bottom: [112, 176, 420],
};

const size = (pane: Pane) => v.pipe(v.number(), v.minValue(PANE_LIMITS[pane][0]), v.maxValue(PANE_LIMITS[pane][2]));

const Stored = v.object({
  locale: v.picklist(LOCALES),
  theme: v.picklist(['dark', 'light']),
  panes: v.object({ left: size('left'), right: size('right'), bottom: size('bottom') }),
});

type Values = v.InferOutput<typeof Stored>;

const USUAL: Values = {
  locale: 'fr',
  theme: 'dark',
  panes: { left: PANE_LIMITS.left[1], right: PANE_LIMITS.right[1], bottom: PANE_LIMITS.bottom[1] },
};

/** Remembered in `storage` when there is one; a foreign or damaged value is replaced by the usual ones. */
export class Preferences {
  readonly #storage: Storage | undefined;
  #values: Values = $state.raw(USUAL);

  constructor(storage: Storage | undefined) {
    this.#storage = storage;
    this.#values = read(storage);
  }

  get locale(): Locale {
    return this.#values.locale;
  }

  set locale(locale: Locale) {
    this.#change({ locale });
  }

  get theme(): Theme {
    return this.#values.theme;
  }

  set theme(theme: Theme) {
    this.#change({ theme });
  }

  pane(pane: Pane): number {
    return this.#values.panes[pane];
  }

  /** Sets a pane to `pixels`, held within its limits. */
  resize(pane: Pane, pixels: number): void {
    const [least, , most] = PANE_LIMITS[pane];
    const held = Math.round(Math.min(most, Math.max(least, pixels)));
    this.#change({ panes: { ...this.#values.panes, [pane]: held } });
  }

  #change(values: Partial<Values>): void {
    this.#values = { ...this.#values, ...values };
    try {
      this.#storage?.setItem(STORAGE_KEY, JSON.stringify(this.#values));
    } catch {
      // A full or forbidden store loses a taste, nothing more: the screen already shows the new value.
    }
  }
}

function read(storage: Storage | undefined): Values {
  try {
    const text = storage?.getItem(STORAGE_KEY);
    if (text === undefined || text === null) {
      return USUAL;
    }
    const parsed = v.safeParse(Stored, JSON.parse(text));
    return parsed.success ? parsed.output : USUAL;
  } catch {
    // Unreadable store or text: the usual values are right.
    return USUAL;
  }
}
