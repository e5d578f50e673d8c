// A document as it leaves the tool: its text, its page, and the hash that it carries of itself.

import type { DocumentModel } from '../domain/documents/model.ts';
import { toPage } from '../domain/documents/page.ts';
import { toText } from '../domain/documents/text.ts';
import { sealDocument } from '../domain/journal/document-seal.ts';
import { hashOf } from './exports.ts';

export interface DrawnUp {
  readonly fileName: string;
  readonly text: string;
  readonly html: string;
  /** Of the page, its own hash blank. */
  readonly sha256: string;
}

const hashText = (text: string): Promise<string> => hashOf(new Blob([text]));

/** The same model gives the same bytes. `name`: of the file, without ending; nothing of the case stands in it. */
export async function drawUp(model: DocumentModel, name: string): Promise<DrawnUp> {
  const page = await sealDocument(await toPage(model, hashText), hashText);
  const text = await sealDocument(toText(model), hashText);
  return { fileName: `${name}.html`, text: text.text, html: page.text, sha256: page.sha256 };
}
