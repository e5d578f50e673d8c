// Taste of the person at this machine: locale, theme, pane sizes, keys. Never anything about footage.

import * as v from 'valibot';
import { LOCALES, type Locale } from '../i18n/format.ts';

export type Theme = 'dark' | 'light';
export type Pane = 'left' | 'right' | 'bottom';

/** Words of a list, at most so long: what is stored is never more than a taste. */
const word = v.pipe(v.string(), v.maxLength(40));

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
  /** Keys that were changed, by command. A damaged list loses the keys, not the rest. */
  keys: v.optional(v.fallback(v.record(word, v.pipe(v.array(word), v.maxLength(8))), {}), {}),
  /** Commands that were run from the palette, the latest first. */
  recent: v.optional(v.fallback(v.array(word), []), []),
});

/** Usual height of the timeline on a low screen. */
const LOW_BOTTOM = 140;

/** Commands remembered as recent. */
const MOST_RECENT = 6;

type Values = v.InferOutput<typeof Stored>;

const USUAL: Values = {
  locale: 'fr',
  theme: 'dark',
  panes: { left: PANE_LIMITS.left[1], right: PANE_LIMITS.right[1], bottom: PANE_LIMITS.bottom[1] },
  keys: {},
  recent: [],
};

/** Remembered in `storage` when there is one; a foreign or damaged value is replaced by the usual ones. */
export class Preferences {
  readonly #storage: Storage | undefined;
  #values: Values = $state.raw(USUAL);

  /** `isLow`: a screen of little height, on which the timeline leaves more room to the picture. */
  constructor(storage: Storage | undefined, isLow = false) {
    this.#storage = storage;
    this.#values = read(storage) ?? {
      ...USUAL,
      panes: { ...USUAL.panes, bottom: isLow ? LOW_BOTTOM : PANE_LIMITS.bottom[1] },
    };
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

  /** Keys that the person changed, by command; see `resolveKeys` for what they come to. */
  get keys(): Readonly<Record<string, readonly string[]>> {
    return this.#values.keys;
  }

  set keys(keys: Readonly<Record<string, readonly string[]>>) {
    this.#change({ keys: Object.fromEntries(Object.entries(keys).map(([id, list]) => [id, [...list]])) });
  }

  /** Commands chosen from the palette, the latest first. */
  get recent(): readonly string[] {
    return this.#values.recent;
  }

  noteCommand(id: string): void {
    this.#change({ recent: [id, ...this.#values.recent.filter((other) => other !== id)].slice(0, MOST_RECENT) });
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

function read(storage: Storage | undefined): Values | undefined {
  try {
    const text = storage?.getItem(STORAGE_KEY);
    if (text === undefined || text === null) {
      return undefined;
    }
    const parsed = v.safeParse(Stored, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    // Unreadable store or text: the usual values are right.
    return undefined;
  }
}
