// Keys that no command may have: the browser acts on them before the page does, or they are everybody's way around.

import { partsOfKeys } from './keys.ts';

/** Why a key is refused. */
export type KeyRefusal = 'browser' | 'focus' | 'escape';

/** Tabs, windows, the address, the size of the page, and what texts are copied with. */
const WITH_CTRL = new Set([
  ...['w', 't', 'n', 'q', 'r', 'l', 'p', 'f', 'o', 'u', 'j', 'c', 'v', 'x', 'a'],
  ...['+', '-', '=', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  ...['Tab', 'PageUp', 'PageDown', 'F4', 'F5', 'Escape'],
]);
const WITH_CTRL_SHIFT = new Set(['w', 't', 'n', 'q', 'r', 'i', 'j', 'c', 'Delete', 'Escape', 'Tab', 'F5']);
const ALONE = new Set(['F3', 'F5', 'F6', 'F7', 'F10', 'F11', 'F12', 'ContextMenu']);
const WITH_ALT = new Set(['F4', 'Tab', 'Space', 'Home', 'd', 'e', 'f']);
const MODIFIERS = ['Ctrl', 'Alt', 'Shift'];
const NAMED = /^(Space|Arrow(Left|Right|Up|Down)|Home|End|Page(Up|Down)|Enter|Backspace|Delete|Insert|F\d{1,2})$/;

/** Whether `keys` is what a key press is written as: modifiers in order, then one key. */
export function isWellFormed(keys: string): boolean {
  const parts = partsOfKeys(keys);
  const key = parts.at(-1) ?? '';
  const modifiers = parts.slice(0, -1);
  const inOrder = MODIFIERS.filter((name) => modifiers.includes(name)).join('+') === modifiers.join('+');
  return inOrder && (NAMED.test(key) || /^[^\sA-Z]$/u.test(key)) && !(modifiers.includes('Shift') && isSign(key));
}

/** A sign stands for itself, with whatever Shift its keyboard asks for. */
function isSign(key: string): boolean {
  return /^[^a-z]$/u.test(key);
}

/** Why no command may have these keys; `undefined` when one may. */
export function whyRefused(keys: string): KeyRefusal | undefined {
  const parts = partsOfKeys(keys);
  const key = parts.at(-1) ?? '';
  const [ctrl, alt, shift] = MODIFIERS.map((name) => parts.slice(0, -1).includes(name));
  if (key === 'Escape') {
    return 'escape';
  }
  if (key === 'Tab') {
    return 'focus';
  }
  const taken = ctrl === true ? (shift === true ? WITH_CTRL_SHIFT : WITH_CTRL) : alt === true ? WITH_ALT : ALONE;
  return taken.has(key) || (ctrl === true && alt === true) ? 'browser' : undefined;
}
