// Ways to tamper with a journal, drawn from a seed: each says which entry a verifier must name first.

import { anchorOf, type Anchor } from '../../src/domain/journal/anchor.ts';
import { entryText, GENESIS } from '../../src/domain/journal/chain.ts';
import type { ChainEntry } from '../../src/domain/journal/entry.ts';
import { verifyJournal, type JournalCheck } from '../../src/domain/journal/verify.ts';
import { aCheck, aJournal, aSigner, hashText, signHash, type Signer } from './journals.ts';

export interface Mutation {
  readonly name: string;
  readonly entries: readonly ChainEntry[];
  /** Number of the first entry that is no longer as it was, as far as it can be known. */
  readonly first: number;
}

/** Integers from 0 to below `end`, the same for the same seed (Numerical Recipes' linear congruence). */
export function drawing(seed: number): (end: number) => number {
  let state = seed >>> 0;
  return (end) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
}

type Draw = (end: number) => number;
type Mutate = (entries: readonly ChainEntry[], draw: Draw, world: World) => Omit<Mutation, 'name'>;

interface World {
  readonly signers: readonly Signer[];
  readonly anchors: readonly Anchor[];
}

function flipCharacter(text: string, alphabet: string, draw: Draw): string {
  const at = draw(text.length);
  const others = Array.from(alphabet).filter((letter) => letter !== text[at]);
  return `${text.slice(0, at)}${others[draw(others.length)] ?? ''}${text.slice(at + 1)}`;
}

const HEX = '0123456789abcdef';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Replaces one entry by what `change` makes of it. */
const replacing =
  (change: (entry: ChainEntry, draw: Draw) => ChainEntry): Mutate =>
  (entries, draw) => {
    const at = draw(entries.length);
    return { entries: entries.map((entry, i) => (i === at ? change(entry, draw) : entry)), first: at + 1 };
  };

/** Numbers and chains entries again from `from` (0-based), as somebody without the keys can. */
function rechain(entries: readonly ChainEntry[], from: number): ChainEntry[] {
  const chained: ChainEntry[] = [];
  for (const [i, entry] of entries.entries()) {
    if (i < from) {
      chained.push(entry);
    } else {
      const previous = chained.at(-1)?.hash ?? GENESIS;
      const content = { ...entry, seq: i + 1 };
      chained.push({ ...content, previous, hash: hashText(entryText(content, previous)) });
    }
  }
  return chained;
}

const withoutEntry = (entries: readonly ChainEntry[], at: number): ChainEntry[] => entries.filter((_, i) => i !== at);

