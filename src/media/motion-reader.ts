// Reads a drawn zone of a recording and compares its pictures: key frames, every picture, or what lies between some.

import { AppError } from '../contracts/errors.ts';
import type { MotionJob, MotionListener, MotionReport } from '../contracts/motion-search.ts';
import { mayAnalyseRecording } from '../domain/case/permit.ts';
import {
  AroundComparer,
  compareAround,
  middleOf,
  type CellSample,
  type ComparedSample,
} from '../domain/motion-search/around.ts';
import { differenceOf } from '../domain/motion-search/light.ts';
import { windowUs, type ExactRead } from '../domain/motion-search/moments.ts';
import { zoneCells, type ZoneCells } from '../domain/motion-search/zone-cells.ts';
import { instant } from '../domain/time/instant.ts';
import { decodeAll, entryFor } from './decode.ts';
import type { DecodedFrame } from './decoder-run.ts';
import type { EntryIndex } from './entries.ts';
import { FrameCursor } from './frame-cursor.ts';
import type { MediaFile } from './media-file.ts';
import { frameAt, picturesOf, type MotionSource } from './motion-pictures.ts';
import { MotionTally } from './motion-tally.ts';
import { ZoneReader } from './zone-luma.ts';

/** Pictures of which the time is taken, to say beforehand how long all of them would last. */
const TIMED = 48;
/** Packets to the first of them beyond which nothing is timed: in open groups the way is as long as the recording. */
const LONG_WAY = 300;

/** Rejects with LAW_REFUSED without a right, SPAN_FAILED when the picture to compare with cannot be decoded. */
export async function readMotion(
  media: MediaFile,
  entries: EntryIndex,
  job: MotionJob,
  listener: MotionListener,
  signal: AbortSignal,
): Promise<MotionReport> {
  mustBeLawful(job);
  const zone = zoneCells(job.zone, media.info, job.allowed);
  using cursor = new FrameCursor(media, entries);
  const place = { media, cursor, reader: new ZoneReader(zone), zone, job, signal };
  const wanted = job.reads === undefined ? ordinalsOf(media, job) : [];
  const total = job.reads?.reduce((sum, read) => sum + read.toOrdinal - read.fromOrdinal + 1, 0) ?? wanted.length;
  const tally = new MotionTally(total, listener);
  if (zone.zone.length === 0) {
    return await tally.report(true);
  }
  if (job.reads === undefined) {
    await readSpan(place, wanted, tally);
  } else {
    for (const read of job.reads) {
      await readBetween(place, read, tally);
    }
  }
  const everyPerS = job.pictures === 'keys' && job.reads === undefined ? await everyPerSecond(place) : undefined;
  return { ...(await tally.report(!signal.aborted)), everyPerS };
}

interface Place extends MotionSource {
  readonly reader: ZoneReader;
  readonly zone: ZoneCells;
}

/** The worker's own door, as that of an analysis. */
function mustBeLawful({ licence, caseId, recordingId, recordingSha256: sha256 }: MotionJob): void {
  const asked = { caseId, recordingId, sha256 };
  const missing = licence.kind === 'exercise' ? [] : mayAnalyseRecording(licence.permit, asked, instant(Date.now()));
  if (missing.length > 0) {
    throw new AppError('LAW_REFUSED', { missing: missing.join() });
  }
}

/** Pictures to compare. Of key frames also the two ends of the span, so that nothing lies outside of two pictures. */
function ordinalsOf({ table, index }: MediaFile, { span, pictures }: MotionJob): readonly number[] {
  const to = Math.min(span.toOrdinal, table.us.length);
  const all = Array.from({ length: Math.max(0, to - span.fromOrdinal + 1) }, (_, row) => span.fromOrdinal + row);
  return pictures === 'all'
    ? all
    : all.filter((one) => one === span.fromOrdinal || one === to || index.isKey[index.packetOf[one] ?? -1] === 1);
}

