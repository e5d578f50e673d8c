// The last step of a pass: its objects as columns, so that lists need not read the chunks.

import { toAppError, type Alert } from '../contracts/errors.ts';
import type { TrackIndex } from '../storage/track-index.ts';

/** A failure costs no result, and is told: whoever reads builds what is missing. */
export async function indexTracks(index: TrackIndex, recordingId: string): Promise<Alert[]> {
  try {
    await index.update(recordingId);
    return [];
  } catch (error) {
    return [{ ...toAppError(error).toAlert(), severity: 'warning' }];
  }
}