const MUTATIONS: Readonly<Record<string, Mutate>> = {
  'flip of the date': replacing((entry, draw) => ({ ...entry, at: flipCharacter(entry.at, '0123456789', draw) })),
  'flip of the actor': replacing((entry, draw) => ({ ...entry, actor: flipCharacter(entry.actor, 'xyz01', draw) })),
  'another actor': replacing((entry) => ({ ...entry, actor: entry.actor === 'u-1' ? 'u-2' : 'u-1' })),
  'no signature, as the system': replacing((entry) => ({ ...entry, actor: 'system', signature: '' })),
  'another role': replacing((entry) => ({ ...entry, role: 'CONTROLE' })),
  'another journal': replacing((entry) => ({ ...entry, chain: `${entry.chain}x` })),
  'another event': replacing((entry) => ({ ...entry, event: { ...entry.event, kind: 'passphrase-changed' } })),
  'one fact more': replacing((entry) => ({ ...entry, event: { ...entry.event, more: 1 } })),
  'another motive': replacing((entry) => ({ ...entry, motive: `${entry.motive ?? ''}.` })),
  'flip of the link': replacing((entry, draw) => ({ ...entry, previous: flipCharacter(entry.previous, HEX, draw) })),
  'flip of the hash': replacing((entry, draw) => ({ ...entry, hash: flipCharacter(entry.hash, HEX, draw) })),
  'flip of the signature': replacing((entry, draw) => ({
    ...entry,
    signature: flipCharacter(entry.signature, BASE64, draw),
  })),
  'flip of the number': (entries, draw) => {
    const at = draw(entries.length);
    const seq = 1 + ((at + 1 + draw(entries.length + 4)) % (entries.length + 5));
    const changed = seq === at + 1 ? entries.length + 6 : seq;
    return {
      entries: entries.map((e, i) => (i === at ? { ...e, seq: changed } : e)),
      first: Math.min(at + 1, changed),
    };
  },
  'one deleted': (entries, draw) => {
    const at = draw(entries.length);
    return { entries: withoutEntry(entries, at), first: at + 1 };
  },
  'several deleted': (entries, draw) => {
    const at = draw(entries.length - 1);
    const count = 1 + draw(entries.length - at - 1);
    return { entries: entries.filter((_, i) => i < at || i >= at + count), first: at + 1 };
  },
  'beginning cut off': (entries, draw) => ({ entries: entries.slice(1 + draw(entries.length - 1)), first: 1 }),
  'end cut off': (entries, draw) => {
    const kept = draw(entries.length);
    return { entries: entries.slice(0, kept), first: kept + 1 };
  },
  'two swapped': (entries, draw) => {
    const a = draw(entries.length - 1);
    const b = a + 1 + draw(entries.length - a - 1);
    const at = (i: number): number => (i === a ? b : i === b ? a : i);
    return { entries: entries.flatMap((_, i) => entries[at(i)] ?? []), first: a + 1 };
  },
  'one repeated': (entries, draw) => {
    const at = draw(entries.length);
    return { entries: entries.flatMap((entry, i) => (i === at ? [entry, entry] : [entry])), first: at + 1 };
  },
  'deleted, the rest renumbered': (entries, draw) => {
    const at = draw(entries.length);
    return { entries: withoutEntry(entries, at).map((entry, i) => ({ ...entry, seq: i + 1 })), first: at + 1 };
  },
  'deleted, the rest chained again': (entries, draw) => {
    const at = draw(entries.length);
    return { entries: rechain(withoutEntry(entries, at), at), first: at + 1 };
  },
  'changed, the rest chained again': (entries, draw) => {
    const at = draw(entries.length);
    const changed = entries.map((entry, i) => (i === at ? { ...entry, role: 'REFERENT' } : entry));
    return { entries: rechain(changed, at), first: at + 1 };
  },
  'signed with a foreign key': (entries, draw) => {
    const at = draw(entries.length);
    const stranger = aSigner('stranger');
    return {
      entries: entries.map((e, i) => (i === at ? { ...e, signature: signHash(stranger, e.hash) } : e)),
      first: at + 1,
    };
  },
  'rewritten with the true keys': (entries, draw, { signers, anchors }) => {
    const at = draw(entries.length);
    const changed = entries.map((entry, i) => (i === at ? { ...entry, motive: 'réécrit' } : entry));
    const signed = rechain(changed, at).map((entry) => {
      const signer = signers.find(({ actor }) => actor === entry.actor);
      return signer === undefined ? entry : { ...entry, signature: signHash(signer, entry.hash) };
    });
    return { entries: signed, first: Math.min(...anchors.map(({ seq }) => seq).filter((seq) => seq > at)) };
  },
};

/** A journal of two users, its head and two earlier entries anchored on paper. */
async function aWorld(): Promise<{
  readonly entries: ChainEntry[];
  readonly world: World;
  check: JournalCheck<Signer['publicKey']>;
}> {
  const signers = [aSigner('u-1'), aSigner('u-2', 'DIRECTEUR_ENQUETE')];
  const entries = await aJournal(40, signers);
  const anchors = [entries[9], entries[24], entries[39]].flatMap((entry) =>
    entry === undefined ? [] : [anchorOf(entry, undefined, 'M2')],
  );
  return { entries, world: { signers, anchors }, check: { ...aCheck(entries, signers), anchors } };
}

/** Tampers `count` times, each kind in turn; returns what was not caught or was named wrongly, one line each. */
export async function missedMutations(count: number, seed: number): Promise<readonly string[]> {
  const { entries, world, check } = await aWorld();
  const draw = drawing(seed);
  const kinds = Object.entries(MUTATIONS);
  const missed: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const [name, mutate] = kinds[i % kinds.length] ?? kinds[0] ?? [];
    if (name === undefined || mutate === undefined) {
      throw new RangeError('There is no mutation');
    }
    const { entries: tampered, first } = mutate(entries, draw, world);
    const { firstBreak } = await verifyJournal(tampered, check);
    if (firstBreak?.seq !== first) {
      missed.push(`${i} ${name}: entry ${first}, named ${firstBreak?.seq ?? 'none'} ${firstBreak?.code ?? ''}`);
    }
  }
  return missed;
}
