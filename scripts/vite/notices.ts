// Writes `licences.txt` beside the app: what is carried inside it, and under which terms.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Listed as a dependency, never bundled: the parts are. */
const NOT_BUNDLED = new Set(['@tensorflow/tfjs']);

interface PackageFacts {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

function readPackage(folder: string): PackageFacts {
  // Our own installed files, of which npm guarantees these fields.
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageFacts;
}

function noticeOf(folder: string): string {
  const { name, version, license } = readPackage(folder);
  const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt']
    .map((text) => join(folder, text))
    .find((path) => existsSync(path));
  const text =
    file === undefined ? `Terms: ${license}, whose text is in this file.` : readFileSync(file, 'utf8').trim();
  return `${name} ${version} (${license})\n\n${text}`;
}

/** Folder of the package that a module belongs to, or `undefined` for one of our own. */
function packageFolder(moduleId: string): string | undefined {
  return /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/?]+)/.exec(moduleId)?.[1];
}

/** Two plugins on one list: `watch` goes into every build of the app, workers among them, `write` into the last. */
export function notices(root: string): { readonly watch: () => Plugin; readonly write: Plugin } {
  const folders = new Set<string>();
  const watch = (): Plugin => ({
    name: 'derush:carried',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        for (const id of chunk.type === 'chunk' ? Object.keys(chunk.modules) : []) {
          const folder = packageFolder(id);
          if (folder !== undefined && existsSync(join(folder, 'package.json'))) {
            folders.add(folder);
          }
        }
      }
    },
  });
  const write: Plugin = {
    name: 'derush:notices',
    enforce: 'post',
    generateBundle() {
      // What is declared is named too, when nothing but its styles or data travels.
      const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
        dependencies: Record<string, string>;
      };
      for (const name of Object.keys(dependencies).filter((declared) => !NOT_BUNDLED.has(declared))) {
        folders.add(join(root, 'node_modules', name));
      }
      const parts = [...folders].map(noticeOf).sort();
      const models = 'Models: see models/models.json for the package, version and licence of each.';
      const own = `Dérush (EUPL-1.2)\n\n${readFileSync(join(root, 'LICENSE'), 'utf8').trim()}`;
      const source = [own, models, ...parts].join(`\n\n${'='.repeat(80)}\n\n`);
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: `${source}\n` });
    },
  };
  return { watch, write };
}
