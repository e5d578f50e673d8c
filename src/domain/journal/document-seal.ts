// How a document carries its own hash: the hash is that of the document with blanks in its place.

import type { HashText } from './chain.ts';

/** Stands in a document wherever its own hash will be printed. */
export const DIGEST_BLANK = 'x'.repeat(64);

/** Name of the `<meta>` of a page that says its own hash, and of the one that says of which journal it speaks. */
export const DIGEST_META = 'derush-sha256';
export const CHAIN_META = 'derush-chain';

/** Says in the words of a document where its hash is, and how to find it again. */
export const SEAL_WORDS =
  'Empreinte SHA-256 du document (calculée avec 64 fois la lettre x à la place de l’empreinte) : ';

/** Writes a document's own hash into its blanks. */
export async function sealDocument(
  text: string,
  hash: HashText,
): Promise<{ readonly text: string; readonly sha256: string }> {
  const sha256 = await hash(text);
  return { text: text.replaceAll(DIGEST_BLANK, sha256), sha256 };
}

export interface DocumentSeal {
  /** What the document says its hash is. */
  readonly stated: string;
  readonly isIntact: boolean;
}

/** The hash that a document carries of itself: named in its head, else the last one in it. `undefined`: it carries none. */
export async function readDocumentSeal(text: string, hash: HashText): Promise<DocumentSeal | undefined> {
  const named = metaOf(text, DIGEST_META) ?? saidOf(text);
  const stated = named ?? [...text.matchAll(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g)].at(-1)?.[0];
  if (stated === undefined) {
    return undefined;
  }
  const isIntact = /^[0-9a-f]{64}$/.test(stated) && (await hash(text.replaceAll(stated, DIGEST_BLANK))) === stated;
  // The last hash of a document that does not say which one is its own may be that of a recording.
  return isIntact || named !== undefined ? { stated, isIntact } : undefined;
}

/** What stands after the words that announce it: the form of a document as plain text. */
function saidOf(text: string): string | undefined {
  const at = text.lastIndexOf(SEAL_WORDS);
  return at < 0
    ? undefined
    : text
        .slice(at + SEAL_WORDS.length)
        .trim()
        .slice(0, 64);
}

/** Content of a `<meta>` of a page written by the application; `undefined` where there is none. */
export function metaOf(page: string, name: string): string | undefined {
  return new RegExp(`<meta name="${name}" content="([^"]*)"`).exec(page)?.[1];
}
