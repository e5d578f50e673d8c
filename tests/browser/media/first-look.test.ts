// A first look at every format: key frames are the true pictures, damage costs itself only, and the whole of it over ports.

import { describe, expect, it } from 'vitest';

import { takeFirstLook } from '../../../src/analysis/triage.ts';
import type { FirstLook, FirstLookProgress } from '../../../src/contracts/first-look.ts';
import type { MediaInfo } from '../../../src/contracts/media.ts';
import type { FrameTable } from '../../../src/domain/footage/frame.ts';
import { caseId, recordingId, sha256 } from '../../../src/domain/ids.ts';
import type { Polygon } from '../../../src/domain/settings/polygon.ts';
import { planLooks } from '../../../src/domain/triage/sampling-plan.ts';
import { FrameCursor } from '../../../src/media/frame-cursor.ts';
import { FrameReaderCore } from '../../../src/media/frame-reader.ts';
import { emptyLookReport, lookPictures, type LookReport } from '../../../src/media/key-frames.ts';
import { MediaFile } from '../../../src/media/media-file.ts';
import { createCaseKey } from '../../../src/storage/envelope.ts';
import { lumaHash, openFootage } from '../../builders/footage.ts';

interface Looked {
  readonly keys: Map<number, number>;
  readonly between: readonly number[];
  readonly report: LookReport;
}

async function lookAt(media: MediaFile): Promise<Looked> {
  const keys = new Map<number, number>();
  const between: number[] = [];
  const report = emptyLookReport();
  for await (const { ordinal, frame, isKey } of lookPictures(media, planLooks(media.index), report)) {
    if (isKey) {
      keys.set(ordinal, await lumaHash(frame));
    } else {
      between.push(ordinal);
    }
    frame.close();
  }
  return { keys, between, report };
}

const CLIPS = ['high-160.mp4', 'quicktime.mov', 'h264.mkv', 'h264.ts', 'open-gop.mp4', 'vfr.mp4', 'vp9.webm'];

describe.each(CLIPS)('a first look at %s', (name) => {
  it('gives the key frames of its plan exactly as they are, and something between them', async () => {
    using media = await MediaFile.open(await openFootage(name));
    using cursor = new FrameCursor(media);
    const { isKey, ordinalOf } = media.index;
    const planned = [...planLooks(media.index)].filter((packet) => isKey[packet] === 1);
    const { keys, between, report } = await lookAt(media);
    expect([...keys.keys()]).toEqual(planned.map((packet) => ordinalOf[packet]));
    expect(report).toMatchObject({ keyFrames: planned.length, failedKeyFrames: 0 });
    expect(between.length).toBeGreaterThan(0);
    for (const [ordinal, hash] of keys) {
      const frame = await cursor.frameAt(ordinal);
      expect(await lumaHash(frame), `ordinal ${ordinal}`).toBe(hash);
      frame.close();
    }
  });
});

describe('a first look at a damaged file', () => {
  it('skips a key frame that does not decode, counts it, and gives the others', async () => {
    const whole = await openFootage('high-160.mp4');
    using good = await MediaFile.open(whole);
    const planned = [...planLooks(good.index)].filter((packet) => good.index.isKey[packet] === 1);
    const broken = await good.packetAt(planned[1] ?? 0);
    const bytes = new Uint8Array(await whole.arrayBuffer());
    const at = indexOf(bytes, broken?.data ?? new Uint8Array());
    bytes.fill(0xff, at + 4, at + (broken?.byteLength ?? 0));
    using media = await MediaFile.open(new File([bytes], 'broken.mp4'));
    const { keys, report } = await lookAt(media);
    expect(report).toMatchObject({ keyFrames: planned.length - 1, failedKeyFrames: 1 });
    expect([...keys.keys()]).not.toContain(good.index.ordinalOf[planned[1] ?? 0]);
  });

  it.each(['flipped-bytes.mp4', 'cut-faststart.mp4'])('comes to an end in %s, and the counts add up', async (name) => {
    using media = await MediaFile.open(await openFootage(name));
    const planned = [...planLooks(media.index)].filter((packet) => media.index.isKey[packet] === 1);
    const { keys, report } = await lookAt(media);
    expect(keys.size).toBeGreaterThan(0);
    expect(report.keyFrames + report.failedKeyFrames).toBe(planned.length);
  });
});

function indexOf(bytes: Uint8Array, part: Uint8Array): number {
  for (let at = bytes.indexOf(part[0] ?? 0); at >= 0; at = bytes.indexOf(part[0] ?? 0, at + 1)) {
    if (part.every((value, index) => bytes[at + index] === value)) {
      return at;
    }
  }
  throw new Error('not there');
}

/** Looks over the busy yard from end to end. */
async function lookOver(masks: readonly Polygon[], onProgress: (each: FirstLookProgress) => void): Promise<LookedOver> {
  const reader = new FrameReaderCore();
  const { info, table } = await reader.open(await openFootage('high-160.mp4'));
  const { port1, port2 } = new MessageChannel();
  const request = {
    caseId: caseId('case'),
    recordingId: recordingId('recording'),
    recordingSha256: sha256('0'.repeat(64)),
    ...{ info, table, masks, looks: port1 },
    licence: { kind: 'exercise' } as const,
    grant: { kind: 'key', key: await createCaseKey() } as const,
  };
  const serving = reader.look(port2);
  const control = { signal: new AbortController().signal, mayContinue: () => Promise.resolve() };
  const look = await takeFirstLook(request, control, onProgress);
  await serving;
  return { look, info, table };
}

interface LookedOver {
  readonly look: FirstLook;
  readonly info: MediaInfo;
  readonly table: FrameTable;
}

describe('a first look from one worker to the other', () => {
  it('shows no picture of an excluded zone', async () => {
    const right = [
      { x: 0.5, y: 0 },
      { x: 1, y: 0 },
      { x: 1, y: 1 },
      { x: 0.5, y: 1 },
    ];
    const { look, info } = await lookOver([right], () => undefined);
    expect(look.crops.length).toBeGreaterThan(0);
    expect(look.crops.map(({ box }) => (box.x + box.w / 2) / info.width).filter((x) => x > 0.55)).toEqual([]);
  });

  it('tells activity, spans and pictures of a busy yard', async () => {
    const progress: FirstLookProgress[] = [];
    const { look, info, table } = await lookOver([], (each) => progress.push(each));
    expect(look.keyFrames).toBeGreaterThan(0);
    expect(look.failedKeyFrames).toBe(0);
    expect(look.spans.length).toBeGreaterThan(0);
    expect(look.activity.some((value) => value > 60)).toBe(true);
    expect(look.crops.length).toBeGreaterThan(0);
    for (const { ordinal, us, box, type, bytes } of look.crops) {
      expect(us).toBe(table.us[ordinal - 1]);
      expect(box.x + box.w).toBeLessThanOrEqual(info.width);
      const picture = await createImageBitmap(new Blob([bytes], { type }));
      expect(picture.width).toBeGreaterThan(0);
    }
    expect(progress.length).toBeGreaterThan(0);
    expect(look.wallS).toBeGreaterThan(0);
  });
});
