// What became of the object of an item since it was put into the tray.

import type { TrackState } from '../../contracts/session.ts';
import { trackNow } from '../../domain/case/track-edits.ts';
import type { TrayItem } from '../../domain/case/tray.ts';
import { numberOfTrack } from '../../domain/ids.ts';
import type { Workbench } from '../../state/workbench.ts';

/** `purged`: dismissed in a dossier, where the end of the session erases it. */
export type TrayFate = 'merge' | 'split' | 'dismissed' | 'purged' | 'gone';

/** As it is listed now: what was put together or cut since is found by its picture. */
export function trackOf({ track, first }: TrayItem, workbench: Workbench): TrackState | undefined {
  return track === undefined
    ? undefined
    : workbench.recordings.trackOf(trackNow(workbench.review.edits, track, first.ordinal));
}

/** `undefined` when nothing happened to it; `track`: as {@link trackOf} gives it. */
export function fateOf(
  item: TrayItem,
  track: TrackState | undefined,
  { review }: Pick<Workbench, 'review'>,
): TrayFate | undefined {
  if (item.track === undefined) {
    return undefined;
  }
  if (track === undefined) {
    return 'gone';
  }
  if (review.stateOf(track.id) === 'DISMISSED') {
    return review.isExercise ? 'dismissed' : 'purged';
  }
  const edit = review.editOf(item.recording, numberOfTrack(item.track));
  return edit !== undefined && edit.at > item.at ? edit.kind : undefined;
}
