// The first look: activity of the whole recording and its first pictures, long before the full pass has been there.

import { USUAL_SETTINGS } from '../contracts/analysis.ts';
import type { FirstCrop, FirstLook, FirstLookListener, FirstLookRequest } from '../contracts/first-look.ts';
import { FRAME_KEY, type FrameTable } from '../domain/footage/frame.ts';
import { LookScorer, type LookScore } from '../domain/triage/look-scorer.ts';
import { packetActivity, type PacketActivity } from '../domain/triage/packet-activity.ts';
import { looksToShow, lookTimeline, type LookTimeline } from '../domain/triage/timeline.ts';
import { lumaGrid, PlaneReader, subsampleLuma } from '../vision/planes.ts';
import { rotatePlanes, toStored } from '../vision/rotate.ts';
import { AppliedSettings } from './applied-settings.ts';
import { cut, encode } from './best-crop.ts';
import { LookFeed } from './look-feed.ts';
import { openCase } from './open-case.ts';
import type { RunControl } from './run-analysis.ts';
import { cropsWithin } from './scope-bounds.ts';

/** Most first pictures of a recording, and packets decoded for them per second of footage. */
const MOST_PICTURES = 24;
const PACKETS_PER_SECOND = 1;
/** A short recording may spend this many packets. */
const LEAST_PACKETS = 250;
const REPORT_EVERY_MS = 500;

/** Looks over a whole recording. Rejects with an `AppError` when the decoder's side fails. */
export async function takeFirstLook(
  request: FirstLookRequest,
  control: RunControl,
  onProgress: FirstLookListener,
): Promise<FirstLook> {
  const started = performance.now();
  const wallS = (): number => (performance.now() - started) / 1000;
  using feed = new LookFeed(request.looks);
  const { scores, sizes } = await scoreLooks(request, feed, control, wallS, onProgress);
  const counted = feed.end;
  const { us } = request.table;
  const timeline = lookTimeline(us.at(-1) ?? 0, scores, sizes);
  const crops = control.signal.aborted ? [] : await firstCrops(request, feed, timeline, scores);
  return {
    ...timeline,
    crops,
    packetSizesTell: sizes.tells,
    keyFrames: counted?.keyFrames ?? 0,
    failedKeyFrames: counted?.failedKeyFrames ?? 0,
    between: counted?.between ?? 0,
    failedBetween: counted?.failedBetween ?? 0,
    wallS: wallS(),
  };
}

/** Takes the first look and stores it, unless it was ended before its end. */
export async function storeFirstLook(
  request: FirstLookRequest,
  control: RunControl,
  onProgress: FirstLookListener,
): Promise<FirstLook> {
  const whole = await takeFirstLook(request, control, onProgress);
  const look = { ...whole, crops: cropsWithin(request, whole.crops) };
  if (!control.signal.aborted) {
    using open = openCase(request);
    await open.repository.writeFirstLook(request.recordingId, look);
  }
  return look;
}

interface Scored {
  readonly scores: readonly LookScore[];
  readonly sizes: PacketActivity;
}

async function scoreLooks(
  { info, table, masks }: FirstLookRequest,
  feed: LookFeed,
  control: RunControl,
  wallS: () => number,
  onProgress: FirstLookListener,
): Promise<Scored> {
  const upright = info.rotation % 180 === 0 ? info : { width: info.height, height: info.width };
  const grid = lumaGrid(upright.width, upright.height);
  const luma = new Uint8Array(grid.width * grid.height);
  const settings = new AppliedSettings({ ...USUAL_SETTINGS, masks });
  const scorer = new LookScorer(grid.width, grid.height);
  const reader = new PlaneReader();
  const scores: LookScore[] = [];
  let sizes = NO_SIZES;
  let reportedAt = -Infinity;
  const firstUs = table.us[0] ?? 0;
  const totalUs = (table.us.at(-1) ?? 0) - firstUs;
  for await (const sent of feed.ask({ kind: 'looks' })) {
    if (sent.kind === 'sizes') {
      sizes = sent.sizes;
      continue;
    }
    const us = table.us[sent.ordinal - 1] ?? 0;
    subsampleLuma(rotatePlanes(await reader.read(sent.frame), info.rotation), grid, luma);
    // A zone that is always black never moves.
    settings.clear(luma, grid.width, grid.height);
    scores.push(...scorer.add(luma, sent.ordinal, us, sent.isTrue));
    if (performance.now() - reportedAt >= REPORT_EVERY_MS) {
      reportedAt = performance.now();
      onProgress({ doneUs: us - firstUs, totalUs, realtimeFactor: (us - firstUs) / 1e6 / Math.max(1e-3, wallS()) });
    }
    await control.mayContinue();
    if (control.signal.aborted) {
      break;
    }
  }
  scores.push(...scorer.finish());
  const inPixels = scores.map((score) => ({ ...score, box: score.box && scaled(score.box, grid.step) }));
  return { scores: inPixels, sizes };
}

const NO_SIZES = packetActivity({
  isKey: new Uint8Array(),
  ordinalOf: new Int32Array(),
  sizes: new Uint32Array(),
  table: { us: new Float64Array() },
});

function scaled({ x, y, w, h }: NonNullable<LookScore['box']>, step: number): NonNullable<LookScore['box']> {
  return { x: x * step, y: y * step, w: w * step, h: h * step };
}

/** True pictures of the most promising spans, as far as they cost little. */
async function firstCrops(
  { info, table }: FirstLookRequest,
  feed: LookFeed,
  { spans }: LookTimeline,
  scores: readonly LookScore[],
): Promise<FirstCrop[]> {
  const seconds = info.durationUs / 1e6;
  const limits = { pictures: MOST_PICTURES, packets: Math.max(LEAST_PACKETS, PACKETS_PER_SECOND * seconds) };
  const shown = looksToShow(spans, scores, (ordinal) => packetsTo(table, ordinal), limits);
  const boxes = new Map(shown.map(({ ordinal, box }) => [ordinal, box]));
  const reader = new PlaneReader();
  const crops: FirstCrop[] = [];
  for await (const sent of feed.ask({ kind: 'exact', ordinals: [...boxes.keys()] })) {
    const box = sent.kind === 'picture' ? boxes.get(sent.ordinal) : undefined;
    if (sent.kind === 'picture' && box !== undefined) {
      const planes = rotatePlanes(await reader.read(sent.frame), info.rotation);
      crops.push({
        ordinal: sent.ordinal,
        us: table.us[sent.ordinal - 1] ?? 0,
        box: toStored(box, info.rotation, info.width, info.height),
        ...(await encode(cut(planes, box))),
      });
    }
  }
  return crops;
}

/** Packets from the last key frame shown before a picture up to it: what its true picture costs. */
function packetsTo({ flags }: FrameTable, ordinal: number): number {
  let row = ordinal - 1;
  while (row > 0 && ((flags[row] ?? 0) & FRAME_KEY) === 0) {
    row -= 1;
  }
  return ordinal - row;
}
