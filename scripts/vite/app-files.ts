// The app's own data files: models and the WebAssembly program of TensorFlow.js.
// Served shape: plain files. USB shape: base64 in one classic script, because `file://` cannot fetch.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import type { Plugin } from 'vite';

/** Single-thread SIMD only: threads need isolation that `file://` lacks, and both shapes must agree. */
const WASM_NAME = 'tfjs-backend-wasm-simd.wasm';

/** Classic script of the USB shape that fills `globalThis.derushAppFiles`. */
export const APP_FILES_SCRIPT = 'assets/app-files.js';

function wasmSource(): string {
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
  return join(dirname(entry), 'dist', WASM_NAME);
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

interface Listed {
  readonly default: string;
  readonly models: readonly { readonly id: string; readonly files: readonly { readonly path: string }[] }[];
}

/** Path in the build folder → path on disk. A build without its default model is refused: it could never analyse. */
function appFiles(root: string): Map<string, string> {
  const publicFolder = join(root, 'public');
  const files = new Map([[`wasm/${WASM_NAME}`, wasmSource()]]);
  for (const path of filesUnder(join(publicFolder, 'models'))) {
    files.set(relative(publicFolder, path).split(sep).join('/'), path);
  }
  const manifest = files.get('models/models.json');
  if (manifest === undefined) {
    throw new Error('public/models/models.json is missing');
  }
  for (const path of defaultFiles(manifest)) {
    if (!files.has(path)) {
      throw new Error(`public/${path} is missing: run "npm run models" first`);
    }
  }
  return files;
}

/** The list, and every file of its default model. */
function defaultFiles(manifest: string): string[] {
  // Our own file, which the app checks field by field when it starts.
  const list = JSON.parse(readFileSync(manifest, 'utf8')) as Listed;
  const model = list.models.find(({ id }) => id === list.default);
  return ['models/models.json', ...(model?.files ?? []).map(({ path }) => `models/${path}`)];
}

/** Base64 entries of a JavaScript object. */
function entriesOf(files: ReadonlyMap<string, string>): string {
  return [...files]
    .map(([name, path]) => `${JSON.stringify(name)}:"${readFileSync(path).toString('base64')}"`)
    .join(',\n');
}

/** Served shape: `public/` is copied as it is, only the WebAssembly program has to be added. */
export function servedAppFiles(root: string): Plugin {
  return {
    name: 'derush:app-files',
    generateBundle() {
      const wasm = appFiles(root).get(`wasm/${WASM_NAME}`) ?? wasmSource();
      this.emitFile({ type: 'asset', fileName: `wasm/${WASM_NAME}`, source: readFileSync(wasm) });
    },
    configureServer(server) {
      server.middlewares.use(`/wasm/${WASM_NAME}`, (_request, response) => {
        response.setHeader('Content-Type', 'application/wasm');
        response.end(readFileSync(wasmSource()));
      });
    },
  };
}

/**
 * USB shape: what is always needed in one classic script; a model that is not the default one in scripts of its own,
 * which are read when it is chosen; the icons beside them.
 */
export function usbAppFiles(root: string): Plugin {
  return {
    name: 'derush:app-files-usb',
    generateBundle() {
      const all = appFiles(root);
      const first = new Set(defaultFiles(all.get('models/models.json') ?? ''));
      const isFirst = (name: string): boolean => first.has(name) || !name.startsWith('models/');
      const source = `globalThis.derushAppFiles={${entriesOf(new Map([...all].filter(([name]) => isFirst(name))))}};\n`;
      this.emitFile({ type: 'asset', fileName: APP_FILES_SCRIPT, source });
      for (const [name, path] of all) {
        if (!isFirst(name)) {
          const part = `Object.assign(globalThis.derushAppFiles,{${entriesOf(new Map([[name, path]]))}});\n`;
          this.emitFile({ type: 'asset', fileName: `assets/${name.replaceAll('/', '-')}.js`, source: part });
        }
      }
      for (const path of filesUnder(join(root, 'public', 'icons'))) {
        const fileName = relative(join(root, 'public'), path).split(sep).join('/');
        this.emitFile({ type: 'asset', fileName, source: readFileSync(path) });
      }
    },
  };
}
