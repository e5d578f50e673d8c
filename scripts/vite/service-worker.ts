// Builds `src/service-worker.ts` last, with the list of every file that the build wrote.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build, type Plugin } from 'vite';

const OUTPUT = 'service-worker.js';

/** Every built file but the service worker itself, sorted, with `/` separators. */
function builtFiles(outDir: string): string[] {
  return readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(outDir, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((name) => name !== OUTPUT)
    .sort();
}

/** One hash over names and contents: another byte anywhere is another cache. */
function versionOf(outDir: string, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(outDir, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

export function serviceWorker(root: string, outDir: string): Plugin {
  return {
    name: 'derush:service-worker',
    apply: 'build',
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const folder = join(root, outDir);
        const files = builtFiles(folder);
        await build({
          configFile: false,
          root,
          publicDir: false,
          logLevel: 'warn',
          define: {
            __APP_FILES__: JSON.stringify(files.map((file) => (file === 'index.html' ? './' : `./${file}`))),
            __APP_VERSION__: JSON.stringify(versionOf(folder, files)),
          },
          build: {
            outDir,
            emptyOutDir: false,
            target: 'es2023',
            rolldownOptions: {
              input: join(root, 'src/service-worker.ts'),
              output: { entryFileNames: OUTPUT, format: 'iife' },
            },
          },
        });
      },
    },
  };
}
