// An Exercice from door to door: real workers, real store, two files, and nothing left behind.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import AnalysisWorker from '../../../workers/analysis.worker.ts?worker';
import ReaderWorker from '../../../workers/reader.worker.ts?worker';
import { defined } from '../../../src/base/assert.ts';
import type { RecordingState, Session } from '../../../src/contracts/session.ts';
import { recordingId, trackId } from '../../../src/domain/ids.ts';
import { openExercise } from '../../../src/services/exercise.ts';
import { DerushDatabase, SEALED_STORES } from '../../../src/storage/database.ts';
import { readWasm } from '../../builders/app-files.ts';
import { openFootage, truthOf } from '../../builders/footage.ts';

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

async function stored(): Promise<ReadonlyMap<string, number>> {
  const database = new DerushDatabase();
  const counts = await Promise.all(
    (['cases', ...SEALED_STORES] as const).map(async (store) => [store, await database[store].count()] as const),
  );
  database.close();
  return new Map(counts);
}

/** Stores that an Exercice leaves empty. */
const OF_A_DOSSIER: ReadonlySet<string> = new Set([
  ...['caseFiles', 'recordings', 'pseudonyms', 'decisions', 'links'],
  ...['seen', 'edits', 'tray', 'shelf'],
]);

const recording = (index: number): RecordingState => defined(session.recordings[index], `recording ${index}`);
const ended = (index: number): Promise<void> =>
  vi.waitFor(
    () => {
      expect(['done', 'failed', 'cancelled']).toContain(recording(index).phase);
    },
    { timeout: 60_000, interval: 50 },
  );

describe('an exercise', () => {
  it(
    'takes files in natural order, analyses them, exports what it found, and leaves nothing',
    { timeout: 120_000 },
    async () => {
      let firstThumbnail: string | undefined;
      session.subscribe(() => {
        const [good] = session.recordings.filter(({ name }) => name === 'cam 10.mp4');
        if (good !== undefined && good.tracks.length > 0) {
          firstThumbnail ??= good.phase;
        }
      });
      const good = await openFootage('baseline-160.mp4');
      session.addFiles([
        new File([good], 'cam 10.mp4'),
        new File([good], 'cam 20.mp4'),
        new File([await openFootage('moov-missing.mp4')], 'cam 9.mp4'),
      ]);
      expect(session.recordings.map(({ name }) => name)).toEqual(['cam 9.mp4', 'cam 10.mp4', 'cam 20.mp4']);
      await ended(2);

      expect(recording(0)).toMatchObject({ phase: 'failed', alerts: [{ code: 'MOOV_MISSING' }] });
      expect(recording(2)).toMatchObject({
        phase: 'failed',
        alerts: [{ code: 'DUPLICATE_FILE', facts: { name: 'cam 10.mp4' } }],
      });
      const done = recording(1);
      expect(done).toMatchObject({
        phase: 'done',
        sha256: truthOf('baseline-160.mp4').sha256,
        media: { container: 'MP4', framesDeclared: 160 },
        result: { framesDecoded: 160, backend: 'wasm' },
      });
      expect(done.tracks).toHaveLength(done.result?.tracks ?? 0);
      expect(firstThumbnail).toBe('analysing');
      expect(new Set([...done.tracks].map(({ pseudonym }) => pseudonym)).size).toBe(done.tracks.length);
      expect([...done.tracks].every(({ pseudonym }) => /^[PVM]-\d{4}$/.test(pseudonym))).toBe(true);

      const track = defined(done.tracks.at(0), 'track');
      const rows = await session.observations(track.id);
      expect([rows[0]?.ordinal, rows.at(-1)?.ordinal]).toEqual([track.firstOrdinal, track.lastOrdinal]);
      const crop = defined(await session.crop(track.id), 'crop');
      expect((await createImageBitmap(crop)).width).toBeGreaterThan(8);

      const json: unknown = JSON.parse(await (await session.exportResults(done.id)).text());
      expect(json).toMatchObject({ summary: { framesDecoded: 160 }, coverage: done.coverage });
      const still = await session.exportStill(done.id, track.bestOrdinal);
      expect(still.type).toBe('image/png');
      const picture = await createImageBitmap(still);
      expect([picture.width, picture.height]).toEqual([768, 576]);
      expect(await session.measureDecodeOnly(done.id)).toMatchObject({ frames: 160 });
      expect(session.journal.map(({ event }) => event.kind)).toEqual([
        'case-opened',
        ...['recording-hashed', 'recording-refused'],
        ...['recording-hashed', 'analysis-started', 'analysis-ended'],
        ...['recording-hashed', 'recording-refused'],
        ...['results-exported', 'still-exported'],
      ]);

      for (const [store, count] of await stored()) {
        // The working state of a pass goes with its end; the stores of a dossier are not an Exercice's.
        expect(count > 0, store).toBe(store !== 'checkpoints' && !OF_A_DOSSIER.has(store));
      }
      session[Symbol.dispose]();
      await vi.waitFor(
        async () => {
          expect([...(await stored()).values()].every((count) => count === 0)).toBe(true);
        },
        { timeout: 20_000 },
      );
    },
  );

  it('at start wipes what a dead one left, and spares one that is still open', async () => {
    const database = new DerushDatabase();
    await database.cases.put({ id: 'dead', kind: 'exercise' });
    using other = await openExercise();
    const left = (await database.cases.toArray()).map(({ id }) => id);
    database.close();
    expect(left).not.toContain('dead');
    expect(left.sort()).toEqual([session.caseId, other.caseId].sort());
  });

  it('refuses what it does not know, always by a rejected promise', async () => {
    const nobody = recordingId('nobody');
    for (const asked of [
      () => session.openReader(nobody),
      () => session.exportResults(nobody),
      () => session.exportStill(nobody, 1),
      () => session.measureDecodeOnly(nobody),
      () => session.setPaused(nobody, true),
      () => session.cancel(nobody),
      () => session.observations(trackId(nobody, 1)),
      () => session.crop(trackId(nobody, 1)),
    ]) {
      await expect(asked()).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    }
    expect(session.journal.map(({ event }) => event.kind)).toEqual(['case-opened']);
  });
});
