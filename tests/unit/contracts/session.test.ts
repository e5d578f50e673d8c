import { describe, expect, it } from 'vitest';

import { USUAL_SETTINGS, type AnalysisSettings } from '../../../src/contracts/analysis.ts';
import { wouldGoOn, type TrackState } from '../../../src/contracts/session.ts';
import { NO_ATTRIBUTES } from '../../../src/domain/attributes/attributes.ts';
import { recordingId, trackId } from '../../../src/domain/ids.ts';
import { listOf } from '../../../src/services/track-list.ts';
import { aRecordingState } from '../../builders/recording-state.ts';

const ID = recordingId('r');
const TRACK: TrackState = {
  ...{
    id: trackId(ID, 1),
    recordingId: ID,
    pseudonym: 'P-0001',
    number: 1,
    objectClass: 'person',
    votes: { person: 1 },
  },
  ...{
    confidence: 1,
    detections: 1,
    firstOrdinal: 1,
    lastOrdinal: 2,
    firstUs: 0,
    lastUs: 1,
    bestOrdinal: 1,
    bestUs: 0,
  },
  ...{ bestBox: { x: 0, y: 0, w: 1, h: 1 }, attributes: NO_ATTRIBUTES },
};
const ZONE = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 0, y: 1 },
];
const masked: AnalysisSettings = { ...USUAL_SETTINGS, masks: [ZONE] };

describe('an analysis that is asked for again', () => {
  it('goes on when a failure cut it short and the settings are the same', () => {
    const failed = aRecordingState({ phase: 'failed', tracks: listOf([TRACK]), settings: masked });
    expect(wouldGoOn(failed, { masks: [ZONE.map(({ x, y }) => ({ y, x }))], sensitivity: masked.sensitivity })).toBe(
      true,
    );
  });

  it.each([
    ['it ended', { phase: 'done', tracks: listOf([TRACK]) }, USUAL_SETTINGS],
    ['it was stopped', { phase: 'cancelled', tracks: listOf([TRACK]) }, USUAL_SETTINGS],
    ['it had found nothing', { phase: 'failed' }, USUAL_SETTINGS],
    ['a zone is added', { phase: 'failed', tracks: listOf([TRACK]) }, masked],
    ['it shall look closer', { phase: 'failed', tracks: listOf([TRACK]) }, { ...USUAL_SETTINGS, sensitivity: 'fine' }],
  ] as const)('begins anew when %s', (_, parts, wanted) => {
    expect(wouldGoOn(aRecordingState(parts), wanted)).toBe(false);
  });
});
