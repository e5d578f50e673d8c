import { describe, expect, it } from 'vitest';
import { matchesKeys, type KeyPress } from '../../../src/ui/commands/keys.ts';

function press(key: string, held: readonly ('Shift' | 'Ctrl' | 'Alt' | 'AltGraph')[] = []): KeyPress {
  return {
    key,
    shiftKey: held.includes('Shift'),
    ctrlKey: held.includes('Ctrl'),
    metaKey: false,
    altKey: held.includes('Alt'),
    getModifierState: (name) => name === 'AltGraph' && held.includes('AltGraph'),
  };
}

describe('matchesKeys', () => {
  it.each([
    ['l', press('l'), true],
    ['l', press('L', ['Shift']), false],
    ['Shift+l', press('L', ['Shift']), true],
    ['Space', press(' '), true],
    ['ArrowRight', press('ArrowRight', ['Shift']), false],
    ['Shift+ArrowRight', press('ArrowRight', ['Shift']), true],
    ['Ctrl+ArrowRight', press('ArrowRight', ['Ctrl']), true],
    ['Ctrl+k', press('k', ['Ctrl']), true],
    ['k', press('k', ['Ctrl']), false],
    ['s', press('s', ['Alt']), false],
  ])('%s', (keys, pressed, expected) => {
    expect(matchesKeys(keys, pressed)).toBe(expected);
  });

  it('finds symbols on AZERTY and on QWERTY alike', () => {
    expect(matchesKeys('?', press('?', ['Shift']))).toBe(true);
    expect(matchesKeys('+', press('+'))).toBe(true);
    expect(matchesKeys('.', press('.', ['Shift']))).toBe(true);
    expect(matchesKeys('0', press('0', ['Shift']))).toBe(true);
    // Windows reports AltGr as Ctrl + Alt.
    expect(matchesKeys('[', press('[', ['Ctrl', 'Alt', 'AltGraph']))).toBe(true);
    expect(matchesKeys('[', press('['))).toBe(true);
  });
});
