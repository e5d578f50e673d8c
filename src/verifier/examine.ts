// From picked files to what can be said of them: journals verified, documents compared with them.

import { toAppError } from '../contracts/errors.ts';
import { JOURNAL_FILE_SUFFIX, readJournalFile, type ReadJournal } from '../contracts/journal-file.ts';
import { faultOfEvent } from '../contracts/journal-schema.ts';
import type { JournalAccount } from '../domain/journal/account.ts';
import { findAnchors, formatAnchor, type Anchor } from '../domain/journal/anchor.ts';
import { CHAIN_META, metaOf, readDocumentSeal, type DocumentSeal } from '../domain/journal/document-seal.ts';
import { verifyJournal } from '../domain/journal/verify.ts';
import { fingerprintOf, importKey, sha256Of, verifySignature } from './proof.ts';

export interface PickedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A journal and the whole account of it. */
export interface ExaminedJournal {
  readonly name: string;
  readonly journal: ReadJournal;
  readonly account: JournalAccount;
  /** Anchors from outside the file: documents and paper. */
  readonly presented: readonly Anchor[];
  /** First 16 digits of the hash of each public key, by actor. */
  readonly fingerprints: ReadonlyMap<string, string>;
  /** Numbers of entries whose facts this version does not know. */
  readonly unknownFacts: readonly number[];
}

/** A document, as far as it can be judged by the journals at hand. */
export interface ExaminedDocument {
  readonly name: string;
  readonly sha256: string;
  /** Hash that it carries of itself. */
  readonly seal: DocumentSeal | undefined;
  /** Entries that say that it was issued. */
  readonly issuedAt: readonly { readonly chain: string; readonly seq: number; readonly at: string }[];
  readonly anchors: readonly { readonly anchor: Anchor; readonly state: AnchorState }[];
  /** Of which journal it says it speaks. */
  readonly chain: string | undefined;
}

/** `fits`: the journal has this entry with this hash. `none`: no journal is there to compare with. */
export type AnchorState = 'fits' | 'differs' | 'none';

export interface Examination {
  readonly journals: readonly ExaminedJournal[];
  readonly documents: readonly ExaminedDocument[];
  /** Marks typed from paper. */
  readonly paper: readonly { readonly anchor: Anchor; readonly state: AnchorState }[];
  /** Files that claim to be a journal and cannot be read as one. */
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
}

interface Named<T> {
  readonly name: string;
  readonly value: T;
}

