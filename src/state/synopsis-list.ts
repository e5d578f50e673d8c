// The objects of a synopsis in the order in which it shows them, part by part; one is built when it is asked for.

import type { TrackState } from '../contracts/session.ts';
import { ordinalAt } from '../domain/footage/frame.ts';
import type { MadeSynopsis } from './synopsis.svelte.ts';

/** One part of one object. */
export interface SynopsisEntry {
  readonly id: string;
  readonly track: TrackState;
  /** When the synopsis shows its first picture, µs. */
  readonly atUs: number;
  /** Presentation time and ordinal of that picture in its recording. */
  readonly sourceUs: number;
  readonly ordinal: number;
  readonly part: number;
  readonly parts: number;
  readonly rate: number;
}

export class SynopsisList {
  readonly #made: MadeSynopsis;

  constructor(made: MadeSynopsis) {
    this.#made = made;
  }

  get length(): number {
    return this.#made.arrangement.pieces.tube.length;
  }

  at(piece: number): SynopsisEntry | undefined {
    const { objects, arrangement, question } = this.#made;
    const { tube, fromUs, atUs, part, parts, rate } = arrangement.pieces;
    const owner = objects.owners[tube[piece] ?? -1];
    const place = question.scene.recordings.find(({ recording }) => recording.id === owner?.recordingId);
    const track = owner === undefined ? undefined : place?.recording.tracks.numbered(owner.track);
    if (owner === undefined || track === undefined) {
      return undefined;
    }
    const sourceUs = (fromUs[piece] ?? 0) - owner.shiftUs;
    return {
      ...{ id: String(piece), track, atUs: atUs[piece] ?? 0, sourceUs, ordinal: ordinalAt(owner.table, sourceUs) },
      ...{ part: part[piece] ?? 1, parts: parts[piece] ?? 1, rate: rate[piece] ?? 1 },
    };
  }
}
