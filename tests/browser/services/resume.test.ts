// Workers that die in the middle of an analysis: the same objects, as if nothing had happened.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import AnalysisWorker from '../../../workers/analysis.worker.ts?worker';
import ReaderWorker from '../../../workers/reader.worker.ts?worker';
import { defined } from '../../../src/base/assert.ts';
import type { RecordingState, Session } from '../../../src/contracts/session.ts';
import { openExercise } from '../../../src/services/exercise.ts';
import { readWasm } from '../../builders/app-files.ts';
import { openFootage } from '../../builders/footage.ts';

const spawned: { readonly name: string; readonly worker: Worker }[] = [];

vi.mock('#shape', () => ({
  shape: {
    name: 'pwa',
    start: () => Promise.resolve(),
    spawnWorker: (name: string) => {
      const worker = name === 'reader' ? new ReaderWorker() : new AnalysisWorker();
      spawned.push({ name, worker });
      return worker;
    },
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

function kill(name: string): void {
  const { worker } = defined(
    spawned.findLast((one) => one.name === name),
    name,
  );
  worker.terminate();
  worker.dispatchEvent(new ErrorEvent('error', { message: 'killed' }));
}

/** All results of the footage; `killAt`: frames after which a worker of that name dies, in turn. */
async function results(killAt: readonly (readonly [frames: number, name: string])[]): Promise<unknown> {
  const file = await openFootage('baseline-160.mp4');
  session.addFiles([file]);
  const state = (): RecordingState => defined(session.recordings.at(-1), 'recording');
  const left = [...killAt];
  let lastWords: RecordingState['progress'];
  session.subscribe(() => {
    const [frames, name] = left[0] ?? [];
    const { progress } = state();
    // One that is dead already cannot die: the next death waits until whoever took over has told of frames of its own.
    const resumed = session.journal.filter(({ event }) => event.kind === 'analysis-resumed').length;
    if (
      resumed === killAt.length - left.length &&
      progress !== lastWords &&
      frames !== undefined &&
      name !== undefined &&
      (progress?.framesDone ?? 0) >= frames
    ) {
      left.shift();
      lastWords = progress;
      kill(name);
    }
  });
  await vi.waitFor(
    () => {
      expect(state().phase).toBe('done');
    },
    { timeout: 60_000, interval: 50 },
  );
  expect(left).toEqual([]);
  const { id, coverage, tracks, result, alerts } = state();
  const exported = JSON.parse(await (await session.exportResults(id)).text()) as { readonly tracks: unknown };
  const crops = await Promise.all(
    [...tracks].map(async (track) =>
      Array.from(new Uint8Array(await defined(await session.crop(track.id), 'crop').arrayBuffer())),
    ),
  );
  expect(alerts.map(({ code }) => code)).toEqual(killAt.length > 0 ? ['ANALYSIS_RESUMED'] : []);
  return { coverage, tracks: exported.tracks, crops, framesDecoded: result?.framesDecoded };
}

describe('an analysis whose workers are killed', () => {
  it('ends with the same objects, coverage and thumbnails', { timeout: 180_000 }, async () => {
    const whole = await results([]);
    session[Symbol.dispose]();
    session = await openExercise();
    const deaths = [
      [10, 'analysis'],
      [30, 'reader'],
      [50, 'analysis'],
      [60, 'analysis'],
    ] as const;
    expect(await results(deaths)).toEqual(whole);
    expect(session.journal.filter(({ event }) => event.kind === 'analysis-resumed')).toHaveLength(deaths.length);
  });
});
