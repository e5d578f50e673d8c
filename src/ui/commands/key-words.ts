// Keys as the keyboard of the person names them.

import type { Dictionary } from '../../i18n/fr.ts';
import { partsOfKeys } from './keys.ts';

/** One word a key, as written on the key caps of a language. */
export function wordsOfKeys(keys: string, words: Dictionary['keys']): readonly string[] {
  const names: Readonly<Record<string, string>> = {
    Space: words.space,
    ArrowLeft: words.left,
    ArrowRight: words.right,
    ArrowUp: words.up,
    ArrowDown: words.down,
    Alt: words.alt,
    Shift: words.shift,
    Ctrl: words.ctrl,
    Home: words.home,
    End: words.end,
    PageUp: words.pageUp,
    PageDown: words.pageDown,
    Escape: words.escape,
    Enter: words.enter,
    Backspace: words.backspace,
    Delete: words.delete,
    Insert: words.insert,
  };
  return partsOfKeys(keys).map((part) => names[part] ?? part.toUpperCase());
}