interface ReadDocument {
  readonly text: string | undefined;
  readonly anchors: readonly Anchor[];
  readonly chain: string | undefined;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Judges files and the marks that were read from paper. */
export async function examine(files: readonly PickedFile[], paperText: string): Promise<Examination> {
  const journals: Named<ReadJournal>[] = [];
  const documents: Named<ReadDocument>[] = [];
  const refused: { name: string; reason: string }[] = [];
  for (const { name, bytes } of files) {
    if (!name.toLowerCase().endsWith('.json')) {
      documents.push({ name, value: readDocument(name, bytes) });
      continue;
    }
    try {
      journals.push({ name, value: readJournalFile(new TextDecoder().decode(bytes)) });
    } catch (error) {
      const reason = String(toAppError(error).facts['reason'] ?? 'INTERNAL');
      if (reason === 'not-a-journal' && !name.toLowerCase().endsWith(JOURNAL_FILE_SUFFIX)) {
        // Exported results are JSON too: a document, which a journal may know by its hash.
        documents.push({ name, value: readDocument(name, bytes) });
      } else {
        refused.push({ name, reason });
      }
    }
  }
  const paper = findAnchors(paperText);
  const found = journals.map(({ value }) => value);
  const claims = [...documents.map(({ value }) => value), { anchors: paper, chain: undefined }];
  const examined = await Promise.all(
    journals.map(({ name, value }) => examineJournal(name, value, presentedTo(value, found, claims))),
  );
  return {
    journals: examined,
    documents: await Promise.all(documents.map(({ name, value }) => examineDocument(name, value, found))),
    paper: paper.map((anchor) => ({ anchor, state: stateOf(anchor, undefined, found) })),
    refused,
  };
}

function readDocument(name: string, bytes: Uint8Array<ArrayBuffer>): ReadDocument {
  if (!/\.(?:html?|txt|md)$/i.test(name)) {
    return { text: undefined, anchors: [], chain: undefined, bytes };
  }
  const text = new TextDecoder().decode(bytes);
  // Attributes hold pictures as base64, in which anything can be read.
  const words = text.replaceAll(/<[^>]*>/g, '');
  return { text, anchors: findAnchors(words), chain: metaOf(text, CHAIN_META), bytes };
}

/** Anchors to hold against a journal: those that it bears out, and those that no other journal at hand does. */
function presentedTo(
  journal: ReadJournal,
  journals: readonly ReadJournal[],
  claims: readonly Pick<ReadDocument, 'anchors' | 'chain'>[],
): Anchor[] {
  return claims.flatMap(({ anchors, chain }) =>
    chain !== undefined && chain !== journal.chain
      ? []
      : anchors.filter((anchor) => {
          const others = journals.filter((other) => other !== journal);
          return fits(anchor, journal) || !others.some((other) => fits(anchor, other));
        }),
  );
}

function fits({ seq, head }: Anchor, { entries }: ReadJournal): boolean {
  return entries.some((entry) => entry.seq === seq && entry.hash.startsWith(head));
}

function stateOf(anchor: Anchor, chain: string | undefined, journals: readonly ReadJournal[]): AnchorState {
  const concerned = journals.filter((journal) => chain === undefined || journal.chain === chain);
  if (concerned.length === 0) {
    return 'none';
  }
  return concerned.some((journal) => fits(anchor, journal)) ? 'fits' : 'differs';
}

async function examineJournal(
  name: string,
  journal: ReadJournal,
  presented: readonly Anchor[],
): Promise<ExaminedJournal> {
  const keys: Record<string, CryptoKey> = {};
  const fingerprints = new Map<string, string>();
  for (const [actor, text] of Object.entries(journal.keys)) {
    const key = await importKey(text);
    if (key !== undefined) {
      keys[actor] = key;
      fingerprints.set(actor, await fingerprintOf(text));
    }
  }
  // What the file says of its own anchors counts for its end only: whoever rewrites a file rewrites them too.
  const own = journal.anchors.map((anchor): Anchor => ({ ...anchor, source: 'EXPORT' }));
  const { chain, entries, checkpoints, malformed } = journal;
  const anchors = [...presented, ...own];
  const means = { hash: sha256Of, verifySignature };
  return {
    name,
    journal,
    account: await verifyJournal(entries, { chain, keys, anchors, checkpoints, malformed, ...means }),
    presented: [...new Map(presented.map((anchor) => [formatAnchor(anchor), anchor])).values()],
    fingerprints,
    unknownFacts: entries.filter(({ event }) => faultOfEvent(event) !== undefined).map(({ seq }) => seq),
  };
}

async function examineDocument(
  name: string,
  { text, anchors, chain, bytes }: ReadDocument,
  journals: readonly ReadJournal[],
): Promise<ExaminedDocument> {
  const sha256 = await sha256Of(bytes);
  const seal = text === undefined ? undefined : await readDocumentSeal(text, sha256Of);
  const known = new Set<unknown>(seal?.isIntact === true ? [sha256, seal.stated] : [sha256]);
  return {
    name,
    sha256,
    seal,
    issuedAt: journals.flatMap(({ entries }) =>
      entries
        .filter(({ event }) => event.kind !== 'recording-hashed' && known.has(event['sha256']))
        .map(({ chain: journal, seq, at }) => ({ chain: journal, seq, at })),
    ),
    anchors: anchors.map((anchor) => ({ anchor, state: stateOf(anchor, chain, journals) })),
    chain,
  };
}
