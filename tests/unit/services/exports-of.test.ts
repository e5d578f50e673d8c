import { expect, it } from 'vitest';
import type { JournalEvent } from '../../../src/contracts/journal.ts';
import { exportsOf } from '../../../src/services/document-inputs/sessions.ts';
import { aJournal, aSigner } from '../../builders/journals.ts';

const [FILM, MAP] = ['ab'.repeat(32), 'cd'.repeat(32)];

it('lists the film and its mapping, the figures on paper, and counts each masked object once', async () => {
  const events: readonly JournalEvent[] = [
    { kind: 'still-exported', recordingId: 'r-1', ordinal: 4, sha256: FILM, masked: ['r-1/1/1'] },
    {
      kind: 'synopsis-exported',
      recordings: ['r-1', 'r-2'],
      objects: 14,
      sha256: FILM,
      mapSha256: MAP,
      masked: ['r-1/1/1', 'r-2/7/1'],
    },
    { kind: 'figures-printed', recordings: 1, objects: 2 },
  ];
  const entries = await aJournal(3, [aSigner('u-1')], { eventAt: (seq) => events[seq - 1] ?? { kind: 'case-opened' } });
  const { pieces, masked } = exportsOf(entries, []);
  expect(masked).toEqual(new Set(['r-1/1/1', 'r-2/7/1']));
  expect(pieces.map(({ what, recordings, extent, sha256 }) => [what, recordings.length, extent, sha256])).toEqual([
    ['Image', 1, undefined, FILM],
    ['Synopsis (montage non chronologique)', 2, '14 objets', FILM],
    ['Correspondance du synopsis', 2, '14 objets', MAP],
    ['Chiffres imprimés', 0, '2 objets, 1 enregistrement', undefined],
  ]);
});
