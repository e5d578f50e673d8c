// The recordings of a session, in the order in which they are listed and will be analysed.

import { USUAL_SETTINGS, type AnalysisSettings } from '../contracts/analysis.ts';
import { AppError } from '../contracts/errors.ts';
import { recordingId, type RecordingId, type TrackId } from '../domain/ids.ts';
import { Recording } from './recording.ts';
import { checked } from './settings-rules.ts';

/** An object by its number in its recording. */
export interface TrackPlace {
  readonly recording: Recording;
  readonly number: number;
}

/** Holds every recording, and the numbers under which their objects are shown: none is given twice in a session. */
export class RecordingList {
  readonly #all: Recording[] = [];
  readonly #counters = new Map<string, number>();
  readonly #onChange: (id: RecordingId) => void;
  #usualSettings = USUAL_SETTINGS;

  /** `onChange` is told of each recording that changes. */
  constructor(onChange: (id: RecordingId) => void) {
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
    const collator = new Intl.Collator('fr', { numeric: true, sensitivity: 'base' });
    const pathOf = (file: File): string => file.webkitRelativePath || file.name;
    const sorted = [...files].sort((a, b) => collator.compare(pathOf(a), pathOf(b)));
    const added = sorted.map((file) => {
      const id = recordingId(crypto.randomUUID());
      const pseudonym = (prefix: string): string => this.#pseudonym(prefix);
      return new Recording(id, file, this.#usualSettings, pseudonym, () => {
        this.#onChange(id);
      });
    });
    this.#all.push(...added);
    return added;
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
    for (const recording of this.#all) {
      const track = recording.state.tracks.find((candidate) => candidate.id === id);
      if (track !== undefined) {
        return { recording, number: track.number };
      }
    }
    throw new AppError('INPUT_INVALID', { track: id });
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

  #pseudonym(prefix: string): string {
    const number = (this.#counters.get(prefix) ?? 0) + 1;
    this.#counters.set(prefix, number);
    return `${prefix}-${String(number).padStart(4, '0')}`;
  }
}
