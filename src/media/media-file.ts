// One recording opened for reading: facts, frames, and the packets to decode. Reads, never writes.

import {
  BlobSource,
  EncodedPacketSink,
  Input,
  MATROSKA,
  MP4,
  MPEG_TS,
  QTFF,
  WEBM,
  type EncodedPacket,
  type InputVideoTrack,
} from 'mediabunny';

import { AppError, type Alert } from '../contracts/errors.ts';
import type { ContainerName, MediaInfo, OpenedMedia, PacketIndex } from '../contracts/media.ts';
import { FRAME_HIDDEN, type FrameTable } from '../domain/footage/frame.ts';
import { claimsExactRecovery, nalLengthSize } from './h264.ts';
import { readError, readSlice } from './hash.ts';
import { isShown, readIsoSummary, type IsoSummary } from './iso-boxes.ts';
import { findPacket } from './find-packet.ts';
import { buildPacketIndex } from './packet-index.ts';
import { sniff, SNIFF_BYTES } from './sniff.ts';

/** Largest side that is opened: beyond it a file is a bomb, not footage. */
const MAX_SIDE = 8192;

/** An open recording. Dispose of it to let go of the file. */
export class MediaFile implements Disposable {
  readonly info: MediaInfo;
  readonly alerts: readonly Alert[];
  readonly index: PacketIndex;
  readonly decoderConfig: VideoDecoderConfig;
  readonly #input: Input;
  readonly #track: InputVideoTrack;
  readonly #sink: EncodedPacketSink;
  readonly #entries = new Map<number, boolean>();

  private constructor(
    input: Input,
    track: InputVideoTrack,
    facts: Pick<MediaFile, 'info' | 'alerts' | 'index' | 'decoderConfig'>,
  ) {
    this.#input = input;
    this.#track = track;
    this.#sink = new EncodedPacketSink(track);
    this.info = facts.info;
    this.alerts = facts.alerts;
    this.index = facts.index;
    this.decoderConfig = facts.decoderConfig;
  }

  /** Bytes of the length before each H.264 NAL unit; `undefined` where start codes stand instead. */
  get nalLengthSize(): number | undefined {
    return nalLengthSize(this.decoderConfig.description);
  }

  get table(): FrameTable {
    return this.index.table;
  }

  /** What may cross a worker border. */
  get opened(): OpenedMedia {
    return { info: this.info, table: this.table, alerts: this.alerts, index: this.index };
  }

  /**
   * Opens a file by its content. Fails with an `AppError` that says why nothing of it can be read:
   * EMPTY_FILE, NOT_A_VIDEO, UNSUPPORTED_CONTAINER, MOOV_MISSING, CONTAINER_CORRUPT, NO_VIDEO_TRACK,
   * UNSUPPORTED_CODEC, FILE_CHANGED, FILE_UNREADABLE.
   * `known`: what an earlier opening of the same file gave; its packets are not walked again.
   */
  static async open(file: File, known?: OpenedMedia): Promise<MediaFile> {
    if (file.size === 0) {
      throw new AppError('EMPTY_FILE');
    }
    const sniffed = sniff(new Uint8Array(await readSlice(file, 0, Math.min(SNIFF_BYTES, file.size))));
    if (sniffed.kind === 'unknown') {
      throw new AppError('NOT_A_VIDEO');
    }
    if (sniffed.kind === 'unsupported') {
      throw new AppError('UNSUPPORTED_CONTAINER', { container: sniffed.container });
    }
    const { container } = sniffed;
    const isIso = container === 'MP4' || container === 'QuickTime';
    const iso = isIso && known === undefined ? await readIsoSummary(file) : undefined;
    // The formats are named one by one: nothing that follows addresses or playlists is ever tried.
    const input = new Input({ source: new BlobSource(file), formats: [MP4, QTFF, MATROSKA, WEBM, MPEG_TS] });
    try {
      const build: Build = (track, facts) => new MediaFile(input, track, facts);
      return await (known === undefined ? openInput(input, container, iso, build) : reopen(input, known, build));
    } catch (error) {
      input.dispose();
      throw asFailure(error);
    }
  }

