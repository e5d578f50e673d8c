// The search in a drawn zone through the services and the real workers: on a recording that waits, and beside an analysis.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import AnalysisWorker from '../../../workers/analysis.worker.ts?worker';
import ReaderWorker from '../../../workers/reader.worker.ts?worker';
import { defined } from '../../../src/base/assert.ts';
import type { MotionDemand } from '../../../src/contracts/motion-search.ts';
import type { RecordingState, Session } from '../../../src/contracts/session.ts';
import { exactReads, momentsOf, USUAL_MOTION } from '../../../src/domain/motion-search/moments.ts';
import { joinedRows, mergedRows, type MotionRows } from '../../../src/domain/motion-search/rows.ts';
import { openExercise } from '../../../src/services/exercise.ts';
import { readWasm } from '../../builders/app-files.ts';
import { openFootage } from '../../builders/footage.ts';

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

const recording = (index: number): RecordingState => defined(session.recordings[index], `recording ${index}`);
const phase = (index: number, wanted: RecordingState['phase']): Promise<void> =>
  vi.waitFor(
    () => {
      expect(recording(index).phase).toBe(wanted);
    },
    { timeout: 60_000, interval: 20 },
  );

/** Around what is put down at ordinal 121 and taken away at 321. */
const DEMAND: MotionDemand = {
  ...{ question: 'appeared', reference: 200, pictures: 'keys', lastsUs: USUAL_MOTION.lastsUs },
  span: { fromOrdinal: 1, toOrdinal: 480 },
  zone: [
    { x: 148 / 384, y: 148 / 288 },
    { x: 172 / 384, y: 148 / 288 },
    { x: 172 / 384, y: 182 / 288 },
    { x: 148 / 384, y: 182 / 288 },
  ],
};

async function ask(index: number, demand: MotionDemand, abort = new AbortController()): Promise<MotionRows> {
  const parts: MotionRows[] = [];
  await session.searchMotion(recording(index).id, demand, ({ rows }) => void parts.push(rows), abort.signal);
  return joinedRows(parts);
}

async function firstOf(index: number): Promise<number | undefined> {
  const coarse = await ask(index, DEMAND);
  const timeOf = (ordinal: number): number => recording(index).table?.us[ordinal - 1] ?? 0;
  const find = (rows: MotionRows) => momentsOf(rows, 'appeared', USUAL_MOTION, timeOf, DEMAND.reference);
  const reads = exactReads(coarse, find(coarse), USUAL_MOTION, timeOf);
  return find(mergedRows(coarse, await ask(index, { ...DEMAND, reads })))[0]?.from.first;
}

describe('the search in a drawn zone', () => {
  it('opens a recording that waits, and runs beside the analysis of another without stopping it', async () => {
    session.addFiles([await openFootage('high-160.mp4'), await openFootage('put-down.mp4')]);
    await phase(0, 'analysing');
    expect(recording(1).table).toBeUndefined();
    expect(await firstOf(1)).toBe(121);
    await phase(0, 'done');
    expect(recording(0).result).toMatchObject({ framesDecoded: 160, cancelled: false });
  });

  it('shares the reader of a recording that is being analysed', async () => {
    session.addFiles([await openFootage('put-down.mp4')]);
    await phase(0, 'analysing');
    expect(await firstOf(0)).toBe(121);
    await phase(0, 'done');
    expect(recording(0).result).toMatchObject({ framesDecoded: 480, cancelled: false });
  });

  it('stops when it is told to, and can be asked again', async () => {
    session.addFiles([await openFootage('put-down.mp4')]);
    await phase(0, 'analysing');
    const abort = new AbortController();
    const { id } = recording(0);
    const answer = await session.searchMotion(
      id,
      { ...DEMAND, pictures: 'all' },
      () => {
        abort.abort();
      },
      abort.signal,
    );
    expect(answer.isStopped).toBe(true);
    expect(answer.compared).toBeLessThan(480);
    expect(await firstOf(0)).toBe(121);
  });
});
