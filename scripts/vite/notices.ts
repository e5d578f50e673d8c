// Writes `licences.txt` beside the app: what is carried inside it, and under which terms.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Listed as a dependency, never bundled: the parts are. */
const NOT_BUNDLED = new Set(['@tensorflow/tfjs']);

interface PackageFacts {
  readonly version: string;
  readonly license: string;
}

function readPackage(folder: string): PackageFacts {
  // Our own installed files, of which npm guarantees these two fields.
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageFacts;
}

function noticeOf(root: string, name: string): string {
  const folder = join(root, 'node_modules', name);
  const { version, license } = readPackage(folder);
  const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt']
    .map((text) => join(folder, text))
    .find((path) => existsSync(path));
  const text =
    file === undefined ? `Terms: ${license}, whose text is in this file.` : readFileSync(file, 'utf8').trim();
  return `${name} ${version} (${license})\n\n${text}`;
}

export function notices(root: string): Plugin {
  return {
    name: 'derush:notices',
    generateBundle() {
      const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
        dependencies: Record<string, string>;
      };
      const parts = Object.keys(dependencies)
        .filter((name) => !NOT_BUNDLED.has(name))
        .map((name) => noticeOf(root, name));
      const models = 'Models: see models/models.json for the package, version and licence of each.';
      const own = `Dérush (EUPL-1.2)\n\n${readFileSync(join(root, 'LICENSE'), 'utf8').trim()}`;
      const source = [own, models, ...parts].join(`\n\n${'='.repeat(80)}\n\n`);
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: `${source}\n` });
    },
  };
}
