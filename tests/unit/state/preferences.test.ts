import { expect, it } from 'vitest';
import { Preferences } from '../../../src/state/preferences.svelte.ts';

class MemoryStorage implements Storage {
  readonly #items = new Map<string, string>();
  get length(): number {
    return this.#items.size;
  }
  clear(): void {
    this.#items.clear();
  }
  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }
  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }
  removeItem(key: string): void {
    this.#items.delete(key);
  }
  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }
}

it('is French and dark at first, and remembers what was chosen', () => {
  const storage = new MemoryStorage();
  const first = new Preferences(storage);
  expect([first.locale, first.theme, first.pane('left')]).toEqual(['fr', 'dark', 264]);
  first.locale = 'en';
  first.theme = 'light';
  first.resize('left', 300);
  const second = new Preferences(storage);
  expect([second.locale, second.theme, second.pane('left')]).toEqual(['en', 'light', 300]);
});

it('holds panes within their limits', () => {
  const preferences = new Preferences(undefined);
  preferences.resize('bottom', 5);
  preferences.resize('right', 5000);
  expect([preferences.pane('bottom'), preferences.pane('right')]).toEqual([112, 480]);
});

it('starts from the usual values when the store holds something else', () => {
  const storage = new MemoryStorage();
  for (const text of ['{', '{"locale":"de"}', 'null']) {
    storage.setItem('derush.preferences', text);
    expect(new Preferences(storage).locale).toBe('fr');
  }
});

it('works without a store, and with one that refuses', () => {
  const storage = new MemoryStorage();
  storage.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  const preferences = new Preferences(storage);
  preferences.locale = 'en';
  expect(preferences.locale).toBe('en');
});
