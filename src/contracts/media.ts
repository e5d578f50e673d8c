// What is known of a recording before any picture is decoded, and the reader of its frames.

import type { FrameTable } from '../domain/footage/frame.ts';
import type { Sha256 } from '../domain/ids.ts';
import type { Alert } from './errors.ts';
import type { MotionJob, MotionListener, MotionReport } from './motion-search.ts';
import type { SpritePicture } from './synopsis.ts';
import type { CutOrder, TubePlate } from './tube-cuts.ts';

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

/** Every packet of the video track: columns by decode index (0-based), and the frames they make. Plain data. */
export interface PacketIndex {
  readonly table: FrameTable;
  /** Container timestamps in seconds, exactly as the demuxer gave them: keys to find a packet again. */
  readonly seconds: Float64Array;
  readonly isKey: Uint8Array;
  /** Bytes of each encoded packet. */
  readonly sizes: Uint32Array;
  /** Ordinal of the picture of each packet; 0 for those that come before anything decodable. */
  readonly ordinalOf: Int32Array;
  /** Decode index of the packet of each ordinal; slot 0 unused. */
  readonly packetOf: Int32Array;
  /** Packets that no decoder can use: they precede the first key frame. */
  readonly undecodable: number;
  /** Duration of the frame shown last, µs; 0 when the container does not say. */
  readonly lastDurationUs: number;
}

/** A recording opened for reading: its facts, its frames, and what is already known to be wrong. */
export interface OpenedMedia {
  readonly info: MediaInfo;
  readonly table: FrameTable;
  readonly alerts: readonly Alert[];
  /** Walking the packets of an hour costs time and memory: done once, then handed on. */
  readonly index: PacketIndex;
}

/** How an H.264 picture is coded, told by the header of its first slice; IDR: an I from which a decoder can start. */
export type PictureType = 'IDR' | 'I' | 'P' | 'B';

/** A long way through a recording to a picture that is wanted, from the last place where a decoder can start. */
export interface Walk {
  /** The wanted picture. */
  readonly ordinal: number;
  /** Packets to decode, and those that are. */
  readonly packets: number;
  readonly done: number;
}

/** Progress of hashing, in bytes. */
export type HashProgress = (bytesDone: number) => void;

/** The reader worker: the only one that demuxes and decodes. One per recording that is analysed or looked at. */
export interface ReaderWorkerApi {
  /**
   * SHA-256 of the whole file, streamed. Nothing is decoded before it is known.
   * Fails with FILE_CHANGED when size or date differ at the end, FILE_UNREADABLE when the system refuses.
   */
  hash(file: File, onProgress: HashProgress): Promise<Sha256>;
  /**
   * Reads the container only; `known`: what an earlier opening of the same file gave, not to be walked again.
   * Fails with the codes of a file of which nothing can be read.
   */
  open(file: File, known?: OpenedMedia): Promise<OpenedMedia>;
  /**
   * A new place to read from, on the file last opened; each player has its own. `isBeside`: one of several that are
   * looked at beside one another, which keeps fewer pictures at hand.
   */
  openCursor(isBeside?: boolean): Promise<number>;
  /** The picture of an ordinal; the receiver closes it. Consecutive ordinals of one cursor are cheap. */
  frameAt(cursor: number, ordinal: number): Promise<VideoFrame>;
  /** What is wanted of a cursor now (0: nothing): a long walk to another picture fails with READ_GIVEN_UP. */
  wish(cursor: number, ordinal: number): Promise<void>;
  /** The long walk that a cursor is on, if any. */
  walk(cursor: number): Promise<Walk | undefined>;
  closeCursor(cursor: number): Promise<void>;
  /** A new place to cut objects out from, on the file last opened. `plates`: the scene around the times that are wanted. */
  openTube(plates: readonly TubePlate[]): Promise<number>;
  /**
   * The objects of some pictures, ordinals increasing from call to call, or a new start is looked for. A picture that
   * cannot be decoded is left out. The receiver closes the sprites. One call at a time.
   */
  cutTubes(tube: number, orders: readonly CutOrder[]): Promise<readonly SpritePicture[]>;
  /** What is being cut is given up: fails with READ_GIVEN_UP. */
  closeTube(tube: number): Promise<void>;
  /** How the picture of an ordinal is coded; `undefined` for another codec than H.264, or when its packet does not say. */
  pictureType(ordinal: number): Promise<PictureType | undefined>;
  /** Serves the watched pictures of the file last opened over a port, once the other side says where to start. One stream at a time: a new one ends the last. */
  stream(port: MessagePort): Promise<void>;
  /** Serves a first look (contracts/first-look.ts) at the file last opened over a port; ends a stream, as a new one does. */
  look(port: MessagePort): Promise<void>;
  /**
   * Compares the pictures of a drawn zone of the file last opened; a new search stops the last one.
   * Rejects with LAW_REFUSED, or SPAN_FAILED when the picture to compare with cannot be decoded.
   */
  searchMotion(job: MotionJob, listener: MotionListener): Promise<MotionReport>;
  /** Ends the search after its present picture. */
  stopMotion(): Promise<void>;
  /** Decodes the whole file and drops the pictures: wall seconds and number of frames. For measures. */
  decodeOnly(file: File, known?: OpenedMedia): Promise<{ readonly wallS: number; readonly frames: number }>;
}
