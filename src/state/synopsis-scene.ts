// What a synopsis is made of: the recordings of one camera on one clock, and the objects that the search found in them.

import type { MediaInfo } from '../contracts/media.ts';
import type { RecordingState } from '../contracts/session.ts';
import type { FrameTable } from '../domain/footage/frame.ts';
import { uprightSize } from '../domain/geometry/rotation.ts';
import type { RecordingId } from '../domain/ids.ts';
import { caseTimeOf } from './case-clock.ts';
import type { Hits, Part } from './hits.ts';
import { searchSpans } from './search-spans.ts';
import { extentOf } from './timeline.svelte.ts';
import type { Window } from '../domain/query/track-query.ts';

/** One recording of a scene. */
export interface SceneRecording {
  readonly recording: RecordingState;
  readonly table: FrameTable;
  readonly media: MediaInfo;
  /** What is added to its presentation times to have those of the scene's clock, µs. */
  readonly shiftUs: number;
}

/** The recordings of one camera, in order of time. */
export interface Scene {
  /** The same as long as the same recordings stand on the same clock. */
  readonly key: string;
  /** Name of the camera, or of the file where nobody named it. */
  readonly name: string;
  readonly recordings: readonly SceneRecording[];
  /** Whether the clock of the scene is real time; else one recording goes on where the one before ends. */
  readonly isClocked: boolean;
}

/** What a recording is shown as: who looks at a scene sees one upright picture. */
type Opened = Omit<SceneRecording, 'shiftUs'>;

/**
 * The scene of a recording: those of the same named camera whose upright pictures have the same size, else itself alone.
 * `undefined` before it was opened, and for a file without pictures.
 */
export function sceneOf(recordings: readonly RecordingState[], current: RecordingState | undefined): Scene | undefined {
  const own = openedOf(current);
  if (own === undefined) {
    return undefined;
  }
  const { camera } = own.recording.place;
  const members = recordings.flatMap((one) => {
    const opened = one.id === own.recording.id ? own : openedOf(one);
    return opened !== undefined && (opened === own || isSameScene(opened, own)) ? [opened] : [];
  });
  const shifts = members.map(({ recording }) => caseTimeOf(recording, 0));
  const isClocked = !shifts.includes(undefined);
  const placed = isClocked
    ? members.map((one, index) => ({ ...one, shiftUs: shifts[index] ?? 0 })).toSorted((a, b) => startOf(a) - startOf(b))
    : behindEachOther(members);
  return {
    key: placed.map(({ recording, shiftUs }) => `${recording.id}@${shiftUs}`).join(' '),
    name: camera === '' ? own.recording.name : camera,
    recordings: placed,
    isClocked,
  };
}

/** The way to objects that another camera filmed. */
export interface Elsewhere {
  readonly recordingId: RecordingId;
  /** Name of the camera, or of the file. */
  readonly name: string;
  readonly objects: number;
}

/** Objects that were found and that are not of the scene, by camera. */
export function elsewhereOf(hits: Hits, scene: Scene): readonly Elsewhere[] {
  const found = new Map<string, Elsewhere>();
  for (const { recording, rows } of hits.parts) {
    if (rows.length > 0 && !isIn(scene, recording.id)) {
      const { camera } = recording.place;
      const key = camera === '' ? recording.id : `camera ${camera}`;
      const known = found.get(key);
      found.set(key, {
        recordingId: known?.recordingId ?? recording.id,
        name: camera === '' ? recording.name : camera,
        objects: (known?.objects ?? 0) + rows.length,
      });
    }
  }
  return [...found.values()];
}

/** The objects that were found in a scene, by recording. */
export function partsIn(hits: Hits, scene: Scene): readonly Part[] {
  return scene.recordings.flatMap(
    ({ recording }) => hits.parts.find((part) => part.recording.id === recording.id) ?? [],
  );
}

export function countIn(hits: Hits, scene: Scene): number {
  return partsIn(hits, scene).reduce((sum, { rows }) => sum + rows.length, 0);
}

/** How much footage a synopsis stands for, µs. */
export interface SceneFootage {
  readonly allUs: number;
  /** Not analysed, or not readable: nothing of it is in the synopsis. */
  readonly unreadUs: number;
  /** Looked at, where nothing could be found. */
  readonly outsideUs: number;
}

/** Footage of the recordings in which objects were searched; `windowsOf`: the times that are asked for. */
export function footageOf(
  scene: Scene,
  isSearched: (id: RecordingId) => boolean,
  windowsOf: (recording: RecordingState) => readonly Window[] | undefined,
): SceneFootage {
  const us = { searched: 0, unread: 0, outside: 0 };
  for (const { recording } of scene.recordings.filter(({ recording: { id } }) => isSearched(id))) {
    for (const { state, fromUs, toUs } of searchSpans(recording, windowsOf(recording))) {
      us[state] += toUs - fromUs;
    }
  }
  return { allUs: us.searched + us.unread + us.outside, unreadUs: us.unread, outsideUs: us.outside };
}

function isIn({ recordings }: Scene, id: RecordingId): boolean {
  return recordings.some(({ recording }) => recording.id === id);
}

function openedOf(recording: RecordingState | undefined): Opened | undefined {
  return recording?.table === undefined || recording.media === undefined || recording.table.us.length === 0
    ? undefined
    : { recording, table: recording.table, media: recording.media };
}

function isSameScene(a: Opened, b: Opened): boolean {
  const { camera } = a.recording.place;
  const [one, other] = [sizeOf(a.media), sizeOf(b.media)];
  const isSameSize = one.width === other.width && one.height === other.height;
  return camera !== '' && camera === b.recording.place.camera && isSameSize;
}

function sizeOf({ rotation, width, height, pixelAspect }: MediaInfo): { width: number; height: number } {
  return uprightSize(rotation, Math.round(width * pixelAspect), height);
}

function startOf({ table, shiftUs }: SceneRecording): number {
  return extentOf(table).fromUs + shiftUs;
}

/** The first one at its own presentation times. */
function behindEachOther(members: readonly Opened[]): readonly SceneRecording[] {
  let endUs: number | undefined;
  return members.map((one) => {
    const { fromUs, toUs } = extentOf(one.table);
    const shiftUs = endUs === undefined ? 0 : endUs - fromUs;
    endUs = toUs + shiftUs;
    return { ...one, shiftUs };
  });
}
