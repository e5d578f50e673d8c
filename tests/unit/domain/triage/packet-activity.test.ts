import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { packetActivity, type SizedPackets } from '../../../../src/domain/triage/packet-activity.ts';
import { seededRandom } from '../../../reels/random.ts';

/** Packets stored as shown at 25 a second, a key frame every 50; `sizeAt` of the others. */
function packets(seconds: number, sizeAt: (second: number) => number, keyBytes = 30_000): SizedPackets {
  const count = seconds * 25;
  const random = seededRandom(3);
  return {
    isKey: Uint8Array.from({ length: count }, (_, packet) => (packet % 50 === 0 ? 1 : 0)),
    ordinalOf: Int32Array.from({ length: count }, (_, packet) => packet + 1),
    sizes: Uint32Array.from({ length: count }, (_, packet) =>
      packet % 50 === 0 ? keyBytes : sizeAt(Math.floor(packet / 25)) * (0.9 + 0.2 * random()),
    ),
    table: { us: Float64Array.from({ length: count }, (_, row) => row * 40_000) },
  };
}

const flagged = ({ score }: { readonly score: Float32Array }): number[] =>
  [...score.entries()].filter(([, value]) => value >= 5).map(([bin]) => bin);

describe('activity by the sizes of packets', () => {
  it('rises while somebody passes, whatever the noise of the camera', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 20_000 }), (floor) => {
        const activity = packetActivity(packets(120, (second) => (second >= 60 && second < 65 ? 3 : 1) * floor));
        expect(activity.tells).toBe(true);
        expect(flagged(activity)).toEqual([60, 61, 62, 63, 64]);
      }),
      { numRuns: 20 },
    );
  });

  it('does not take one bright second for somebody', () => {
    expect(flagged(packetActivity(packets(120, (second) => (second === 60 ? 9000 : 2000))))).toEqual([]);
  });

  it('follows a slow change of the noise', () => {
    expect(flagged(packetActivity(packets(600, (second) => 1000 + 10 * second)))).toEqual([]);
  });

  it('says when a held rate hides everything', () => {
    const activity = packetActivity(packets(300, () => 2000));
    expect(activity.tells).toBe(false);
    expect(flagged(activity)).toEqual([]);
  });

  it('has nothing to say of nothing', () => {
    const empty = { isKey: new Uint8Array(), ordinalOf: new Int32Array(), sizes: new Uint32Array() };
    expect(packetActivity({ ...empty, table: { us: new Float64Array() } }).score).toHaveLength(0);
  });

  it('finds the five crossings of the quiet reel at constant quality, and no other time', () => {
    const path = join(import.meta.dirname, '../../../fixtures/packet-sizes-crf.json');
    const { order, sizes, keys, crossings } = JSON.parse(readFileSync(path, 'utf8')) as {
      order: number[];
      sizes: number[];
      keys: number[];
      crossings: [number, number][];
    };
    const activity = packetActivity({
      isKey: Uint8Array.from(sizes, (_, packet) => (keys.includes(packet) ? 1 : 0)),
      ordinalOf: Int32Array.from(order),
      sizes: Uint32Array.from(sizes),
      table: { us: Float64Array.from(sizes, (_, row) => row * 40_000) },
    });
    const bins = flagged(activity);
    expect(activity.tells).toBe(true);
    for (const [from, to] of crossings) {
      expect(bins.some((bin) => bin >= Math.floor(from) && bin <= to)).toBe(true);
    }
    expect(bins.filter((bin) => !crossings.some(([from, to]) => bin >= from - 2 && bin <= to + 1))).toEqual([]);
  });
});
