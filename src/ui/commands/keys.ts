// Keys as text: `Ctrl+k`, `Shift+ArrowRight`, `Alt+ArrowUp`, `[`, `k+l` (L while K is down). Bound by meaning, so that AZERTY and QWERTY both find them.

/** What a key press says, as far as commands care. */
export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  getModifierState(name: string): boolean;
}

const NONE: ReadonlySet<string> = new Set();

/** `Ctrl+k` as `Ctrl` and `k`; a plus sign of its own comes last: `+`, `Alt++`. */
export function partsOfKeys(keys: string): readonly string[] {
  if (keys === '+') {
    return ['+'];
  }
  return keys.endsWith('++') ? [...keys.slice(0, -2).split('+'), '+'] : keys.split('+');
}

/** The letter that must be down already: `k` of `k+l`. */
function heldPart(keys: string): string | undefined {
  const first = partsOfKeys(keys).length > 1 ? partsOfKeys(keys)[0] : undefined;
  return first?.length === 1 ? first : undefined;
}

/** Whether the keyboard writes a character with this key that is no letter: its Shift depends on the keyboard. */
function isSymbol(key: string): boolean {
  return key.length === 1 && key !== ' ' && !/[a-z]/i.test(key);
}

/** Keys that only change others, or that write nothing yet. */
const NO_KEYS =
  /^(Shift|Control|Alt|AltGraph|Meta|OS|CapsLock|NumLock|ScrollLock|Fn|Dead|Process|Unidentified|Compose)$/;

/** A key press as text, as {@link matchesKeys} finds it again; `undefined` for one that is no key by itself. */
export function keysOf(press: KeyPress): string | undefined {
  const { key } = press;
  if (NO_KEYS.test(key) || key === '') {
    return undefined;
  }
  const isTyped = press.getModifierState('AltGraph');
  const name = key === ' ' ? 'Space' : /^[a-z]$/i.test(key) ? key.toLowerCase() : key;
  return [
    ...(!isTyped && (press.ctrlKey || press.metaKey) ? ['Ctrl'] : []),
    ...(!isTyped && press.altKey ? ['Alt'] : []),
    ...(press.shiftKey && !isSymbol(key) ? ['Shift'] : []),
    name,
  ].join('+');
}

/** Whether a key press is the one that `keys` names. `held`: letters that are down, in lower case. */
export function matchesKeys(keys: string, press: KeyPress, held: ReadonlySet<string> = NONE): boolean {
  const parts = partsOfKeys(keys);
  const letter = heldPart(keys);
  if (letter !== undefined && !held.has(letter)) {
    return false;
  }
  const key = parts.at(-1) === 'Space' ? ' ' : (parts.at(-1) ?? '');
  // AltGr types a character (`[` on AZERTY); Windows reports it as Ctrl + Alt.
  const isTyped = press.getModifierState('AltGraph');
  const hasCtrl = !isTyped && (press.ctrlKey || press.metaKey);
  if (hasCtrl !== parts.includes('Ctrl') || (press.altKey && !isTyped) !== parts.includes('Alt')) {
    return false;
  }
  if (isSymbol(key)) {
    // Which symbols need Shift depends on the keyboard: only the symbol counts.
    return press.key === key;
  }
  return press.shiftKey === parts.includes('Shift') && press.key.toLowerCase() === key.toLowerCase();
}

/** The first of `candidates` that a key press names; one that uses a held letter goes before all others. */
export function findByKeys<T extends { readonly keys: readonly string[] }>(
  candidates: readonly T[],
  press: KeyPress,
  held: ReadonlySet<string>,
): T | undefined {
  const matching = candidates.flatMap((candidate) =>
    candidate.keys.filter((keys) => matchesKeys(keys, press, held)).map((keys) => ({ candidate, keys })),
  );
  return (matching.find(({ keys }) => heldPart(keys) !== undefined) ?? matching[0])?.candidate;
}

/** Letters that are down now. */
export class HeldKeys {
  readonly #down = new Set<string>();

  get all(): ReadonlySet<string> {
    return this.#down;
  }

  press({ key }: Pick<KeyPress, 'key'>): void {
    this.#down.add(key.toLowerCase());
  }

  release({ key }: Pick<KeyPress, 'key'>): void {
    this.#down.delete(key.toLowerCase());
  }

  /** The window lost the keyboard: what is released elsewhere is never heard. */
  clear(): void {
    this.#down.clear();
  }
}

/**
 * Whether the focused element wants this key for itself.
 * `isLeft`: the person has gone on from the focused control. One that was reached, by keyboard or by what happened,
 * takes Space and Enter; one that was clicked does not keep Space from playing.
 */
export function isForElement(target: EventTarget | null, press: KeyPress, isLeft: boolean): boolean {
  if (!(target instanceof HTMLElement)) {
    return false;
  }
  if (/^F\d+$/.test(press.key)) {
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
  return activates && !isLeft && controlAt(target) !== undefined;
}

/** What Space and Enter work on at a place of the page. */
export function controlAt(target: EventTarget | null): Element | undefined {
  const control = target instanceof Element ? target.closest('button, summary, a, input') : null;
  return control ?? (target instanceof Element ? target.closest('label')?.control : undefined) ?? undefined;
}
