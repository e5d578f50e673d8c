// Of which case a synopsis is exported, and what of it may be seen.

import type { SynopsisOrder } from '../../contracts/synopsis-export.ts';
import type { TubeReader } from '../../contracts/synopsis.ts';
import type { TrackDecision } from '../../domain/case/review.ts';
import { trackId, type RecordingId, type TrackId } from '../../domain/ids.ts';
import type { CaseRepository } from '../../storage/case-repository.ts';
import type { Masking } from '../masked-pictures.ts';
import type { Recording } from '../recording.ts';
import type { FilmNotice } from './film-words.ts';

/** A title stands for a second, before and after. */
export const TITLE_PICTURES = 25;

/** What a case says of what leaves it. */
export interface ExportTerms {
  readonly notice: FilmNotice;
  readonly masking: Masking;
  /** What people have decided about an object; `undefined`: nothing yet. */
  readonly stateOf: (track: TrackId) => TrackDecision['state'] | undefined;
}

export interface ExportSource extends ExportTerms {
  readonly find: (id: RecordingId) => Recording;
  readonly repository: CaseRepository;
  readonly openTubes: (id: RecordingId) => Promise<TubeReader>;
}

/** By row, the objects as the case knows them. */
export function tracksOf(order: SynopsisOrder, find: ExportSource['find']): readonly TrackId[] {
  return order.owners.map(({ recordingId, track }) => trackId(recordingId, track, find(recordingId).run));
}
