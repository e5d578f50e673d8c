// The film worker: it encodes the pictures that it is given, and nothing else.

import type { Sha256 } from '../domain/ids.ts';

/** Size of a film's pictures, even numbers of pixels. */
export interface FilmSize {
  readonly width: number;
  readonly height: number;
}

/** What a film is written as, the best that this machine encodes. */
export interface FilmForm {
  readonly container: 'mp4' | 'webm';
  /** Short name: `avc`, `vp9`, `vp8`. */
  readonly codec: 'avc' | 'vp9' | 'vp8';
  readonly mimeType: string;
}

export interface WrittenFilm extends FilmForm {
  readonly film: Blob;
  readonly sha256: Sha256;
  readonly pictures: number;
}

/** One film per worker. Whoever gives a film up ends the worker: nothing of it is left. */
export interface FilmWriterApi {
  /** Rejects with UNSUPPORTED_CODEC where nothing can be encoded at that size. */
  open(size: FilmSize): Promise<FilmForm>;
  /**
   * Adds a picture, whose timestamp and duration are those of the film, µs; it is closed here. Resolves once another one may
   * come, so that few pictures wait at any time.
   */
  add(picture: VideoFrame): Promise<void>;
  finish(): Promise<WrittenFilm>;
}
