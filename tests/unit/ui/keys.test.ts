import { describe, expect, it } from 'vitest';
import { findByKeys, HeldKeys, matchesKeys, type KeyPress } from '../../../src/ui/commands/keys.ts';

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

describe('findByKeys', () => {
  const commands = [{ keys: ['k'] }, { keys: ['l'] }, { keys: ['ArrowRight', 'k+l'] }, { keys: ['Shift+l'] }];
  const [, play, step, slow] = commands;

  it('goes by letters that are down before the key alone', () => {
    const held = new HeldKeys();
    expect(findByKeys(commands, press('l'), held.all)).toBe(play);
    held.press(press('K', ['Shift']));
    expect(findByKeys(commands, press('l'), held.all)).toBe(step);
    expect(findByKeys(commands, press('L', ['Shift']), held.all)).toBe(slow);
    held.release(press('k'));
    expect(findByKeys(commands, press('l'), held.all)).toBe(play);
  });

  it('forgets what was down when the window loses the keyboard', () => {
    const held = new HeldKeys();
    held.press(press('k'));
    held.clear();
    expect(findByKeys(commands, press('l'), held.all)).toBe(play);
  });

  it('needs both keys', () => {
    expect(matchesKeys('k+l', press('l'))).toBe(false);
    expect(matchesKeys('k+l', press('k'), new Set(['k']))).toBe(false);
    expect(matchesKeys('k+l', press('l'), new Set(['k']))).toBe(true);
  });
});
