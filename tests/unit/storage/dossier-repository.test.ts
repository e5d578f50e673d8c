// What a dossier keeps beside its results: what was written is read back, nothing else, and sealed in between.

import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { userId } from '../../../src/domain/case/case-file.ts';
import type { TrackDecision } from '../../../src/domain/case/review.ts';
import { recordingId, trackId } from '../../../src/domain/ids.ts';
import { DerushDatabase } from '../../../src/storage/database.ts';
import { DossierRepository } from '../../../src/storage/dossier-repository.ts';
import { createCaseKey } from '../../../src/storage/envelope.ts';
import { KeySealer } from '../../../src/storage/key-sealer.ts';
import { Pseudonyms } from '../../../src/services/pseudonyms.ts';
import { closableCase, START } from '../../builders/cases.ts';

let database: DerushDatabase;
let repository: DossierRepository;
beforeEach(async () => {
  database = new DerushDatabase(`dossier-${crypto.randomUUID()}`);
  repository = new DossierRepository(database, 'case-1', new KeySealer(await createCaseKey()));
});
afterEach(async () => {
  await database.delete();
});

const decision: TrackDecision = {
  ...{ track: trackId(recordingId('r1'), 3), state: 'RETAINED', by: userId('u1'), at: START },
  ...{ finding: 'vu de dos', appreciation: '', motive: undefined },
};

describe('what a dossier keeps', () => {
  it('is its whole file, and nothing that a caller put beside it', async () => {
    const file = closableCase();
    const [user] = file.users;
    const wider = {
      ...file,
      users: [{ ...user, password: 'x' } as (typeof file.users)[number], ...file.users.slice(1)],
    };
    await repository.writeFile(wider);
    expect(await repository.readFile()).toEqual(file);
  });

  it('is sealed: no name and no number lies in clear', async () => {
    await repository.writeFile(closableCase());
    await repository.writeDecision(decision);
    for (const record of [...(await database.caseFiles.toArray()), ...(await database.decisions.toArray())]) {
      expect(new TextDecoder('latin1').decode(record.sealed.data)).not.toMatch(/2026\/000123|Vol|Capitaine|dos|a\.mp4/);
    }
  });

  it('is every decision until it is undone', async () => {
    await repository.writeDecision(decision);
    expect((await repository.readReview()).decisions).toEqual([decision]);
    await repository.deleteDecisions([decision.track]);
    expect((await repository.readReview()).decisions).toEqual([]);
  });

  it('is told apart from what was altered', async () => {
    await repository.writeDecision(decision);
    const [record] = await database.decisions.toArray();
    if (record !== undefined) {
      await database.decisions.put({ ...record, id: 'r1/4' });
    }
    await expect(repository.readReview()).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
  });
});

describe('pseudonyms', () => {
  const place = (seq: number, recording = 'r1') => ({ recordingId: recording, run: 1, seq });

  it('stay with their objects, and go on counting when a case is opened again', async () => {
    const first = new Pseudonyms(repository, await repository.readPseudonyms());
    const given = await first.of(
      place(0),
      new Map([
        [1, 'P'],
        [2, 'V'],
      ]),
    );
    expect([...given]).toEqual([
      [1, 'P-0001'],
      [2, 'V-0001'],
    ]);
    const again = new Pseudonyms(repository, await repository.readPseudonyms());
    expect(
      await again.of(
        place(0),
        new Map([
          [1, 'P'],
          [2, 'V'],
        ]),
      ),
    ).toEqual(given);
    expect([...(await again.of(place(1), new Map([[3, 'P']])))]).toEqual([[3, 'P-0002']]);
  });

  it('never come again, also when their recording was removed', async () => {
    const first = new Pseudonyms(repository, await repository.readPseudonyms());
    await first.of(
      place(0),
      new Map([
        [1, 'P'],
        [2, 'P'],
      ]),
    );
    await repository.deleteRecording('r1', first.highest);
    const again = new Pseudonyms(repository, await repository.readPseudonyms());
    expect([...(await again.of(place(0, 'r2'), new Map([[1, 'P']])))]).toEqual([[1, 'P-0003']]);
  });
});
