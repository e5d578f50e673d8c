// A recording that was analysed, as the state layer sees it, and what differs.

import { USUAL_SETTINGS, type CameraAccount } from '../../src/contracts/analysis.ts';
import { NO_PLACE, type RecordingState } from '../../src/contracts/session.ts';
import { recordingId } from '../../src/domain/ids.ts';
import { NO_TRACKS } from '../../src/services/track-list.ts';

const NOTHING_HAPPENED: CameraAccount = { scenes: [], sceneEvents: [], envelope: undefined };

/** `account`: what its analysis says of the camera. */
export function aRecordingState({
  account = NOTHING_HAPPENED,
  ...parts
}: Partial<RecordingState> & { readonly account?: CameraAccount }): RecordingState {
  return {
    ...{ id: recordingId('r'), name: 'a.mp4', path: 'a.mp4', sizeBytes: 1, phase: 'done', queuePlace: undefined },
    ...{
      place: NO_PLACE,
      settings: USUAL_SETTINGS,
      hashedBytes: 1,
      sha256: undefined,
      hashS: undefined,
      media: undefined,
    },
    ...{ table: undefined, look: undefined, firstLook: undefined, progress: undefined },
    ...{ coverage: [], tracks: NO_TRACKS, alerts: [] },
    result: {
      ...{ framesDecoded: 0, framesDeclared: 0, wallS: 1, warmupS: 0, backend: 'wasm', detectorRuns: 0, tracks: 0 },
      ...{ cancelled: false, coverage: [], alerts: [], ...account },
    },
    ...parts,
  };
}
