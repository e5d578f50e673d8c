// A document in the forms in which it leaves the tool, with the hash that stands for it.

import type { HashText } from '../journal/chain.ts';
import { sealDocument } from '../journal/document-seal.ts';
import type { DocumentModel } from './model.ts';
import { toPage } from './page.ts';
import { isSealed, toText } from './text.ts';

export interface Issued {
  readonly text: string;
  readonly html: string;
  /** The hash that the page carries of itself; of a mention, which carries none, that of its text. */
  readonly sha256: string;
}

/** Text and page of a document. The same document gives the same bytes. */
export async function issueDocument(model: DocumentModel, hash: HashText): Promise<Issued> {
  const page = await sealDocument(await toPage(model, hash), hash);
  const { text } = await sealDocument(toText(model), hash);
  return { text, html: page.text, sha256: isSealed(model) ? page.sha256 : await hash(text) };
}
