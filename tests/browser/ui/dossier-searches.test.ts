// A search in a dossier is told to its journal by itself, once the criteria have stood still.

import { expect, it, vi } from 'vitest';
import { authorisedCase } from '../../builders/cases.ts';
import { aFakeRecording, aFakeTrack } from '../../builders/fake-recording.ts';
import { openDossier } from './open-dossier.ts';

it('L18 a search that has settled is told to the journal, once', async () => {
  const tracks = [aFakeTrack({ firstOrdinal: 1, lastOrdinal: 31 }), aFakeTrack({ firstOrdinal: 40, lastOrdinal: 70 })];
  const { session, app } = await openDossier(authorisedCase(), { recordingOf: () => aFakeRecording({ tracks }) });
  const searches = (): readonly string[] => session.calls.filter((call) => call.startsWith('searched'));
  app.workbench?.criteria.onlyClass('car');
  app.workbench?.criteria.onlyClass('person');
  await vi.waitFor(() => {
    expect(searches()).toEqual([expect.stringMatching(/^searched class:person \d+$/)]);
  }, 20_000);
  app.workbench?.criteria.reset();
  app.workbench?.criteria.onlyClass('person');
  await new Promise((resolve) => setTimeout(resolve, 2000));
  expect(searches()).toHaveLength(1);
});
