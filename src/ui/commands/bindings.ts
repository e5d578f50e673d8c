// Which keys each command has: those it came with, or those that a person gave it. No two commands ever share one.

import { isWellFormed, whyRefused, type KeyRefusal } from './key-rules.ts';

/** What is known of a command here. */
export interface Bindable {
  readonly id: string;
  /** Those it came with. */
  readonly keys: readonly string[];
  /** While the key of the first command is down, that of the second runs this one instead. */
  readonly chords?: readonly (readonly [held: string, pressed: string])[];
}

/** Keys of the commands that a person has changed, by command. */
export type Bindings = Readonly<Record<string, readonly string[]>>;

/** What came of a wish to give a command a key. */
export type Rebinding =
  | { readonly kind: 'bound'; readonly bindings: Bindings }
  /** Another command has it; {@link swap} gives it away. */
  | { readonly kind: 'taken'; readonly by: string }
  | { readonly kind: 'refused'; readonly why: KeyRefusal };

/** Sets of keys that can be chosen at once. */
export const KEY_PRESETS = {
  derush: {},
  /** Arrows jump ten seconds, as in players of recorders; with Ctrl they step. */
  frigate: {
    tenForward: ['ArrowRight'],
    tenBack: ['ArrowLeft'],
    stepForward: ['Ctrl+ArrowRight', '.'],
    stepBack: ['Ctrl+ArrowLeft', ','],
  },
} as const satisfies Record<string, Bindings>;

export type KeyPreset = keyof typeof KEY_PRESETS;

/** The keys of each command. What a person chose goes before what a command came with; what cannot be is left out. */
export function resolveKeys(commands: readonly Bindable[], bindings: Bindings): ReadonlyMap<string, readonly string[]> {
  const taken = new Set<string>();
  const take = (keys: readonly string[]): readonly string[] =>
    keys.filter((one) => {
      const isFree = !taken.has(one);
      taken.add(one);
      return isFree;
    });
  const chosen = new Map<string, readonly string[]>();
  for (const command of commands) {
    const given = Object.hasOwn(bindings, command.id) ? bindings[command.id] : undefined;
    const valid = given?.filter((keys) => mayHave(command, keys));
    if (given !== undefined && valid !== undefined && (valid.length > 0 || given.length === 0)) {
      chosen.set(command.id, take(valid));
    }
  }
  return new Map(commands.map(({ id, keys }) => [id, chosen.get(id) ?? take(keys)]));
}

function mayHave({ keys: own }: Bindable, keys: string): boolean {
  return own.includes(keys) || (isWellFormed(keys) && whyRefused(keys) === undefined);
}

/** `k+l`, where the two commands of a chord have a letter each. */
export function chordsOf({ chords = [] }: Bindable, resolved: ReadonlyMap<string, readonly string[]>): string[] {
  const letterOf = (id: string): string | undefined => resolved.get(id)?.find((keys) => /^[a-z]$/.test(keys));
  return chords.flatMap(([held, pressed]) => {
    const [first, second] = [letterOf(held), letterOf(pressed)];
    return first === undefined || second === undefined ? [] : [`${first}+${second}`];
  });
}

/** Gives a command a key in place of its first one. */
export function rebind(commands: readonly Bindable[], bindings: Bindings, id: string, keys: string): Rebinding {
  const isAllowed = commands.some((command) => command.id === id && mayHave(command, keys));
  if (!isAllowed) {
    return { kind: 'refused', why: whyRefused(keys) ?? 'browser' };
  }
  const resolved = resolveKeys(commands, bindings);
  const by = ownerOf(resolved, keys);
  return by === undefined || by === id
    ? { kind: 'bound', bindings: withKeys(commands, bindings, id, withFirst(resolved.get(id), keys)) }
    : { kind: 'taken', by };
}

/** Gives a command a key that another one has; that one gets its first key instead, if there is one. */
export function swap(commands: readonly Bindable[], bindings: Bindings, id: string, keys: string): Bindings {
  const resolved = resolveKeys(commands, bindings);
  const other = ownerOf(resolved, keys);
  if (other === undefined || other === id) {
    return bindings;
  }
  const own = resolved.get(id) ?? [];
  const given = own.slice(0, 1).filter((one) => commands.some((each) => each.id === other && mayHave(each, one)));
  const theirs = (resolved.get(other) ?? []).flatMap((one) => (one === keys ? given : [one]));
  return withKeys(commands, withKeys(commands, bindings, other, theirs), id, withFirst(own, keys));
}

/** Gives a command the keys back that it came with; whoever has one of them since goes back to its own too. */
export function restore(commands: readonly Bindable[], bindings: Bindings, id: string): Bindings {
  const rest = without(bindings, id);
  const keys = commands.find((command) => command.id === id)?.keys ?? [];
  const sitting = Object.keys(rest).filter((other) => rest[other]?.some((one) => keys.includes(one)) === true);
  return sitting.reduce<Bindings>((left, other) => restore(commands, left, other), rest);
}

/** Which preset these are; `undefined` for keys of one's own. */
export function presetOf(bindings: Bindings): KeyPreset | undefined {
  return presets().find((name) => isSame(KEY_PRESETS[name], bindings));
}

export function presets(): readonly KeyPreset[] {
  return ['derush', 'frigate'];
}

function isSame(one: Bindings, other: Bindings): boolean {
  const ids = Object.keys(one);
  return ids.length === Object.keys(other).length && ids.every((id) => one[id]?.join(' ') === other[id]?.join(' '));
}

function ownerOf(resolved: ReadonlyMap<string, readonly string[]>, keys: string): string | undefined {
  return [...resolved].find(([, all]) => all.includes(keys))?.[0];
}

function withFirst(keys: readonly string[] = [], first: string): readonly string[] {
  return [first, ...(keys.includes(first) ? keys : keys.slice(1)).filter((one) => one !== first)];
}

function withKeys(commands: readonly Bindable[], bindings: Bindings, id: string, keys: readonly string[]): Bindings {
  const own = commands.find((command) => command.id === id)?.keys ?? [];
  const rest = without(bindings, id);
  return own.join(' ') === keys.join(' ') ? rest : { ...rest, [id]: keys };
}

function without(bindings: Bindings, id: string): Bindings {
  return Object.fromEntries(Object.entries(bindings).filter(([other]) => other !== id));
}
