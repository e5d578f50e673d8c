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

it('remembers keys and the latest commands, and loses no other taste when those are damaged', () => {
  const storage = new MemoryStorage();
  const first = new Preferences(storage);
  first.locale = 'en';
  first.keys = { stop: ['F2'], theme: [] };
  for (const id of ['a', 'b', 'a', 'c', 'd', 'e', 'f', 'g']) {
    first.noteCommand(id);
  }
  const second = new Preferences(storage);
  expect([second.keys, second.recent]).toEqual([{ stop: ['F2'], theme: [] }, ['g', 'f', 'e', 'd', 'c', 'a']]);

  const stored = JSON.parse(storage.getItem('derush.preferences') ?? '') as object;
  for (const damage of [{ keys: { stop: 5 } }, { keys: 'k' }, { recent: { 0: 'a' } }, { keys: undefined }]) {
    storage.setItem('derush.preferences', JSON.stringify({ ...stored, ...damage }));
    const third = new Preferences(storage);
    expect(third.locale).toBe('en');
    expect('keys' in damage ? third.keys : third.recent).toEqual('keys' in damage ? {} : []);
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
