// The recordings of the open case, as the session tells them, and the objects in them.

import type { TrackEvidence } from '../contracts/analysis.ts';
import type { FrameReader, RecordingPlace, RecordingState, Session, TrackState } from '../contracts/session.ts';
import { numberOfTrack, recordingOfTrack, type RecordingId, type TrackId } from '../domain/ids.ts';
import { lanesOf, type Lanes } from './lanes.ts';

export class Recordings {
  readonly #session: Session;
  #all: readonly RecordingState[] = $state.raw([]);
  readonly #lanes = $derived(lanesOf(this.#all));

  constructor(session: Session) {
    this.#session = session;
  }

  /** Reads the session again. */
  follow(): void {
    this.#all = [...this.#session.recordings];
  }

  get all(): readonly RecordingState[] {
    return this.#all;
  }

  /** Recordings on the clock of the case, by camera, and those without one. */
  get lanes(): Lanes {
    return this.#lanes;
  }

  /** The recording that is shown until somebody chooses: the first one that did not fail. */
  get first(): RecordingState | undefined {
    return this.#all.find(({ phase }) => phase !== 'failed') ?? this.#all[0];
  }

  of(id: string | undefined): RecordingState | undefined {
    return this.#all.find((recording) => recording.id === id);
  }

  /** An object of any recording, if it is listed. */
  trackOf(id: TrackId): TrackState | undefined {
    const track = this.of(recordingOfTrack(id))?.tracks.numbered(numberOfTrack(id));
    return track?.id === id ? track : undefined;
  }

  /** What is known of an object beyond its row. */
  evidence(track: TrackId): Promise<TrackEvidence> {
    return this.#session.evidence(track);
  }

  addFiles(files: readonly File[]): void {
    if (files.length > 0) {
      this.#session.addFiles(files);
    }
  }

  /** Says which camera filmed a recording of an Exercice, and how its clock stands. */
  setPlace(id: RecordingId, place: RecordingPlace): void {
    this.#session.setPlace(id, place);
  }

  /** A reader of the pictures of a recording, hashed and opened first when it still waits. */
  async openPictures(id: RecordingId): Promise<FrameReader> {
    await this.#session.prepare(id);
    return this.#session.openReader(id);
  }
}
