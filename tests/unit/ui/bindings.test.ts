// Keys that a person gives to commands: never two commands on one key, never a key that the browser keeps.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chordsOf,
  KEY_PRESETS,
  presetOf,
  presets,
  rebind,
  resolveKeys,
  restore,
  swap,
  type Bindable,
  type Bindings,
} from '../../../src/ui/commands/bindings.ts';
import { isWellFormed, whyRefused } from '../../../src/ui/commands/key-rules.ts';
import { keysOf, matchesKeys, type KeyPress } from '../../../src/ui/commands/keys.ts';

const COMMANDS: readonly Bindable[] = [
  { id: 'stop', keys: ['k'] },
  { id: 'forward', keys: ['l'] },
  { id: 'stepForward', keys: ['ArrowRight', '.'], chords: [['stop', 'forward']] },
  { id: 'stepBack', keys: ['ArrowLeft', ','] },
  { id: 'tenForward', keys: ['Ctrl+ArrowRight'] },
  { id: 'tenBack', keys: ['Ctrl+ArrowLeft'] },
  { id: 'next', keys: [']', 'PageDown'] },
  { id: 'unselect', keys: ['Escape'] },
  { id: 'theme', keys: [] },
];
const keysIn = (bindings: Bindings): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(resolveKeys(COMMANDS, bindings));

function bound(bindings: Bindings, id: string, keys: string): Bindings {
  const answer = rebind(COMMANDS, bindings, id, keys);
  if (answer.kind !== 'bound') {
    throw new Error(answer.kind);
  }
  return answer.bindings;
}

describe('a key for a command', () => {
  it('takes the place of its first one, and the others stay', () => {
    const bindings = bound({}, 'stepForward', 'e');
    expect(keysIn(bindings)).toMatchObject({ stepForward: ['e', '.'], forward: ['l'] });
    expect(keysIn(bound({}, 'theme', 'F2'))).toMatchObject({ theme: ['F2'] });
  });

  it('that another one has is said, and can be swapped', () => {
    expect(rebind(COMMANDS, {}, 'stop', 'l')).toEqual({ kind: 'taken', by: 'forward' });
    expect(keysIn(swap(COMMANDS, {}, 'stop', 'l'))).toMatchObject({ stop: ['l'], forward: ['k'] });
    expect(keysIn(swap(COMMANDS, {}, 'theme', 'l'))).toMatchObject({ theme: ['l'], forward: [] });
    // Escape is for nobody else.
    expect(keysIn(swap(COMMANDS, {}, 'unselect', 'l'))).toMatchObject({ unselect: ['l'], forward: [] });
  });

  it.each([
    ['Ctrl+w', 'browser'],
    ['Ctrl+t', 'browser'],
    ['Ctrl+Shift+n', 'browser'],
    ['F5', 'browser'],
    ['Ctrl+5', 'browser'],
    ['Alt+F4', 'browser'],
    ['Tab', 'focus'],
    ['Shift+Tab', 'focus'],
    ['Escape', 'escape'],
  ] as const)('%s is refused: %s', (keys, why) => {
    expect(rebind(COMMANDS, {}, 'stop', keys)).toEqual({ kind: 'refused', why });
  });

  it('that it came with may always come back', () => {
    const without = bound({}, 'unselect', 'y');
    expect(keysIn(bound(without, 'unselect', 'Escape'))).toEqual(keysIn({}));
  });
});

describe('back to what it was', () => {
  it('one command, and whoever sits on its keys', () => {
    const swapped = swap(COMMANDS, bound({}, 'next', 'e'), 'stop', 'l');
    expect(restore(COMMANDS, swapped, 'stop')).toEqual(bound({}, 'next', 'e'));
  });

  it('knows its presets', () => {
    expect(presets().map((name) => presetOf(KEY_PRESETS[name]))).toEqual(presets());
    expect(presetOf({ stop: ['y'] })).toBeUndefined();
    expect(keysIn(KEY_PRESETS.frigate)).toMatchObject({
      tenForward: ['ArrowRight'],
      stepForward: ['Ctrl+ArrowRight', '.'],
      stepBack: ['Ctrl+ArrowLeft', ','],
    });
  });
});

