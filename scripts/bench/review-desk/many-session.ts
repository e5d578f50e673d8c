// A session that holds very many objects and reads nothing: what the interface makes of their number.

import type { RecordingState, TrackList, TrackState } from '../../../src/contracts/session.ts';
import { trackId, type RecordingId } from '../../../src/domain/ids.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import type { FrameTable } from '../../../src/domain/footage/frame.ts';
import { TrackLog } from '../../../src/services/track-list.ts';
import { FakeSession } from '../../../tests/builders/fake-session.ts';
import { evenFrames } from '../../../tests/builders/frame-table.ts';
import { manyTracks, recordingIds, type ManyTracksPlan } from '../../../tests/builders/many-tracks.ts';

/** One camera a recording, each a little later than the one before. */
const START = Date.parse('2026-11-20T08:00:00Z');
const LATER_MS = 3_600_000;
const FRAME_MS = 40;
/** Frames after the last object appears. */
const AFTER = 200;

export class ManySession extends FakeSession {
  readonly #many: readonly RecordingState[];

  private constructor(model: RecordingState, lists: ReadonlyMap<RecordingId, TrackList>, table: FrameTable) {
    super(() => {
      throw new Error('no file is taken in');
    });
    this.#many = [...lists].map(([id, tracks], index) => ({
      ...model,
      ...{ id, tracks, table, name: `${id}.mp4`, path: `${id}.mp4`, phase: 'done', coverage: [] },
      place: { camera: `Camera ${index + 1}`, startsAt: instant(START + index * LATER_MS), clockOffsetMs: 0 },
    }));
  }

  /** `model`: a recording that was opened; the ones of the session differ from it in what they hold. */
  static of(plan: ManyTracksPlan, model: RecordingState): ManySession {
    const logs = new Map(recordingIds(plan).map((id) => [id, logOf(id)]));
    for (const { recordingId, chunk } of manyTracks(plan)) {
      const names = new Map(chunk.summaries.map(({ number }) => [number, `P-${String(number).padStart(4, '0')}`]));
      logs.get(recordingId)?.put(chunk.summaries, names);
    }
    const lists = new Map([...logs].map(([id, log]) => [id, log.list()]));
    const last = Math.max(...[...lists.values()].map((list) => list.at(list.length - 1)?.lastOrdinal ?? 1));
    return new ManySession(model, lists, evenFrames(last + AFTER, FRAME_MS));
  }

  override addFiles(): void {
    // They are all there already.
  }

  override get recordings(): readonly RecordingState[] {
    return this.#many;
  }
}

function logOf(id: RecordingId): TrackLog {
  return new TrackLog((summary, pseudonym): TrackState => ({
    ...summary,
    id: trackId(id, summary.number),
    recordingId: id,
    pseudonym,
  }));
}
