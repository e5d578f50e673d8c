// The "clé de dossier" as it comes back: the file that was saved, or the code that was printed.

import { readShareCode } from '../domain/case/share-code.ts';

const SHARE_BYTES = 32;
/** More than any key file: a film is not read to find out that it is none. */
const MOST_BYTES = 16_384;
const CODE = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){13}/i;

/** The share in a file: its bytes alone, or a text in which its code stands. `undefined`: it is no such file. */
export async function readShareFile(file: Blob): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (file.size > MOST_BYTES) {
    return undefined;
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.length === SHARE_BYTES) {
    return bytes;
  }
  const code = CODE.exec(new TextDecoder().decode(bytes));
  return code === null ? undefined : readShareCode(code[0]);
}
