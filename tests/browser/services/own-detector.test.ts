// A detector of the service in a whole session: refused in words and in the journal, or tried, chosen and used.

import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import AnalysisWorker from '../../../workers/analysis.worker.ts?worker';
import ReaderWorker from '../../../workers/reader.worker.ts?worker';
import type { ModelBytes } from '../../../src/contracts/model.ts';
import type { Session } from '../../../src/contracts/session.ts';
import { openExercise } from '../../../src/services/exercise.ts';
import { readModel, readWasm } from '../../builders/app-files.ts';
import { openFootage } from '../../builders/footage.ts';
import { pickedFiles, tinyModel } from '../../builders/tiny-model.ts';

vi.mock('#shape', () => ({
  shape: {
    name: 'pwa',
    start: () => Promise.resolve(),
    spawnWorker: (name: string) => (name === 'reader' ? new ReaderWorker() : new AnalysisWorker()),
    readAppFile: async (path: string) =>
      path.endsWith('.wasm') ? readWasm() : (await fetch(`/${path}`)).arrayBuffer(),
  },
}));

let session: Session;
beforeEach(async () => {
  session = await openExercise();
});
afterEach(() => {
  session[Symbol.dispose]();
});

const journal = (): unknown[] => session.journal.map(({ event }) => event);

/** The app's own detector as a service would bring it. */
async function renamed(): Promise<ModelBytes> {
  const { entry, files } = await readModel('centernet');
  const { input, outputs, files: listed, classes } = entry;
  return {
    entry: { id: 'service', version: '1', licence: 'MIT', input, outputs, files: listed, classes, labels: classes },
    files,
  };
}

it('a detector with one other byte, or with other outputs than it says, is refused', async () => {
  const picked = pickedFiles(await tinyModel());
  const altered = await Promise.all(
    picked.map(async (file) => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      bytes[40] = (bytes[40] ?? 0) ^ 1;
      return file.name.endsWith('.bin') ? new File([bytes], file.name) : file;
    }),
  );
  await expect(session.addDetector(altered)).rejects.toMatchObject({
    code: 'MODEL_REFUSED',
    facts: { reason: 'hash' },
  });
  const outputs = { kind: 'boxes', boxes: 'scores', scores: 'boxes', format: 'xyxy', unit: 'pixel' } as const;
  await expect(session.addDetector(pickedFiles(await tinyModel({ outputs })))).rejects.toMatchObject({
    code: 'MODEL_REFUSED',
    facts: { reason: 'output-shape' },
  });
  expect(journal()).toEqual([
    { kind: 'case-opened' },
    { kind: 'model-refused', model: 'tiny', code: 'MODEL_REFUSED', reason: 'hash' },
    { kind: 'model-refused', model: 'tiny', code: 'MODEL_REFUSED', reason: 'output-shape' },
  ]);
  expect(session.detectors.some(({ isOwn }) => isOwn)).toBe(false);
  expect(session.detectorChoice).toBe('centernet');
});

it('a detector that is as it says finds what there is to find', { timeout: 120_000 }, async () => {
  const own = await renamed();
  await session.addDetector(pickedFiles(own));
  expect(session.detectorChoice).toBe('service');
  expect(journal().at(-1)).toEqual({
    kind: 'model-added',
    model: 'service',
    sha256: own.entry.files.map(({ sha256 }) => sha256),
  });
  session.addFiles([await openFootage('baseline-160.mp4')]);
  await vi.waitFor(
    () => {
      expect(session.recordings[0]?.phase).toBe('done');
    },
    { timeout: 100_000, interval: 100 },
  );
  expect([...(session.recordings[0]?.tracks ?? [])].some(({ objectClass }) => objectClass === 'person')).toBe(true);
  expect(journal()).toContainEqual(expect.objectContaining({ kind: 'analysis-started', model: 'service' }));
});
