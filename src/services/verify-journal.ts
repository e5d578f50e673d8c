// Verifies a journal of this installation each time that it is read.

import { APP_VERSION } from '../base/version.ts';
import { writeJournalFile } from '../contracts/journal-file.ts';
import type { SignedEntry } from '../contracts/journal.ts';
import { base64 } from '../domain/documents/base64.ts';
import type { CaseId } from '../domain/ids.ts';
import type { JournalAccount } from '../domain/journal/account.ts';
import { anchorOf } from '../domain/journal/anchor.ts';
import { verifyJournal } from '../domain/journal/verify.ts';
import { hashOf } from './exports.ts';
import type { AskVault } from './vault-link.ts';

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** A journal, and what a verification of it found. */
export async function readVerified(
  ask: AskVault,
  chain: CaseId | 'installation',
): Promise<{ readonly entries: readonly SignedEntry[]; readonly account: JournalAccount }> {
  const { entries, checkpoint } = await readChain(ask, chain);
  const account = await verifyJournal(entries, {
    chain,
    keys: await importKeys(await ask((vault) => vault.verifyKeys())),
    anchors: [],
    checkpoints: checkpoint === undefined ? [] : [checkpoint],
    hash: (text) => hashOf(new Blob([text])),
    verifySignature: (key, bytes, signature) => crypto.subtle.verify(SIGNATURE, key, fromBase64(signature), bytes),
  });
  return { entries, account };
}

/** A journal with all that somebody else needs to verify it (contracts/journal-file.ts), as it is, broken or not. */
export async function journalFile(ask: AskVault, chain: CaseId | 'installation', now: number): Promise<Blob> {
  const { entries, checkpoint } = await readChain(ask, chain);
  const keys = Object.entries(await ask((vault) => vault.verifyKeys()));
  const last = entries.at(-1);
  const text = writeJournalFile({
    chain,
    toolVersion: APP_VERSION,
    exportedAt: new Date(now).toISOString(),
    keys: Object.fromEntries(keys.map(([actor, spki]) => [actor, base64(spki)])),
    anchors: last === undefined ? [] : [anchorOf(last, undefined, 'EXPORT')],
    checkpoints: checkpoint === undefined ? [] : [checkpoint],
    entries,
  });
  return new Blob([text], { type: 'application/json' });
}

/** The mark of the end first: an entry written meanwhile comes after it, and is not taken for one that is missing. */
async function readChain(ask: AskVault, chain: CaseId | 'installation') {
  const checkpoint = await ask((vault) => vault.checkpoint(chain));
  return { checkpoint, entries: await ask((vault) => vault.readJournal(chain)) };
}

async function importKeys(
  keys: Readonly<Record<string, Uint8Array<ArrayBuffer>>>,
): Promise<Readonly<Record<string, CryptoKey>>> {
  const imported = Object.entries(keys).map(
    async ([actor, spki]) => [actor, await crypto.subtle.importKey('spki', spki, CURVE, false, ['verify'])] as const,
  );
  return Object.fromEntries(await Promise.all(imported));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