async function readSpan(place: Place, wanted: readonly number[], tally: MotionTally): Promise<void> {
  const compare = await comparerOf(place);
  let next = 0;
  const take = async (decoded: DecodedFrame): Promise<void> => {
    const at = wanted.indexOf(decoded.ordinal, next);
    if (at >= 0) {
      tally.miss(wanted.slice(next, at), place.job.pictures === 'keys' ? place.media : undefined);
      next = at + 1;
      tally.add(compare.add(await sampleOf(place, decoded)), decoded.ordinal);
    }
  };
  for await (const decoded of picturesOf(place, wanted)) {
    tally.decoded += 1;
    try {
      await take(decoded);
    } finally {
      decoded.frame.close();
    }
    if (place.signal.aborted) {
      break;
    }
  }
  tally.add(compare.end(), wanted[next - 1] ?? 0);
  if (!place.signal.aborted) {
    tally.miss(wanted.slice(next), place.job.pictures === 'keys' ? place.media : undefined);
  }
}

async function sampleOf({ media, reader }: Place, { ordinal, frame }: DecodedFrame): Promise<CellSample> {
  return { ordinal, us: media.table.us[ordinal - 1] ?? 0, cells: await reader.read(frame) };
}

async function cellsAt(place: Place, ordinal: number): Promise<Uint8Array | undefined> {
  const frame = await frameAt(place.cursor, ordinal);
  try {
    return frame === undefined ? undefined : await place.reader.read(frame);
  } finally {
    frame?.close();
  }
}

interface Comparer {
  add(sample: CellSample): readonly ComparedSample[];
  end(): readonly ComparedSample[];
}

async function comparerOf(place: Place): Promise<Comparer> {
  const { job, zone } = place;
  if (job.question === 'passages') {
    return new AroundComparer(zone, windowUs(job));
  }
  const reference = await place.cursor.frameAt(job.reference);
  const cells = await place.reader.read(reference).finally(() => {
    reference.close();
  });
  return {
    add: (sample) => {
      const difference = differenceOf(cells, sample.cells, zone);
      return [{ ordinal: sample.ordinal, before: difference, after: difference }];
    },
    end: () => [],
  };
}

/** Every picture of a stretch, compared as those around it were. What fails is left out up to the next key frame. */
async function readBetween(place: Place, read: ExactRead, tally: MotionTally): Promise<void> {
  const compare = await comparerBetween(place, read);
  const { isKey, packetOf } = place.media.index;
  for (let ordinal = read.fromOrdinal; ordinal <= read.toOrdinal && !place.signal.aborted; ordinal += 1) {
    const frame = await frameAt(place.cursor, ordinal);
    if (frame === undefined) {
      const failed = [ordinal];
      while (ordinal < read.toOrdinal && isKey[packetOf[ordinal + 1] ?? -1] !== 1) {
        ordinal += 1;
        failed.push(ordinal);
      }
      tally.miss(failed);
      continue;
    }
    tally.decoded += 1;
    try {
      tally.add(compare(await sampleOf(place, { ordinal, frame })), ordinal);
    } finally {
      frame.close();
    }
  }
}

async function comparerBetween(
  place: Place,
  { before, after }: ExactRead,
): Promise<(sample: CellSample) => readonly ComparedSample[]> {
  if (place.job.question !== 'passages') {
    const compare = await comparerOf(place);
    return (sample) => compare.add(sample);
  }
  const stood = async (ordinals: readonly number[]): Promise<Uint8Array | undefined> => {
    const cells: Uint8Array[] = [];
    for (const ordinal of ordinals) {
      const one = await cellsAt(place, ordinal);
      cells.push(...(one === undefined ? [] : [one]));
    }
    return middleOf(cells);
  };
  const [was, comes] = [await stood(before), await stood(after)];
  return (sample) => [compareAround(sample, was, comes, place.zone)];
}

/** How fast every picture would be read: told by some of them in the middle of the span, the start of a decoder included. */
async function everyPerSecond({ media, job, signal, reader }: Place): Promise<number | undefined> {
  const { fromOrdinal, toOrdinal } = job.span;
  const middle = Math.max(fromOrdinal, Math.round((fromOrdinal + toOrdinal - TIMED) / 2));
  const entry = await entryFor(media, middle);
  const end = media.index.packetOf[Math.min(toOrdinal, middle + TIMED)] ?? 0;
  if (entry === undefined || end - entry > LONG_WAY) {
    return undefined;
  }
  const started = performance.now();
  for await (const { frame } of decodeAll(media, { restarts: 0, dataEndsAt: undefined }, signal, middle - 1, end)) {
    await reader.read(frame).finally(() => {
      frame.close();
    });
  }
  const wallS = (performance.now() - started) / 1000;
  return end - entry < 8 || wallS <= 0 ? undefined : (end - entry) / wallS;
}
