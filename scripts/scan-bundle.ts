// Fails when a built file contains what the product may never carry. Run after `npm run build`.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scanText } from './lib/bundle-rules.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const TEXT = /\.(?:js|css|html|json|webmanifest|svg|txt)$/;
/** Texts of licences name their authors and their pages. */
const NOTICES = 'licences.txt';
/** Weights, WebAssembly, fonts and icons: no text to read. Any other kind of file is a surprise. */
const BINARY = /\.(?:bin|wasm|woff2|png)$/;

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Text to scan: base64 (`"name":"…"`) is opened first, because letters in it mean nothing. */
function textOf(path: string): string {
  const parts = readFileSync(path, 'utf8').split('"');
  // A search for what is not base64: a pattern for ten million letters in a row would exhaust the stack.
  const isBase64 = (part: string): boolean => part.length >= 64 && !/[^A-Za-z0-9+/=]/.test(part);
  return parts
    .map((part, index) => {
      if (parts[index - 1] !== ':' || !isBase64(part)) {
        return part;
      }
      return TEXT.test(parts[index - 2] ?? '') ? Buffer.from(part, 'base64').toString('utf8') : '';
    })
    .join('"');
}

function scanFile(path: string): string[] {
  const name = relative(root, path);
  if (basename(path) === NOTICES) {
    return [];
  }
  if (TEXT.test(path)) {
    return scanText(textOf(path)).map(({ rule, text }) => `${name}: ${rule}: ${text}`);
  }
  return BINARY.test(path) ? [] : [`${name}: unknown kind of file`];
}

const folders = ['dist', 'dist-usb'].map((name) => join(root, name));
const absent = folders.filter((folder) => !existsSync(folder));
const findings =
  absent.length > 0 ? absent.map((folder) => `${folder}: missing`) : folders.flatMap(filesOf).flatMap(scanFile);
for (const finding of findings) {
  console.error(finding);
}
console.error(`bundle scan: ${findings.length} findings`);
process.exitCode = findings.length === 0 ? 0 : 1;
