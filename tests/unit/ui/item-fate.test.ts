// What a row of the tray says of its object, whatever was done with it since.

import { expect, it } from 'vitest';

import type { TrackState } from '../../../src/contracts/session.ts';
import { userId } from '../../../src/domain/case/case-file.ts';
import type { TrackEdit } from '../../../src/domain/case/track-edits.ts';
import type { TrayItem } from '../../../src/domain/case/tray.ts';
import { recordingId, trackId } from '../../../src/domain/ids.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import { fateOf } from '../../../src/ui/tray/item-fate.ts';

const ID = recordingId('r');
const frame = { ordinal: 12, us: 480_000 };
const item: TrayItem = {
  ...{ id: 'i', kind: 'object', recording: ID, first: frame, last: frame, track: trackId(ID, 3) },
  ...{ finding: '', appreciation: '', inReport: false, by: userId('u'), at: instant(1000) },
};
const merge = (at: number): TrackEdit => ({
  ...{ kind: 'merge', id: 'e', seq: 1, recording: ID, run: 1, by: userId('u'), at: instant(at), numbers: [1, 3] },
});
const track = { id: trackId(ID, 1) } as Partial<TrackState> as TrackState;

function reviewOf(parts: { edit?: TrackEdit; isDismissed?: boolean; isExercise?: boolean }) {
  const { edit, isDismissed = false, isExercise = false } = parts;
  const stateOf = () => (isDismissed ? 'DISMISSED' : 'PROPOSED');
  return { review: { isExercise, stateOf, editOf: () => edit } } as unknown as Parameters<typeof fateOf>[2];
}

it.each([
  ['nothing of an object as it was put', track, {}, undefined],
  ['that it was put together since', track, { edit: merge(2000) }, 'merge'],
  ['nothing of what was put together before', track, { edit: merge(500) }, undefined],
  ['that a dossier will erase it', track, { edit: merge(2000), isDismissed: true }, 'purged'],
  ['that an Exercice dismissed it', track, { isDismissed: true, isExercise: true }, 'dismissed'],
  ['that it is gone', undefined, {}, 'gone'],
] as const)('says %s', (_, now, parts, fate) => {
  expect(fateOf(item, now, reviewOf(parts))).toBe(fate);
});

it('says nothing of a still', () => {
  expect(fateOf({ ...item, kind: 'still', track: undefined }, undefined, reviewOf({}))).toBeUndefined();
});
