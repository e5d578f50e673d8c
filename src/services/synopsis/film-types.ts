// What a picture of a synopsis is made of, and out of what.

import type { TubeOwner } from '../../contracts/synopsis-export.ts';
import type { Sprite, TubeReader } from '../../contracts/synopsis.ts';
import type { Box } from '../../domain/geometry/box.ts';
import type { RecordingId } from '../../domain/ids.ts';
import type { Arrangement } from '../../domain/synopsis/arrangement.ts';

export type { TubeOwner };

/** What a film is made of. */
export interface FilmSource {
  readonly arrangement: Arrangement;
  readonly owners: readonly TubeOwner[];
  /** Called once per recording; the film disposes of what it opened. */
  readonly openTubes: (id: RecordingId) => Promise<TubeReader>;
}

/** One clean plate of the scene, with its share of the background. */
export interface PlateShare {
  readonly recordingId: RecordingId;
  /** Presentation time in its recording, µs. */
  readonly us: number;
  /** Above 0; the weights of a background add up to 1. */
  readonly weight: number;
  readonly image: ImageBitmap;
}

/** One object on one picture of a synopsis. */
export interface SynopsisFigure {
  /** Row of its tube. */
  readonly row: number;
  /** Figures of one unit were there together. */
  readonly unit: number;
  readonly recordingId: RecordingId;
  /** Number of the object in its recording. */
  readonly track: number;
  /** The picture of the recording that the sprite was cut out of, and its presentation time, µs. */
  readonly ordinal: number;
  readonly sourceUs: number;
  /** Which part of its passage, 1-based, and of how many. */
  readonly part: number;
  readonly parts: number;
  /** Source seconds per second of synopsis. */
  readonly rate: number;
  readonly sprite: Sprite;
  /** Where the sprite stands, shares of the upright picture. */
  readonly place: Box;
  /** Where the object is on that picture, shares of the upright picture. */
  readonly box: Box;
}

/**
 * The picture of a time of the synopsis. Its bitmaps are the film's: they are open until the film is asked for another
 * picture or disposed of.
 */
export interface SynopsisPicture {
  readonly timeUs: number;
  /** Empty: no clean plate was kept, and the objects stand on grey. */
  readonly background: readonly PlateShare[];
  /** Back to front: who stands lower on the picture is nearer. */
  readonly figures: readonly SynopsisFigure[];
}
