import { describe, expect, it } from 'vitest';

import { ChunkAssembler } from '../../../src/analysis/chunk-assembler.ts';
import type { FrameOutcome } from '../../../src/analysis/scene-analyser.ts';
import { Tracker } from '../../../src/domain/tracking/tracker.ts';
import { encodeCheckpoint } from '../../../src/storage/checkpoint-codec.ts';
import { readingOf } from '../../../src/vision/frame-reading.ts';
import { planesOfRgba } from '../../../src/vision/planes.ts';
import { evenFrames } from '../../builders/frame-table.ts';
import { A_SCENE, aBox, aDetection } from '../../builders/walks.ts';

/** Thumbnails need a canvas, which is the browser tests' business: a plain one stands in. */
class PlainCanvas {
  getContext(): object {
    return { putImageData: () => undefined };
  }
  convertToBlob(): Promise<Blob> {
    return Promise.resolve(new Blob(['picture'], { type: 'image/webp' }));
  }
}
Object.assign(globalThis, { OffscreenCanvas: PlainCanvas, ImageData: Object });

const planes = readingOf(planesOfRgba(new Uint8Array(64 * 64 * 4), 64, 64));

describe('chunks', () => {
  it('hold each frame of an object once, however often they are taken, and its crop with the first', async () => {
    const table = evenFrames(40, 100);
    const assembler = new ChunkAssembler(table, (box) => box);
    const tracker = new Tracker();
    const chunks: NonNullable<Awaited<ReturnType<typeof assembler.take>>>[] = [];
    for (let ordinal = 1; ordinal <= 31; ordinal += 1) {
      const isLook = ordinal % 2 === 1;
      const seen = isLook ? [aDetection({ box: aBox(20 + ordinal, 30, 10, 20) })] : [];
      const us = (ordinal - 1) * 100_000;
      const outcome: FrameOutcome = isLook
        ? { state: 'detected', ...tracker.step(ordinal, us, seen, A_SCENE) }
        : { state: 'decoded', seen: [], ended: [] };
      await assembler.add(outcome, planes, ordinal, us);
      if (ordinal % 5 === 0) {
        const taken = await assembler.take();
        if (taken !== undefined) {
          chunks.push(taken);
        }
      }
    }
    assembler.end(tracker.finish());
    assembler.coverage.end('failed');
    const last = await assembler.take();
    expect(last).toBeDefined();
    const all = [...chunks, ...(last === undefined ? [] : [last])];
    expect(all.map(({ chunk }) => chunk.seq)).toEqual(all.map((_, index) => index));
    const rows = all.flatMap(({ chunk }) => chunk.observations);
    expect(rows.map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: 31 }, (_, index) => index + 1));
    for (const { ordinal, box, origin } of rows) {
      expect(box.x + box.w / 2).toBeCloseTo(20 + ordinal, 6);
      expect(origin).toBe(ordinal % 2 === 1 ? 'detected' : 'interpolated');
    }
    expect(all.at(-1)?.chunk.summaries.at(-1) ?? all.at(-2)?.chunk.summaries.at(-1)).toMatchObject({
      number: 1,
      firstOrdinal: 1,
      lastOrdinal: 31,
      detections: 16,
    });
    expect(all.find(({ chunk }) => chunk.summaries.length > 0)?.crops.has(1)).toBe(true);
    expect(all.flatMap(({ chunk }) => chunk.coverage).at(-1)).toMatchObject({
      state: 'failed',
      fromOrdinal: 32,
      toOrdinal: 40,
    });
    expect(await assembler.take()).toBeUndefined();
  });

  it('keep each frame of an object that stays, while what is remembered of it does not grow', async () => {
    const minutes = 12;
    const looks = minutes * 300;
    const assembler = new ChunkAssembler(evenFrames(looks, 200), (box) => box);
    const tracker = new Tracker();
    const sizes: number[] = [];
    const ordinals: number[] = [];
    const attributes: unknown[] = [];
    for (let ordinal = 1; ordinal <= looks; ordinal += 1) {
      const us = (ordinal - 1) * 200_000;
      const seen = [aDetection({ box: aBox(10 + Math.min(ordinal, 30), 30, 10, 20) })];
      await assembler.add({ state: 'detected', ...tracker.step(ordinal, us, seen, A_SCENE) }, planes, ordinal, us);
      if (ordinal % 50 === 0) {
        const taken = await assembler.take();
        ordinals.push(...(taken?.chunk.observations ?? []).map((row) => row.ordinal));
        attributes.push(taken?.chunk.summaries[0]?.attributes);
        sizes.push(encodeCheckpoint({ tracker: tracker.snapshot(), assembler: assembler.snapshot() }).length);
      }
    }
    assembler.end(tracker.finish());
    const last = await assembler.take();
    ordinals.push(...(last?.chunk.observations ?? []).map((row) => row.ordinal));
    expect(ordinals).toEqual(Array.from({ length: looks }, (_, index) => index + 1));
    expect(last?.chunk.summaries[0]).toMatchObject({ firstOrdinal: 1, lastOrdinal: looks, detections: looks });
    expect(attributes.at(-1)).toMatchObject({ direction: 'right', stops: [{ toUs: (looks - 1) * 200_000 }] });
    const [afterAMinute = 0] = sizes.slice(5);
    expect(Math.max(...sizes.slice(6))).toBeLessThan(1.1 * afterAMinute);
  });
});
