// Journals: an entry is chained, signed, sealed and stored before what it tells is done. Without it nothing is done.

import { checkEvent } from '../contracts/journal-schema.ts';
import type { JournalEvent, SignedEntry } from '../contracts/journal.ts';
import { chainEntry as chain, checkpointOf, signedBytes, type Checkpoint } from '../domain/journal/chain.ts';
import type { Registry } from '../storage/registry.ts';
import type { InstallationRow, JournalRow, PendingRow } from '../storage/registry-shapes.ts';
import { AppError } from '../contracts/errors.ts';
import { sha256Hex } from './bytes.ts';
import type { JsonSealer } from './installation-keys.ts';
import { sign } from './keys.ts';
import { chainEntry, heads as headsSchema, type Heads } from './sealed-shapes.ts';

/** Name of the journal that belongs to no case. */
export const INSTALLATION = 'installation';

/** Who writes, and with what. */
export interface Writer {
  readonly actor: string;
  readonly role: string;
  readonly signKey: CryptoKey;
  readonly sealer: JsonSealer;
}

/** What an entry is made of beside who writes it. */
export interface Note {
  readonly chain: string;
  /** ms since 1970. */
  readonly at: number;
  readonly event: JournalEvent;
  readonly motive?: string | undefined;
}

/**
 * Chains, signs and seals one entry behind the heads that are known; stores nothing.
 * Fails with INPUT_INVALID on what may not stand in a journal.
 */
export async function writeEntry(
  { actor, role, signKey, sealer }: Writer,
  { chain: name, at, event, motive }: Note,
  heads: Heads,
): Promise<{ readonly entry: SignedEntry; readonly row: JournalRow; readonly heads: Heads }> {
  const head = heads[name];
  const seq = (head?.seq ?? 0) + 1;
  const content = {
    seq,
    at: new Date(at).toISOString(),
    chain: name,
    actor,
    role,
    event: checkEvent(event, motive),
    motive,
  };
  const chained = await chain(content, head, sha256Hex);
  const entry: SignedEntry = { ...chained, signature: await sign(signKey, signedBytes(chained.hash)) };
  const id = `${name}/${String(seq).padStart(10, '0')}`;
  return {
    entry,
    row: { id, chain: name, seq, sealed: await sealer.seal('journal', id, entry) },
    heads: { ...heads, [name]: checkpointOf(entry) },
  };
}

/** The journals of this installation. Entries are written one after the other, whoever asks. */
export class JournalKeeper {
  readonly #registry: Registry;
  #last: Promise<unknown> = Promise.resolve();

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** Resolves once the entry lies on disk; `replaces` is the pending line that it stands for. */
  append(writer: Writer, note: Note, replaces?: PendingRow): Promise<SignedEntry> {
    const written = this.#last.then(async () => {
      const row = await this.#row();
      const { heads, ...made } = await writeEntry(writer, note, await openHeads(writer.sealer, row));
      const change = {
        heads: await writer.sealer.seal('heads', row.installationId, heads),
        lastSeen: Math.max(row.lastSeen, note.at),
      };
      await this.#registry.addEntry(made.row, change, replaces?.id);
      return made.entry;
    });
    // A failure is told to who asked; the next entry is not held up by it.
    this.#last = written.catch(() => undefined);
    return written;
  }

  /** Writes down what happened while nobody had unlocked, as the installation itself. */
  async settle(system: Writer): Promise<void> {
    for (const row of await this.#registry.pending()) {
      await this.append(system, { chain: row.chain, at: row.at, event: row.event }, row);
    }
  }

  /** Entries in order. One that does not open any more is left out: the verifier names the gap. */
  async read(sealer: JsonSealer, chainName: string): Promise<SignedEntry[]> {
    const rows = await this.#registry.entries(chainName);
    const read = await Promise.all(
      rows.map(({ id, sealed }) => sealer.open(chainEntry, 'journal', id, sealed).catch(() => undefined)),
    );
    return read.filter((entry) => entry !== undefined);
  }

  /** The head as kept apart from the entries. */
  async checkpoint(sealer: JsonSealer, chainName: string): Promise<Checkpoint | undefined> {
    return (await openHeads(sealer, await this.#row()))[chainName];
  }

  async #row(): Promise<InstallationRow> {
    const row = await this.#registry.installation();
    if (row === undefined) {
      throw new AppError('VAULT_LOCKED');
    }
    return row;
  }
}

function openHeads(sealer: JsonSealer, { heads, installationId }: InstallationRow): Promise<Heads> {
  return sealer.open(headsSchema, 'heads', installationId, heads);
}
