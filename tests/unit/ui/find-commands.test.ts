import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCommands } from '../../../src/ui/commands/find-commands.ts';

const COMMANDS = [
  { id: 'toggle', group: 'playback' },
  { id: 'first', group: 'playback' },
  { id: 'trails', group: 'view' },
  { id: 'theme', group: 'view' },
  { id: 'drawZone', group: 'objects' },
] as const;

const ids = (typed: string, recent: readonly string[] = [], locale: 'fr' | 'en' = 'fr'): string[] =>
  findCommands(COMMANDS, typed, locale, recent).map(({ id }) => id);

describe('finding a command', () => {
  it('goes by words of either language, in any order, without accents', () => {
    expect(ids('thème')).toEqual(['theme']);
    expect(ids('SOMBRE theme')).toEqual(['theme']);
    expect(ids('dark', [], 'fr')).toEqual(['theme']);
    expect(ids('premiere image', [], 'en')).toEqual(['first']);
    expect(ids('nothing like it')).toEqual([]);
  });

  it('finds the commands of a group', () => {
    expect(ids('lecture')).toEqual(['toggle', 'first']);
  });

  it('puts names that begin so first, and recent ones before others', () => {
    expect(ids('t')[0]).toBe('trails');
    expect(ids('t', ['theme'])[0]).toBe('theme');
    expect(ids('')).toHaveLength(COMMANDS.length);
  });
});

it('shows keys of commands as they are bound, never as they came', () => {
  const folders = ['criteria', 'dossier', 'figures', 'layers', 'motion-search', 'player', 'recordings', 'settings'];
  const files = [...folders, 'timeline', 'tray', 'workbench'].flatMap((folder) => {
    const path = join('src/ui', folder);
    return readdirSync(path, { withFileTypes: true })
      .filter(({ name }) => name.endsWith('.svelte'))
      .map(({ name }) => join(path, name));
  });
  // Fields and dialogs have these two for themselves.
  const literal = /<Keys keys="(?!Enter"|Escape")/;
  expect(files.filter((file) => literal.test(readFileSync(file, 'utf8')))).toEqual([]);
});
