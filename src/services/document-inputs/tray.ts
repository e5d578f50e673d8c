// What is ticked in the tray, each with its picture as it may leave the case.

import type { Tray, TrayItem } from '../../domain/case/tray.ts';
import type { TrayPiece } from '../../domain/documents/inputs.ts';
import type { Picture } from '../../domain/documents/model.ts';
import { numberOfTrack, trackId, type TrackId } from '../../domain/ids.ts';
import type { CaseRepository } from '../../storage/case-repository.ts';
import { maskedFigure, objectsOn, type MaskedPicture, type Masking } from '../masked-pictures.ts';
import type { Recording } from '../recording.ts';
import { pictureOf } from './objects.ts';

type Drawn = MaskedPicture<Picture> | undefined;

/** Put in after an object was cut in two or put together with another, and that was undone, or analysed again. */
const NO_LONGER_LISTED = '(n’est plus dans la liste des objets)';

export interface TickedPieces {
  /** In the order of the tray. */
  readonly pieces: readonly TrayPiece[];
  /** Objects masked on their pictures. */
  readonly masked: ReadonlySet<TrackId>;
}

/** One walk through what is stored, and one reader, for each recording of the tray. */
export async function tickedPieces(
  tray: Tray,
  recordings: readonly Recording[],
  repository: CaseRepository,
  masking: Masking,
): Promise<TickedPieces> {
  const ticked = tray.filter(({ inReport }) => inReport);
  const drawn = new Map<string, Drawn>();
  for (const recording of recordings) {
    const items = ticked.filter((item) => item.recording === recording.id);
    if (items.length > 0) {
      await draw(recording, repository, items, masking, drawn);
    }
  }
  const pieces = ticked.map((item) => pieceOf(item, recordings, drawn.get(item.id), masking));
  return { pieces, masked: new Set([...drawn.values()].flatMap((one) => one?.masked ?? [])) };
}

function pieceOf(item: TrayItem, recordings: readonly Recording[], drawn: Drawn, { retained }: Masking): TrayPiece {
  const { track } = item;
  const state =
    track === undefined
      ? undefined
      : trackOf(
          item,
          recordings.find(({ id }) => id === item.recording),
        );
  return {
    ...item,
    object:
      track === undefined
        ? undefined
        : { pseudonym: state?.pseudonym ?? NO_LONGER_LISTED, isRetained: retained.has(state?.id ?? track) },
    picture: drawn?.picture,
    masked: drawn?.masked.length ?? 0,
  };
}

/** The object as it is listed now: what was put together or cut since is found by its picture. */
function trackOf(
  { track, first }: TrayItem,
  recording: Recording | undefined,
): ReturnType<Recording['state']['tracks']['at']> {
  const number = numberOfTrack(track ?? '');
  return recording === undefined || track !== trackId(recording.id, number, recording.run)
    ? undefined
    : recording.state.tracks.numbered(recording.edits.ownerOf(number, first.ordinal));
}

async function draw(
  recording: Recording,
  repository: CaseRepository,
  items: readonly TrayItem[],
  masking: Masking,
  drawn: Map<string, Drawn>,
): Promise<void> {
  const beside = await objectsOn(recording, repository, new Set(items.map(({ first }) => first.ordinal)));
  for (const item of items) {
    const others = beside.get(item.first.ordinal) ?? [];
    const track = trackOf(item, recording);
    if (track !== undefined) {
      drawn.set(item.id, await pictureOf(recording, repository, track, others, masking));
    }
  }
  const frames = items.filter(({ kind }) => kind !== 'object');
  if (frames.length > 0 && recording.hasFile) {
    await drawFrames(recording, frames, (ordinal) => beside.get(ordinal) ?? [], masking, drawn);
  }
}

/** A frame that does not decode leaves its piece without a picture: the document says so. */
async function drawFrames(
  { reader, opened, state: { media } }: Recording,
  items: readonly TrayItem[],
  objectsAt: (ordinal: number) => Parameters<typeof maskedFigure>[2],
  masking: Masking,
  drawn: Map<string, Drawn>,
): Promise<void> {
  if (media === undefined) {
    return;
  }
  using frames = await reader.openFrames(opened);
  for (const { id, first } of items) {
    const frame = await frames.frameAt(first.ordinal).catch(() => undefined);
    if (frame !== undefined) {
      try {
        drawn.set(id, await maskedFigure(frame, media, objectsAt(first.ordinal), masking));
      } finally {
        frame.close();
      }
    }
  }
}
