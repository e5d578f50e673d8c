// Looks at each entry by itself: does its hash cover what it says, and did its actor sign that hash?

import type { AlteredPart } from './account.ts';
import { entryText, GENESIS, signedBytes, type HashText } from './chain.ts';
import type { ChainEntry } from './entry.ts';

/** Whether `signature` (base64 of the 64 bytes r ‖ s) is that of `key` over `bytes`. */
export type VerifySignature<Key> = (
  key: Key,
  bytes: Uint8Array<ArrayBuffer>,
  signature: string,
) => boolean | Promise<boolean>;

export type SignatureState = 'valid' | 'wrong' | 'unknown-key';

export interface Inspected {
  readonly entry: ChainEntry;
  /** Hash of what it says; `undefined` when that has no canonical form. */
  readonly computed: string | undefined;
  /** `undefined`: it says what its hash covers. */
  readonly altered: AlteredPart | undefined;
  /** Over its stated hash. */
  readonly signature: SignatureState;
}

interface Means<Key> {
  readonly keys: Readonly<Record<string, Key>>;
  readonly hash: HashText;
  readonly verifySignature: VerifySignature<Key>;
}

/** Entries whose hashes and signatures are computed at the same time: WebCrypto works on other threads. */
const BATCH = 64;

/** 64 bytes in the one base64 that writes them: no other text of the same bytes passes. */
const SIGNATURE = /^[A-Za-z0-9+/]{85}[AQgw]==$/;

/** `entries` by number. */
export async function inspectEntries<Key>(
  entries: readonly ChainEntry[],
  means: Means<Key>,
): Promise<readonly Inspected[]> {
  const inspected: Inspected[] = [];
  for (let start = 0; start < entries.length; start += BATCH) {
    const batch = entries.slice(start, start + BATCH);
    const looks = batch.map((entry, i) => inspect(entry, entries[start + i - 1], entries[start + i + 1], means));
    inspected.push(...(await Promise.all(looks)));
  }
  return inspected;
}

async function inspect<Key>(
  entry: ChainEntry,
  before: ChainEntry | undefined,
  after: ChainEntry | undefined,
  means: Means<Key>,
): Promise<Inspected> {
  const computed = await hashAfter(entry, entry.previous, means.hash);
  const altered = computed === entry.hash ? undefined : await alteredPart(entry, computed, before, after, means);
  return { entry, computed, altered, signature: await signatureState(entry, entry.hash, means) };
}

async function alteredPart<Key>(
  entry: ChainEntry,
  computed: string | undefined,
  before: ChainEntry | undefined,
  after: ChainEntry | undefined,
  means: Means<Key>,
): Promise<AlteredPart> {
  if (
    computed !== undefined &&
    (after?.previous === computed || (await signatureState(entry, computed, means)) === 'valid')
  ) {
    return 'hash';
  }
  const previous = entry.seq === 1 ? GENESIS : before?.hash;
  return previous !== undefined && (await hashAfter(entry, previous, means.hash)) === entry.hash ? 'link' : 'content';
}

async function hashAfter(entry: ChainEntry, previous: string, hash: HashText): Promise<string | undefined> {
  let text: string;
  try {
    text = entryText(entry, previous);
  } catch (error) {
    if (error instanceof RangeError) {
      // It says something that has no canonical form: no hash can cover it.
      return undefined;
    }
    throw error;
  }
  return hash(text);
}

/** Whether the actor's known key signed this hash. The installation signs as `system`, by a key of its own. */
export async function signatureState<Key>(
  { actor, signature }: { readonly actor: string; readonly signature: string },
  hash: string,
  { keys, verifySignature }: Means<Key>,
): Promise<SignatureState> {
  const key = Object.hasOwn(keys, actor) ? keys[actor] : undefined;
  if (key === undefined) {
    return 'unknown-key';
  }
  const isWritten = SIGNATURE.test(signature) && /^[0-9a-f]{64}$/.test(hash);
  return isWritten && (await verifySignature(key, signedBytes(hash), signature)) ? 'valid' : 'wrong';
}
