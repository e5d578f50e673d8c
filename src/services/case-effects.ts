// What a command on a case does beside its file: keys given or taken away, jobs stopped, data deleted on order.

import type { CaseCommand } from '../domain/case/commands.ts';
import { trackNow } from '../domain/case/track-edits.ts';
import { recordingId, type TrackId } from '../domain/ids.ts';
import type { CaseRepository } from '../storage/case-repository.ts';
import type { DossierRepository } from '../storage/dossier-repository.ts';
import type { ImportQueue } from './import-queue.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { purgeObjects } from './purge-objects.ts';
import type { RecordingList } from './recording-list.ts';
import type { ReviewDesk } from './review-desk.ts';
import type { ShelfDesk } from './shelf-desk.ts';
import type { TrayDesk } from './tray-desk.ts';
import type { AskVault } from './vault-link.ts';

export interface Effects {
  readonly ask: AskVault;
  readonly repository: DossierRepository;
  readonly results: CaseRepository;
  readonly pseudonyms: Pseudonyms;
  readonly list: RecordingList;
  readonly queue: ImportQueue;
  readonly reviews: ReviewDesk;
  readonly trays: TrayDesk;
  readonly shelves: ShelfDesk;
}

/** After the journal says so, before the file does. */
export async function act(command: CaseCommand, effects: Effects): Promise<void> {
  const { ask, list, queue } = effects;
  switch (command.kind) {
    case 'list-user':
      return ask((vault) => vault.grant(command.user.userId));
    case 'delist-user':
      return ask((vault) => vault.revoke(command.userId));
    case 'contrary-decision':
      await Promise.all(list.all.map((recording) => queue.cancel(recording)));
      return;
    case 'remove-recording':
      return removeRecording(command.recordingId, effects);
    case 'order':
      return command.order.kind === 'ERASE' ? eraseTarget(command.order.target, effects) : undefined;
    default:
      return;
  }
}

/** `recording/<id>` or `track/<id>`; the whole case is erased by who gave the command. */
async function eraseTarget(target: string, effects: Effects): Promise<void> {
  const [kind] = target.split('/', 1);
  const id = target.slice(target.indexOf('/') + 1);
  if (kind === 'recording') {
    await removeRecording(id, effects);
  } else if (kind === 'track') {
    await eraseTrack(id, effects);
  }
}

async function removeRecording(
  id: string,
  { list, queue, repository, pseudonyms, reviews, trays, shelves }: Effects,
): Promise<void> {
  const recording = list.find(recordingId(id));
  await queue.cancel(recording);
  await reviews.forget((track) => track.startsWith(`${id}/`));
  await trays.forget(({ recording: of }) => of === id);
  await shelves.forget(id);
  await repository.deleteRecording(id, pseudonyms.highest);
  list.remove(recording);
}

async function eraseTrack(id: string, { list, results, reviews, trays }: Effects): Promise<void> {
  const { recording, number } = list.findTrack(id as TrackId);
  await trays.forget(({ track, first }) => track !== undefined && trackNow(reviews.edits, track, first.ordinal) === id);
  await purgeObjects(recording, results, new Set([number]));
  await reviews.forget((track) => track === id);
}
