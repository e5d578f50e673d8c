// The boxes of one object are read from the commits that hold some of its time, not from all.

import { describe, expect, it } from 'vitest';

import { USUAL_SETTINGS } from '../../../src/contracts/analysis.ts';
import { AppError } from '../../../src/contracts/errors.ts';
import { recordingId } from '../../../src/domain/ids.ts';
import { Pseudonyms } from '../../../src/services/pseudonyms.ts';
import { Recording, type RecordingSeed } from '../../../src/services/recording.ts';
import type { CaseRepository } from '../../../src/storage/case-repository.ts';
import { manyTracks } from '../../builders/many-tracks.ts';

const PLANNED = [...manyTracks({ tracks: 1400, samples: 4, recordings: 1 })];

it('reads the boxes of an object from the commits of its own time, all of them and no other', async () => {
  const id = PLANNED[0]?.recordingId;
  if (id === undefined) {
    throw new Error('no commit');
  }
  const reads: number[] = [];
  const readChunk = (_: string, seq: number) => {
    reads.push(seq);
    return Promise.resolve(PLANNED[seq]?.chunk);
  };
  const repository = { readChunk } as Partial<CaseRepository> as CaseRepository;
  const seed = { id, name: 'a.mp4', path: 'a.mp4', sizeBytes: 1, settings: USUAL_SETTINGS };
  const recording = new Recording(seed, undefined, new Pseudonyms(), () => undefined);
  await recording.readNewChunks(repository);
  expect(PLANNED.length).toBeGreaterThan(4);
  for (const number of [1, 290, 700, 1400]) {
    const wanted = PLANNED.flatMap(({ chunk }) => chunk.observations.filter(({ track }) => track === number));
    reads.length = 0;
    const rows = await recording.observations(repository, number);
    expect(rows.map(({ ordinal }) => ordinal)).toEqual(wanted.map(({ ordinal }) => ordinal).sort((a, b) => a - b));
    expect(rows.length).toBeGreaterThan(0);
    expect(reads.length).toBeLessThanOrEqual(2);
  }
});

describe('pictures of a recording that was never opened', () => {
  const seedOf = (): RecordingSeed => ({
    ...{ id: recordingId('r-1'), name: 'a.mp4', path: 'a.mp4', sizeBytes: 1, settings: USUAL_SETTINGS },
  });
  const recordingOf = (file: File | undefined): Recording =>
    new Recording(seedOf(), file, new Pseudonyms(), () => undefined);
  const codeOf = (recording: Recording): unknown => {
    try {
      return recording.media;
    } catch (error) {
      return error instanceof AppError ? error.code : error;
    }
  };

  it('are refused as waiting, not as a value that is wrong', () => {
    expect(codeOf(recordingOf(new File(['x'], 'a.mp4')))).toBe('FILE_WAITING');
  });

  it('are refused for want of the file where it has none', () => {
    expect(codeOf(recordingOf(undefined))).toBe('FILE_ABSENT');
  });

  it('are refused for the reason why it could not be opened', () => {
    const recording = recordingOf(new File(['x'], 'a.mp4'));
    recording.update({ phase: 'failed' });
    recording.alert(new AppError('MOOV_MISSING').toAlert());
    expect(codeOf(recording)).toBe('MOOV_MISSING');
  });
});
