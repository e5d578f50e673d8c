// The retained objects of a case, each with its picture as it may leave it.

import type { Review } from '../../domain/case/review-rules.ts';
import type { RetainedObject } from '../../domain/documents/inputs.ts';
import type { TrackState } from '../../contracts/session.ts';
import type { TrackId } from '../../domain/ids.ts';
import type { CaseRepository } from '../../storage/case-repository.ts';
import { maskedThumbnail, objectsOn, type Masking } from '../masked-pictures.ts';
import type { Recording } from '../recording.ts';
import { attributeTexts, classText } from './words.ts';

export interface Retained {
  readonly objects: readonly RetainedObject[];
  /** Objects masked on these pictures. */
  readonly masked: ReadonlySet<TrackId>;
}

/** What masks the pictures of a case now. */
export function maskingOf({ decisions }: Review, isOn: boolean): Masking {
  const retained = [...decisions.values()].filter(({ state }) => state === 'RETAINED');
  return { retained: new Set(retained.map(({ track }) => track)), isOn };
}

/** In the order of the recordings, then of first sight. */
export async function retainedObjects(
  recordings: readonly Recording[],
  repository: CaseRepository,
  review: Review,
  isOn: boolean,
): Promise<Retained> {
  const masking = maskingOf(review, isOn);
  const objects: RetainedObject[] = [];
  const masked = new Set<TrackId>();
  for (const recording of recordings) {
    const tracks = [...recording.state.tracks].filter(({ id }) => masking.retained.has(id));
    const beside = await objectsOn(recording, repository, new Set(tracks.map(({ bestOrdinal }) => bestOrdinal)));
    for (const track of tracks) {
      const decision = review.decisions.get(track.id);
      const drawn = await pictureOf(recording, repository, track, beside.get(track.bestOrdinal) ?? [], masking);
      drawn?.masked.forEach((id) => masked.add(id));
      if (decision !== undefined) {
        objects.push({
          ...factsOf(track),
          decision,
          edit: recording.edits.at(track.number)?.edit,
          picture: drawn?.picture,
          masked: drawn?.masked.length ?? 0,
        });
      }
    }
  }
  return { objects, masked };
}

function factsOf(track: TrackState): Omit<RetainedObject, 'decision' | 'edit' | 'picture' | 'masked'> {
  const { id, recordingId, pseudonym, objectClass, confidence, firstUs, lastUs, bestOrdinal, bestUs } = track;
  return {
    ...{ track: id, recording: recordingId, pseudonym, confidence, firstUs, lastUs, bestOrdinal, bestUs },
    objectClass: classText(objectClass),
    attributes: attributeTexts(track.attributes),
  };
}

/** The thumbnail of an object, masked. */
export async function pictureOf(
  recording: Recording,
  repository: CaseRepository,
  { number, bestBox }: TrackState,
  others: Parameters<typeof maskedThumbnail>[2],
  masking: Masking,
): ReturnType<typeof maskedThumbnail> {
  const { media } = recording.state;
  const crop = await repository.readCrop(recording.id, recording.cropOf(number) ?? -1);
  return crop === undefined || media === undefined
    ? undefined
    : maskedThumbnail(crop, { media, box: bestBox }, others, masking);
}
