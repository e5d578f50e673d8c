// The commands of the open case with the keys that they have now.

import { createContext } from 'svelte';
import type { Preferences } from '../../state/preferences.svelte.ts';
import { DOSSIER_KEYS } from '../dossier/dossier-commands.ts';
import {
  chordsOf,
  KEY_PRESETS,
  presetOf,
  rebind,
  resolveKeys,
  restore,
  swap,
  type Bindable,
  type KeyPreset,
  type Rebinding,
} from './bindings.ts';
import type { Command, CommandId } from './commands.ts';

export class Keymap {
  readonly #own: readonly Command[];
  /** With those of a dossier, open or not: a key that is free here may not be there. */
  readonly #all: readonly Bindable[];
  readonly #preferences: Preferences;
  readonly #keys = $derived.by(() => resolveKeys(this.#all, this.#preferences.keys));
  readonly #commands = $derived.by(() =>
    this.#own.map((command) => ({
      ...command,
      keys: [...this.keysOf(command.id), ...chordsOf(command, this.#keys)],
    })),
  );

  /** `commands`: with the keys that they came with. */
  constructor(commands: readonly Command[], preferences: Preferences) {
    this.#own = commands;
    this.#all = [...commands, ...elsewhere(commands)];
    this.#preferences = preferences;
  }

  /** With the keys that they have now, chords included. */
  get commands(): readonly Command[] {
    return this.#commands;
  }

  /** The first is the one to show in a small place. */
  keysOf(id: string): readonly string[] {
    return this.#keys.get(id) ?? [];
  }

  find(id: string): Command | undefined {
    return this.#commands.find((command) => command.id === id);
  }

  isChanged(id: CommandId): boolean {
    const own = this.#own.find((command) => command.id === id)?.keys ?? [];
    return own.join(' ') !== this.keysOf(id).join(' ');
  }

  /** Gives a command a key, unless another one has it or none may. */
  bind(id: CommandId, keys: string): Rebinding {
    const answer = rebind(this.#all, this.#preferences.keys, id, keys);
    if (answer.kind === 'bound') {
      this.#preferences.keys = answer.bindings;
    }
    return answer;
  }

  swap(id: CommandId, keys: string): void {
    this.#preferences.keys = swap(this.#all, this.#preferences.keys, id, keys);
  }

  restore(id: CommandId): void {
    this.#preferences.keys = restore(this.#all, this.#preferences.keys, id);
  }

  /** `undefined`: keys of one's own. */
  get preset(): KeyPreset | undefined {
    return presetOf(this.#preferences.keys);
  }

  choose(preset: KeyPreset): void {
    this.#preferences.keys = KEY_PRESETS[preset];
  }

  /** Commands chosen from the palette, the latest first. */
  get recent(): readonly Command[] {
    return this.#preferences.recent.flatMap((id) => this.find(id) ?? []);
  }

  /** Runs a command as the palette does: it is a recent one from now on. */
  run(command: Command): void {
    this.#preferences.noteCommand(command.id);
    command.run();
  }
}

function elsewhere(commands: readonly Command[]): readonly Bindable[] {
  return Object.entries(DOSSIER_KEYS)
    .filter(([id]) => !commands.some((command) => command.id === id))
    .map(([id, key]) => ({ id, keys: [key] }));
}

export const [getKeymap, setKeymap] = createContext<Keymap>();
