// The end of a session: objects that were dismissed go, with everything that was stored of them.

import { trackNow } from '../domain/case/track-edits.ts';
import { numberOfTrack, type TrackId } from '../domain/ids.ts';
import type { CaseRepository } from '../storage/case-repository.ts';
import type { DossierJournal } from './dossier-journal.ts';
import { purgeObjects } from './purge-objects.ts';
import type { RecordingList } from './recording-list.ts';
import type { ReviewDesk } from './review-desk.ts';
import type { TrayDesk } from './tray-desk.ts';

interface Purge {
  readonly journal: DossierJournal;
  readonly results: CaseRepository;
  readonly list: RecordingList;
  readonly reviews: ReviewDesk;
  readonly trays: TrayDesk;
}

/** Gives how many went. What a purge that was cut short has left goes with the next one. */
export async function purgeDismissed({ journal, results, list, reviews, trays }: Purge): Promise<number> {
  const dismissed = new Set<TrackId>(reviews.dismissed);
  if (dismissed.size > 0) {
    await journal.append({ kind: 'dismissed-purged', tracks: dismissed.size });
  }
  for (const recording of list.all) {
    const { tracks } = recording.state;
    const gone = [...dismissed].filter((id) => tracks.numbered(numberOfTrack(id))?.id === id).map(numberOfTrack);
    const numbers = new Set([...recording.purged, ...gone]);
    if (numbers.size > 0) {
      await purgeObjects(recording, results, numbers);
    }
  }
  await trays.forget(
    ({ track, first }) => track !== undefined && dismissed.has(trackNow(reviews.edits, track, first.ordinal)),
  );
  await reviews.purge();
  return dismissed.size;
}
