import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { FRAME_HIDDEN, FRAME_KEY } from '../../../src/domain/footage/frame.ts';
import { indexPackets } from '../../../src/media/packet-index.ts';

const TIMEBASE = { num: 1, den: 90_000 };
const always = (): boolean => true;

/** Packets in decode order: ticks, and which are keys. */
function packets(ticks: readonly number[], keys: readonly number[]): Parameters<typeof indexPackets>[0] {
  return {
    seconds: ticks.map((tick) => tick / TIMEBASE.den),
    keys: ticks.map((_, index) => (keys.includes(index) ? 1 : 0)),
    durations: ticks.map(() => 0.04),
    sizes: ticks.map((_, index) => 100 + index),
  };
}

describe('the packet index', () => {
  it('numbers pictures as they are shown, not as they are stored', () => {
    // I P B B P B B, as an encoder with two B-frames stores them.
    const index = indexPackets(packets([0, 10800, 3600, 7200, 21600, 14400, 18000], [0]), TIMEBASE, always);
    expect([...index.ordinalOf]).toEqual([1, 4, 2, 3, 7, 5, 6]);
    expect([...index.sizes]).toEqual([100, 101, 102, 103, 104, 105, 106]);
    expect([...index.packetOf]).toEqual([0, 0, 2, 3, 1, 5, 6, 4]);
    expect([...index.table.ticks]).toEqual([0, 3600, 7200, 10800, 14400, 18000, 21600]);
    expect([...index.table.us]).toEqual([0, 40_000, 80_000, 120_000, 160_000, 200_000, 240_000]);
    expect([...index.table.flags]).toEqual([FRAME_KEY, 0, 0, 0, 0, 0, 0]);
    expect(index.lastDurationUs).toBe(40_000);
  });

  it('counts what precedes the first key frame, stored or shown, as undecodable', () => {
    // Two deltas, then a key followed by a leading picture that leans on what is not there.
    const index = indexPackets(packets([0, 3600, 14400, 10800, 18000], [2]), TIMEBASE, always);
    expect(index.undecodable).toBe(3);
    expect([...index.ordinalOf]).toEqual([0, 0, 1, 0, 2]);
    expect([...index.table.ticks]).toEqual([14400, 18000]);
  });

  it('of a file without a key frame has no frame', () => {
    const index = indexPackets(packets([0, 3600], []), TIMEBASE, always);
    expect([index.table.us.length, index.undecodable, index.lastDurationUs]).toEqual([0, 2, 0]);
  });

  it('keeps two frames of one time apart, in the order in which they are stored', () => {
    const index = indexPackets(packets([0, 3600, 3600, 7200], [0]), TIMEBASE, always);
    expect([...index.ordinalOf]).toEqual([1, 2, 3, 4]);
    expect([...index.table.ticks]).toEqual([0, 3600, 3600, 7200]);
  });

  it('keeps what the edit list hides, and marks it', () => {
    const index = indexPackets(packets([-7200, -3600, 0], [0, 2]), TIMEBASE, (ticks) => ticks >= 0);
    expect([...index.table.flags]).toEqual([FRAME_KEY | FRAME_HIDDEN, FRAME_HIDDEN, FRAME_KEY]);
    expect([...index.table.us]).toEqual([-80_000, -40_000, 0]);
  });

  it('loses no decodable frame, whatever the order', () => {
    const times = fc.array(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(times, fc.nat(), (ticks, pick) => {
        const key = pick % ticks.length;
        const index = indexPackets(packets(ticks, [key]), TIMEBASE, always);
        const decodable = ticks.filter((tick, at) => at >= key && tick >= (ticks[key] ?? 0));
        expect([...index.table.ticks]).toEqual([...decodable].sort((a, b) => a - b));
        expect(index.undecodable).toBe(ticks.length - decodable.length);
        [...index.ordinalOf].forEach((ordinal, packet) => {
          expect(ordinal === 0 || index.packetOf[ordinal] === packet).toBe(true);
        });
      }),
    );
  });
});
