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

/** Text to scan: base64 is opened first, because letters in it mean nothing. */
function textOf(path: string): string {
  const text = readFileSync(path, 'utf8');
  return text.replaceAll(/"([^"]+)":"([A-Za-z0-9+/=]{64,})"/g, (_whole, name: string, base64: string) =>
    TEXT.test(name) ? `"${name}":${Buffer.from(base64, 'base64').toString('utf8')}` : `"${name}"`,
  );
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
