// A disk that fills up in the middle of an analysis: it ends with a clear alert, and goes on when there is room again.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import AnalysisWorker from '../../../workers/analysis.worker.ts?worker';
import ReaderWorker from '../../../workers/reader.worker.ts?worker';
import { defined } from '../../../src/base/assert.ts';
import type { RecordingState, Session } from '../../../src/contracts/session.ts';
import { openExercise } from '../../../src/services/exercise.ts';
import { readWasm } from '../../builders/app-files.ts';
import { openFootage } from '../../builders/footage.ts';
import { fillDisk, freeDisk, shrinkDisk } from '../../builders/full-disk.ts';

vi.mock('#shape', () => ({
  shape: {
    name: 'pwa',
    start: () => Promise.resolve(),
    spawnWorker: (name: string) => (name === 'reader' ? new ReaderWorker() : new AnalysisWorker()),
    readAppFile: async (path: string) =>
      path.endsWith('.wasm') ? readWasm() : (await fetch(`/${path}`)).arrayBuffer(),
  },
}));

/** Long enough for commits in the middle: the last one drops the working state, so there is always room for it. */
const FILE = 'vtest.mp4';

let session: Session;
beforeEach(async () => {
  await shrinkDisk();
  session = await openExercise();
});
afterEach(async () => {
  await freeDisk();
  session[Symbol.dispose]();
});

const state = (): RecordingState => defined(session.recordings.at(-1), 'recording');

async function until(phase: RecordingState['phase']): Promise<void> {
  await vi.waitFor(
    () => {
      expect(state().phase).toBe(phase);
    },
    { timeout: 60_000, interval: 50 },
  );
}

async function results(): Promise<unknown> {
  const { id, coverage, result } = state();
  const exported = JSON.parse(await (await session.exportResults(id)).text()) as { readonly tracks: unknown };
  return { coverage, tracks: exported.tracks, framesDecoded: result?.framesDecoded };
}

describe('an analysis whose disk fills up', () => {
  it('keeps what it found, says so, and goes on to the same objects', { timeout: 180_000 }, async () => {
    session.addFiles([await openFootage(FILE)]);
    const stop = session.subscribe(() => {
      if (state().phase === 'analysing' && state().tracks.length > 0) {
        void session.setPaused(state().id, true);
      }
    });
    await until('paused');
    stop();
    await fillDisk();
    await session.setPaused(state().id, false);
    await until('failed');
    expect(state().alerts.map(({ code }) => code)).toEqual(['STORAGE_FULL']);
    const { tracks, progress } = state();
    expect(tracks.length).toBeGreaterThan(0);
    expect(progress?.framesDone).toBeGreaterThan(0);

    await freeDisk();
    session.analyseAgain(state().id, state().settings);
    let first: number | undefined;
    session.subscribe(() => (first ??= state().progress?.framesDone));
    await until('done');
    expect(first).toBeGreaterThan(1);
    expect(state().alerts).toEqual([]);
    const resumed = await results();

    session[Symbol.dispose]();
    session = await openExercise();
    session.addFiles([await openFootage(FILE)]);
    await until('done');
    expect(resumed).toEqual(await results());
  });
});
