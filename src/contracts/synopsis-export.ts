// A synopsis that leaves the case as a film: what is asked for, and the three files that come of it.

import type { FrameTable } from '../domain/footage/frame.ts';
import type { RecordingId, Sha256, TrackId } from '../domain/ids.ts';
import type { TrackPath } from '../domain/query/track-path.ts';
import type { ArrangeDemand, Arrangement } from '../domain/synopsis/arrangement.ts';
import type { FilmForm } from './film.ts';
import type { MediaInfo } from './media.ts';

/** Whose pixels a tube is made of: row `n` of the tubes that were arranged. */
export interface TubeOwner {
  readonly recordingId: RecordingId;
  /** Number of the object in its recording. */
  readonly track: number;
  readonly path: TrackPath;
  readonly table: FrameTable;
  /** What is added to the presentation times of its recording to have those of the scene's clock, µs. */
  readonly shiftUs: number;
  readonly media: Pick<MediaInfo, 'width' | 'height' | 'rotation' | 'pixelAspect'>;
}

export interface SynopsisOrder {
  readonly arrangement: Arrangement;
  readonly demand: ArrangeDemand;
  readonly owners: readonly TubeOwner[];
  readonly scene: {
    /** Of the camera, or of the file where nobody named it. */
    readonly name: string;
    /** Whether the clock of the scene is real time. */
    readonly isClocked: boolean;
  };
  /** Codes of what was searched by, as the journal writes them. */
  readonly criteria: readonly string[];
  /** Whose walls show the hours. */
  readonly timeZone: string;
  /** Of the files, without what tells them apart. */
  readonly fileName: string;
}

/** How far a film has come. */
export interface FilmProgress {
  readonly pictures: number;
  readonly of: number;
  /** Until it is written, s; `undefined`: too early to say. */
  readonly leftS: number | undefined;
}

/** Who hears how far a film has come, and stops it. */
export interface ExportWatch {
  readonly onProgress: (progress: FilmProgress) => void;
  readonly signal: AbortSignal;
}

export interface ExportedFile {
  readonly name: string;
  readonly blob: Blob;
  readonly sha256: Sha256;
}

export interface SynopsisFiles extends FilmForm {
  readonly film: ExportedFile;
  /** What each picture is made of. */
  readonly map: ExportedFile;
  /** Hashes of both, as `sha256sum -c` reads them. */
  readonly sums: ExportedFile;
  readonly objects: number;
  /** Made unrecognisable where they are shown. */
  readonly masked: readonly TrackId[];
  /** Objects none of whose pictures could be decoded: in the list of the objects, not in a picture. */
  readonly unread: number;
}
