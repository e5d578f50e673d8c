// The folder opened by double click: classic `blob:` workers carried by the script itself, files from a base64 map.

import AnalysisWorker from '../../../workers/analysis.worker.ts?worker&inline';
import FilmWorker from '../../../workers/film.worker.ts?worker&inline';
import ReaderWorker from '../../../workers/reader.worker.ts?worker&inline';
import SynopsisWorker from '../../../workers/synopsis.worker.ts?worker&inline';
import VaultWorker from '../../../workers/vault.worker.ts?worker&inline';
import { AppError } from '../../contracts/errors.ts';
import type { Shape, WorkerName } from './shape.ts';

const WORKERS: Readonly<Record<WorkerName, new () => Worker>> = {
  analysis: AnalysisWorker,
  film: FilmWorker,
  reader: ReaderWorker,
  synopsis: SynopsisWorker,
  vault: VaultWorker,
};

/** The map filled by `assets/app-files.js`, a classic script that runs before this one, and by parts read later. */
function base64Of(path: string): string | undefined {
  const files: unknown = Reflect.get(globalThis, 'derushAppFiles');
  if (typeof files !== 'object' || files === null || !Object.hasOwn(files, path)) {
    return undefined;
  }
  const value: unknown = Reflect.get(files, path);
  return typeof value === 'string' ? value : undefined;
}

/** Runs the script that carries one file; whether there is one. */
function loadPart(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const script = document.createElement('script');
    script.src = `./assets/${path.replaceAll('/', '-')}.js`;
    const end = (isThere: boolean): void => {
      script.remove();
      resolve(isThere);
    };
    script.addEventListener('load', () => {
      end(true);
    });
    script.addEventListener('error', () => {
      end(false);
    });
    document.head.append(script);
  });
}

async function readAppFile(path: string): Promise<ArrayBuffer> {
  const base64 = base64Of(path) ?? ((await loadPart(path)) ? base64Of(path) : undefined);
  if (base64 === undefined) {
    throw new AppError('INTERNAL', { message: `app file ${path} is not in this build` });
  }
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) {
    bytes[i] = text.charCodeAt(i);
  }
  return bytes.buffer;
}

export const shape: Shape = {
  name: 'usb',
  start: () => Promise.resolve(),
  spawnWorker: (name) => new WORKERS[name](),
  readAppFile,
};
