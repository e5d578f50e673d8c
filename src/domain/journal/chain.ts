// How an entry is bound to the one before it: its hash covers what it says and the hash of its predecessor.

import { canonicalJson } from './canonical.ts';
import type { ChainEntry, EntryContent, Json } from './entry.ts';

/** SHA-256 of a text in UTF-8, 64 lower-case hexadecimal digits. Passed in: the domain computes nothing of its own. */
export type HashText = (text: string) => string | Promise<string>;

/** `previous` of the first entry of a chain. */
export const GENESIS = '0'.repeat(64);

/** A copy of the head of a chain, kept apart from it: the signature covers the hash, and the hash all that came before. */
export type Checkpoint = Pick<ChainEntry, 'seq' | 'hash' | 'actor' | 'signature'>;

/** The text whose SHA-256 is the hash of an entry: canonical form of its content and of the hash before. */
export function entryText({ seq, at, chain, actor, role, event, motive }: EntryContent, previous: string): string {
  const members: { [key: string]: Json } = { seq, at, chain, actor, role, event, previous };
  return canonicalJson(motive === undefined ? members : { ...members, motive });
}

/** Chains one entry; its actor then signs `signedBytes(hash)`. `before` is the last entry, `undefined` for the first. */
export async function chainEntry(
  content: EntryContent,
  before: Pick<ChainEntry, 'seq' | 'hash'> | undefined,
  hash: HashText,
): Promise<Omit<ChainEntry, 'signature'>> {
  if (content.seq !== (before?.seq ?? 0) + 1) {
    throw new RangeError(`Entry ${content.seq} cannot follow entry ${before?.seq ?? 0}`);
  }
  const previous = before?.hash ?? GENESIS;
  return { ...content, previous, hash: await hash(entryText(content, previous)) };
}

/** What is signed (ECDSA P-256 with SHA-256): the 32 bytes that the hash of an entry writes. */
export function signedBytes(hash: string): Uint8Array<ArrayBuffer> {
  if (!/^[0-9a-f]{64}$/.test(hash)) {
    throw new RangeError('Not a SHA-256');
  }
  return Uint8Array.from({ length: 32 }, (_, i) => Number.parseInt(hash.slice(2 * i, 2 * i + 2), 16));
}

/** The checkpoint of an entry, to be kept where the journal is not. */
export function checkpointOf({ seq, hash, actor, signature }: ChainEntry): Checkpoint {
  return { seq, hash, actor, signature };
}
