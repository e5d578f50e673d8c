// A disk that is full in the middle of writing: nothing half written, nothing lost, and it goes on when there is room.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { CaseRepository, type PassState } from '../../../src/storage/case-repository.ts';
import type { AnalysisChunk } from '../../../src/storage/chunk-codec.ts';
import { DerushDatabase } from '../../../src/storage/database.ts';
import { createCaseKey } from '../../../src/storage/envelope.ts';
import { KeySealer } from '../../../src/storage/key-sealer.ts';
import { TrackIndex } from '../../../src/storage/track-index.ts';
import { manyTracks } from '../../builders/many-tracks.ts';
import { fillDisk, freeDisk, shrinkDisk } from '../../builders/full-disk.ts';

const chunks = [...manyTracks({ tracks: 600, samples: 40, recordings: 1 })].map(({ chunk }) => chunk);
const crop = (letter: string) => ({ type: 'image/webp', bytes: new TextEncoder().encode(letter) });
const stateAt = (text: string): PassState => ({
  checkpoint: new TextEncoder().encode(text),
  account: { scenes: [], sceneEvents: [], envelope: undefined },
});

let database: DerushDatabase;
let repository: CaseRepository;
let index: TrackIndex;
beforeEach(async () => {
  await shrinkDisk();
  database = new DerushDatabase('full-disk');
  const sealer = new KeySealer(await createCaseKey());
  repository = new CaseRepository(database, 'case', sealer);
  index = new TrackIndex(database, 'case', sealer);
});
afterEach(async () => {
  await freeDisk();
  await database.delete();
});

const write = (chunk: AnalysisChunk | undefined, letter: string): Promise<void> =>
  chunk === undefined
    ? Promise.reject(new Error('no chunk'))
    : repository.writeChunk('rec', { chunk, crops: new Map([[1, crop(letter)]]) }, stateAt(letter));

const written = async () => ({
  chunks: await database.chunks.count(),
  crop: new TextDecoder().decode((await repository.readCrop('rec', 1))?.bytes),
  checkpoint: new TextDecoder().decode(await repository.readCheckpoint('rec')),
});

describe('a full disk', () => {
  it('is told as such, leaves what was written as it was, and takes the rest when there is room again', async () => {
    await write(chunks[0], 'a');
    await fillDisk();
    await expect(write(chunks[1], 'b')).rejects.toMatchObject({ code: 'STORAGE_FULL' });
    await expect(repository.writeState('rec', stateAt('c'.repeat(100_000)))).rejects.toMatchObject({
      code: 'STORAGE_FULL',
    });
    expect(await written()).toEqual({ chunks: 1, crop: 'a', checkpoint: 'a' });
    expect((await repository.readChunk('rec', 0))?.summaries).toHaveLength(chunks[0]?.summaries.length ?? 0);
    await freeDisk();
    await write(chunks[1], 'b');
    expect(await written()).toEqual({ chunks: 2, crop: 'b', checkpoint: 'b' });
  });

  it('keeps the objects of a case readable, without a stored index', async () => {
    await write(chunks[0], 'a');
    await index.update('rec');
    await write(chunks[1], 'b');
    await fillDisk();
    await expect(index.update('rec')).rejects.toMatchObject({ code: 'STORAGE_FULL' });
    const [before] = await index.read(['rec']);
    expect(before?.number).toHaveLength(560);
    await freeDisk();
    await index.update('rec');
    expect(await index.read(['rec'])).toEqual([before]);
  });
});
