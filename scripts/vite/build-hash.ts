// The fingerprint of a build: SHA-256 of everything that it is made of, the same for both shapes.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What a build is made of, from the root of the repository. */
const PARTS = ['src', 'workers', 'public', 'index.html', 'package.json', 'package-lock.json', 'vite.config.ts'];

/** Hexadecimal. Of the hash and the name of each file, in the order of their names. */
export function buildHash(root: string): string {
  const files = PARTS.flatMap((part) => filesOf(join(root, part))).map((path) => ({
    path,
    name: relative(root, path).replaceAll('\\', '/'),
  }));
  const hash = createHash('sha256');
  for (const { path, name } of files.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    hash.update(`${createHash('sha256').update(readFileSync(path)).digest('hex')}  ${name}\n`);
  }
  return hash.digest('hex');
}

function filesOf(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? filesOf(join(path, entry.name)) : [join(path, entry.name)],
    );
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') {
      return [path];
    }
    throw error;
  }
}