  /** Packets in decode order from a decode index on; ends early where the data ends. */
  async *packetsFrom(decodeIndex: number): AsyncGenerator<EncodedPacket, void, unknown> {
    try {
      const start = await findPacket(this.#sink, this.index, decodeIndex);
      if (start !== undefined) {
        yield* this.#sink.packets(start);
      }
    } catch (error) {
      throw asFailure(error);
    }
  }

  /** One packet by its decode index, or `undefined` where the data ends. */
  async packetAt(decodeIndex: number): Promise<EncodedPacket | undefined> {
    try {
      return await findPacket(this.#sink, this.index, decodeIndex);
    } catch (error) {
      throw asFailure(error);
    }
  }

  /** Whether a decoder can really start at this packet, told by its bits and not by the container's index. */
  async isDecoderEntry(decodeIndex: number): Promise<boolean> {
    const known = this.#entries.get(decodeIndex);
    if (known !== undefined) {
      return known;
    }
    try {
      const packet =
        this.index.isKey[decodeIndex] === 1 ? await findPacket(this.#sink, this.index, decodeIndex) : undefined;
      const isEntry =
        packet !== undefined &&
        ((await this.#track.determinePacketType(packet)) !== 'delta' || this.#isCutHere(decodeIndex, packet));
      this.#entries.set(decodeIndex, isEntry);
      return isEntry;
    } catch (error) {
      throw asFailure(error);
    }
  }

  /** A recording that was cut at a recovery point has nothing before it: there, or nowhere. */
  #isCutHere(decodeIndex: number, { data }: EncodedPacket): boolean {
    const isFirst = decodeIndex === this.index.isKey.indexOf(1);
    return isFirst && this.info.codec === 'avc' && claimsExactRecovery(data, this.nalLengthSize);
  }

  [Symbol.dispose](): void {
    this.#input.dispose();
  }
}

type Build = (
  track: InputVideoTrack,
  facts: Pick<MediaFile, 'info' | 'alerts' | 'index' | 'decoderConfig'>,
) => MediaFile;

async function openInput(
  input: Input,
  container: ContainerName,
  iso: IsoSummary | undefined,
  build: Build,
): Promise<MediaFile> {
  const track = await input.getPrimaryVideoTrack();
  if (track === null) {
    throw new AppError('NO_VIDEO_TRACK');
  }
  const decoderConfig = await requireDecoder(track);
  const timebase = { num: 1, den: Math.max(1, Math.round(await track.getTimeResolution())) };
  const index = await buildPacketIndex(track, timebase, (ticks) => iso === undefined || isShown(iso, ticks));
  const frames = index.table.us.length;
  if (frames === 0) {
    throw new AppError('CONTAINER_CORRUPT', { reason: 'no-frame' });
  }
  const framesDeclared = Math.max(index.seconds.length, iso?.samplesDeclared ?? 0);
  const info: MediaInfo = {
    container,
    codec: (await track.getCodec()) ?? 'unknown',
    codecString: decoderConfig.codec,
    width: await track.getCodedWidth(),
    height: await track.getCodedHeight(),
    rotation: await track.getRotation(),
    pixelAspect: await track.getPixelAspectRatio().then(({ num, den }) => num / den),
    framesDeclared,
    durationUs: (index.table.us[frames - 1] ?? 0) - (index.table.us[0] ?? 0) + index.lastDurationUs,
    hasAudio: (await input.getAudioTracks()).length > 0,
  };
  if (info.width > MAX_SIDE || info.height > MAX_SIDE) {
    throw new AppError('CONTAINER_CORRUPT', { width: info.width, height: info.height });
  }
  return build(track, { info, alerts: knownProblems(index, framesDeclared), index, decoderConfig });
}

/** The same file again, with what is already known of it. */
async function reopen(input: Input, known: OpenedMedia, build: Build): Promise<MediaFile> {
  const track = await input.getPrimaryVideoTrack();
  if (track === null) {
    throw new AppError('NO_VIDEO_TRACK');
  }
  const { info, alerts, index } = known;
  return build(track, { info, alerts, index, decoderConfig: await requireDecoder(track) });
}

/** The decoder's configuration, once this browser has said that it can decode it. */
async function requireDecoder(track: InputVideoTrack): Promise<VideoDecoderConfig> {
  const config = await track.getDecoderConfig();
  if (config === null) {
    const id = await track.getInternalCodecId();
    throw new AppError('UNSUPPORTED_CODEC', { codec: id instanceof Uint8Array || id === null ? '?' : String(id) });
  }
  const support = await VideoDecoder.isConfigSupported(config).catch(() => ({ supported: false }));
  if (support.supported !== true) {
    throw new AppError('UNSUPPORTED_CODEC', { codec: config.codec });
  }
  return config;
}

/** Alerts that the container alone justifies; what the decoder finds comes with the analysis. */
function knownProblems(index: PacketIndex, framesDeclared: number): Alert[] {
  const alerts: Alert[] = [];
  const hidden = index.table.flags.reduce((sum, flags) => sum + ((flags & FRAME_HIDDEN) === 0 ? 0 : 1), 0);
  if (hidden > 0) {
    alerts.push({ code: 'HIDDEN_BY_EDIT_LIST', severity: 'info', facts: { frames: hidden } });
  }
  if (index.undecodable > 0) {
    alerts.push({ code: 'FRAMES_BEFORE_KEY', severity: 'warning', facts: { frames: index.undecodable } });
  }
  if (framesDeclared > index.seconds.length) {
    const facts = { declared: framesDeclared, present: index.seconds.length };
    alerts.push({ code: 'DATA_MISSING', severity: 'error', facts });
  }
  return alerts;
}

/** Why reading stopped: the file changed or went away, or its container makes no sense. */
function asFailure(error: unknown): AppError {
  if (error instanceof AppError) {
    return error;
  }
  const reason = error instanceof Error ? error.message : String(error);
  return readError(error) ?? new AppError('CONTAINER_CORRUPT', { reason }, { cause: error });
}
