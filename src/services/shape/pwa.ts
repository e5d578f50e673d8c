// The served shape: module workers, files by fetch from our own origin, a service worker for life without the server.

import AnalysisWorker from '../../../workers/analysis.worker.ts?worker';
import FilmWorker from '../../../workers/film.worker.ts?worker';
import ReaderWorker from '../../../workers/reader.worker.ts?worker';
import SynopsisWorker from '../../../workers/synopsis.worker.ts?worker';
import VaultWorker from '../../../workers/vault.worker.ts?worker';
import { AppError } from '../../contracts/errors.ts';
import type { Shape, WorkerName } from './shape.ts';

const WORKERS: Readonly<Record<WorkerName, new () => Worker>> = {
  analysis: AnalysisWorker,
  film: FilmWorker,
  reader: ReaderWorker,
  synopsis: SynopsisWorker,
  vault: VaultWorker,
};

async function readAppFile(path: string): Promise<ArrayBuffer> {
  const response = await fetch(new URL(path, document.baseURI));
  if (!response.ok) {
    throw new AppError('INTERNAL', { message: `app file ${path}: HTTP ${String(response.status)}` });
  }
  return response.arrayBuffer();
}

async function start(): Promise<void> {
  // Only the build has one; a private window may refuse it, and then there is simply no offline copy.
  if (import.meta.env.PROD && 'serviceWorker' in navigator) {
    await navigator.serviceWorker.register('./service-worker.js', { updateViaCache: 'none' });
  }
}

export const shape: Shape = {
  name: 'pwa',
  start,
  spawnWorker: (name) => new WORKERS[name](),
  readAppFile,
};
