// Journals made for tests: chained and signed as the vault does, with keys of their own.

import { createHash, createPrivateKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { checkEvent } from '../../src/contracts/journal-schema.ts';
import type { JournalEvent } from '../../src/contracts/journal.ts';
import { anchorOf } from '../../src/domain/journal/anchor.ts';
import { chainEntry, signedBytes } from '../../src/domain/journal/chain.ts';
import type { ChainEntry, EntryContent } from '../../src/domain/journal/entry.ts';
import type { JournalCheck } from '../../src/domain/journal/verify.ts';

export const hashText = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

export interface Signer {
  readonly actor: string;
  readonly role: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export function aSigner(actor: string, role = 'ENQUETEUR'): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { actor, role, privateKey: createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })), publicKey };
}

/** Base64 of r ‖ s, as WebCrypto gives it. */
export function signHash(signer: Signer, hash: string): string {
  return sign('sha256', signedBytes(hash), { key: signer.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64');
}

export const verifySignature = (key: KeyObject, bytes: Uint8Array, signature: string): boolean =>
  verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64'));

/** The public key as an exported journal carries it: SPKI, base64. */
export const publicKeyText = ({ publicKey }: Signer): string =>
  publicKey.export({ type: 'spki', format: 'der' }).toString('base64');

const HASH = 'ab'.repeat(32);

/** One of each, in turn: a journal that resembles one. */
const EVENTS: readonly JournalEvent[] = [
  { kind: 'unlocked' },
  { kind: 'case-created', share: true },
  { kind: 'case-command', command: 'describe', before: HASH, after: hashText('1') },
  { kind: 'recording-hashed', recordingId: 'r-1', sha256: HASH },
  {
    kind: 'analysis-started',
    recordingId: 'r-1',
    model: 'centernet',
    backend: 'wasm',
    settings: {
      sensitivity: 'normal',
      masks: [
        [
          { x: 0, y: 0 },
          { x: 0.25, y: 0 },
          { x: 0.1, y: 1 / 3 },
        ],
      ],
    },
  },
  { kind: 'analysis-ended', recordingId: 'r-1', tracks: 12, cancelled: false },
  { kind: 'searched', criteria: ['class:person', 'colour:red'], hits: 3 },
  { kind: 'consulted', target: 'r-1/4' },
  { kind: 'reviewed', command: 'retain', target: 'r-1/4' },
  { kind: 'document-issued', document: 'M2', sha256: hashText('2') },
  { kind: 'locked' },
];

export interface JournalOptions {
  readonly chain?: string;
  readonly startMs?: number;
  /** Entries to go on from; they are not given back. */
  readonly after?: readonly ChainEntry[];
  /** The event of an entry; those of an ordinary session in turn where left out. */
  readonly eventAt?: (seq: number) => JournalEvent;
}

/** A journal of `count` entries, one a minute, signed in turn by these signers. */
export async function aJournal(
  count: number,
  signers: readonly Signer[],
  { chain = 'case-1', startMs = Date.UTC(2026, 10, 20, 8), after = [], eventAt }: JournalOptions = {},
): Promise<ChainEntry[]> {
  const entries: ChainEntry[] = [...after];
  for (let seq = after.length + 1; seq <= after.length + count; seq += 1) {
    const signer = signers[seq % signers.length];
    const event = eventAt?.(seq) ?? EVENTS[(seq - 1) % EVENTS.length];
    if (signer === undefined || event === undefined) {
      throw new RangeError('A journal needs signers');
    }
    const content: EntryContent = {
      seq,
      at: new Date(startMs + seq * 60_000).toISOString(),
      chain,
      actor: signer.actor,
      role: signer.role,
      event: checkEvent(event, undefined),
      motive: seq % 4 === 0 ? 'Vérification demandée par l’enquête' : undefined,
    };
    const chained = await chainEntry(content, entries.at(-1), hashText);
    entries.push({ ...chained, signature: signHash(signer, chained.hash) });
  }
  return entries.slice(after.length);
}

/** How this journal is verified, its head anchored on paper. */
export function aCheck(entries: readonly ChainEntry[], signers: readonly Signer[]): JournalCheck<KeyObject> {
  const head = entries.at(-1);
  return {
    chain: entries[0]?.chain,
    keys: Object.fromEntries(signers.map(({ actor, publicKey }) => [actor, publicKey])),
    anchors: head === undefined ? [] : [anchorOf(head, undefined, 'M2')],
    hash: hashText,
    verifySignature,
  };
}
