// Builds `src/service-worker.ts` last, with the list of every file that the build wrote.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
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

/** Where the build is written, wherever that is. */
export function serviceWorker(root: string): Plugin {
  let outDir = '';
  return {
    name: 'derush:service-worker',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const files = builtFiles(outDir);
        await build({
          configFile: false,
          root,
          publicDir: false,
          logLevel: 'warn',
          define: {
            __APP_FILES__: JSON.stringify(files.map((file) => (file === 'index.html' ? './' : `./${file}`))),
            __APP_VERSION__: JSON.stringify(versionOf(outDir, files)),
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