describe('chords', () => {
  const chords = (bindings: Bindings): string[] =>
    COMMANDS.flatMap((command) => chordsOf(command, resolveKeys(COMMANDS, bindings)));

  it('follow the letters of their commands', () => {
    expect(chords({})).toEqual(['k+l']);
    expect(chords({ stop: ['y'] })).toEqual(['y+l']);
    expect(chords({ forward: ['F2'] })).toEqual([]);
  });
});

describe('what was stored', () => {
  it('loses what it cannot be: foreign words, kept keys, one key twice', () => {
    const stored = { stop: ['Ctrl+w'], forward: ['e', 'nonsense'], next: ['e'], nobody: ['k'], theme: ['Shift+?'] };
    expect(keysIn(stored)).toMatchObject({ stop: ['k'], forward: ['e'], next: [], theme: [] });
  });
});

const key = fc.constantFrom('a', 'e', 'k', 'l', ',', ']', 'é', '+', '?', '1', 'ArrowRight', 'F2', 'F5', 'w', 'Space');
const someKeys = fc
  .record({ ctrl: fc.boolean(), alt: fc.boolean(), shift: fc.boolean(), key })
  .map(({ ctrl, alt, shift, key: name }) =>
    [...(ctrl ? ['Ctrl'] : []), ...(alt ? ['Alt'] : []), ...(shift ? ['Shift'] : []), name].join('+'),
  );
const anId = fc.constantFrom(...COMMANDS.map(({ id }) => id));

describe('any sequence of changes', () => {
  it('leaves each key to one command, and can be stored', () => {
    const step = fc.record({ id: anId, keys: someKeys, deed: fc.constantFrom('bind', 'swap', 'restore', 'preset') });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let bindings: Bindings = {};
        for (const { id, keys, deed } of steps) {
          const answer = rebind(COMMANDS, bindings, id, keys);
          if (deed === 'restore') {
            bindings = restore(COMMANDS, bindings, id);
            expect(keysIn(bindings)[id]).toEqual(COMMANDS.find((one) => one.id === id)?.keys);
          } else if (deed === 'preset') {
            bindings = KEY_PRESETS.frigate;
          } else if (answer.kind === 'bound') {
            bindings = answer.bindings;
            expect(keysIn(bindings)[id]?.[0]).toBe(keys);
          } else if (answer.kind === 'taken' && deed === 'swap') {
            bindings = swap(COMMANDS, bindings, id, keys);
            expect(keysIn(bindings)[id]?.[0]).toBe(keys);
          }
          const all = Object.values(keysIn(bindings)).flat();
          expect(new Set(all).size).toBe(all.length);
          expect(resolveKeys(COMMANDS, JSON.parse(JSON.stringify(bindings)) as Bindings)).toEqual(
            resolveKeys(COMMANDS, bindings),
          );
        }
      }),
    );
  });
});

describe('a key press as text', () => {
  const press = fc.record({
    key: fc.constantFrom('a', 'K', 'é', '[', '?', '+', '1', ' ', 'ArrowLeft', 'F2', 'Enter', 'Dead', 'Shift'),
    shiftKey: fc.boolean(),
    ctrlKey: fc.boolean(),
    metaKey: fc.boolean(),
    altKey: fc.boolean(),
    isTyped: fc.boolean(),
  });

  it('is found again by the same press, and is well formed', () => {
    fc.assert(
      fc.property(press, ({ isTyped, ...keys }) => {
        const pressed: KeyPress = { ...keys, getModifierState: (name) => name === 'AltGraph' && isTyped };
        const words = keysOf(pressed);
        if (words === undefined) {
          expect(['Dead', 'Shift']).toContain(keys.key);
        } else {
          expect(matchesKeys(words, pressed), words).toBe(true);
          expect(isWellFormed(words), words).toBe(true);
        }
      }),
    );
  });

  it('is the same on AZERTY, where signs ask for other keys', () => {
    const typed = (name: string): boolean => name === 'AltGraph';
    const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
    // AltGr + 5 on AZERTY as Windows reports it; the key beside P on QWERTY.
    expect(keysOf({ ...plain, key: '[', ctrlKey: true, altKey: true, getModifierState: typed })).toBe('[');
    expect(keysOf({ ...plain, key: '[', getModifierState: () => false })).toBe('[');
    expect(keysOf({ ...plain, key: '1', shiftKey: true, getModifierState: () => false })).toBe('1');
    expect(whyRefused('[')).toBeUndefined();
  });
});
