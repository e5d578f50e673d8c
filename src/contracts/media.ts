// What is known of a recording before any picture is decoded, and the reader of its frames.

import type { FrameTable } from '../domain/footage/frame.ts';
import type { Sha256 } from '../domain/ids.ts';
import type { Alert } from './errors.ts';

/** The five containers that are read. Nothing else is: no HLS, no address, no stream. */
export type ContainerName = 'MP4' | 'QuickTime' | 'Matroska' | 'WebM' | 'MPEG-TS';

/** Facts of the container and its video track; sizes in coded pixels. */
export interface MediaInfo {
  readonly container: ContainerName;
  /** Short name: avc, hevc, vp8, vp9, av1. */
  readonly codec: string;
  /** Full WebCodecs codec string, e.g. `avc1.64001f`. */
  readonly codecString: string;
  readonly width: number;
  readonly height: number;
  /** Clockwise degrees to apply for display. */
  readonly rotation: 0 | 90 | 180 | 270;
  /** Pixel aspect ratio, width / height of one pixel. */
  readonly pixelAspect: number;
  /** Frames that the container declares, decodable or not. */
  readonly framesDeclared: number;
  /** Last minus first presentation time plus the last frame's own duration, in µs. */
  readonly durationUs: number;
  readonly hasAudio: boolean;
}

/** A recording opened for reading: its facts, its frames, and what is already known to be wrong. */
export interface OpenedMedia {
  readonly info: MediaInfo;
  readonly table: FrameTable;
  readonly alerts: readonly Alert[];
}

/** Progress of hashing, in bytes. */
export type HashProgress = (bytesDone: number) => void;

/** The reader worker: hashes, opens, and gives any frame by its ordinal. One per opened player. */
export interface ReaderWorkerApi {
  /**
   * SHA-256 of the whole file, streamed. Nothing is decoded before it is known.
   * Fails with FILE_CHANGED when size or date differ at the end, FILE_UNREADABLE when the system refuses.
   */
  hash(file: File, onProgress: HashProgress): Promise<Sha256>;
  /** Reads the container only. Fails with the codes of a file of which nothing can be read. */
  open(file: File): Promise<OpenedMedia>;
  /** The picture of an ordinal of the file last opened; the receiver closes it. */
  frameAt(ordinal: number): Promise<VideoFrame>;
  /** Decodes the whole file and drops the pictures: wall seconds and number of frames. For measures. */
  decodeOnly(file: File): Promise<{ readonly wallS: number; readonly frames: number }>;
}
