// Which camera filmed an instant, and with which frame: a camera is followed across its files.

import type { RecordingState } from '../contracts/session.ts';
import { ordinalAt, type FrameTable } from '../domain/footage/frame.ts';
import type { RecordingId } from '../domain/ids.ts';
import type { LinePlace } from './sync-clock.ts';

/** The recordings of one camera; one without a name or a clock stands alone. */
export interface SyncCamera {
  /** Of its first recording. */
  readonly key: RecordingId;
  /** `undefined`: nobody named it. */
  readonly name: string | undefined;
  readonly recordings: readonly [RecordingState, ...RecordingState[]];
}

/** A recording whose frames are known. */
export type OpenedRecording = RecordingState & { readonly table: FrameTable };

/** An edge of a span without footage: a frame, and the time of its line, µs. */
export interface FootageEdge {
  readonly recording: OpenedRecording;
  readonly ordinal: number;
  readonly atUs: number;
}

/** What a camera has at one instant. */
export type FootageAt =
  | { readonly kind: 'footage'; readonly recording: OpenedRecording; readonly place: LinePlace; readonly us: number }
  | { readonly kind: 'gap'; readonly before: FootageEdge | undefined; readonly after: FootageEdge | undefined }
  /** A file that may show it was not opened yet, or cannot be. */
  | { readonly kind: 'closed'; readonly recording: RecordingState }
  /** Nothing says when it was filmed. */
  | { readonly kind: 'unaligned'; readonly recording: OpenedRecording };

export function camerasOf(recordings: readonly RecordingState[]): readonly SyncCamera[] {
  const cameras = new Map<string, SyncCamera>();
  for (const recording of recordings) {
    const { camera, startsAt } = recording.place;
    const group = camera === '' || startsAt === undefined ? `/${recording.id}` : `=${camera}`;
    const known = cameras.get(group);
    const name = camera === '' ? undefined : camera;
    cameras.set(
      group,
      known === undefined
        ? { key: recording.id, name, recordings: [recording] }
        : { ...known, recordings: [...known.recordings, recording] },
    );
  }
  return [...cameras.values()];
}

/** What a camera shows at a time of a line; among files that overlap, the one that starts last. */
export function footageAt(
  camera: SyncCamera,
  line: string,
  atUs: number,
  placeOf: (recording: RecordingState) => LinePlace,
): FootageAt {
  const opened = camera.recordings.filter(isOpened);
  const spans = opened.flatMap((recording) => {
    const place = placeOf(recording);
    return place.line === line ? [spanOf(recording, place)] : [];
  });
  const [unplaced] = opened;
  if (spans.length === 0) {
    return unplaced === undefined
      ? (closedAt(camera, undefined, atUs) ?? { kind: 'closed', recording: mostHopeful(camera.recordings) })
      : { kind: 'unaligned', recording: unplaced };
  }
  const showing = latest(spans.filter(({ fromUs, toUs, lastUs }) => fromUs <= atUs && (atUs <= lastUs || atUs < toUs)));
  if (showing !== undefined) {
    const { recording, place } = showing;
    return { kind: 'footage', recording, place, us: atUs - place.shiftUs };
  }
  const before = spans.filter(({ fromUs }) => fromUs <= atUs).toSorted((a, b) => b.lastUs - a.lastUs)[0];
  const after = spans.filter(({ fromUs }) => fromUs > atUs).toSorted((a, b) => a.fromUs - b.fromUs)[0];
  return (
    closedAt(camera, before?.fromUs, atUs) ?? {
      kind: 'gap',
      before: before && { recording: before.recording, ordinal: before.recording.table.us.length, atUs: before.lastUs },
      after: after && { recording: after.recording, ordinal: 1, atUs: after.fromUs },
    }
  );
}

/** The first frame at or after a presentation time; the last one when there is none. */
export function ordinalFrom(table: FrameTable, us: number): number {
  const ordinal = ordinalAt(table, us);
  const isBefore = (table.us[ordinal - 1] ?? us) < us;
  return isBefore ? Math.min(table.us.length, ordinal + 1) : ordinal;
}

interface Span {
  readonly recording: OpenedRecording;
  readonly place: LinePlace;
  /** On its line, µs: of the first and the last frame, and when the last one is over. */
  readonly fromUs: number;
  readonly lastUs: number;
  readonly toUs: number;
}

function spanOf(recording: OpenedRecording, place: LinePlace): Span {
  const { us } = recording.table;
  const fromUs = (us[0] ?? 0) + place.shiftUs;
  const lastUs = (us[us.length - 1] ?? 0) + place.shiftUs;
  return { recording, place, fromUs, lastUs, toUs: fromUs + (recording.media?.durationUs ?? 0) };
}

function latest(spans: readonly Span[]): Span | undefined {
  return spans.toSorted((a, b) => b.fromUs - a.fromUs)[0];
}

/**
 * The last file that starts after `afterUs` and not after `atUs`, when it was not opened: nobody knows yet where it
 * ends. `undefined`: any file that is not open.
 */
function closedAt(camera: SyncCamera, afterUs: number | undefined, atUs: number): FootageAt | undefined {
  const closed = camera.recordings.filter((recording) => !isOpened(recording));
  const starts = closed.flatMap((recording) => {
    const { startsAt, clockOffsetMs } = recording.place;
    const isHopeful = startsAt !== undefined && recording.phase !== 'failed';
    return isHopeful ? [{ recording, us: (startsAt + (clockOffsetMs ?? 0)) * 1000 }] : [];
  });
  const between = starts.filter(({ us }) => us > (afterUs ?? -Infinity) && us <= atUs);
  const recording = between.toSorted((a, b) => b.us - a.us)[0]?.recording;
  return recording === undefined ? undefined : { kind: 'closed', recording };
}

function mostHopeful(recordings: SyncCamera['recordings']): RecordingState {
  return recordings.find(({ phase }) => phase !== 'failed') ?? recordings[0];
}

function isOpened(recording: RecordingState): recording is OpenedRecording {
  return recording.table !== undefined && recording.table.us.length > 0;
}
