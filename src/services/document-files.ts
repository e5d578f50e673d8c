// Documents as files: their hash, and names that say nothing of a case, because the browser keeps them.

import type { IssuedDocument } from '../contracts/dossier.ts';
import { hashOf } from './exports.ts';

export const hashText = (text: string): Promise<string> => hashOf(new Blob([text]));

/** `derush-report-1a2b3c4d.html` */
export function documentName(kind: IssuedDocument['kind'], sha256: string): string {
  return `derush-${kind.toLowerCase()}-${sha256.slice(0, 8)}.html`;
}
