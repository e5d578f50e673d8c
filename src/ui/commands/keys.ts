// Keys as text: `Ctrl+k`, `Shift+ArrowRight`, `[`. Bound by meaning, so that AZERTY and QWERTY both find them.

/** What a key press says, as far as commands care. */
export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  getModifierState(name: string): boolean;
}

/** Whether a key press is the one that `keys` names. */
export function matchesKeys(keys: string, press: KeyPress): boolean {
  const parts = keys === '+' ? ['+'] : keys.split('+');
  const key = parts.at(-1) === 'Space' ? ' ' : (parts.at(-1) ?? '');
  // AltGr types a character (`[` on AZERTY); Windows reports it as Ctrl + Alt.
  const isTyped = press.getModifierState('AltGraph');
  const hasCtrl = !isTyped && (press.ctrlKey || press.metaKey);
  if (hasCtrl !== parts.includes('Ctrl') || (press.altKey && !isTyped)) {
    return false;
  }
  const isSymbol = key.length === 1 && key !== ' ' && !/[a-z]/i.test(key);
  if (isSymbol) {
    // Which symbols need Shift depends on the keyboard: only the symbol counts.
    return press.key === key;
  }
  return press.shiftKey === parts.includes('Shift') && press.key.toLowerCase() === key.toLowerCase();
}

/**
 * Whether the focused element wants this key for itself.
 * `isTabbing`: the focus was last moved by keyboard. A control reached so takes Space and Enter;
 * one that was clicked does not keep Space from playing.
 */
export function isForElement(target: EventTarget | null, press: KeyPress, isTabbing: boolean): boolean {
  if (!(target instanceof HTMLElement)) {
    return false;
  }
  if (target instanceof HTMLInputElement && target.type === 'range') {
    return /^(Arrow|Home|End|Page)/.test(press.key);
  }
  if (target instanceof HTMLInputElement && target.type !== 'checkbox') {
    return press.key !== 'Escape';
  }
  if (target instanceof HTMLSelectElement || target.isContentEditable) {
    return true;
  }
  const activates = press.key === ' ' || press.key === 'Enter';
  return activates && isTabbing && target.closest('button, summary, a, input') !== null;
}
