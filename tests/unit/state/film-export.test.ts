// The film of a synopsis as a person sees it: written, stopped, saved, refused.

import { expect, it } from 'vitest';
import { AppError } from '../../../src/contracts/errors.ts';
import type { Session } from '../../../src/contracts/session.ts';
import { tubesOf } from '../../../src/domain/synopsis/tubes.ts';
import { FilmExport } from '../../../src/state/film-export.svelte.ts';
import type { MadeSynopsis } from '../../../src/state/synopsis.svelte.ts';
import { anArrangement } from '../../builders/arrangements.ts';
import { aFakeRecording } from '../../builders/fake-recording.ts';
import { FakeSession } from '../../builders/fake-session.ts';

const OPTIONS = { criteria: ['class:person'], timeZone: 'UTC', fileName: 'essai' };

/** As much of a synopsis as an export reads. */
const MADE = {
  arrangement: anArrangement(tubesOf([])),
  demand: { most: 15, mayOverlap: true },
  objects: { owners: [] },
  question: { scene: { name: 'Hall', isClocked: false } },
} as unknown as MadeSynopsis;

function bench(session = new FakeSession(() => aFakeRecording())): {
  film: FilmExport;
  session: FakeSession;
  written: () => number;
} {
  let written = 0;
  const film = new FilmExport(
    (...order) => session.exportSynopsis(...order),
    () => {
      written += 1;
    },
  );
  return { film, session, written: () => written };
}

it('writes three files, tells the journal, and keeps them until they are saved', async () => {
  const { film, session, written } = bench();
  await film.start(MADE, OPTIONS, 'PV 12');
  expect(session.calls).toContain('export-synopsis 0 PV 12');
  expect(film.files?.sums.name).toBe('essai.sha256');
  expect([film.isWriting, film.isKept, written()]).toEqual([false, true, 1]);
  film.saved();
  expect(film.isKept).toBe(false);
  film.drop();
  expect(film.files).toBeUndefined();
});

it('is stopped by a word, leaves nothing, and can be begun again', async () => {
  const { film, session, written } = bench();
  session.holdsExports = true;
  const first = film.start(MADE, OPTIONS);
  expect(film.progress).toMatchObject({ pictures: 30, of: 120 });
  film.cancel();
  await first;
  expect([film.isWriting, film.files, film.problem, written()]).toEqual([false, undefined, undefined, 0]);
  session.holdsExports = false;
  await film.start(MADE, OPTIONS);
  expect(film.isKept).toBe(true);
});

it('says why it could not be written, and does not begin a second one beside the first', async () => {
  const write: Session['exportSynopsis'] = () => Promise.reject(new AppError('UNSUPPORTED_CODEC', { codec: 'H.264' }));
  const film = new FilmExport(write, () => undefined);
  await film.start(MADE, OPTIONS);
  expect(film.problem?.code).toBe('UNSUPPORTED_CODEC');

  const { film: held, session } = bench();
  session.holdsExports = true;
  void held.start(MADE, OPTIONS);
  await held.start(MADE, OPTIONS);
  expect(session.calls).toHaveLength(1);
  held[Symbol.dispose]();
  expect(held.isWriting).toBe(false);
});
