// The recordings of a session, in the order in which they are listed and will be analysed.

import { USUAL_SETTINGS, type AnalysisSettings } from '../contracts/analysis.ts';
import { AppError } from '../contracts/errors.ts';
import { numberOfTrack, recordingId, type RecordingId, type TrackId } from '../domain/ids.ts';
import type { TrackState } from '../contracts/session.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { Recording, type RecordingSeed } from './recording.ts';
import { checked } from './settings-rules.ts';

/** An object by its number in its recording. */
export interface TrackPlace {
  readonly recording: Recording;
  readonly number: number;
}

/** Holds every recording of a session. */
export class RecordingList {
  readonly #all: Recording[] = [];
  readonly #pseudonyms: Pseudonyms;
  readonly #onChange: (id: RecordingId) => void;
  #usualSettings = USUAL_SETTINGS;

  /** `onChange` is told of each recording that changes. */
  constructor(pseudonyms: Pseudonyms, onChange: (id: RecordingId) => void) {
    this.#pseudonyms = pseudonyms;
    this.#onChange = onChange;
  }

  /** The list itself, as it is at any moment. */
  get all(): readonly Recording[] {
    return this.#all;
  }

  /** Settings of the recordings to come. */
  get usualSettings(): AnalysisSettings {
    return this.#usualSettings;
  }

  /** Throws `INPUT_INVALID` on settings that make no sense. */
  setUsualSettings(settings: AnalysisSettings): void {
    this.#usualSettings = checked(settings);
  }

  /** Lists files as recordings, in the order of their paths; "2" comes before "10". */
  add(files: readonly File[]): readonly Recording[] {
    return inOrder(files).map((file) => {
      const { name, size: sizeBytes } = file;
      const id = recordingId(crypto.randomUUID());
      return this.list({ id, name, path: pathOf(file), sizeBytes, settings: this.#usualSettings }, file);
    });
  }

  /** Lists one, with its file when it is there. */
  list(seed: RecordingSeed, file: File | undefined): Recording {
    const recording = new Recording(seed, file, this.#pseudonyms, () => {
      this.#onChange(seed.id);
    });
    this.#all.push(recording);
    return recording;
  }

  /** Takes one off the list. */
  remove(recording: Recording): void {
    const index = this.#all.indexOf(recording);
    if (index >= 0) {
      this.#all.splice(index, 1);
    }
  }

  /** Throws `INPUT_INVALID` when there is none. */
  find(id: RecordingId): Recording {
    const recording = this.#all.find((candidate) => candidate.id === id);
    if (recording === undefined) {
      throw new AppError('INPUT_INVALID', { recording: id });
    }
    return recording;
  }

  /** Throws `INPUT_INVALID` when there is none. */
  findTrack(id: TrackId): TrackPlace {
    const number = numberOfTrack(id);
    const recording = this.#all.find(({ state }) => state.tracks.numbered(number)?.id === id);
    if (recording === undefined) {
      throw new AppError('INPUT_INVALID', { track: id });
    }
    return { recording, number };
  }

  /** An object of any recording, if it is listed. */
  track(id: string): TrackState | undefined {
    const number = numberOfTrack(id);
    return this.#all.map(({ state }) => state.tracks.numbered(number)).find((track) => track?.id === id);
  }

  /** Whether there is such an object. */
  has(id: TrackId): boolean {
    return this.track(id) !== undefined;
  }

  /** Lists those that wait in the order in which they will be analysed; the others stay where they are. */
  follow(waiting: readonly Recording[]): void {
    const queue = [...waiting];
    const isWaiting = new Set(queue);
    this.#all.forEach((recording, index) => {
      const next = isWaiting.has(recording) ? queue.shift() : undefined;
      if (next !== undefined) {
        this.#all[index] = next;
      }
    });
  }
}

/** Path inside the picked folder, or the name. */
export function pathOf(file: File): string {
  return file.webkitRelativePath || file.name;
}

/** Files in the order of their paths; "2" comes before "10". */
export function inOrder(files: readonly File[]): readonly File[] {
  const collator = new Intl.Collator('fr', { numeric: true, sensitivity: 'base' });
  return [...files].sort((a, b) => collator.compare(pathOf(a), pathOf(b)));
}
