import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { LOOK_EVERY_US, planLooks, type PacketColumns } from '../../../../src/domain/triage/sampling-plan.ts';

/** Packets stored as they are shown, `everyUs` apart, a key frame every `gop`. */
function inOrder(count: number, gop: number, everyUs = 40_000): PacketColumns {
  return {
    isKey: Uint8Array.from({ length: count }, (_, packet) => (packet % gop === 0 ? 1 : 0)),
    ordinalOf: Int32Array.from({ length: count }, (_, packet) => packet + 1),
    table: { us: Float64Array.from({ length: count }, (_, row) => row * everyUs) },
  };
}

describe('the plan of a first look', () => {
  it('takes each key frame of short groups and the packet behind it', () => {
    expect([...planLooks(inOrder(150, 50))]).toEqual([0, 1, 50, 51, 100, 101]);
  });

  it('takes pairs of packets in a row, evenly, inside long groups', () => {
    const plan = [...planLooks(inOrder(500, 250))];
    expect(plan.slice(0, 12)).toEqual([0, 1, 42, 43, 84, 85, 125, 126, 167, 168, 209, 210]);
    expect(plan).toContain(250);
  });

  it('leaves out key frames that crowd', () => {
    const plan = [...planLooks(inOrder(250, 5))];
    expect(plan.filter((packet) => packet % 5 === 0)).toEqual([0, 25, 50, 75, 100, 125, 150, 175, 200, 225]);
  });

  it('takes no packet that leans on a later one, and none that cannot be decoded', () => {
    // A delta without a past, then I P B B P B B as stored.
    const ordinalOf = Int32Array.of(0, 1, 4, 2, 3, 7, 5, 6);
    const us = Float64Array.from({ length: 7 }, (_, row) => row * 2_000_000);
    const plan = planLooks({ isKey: Uint8Array.of(0, 1, 0, 0, 0, 0, 0, 0), ordinalOf, table: { us } });
    expect([...plan]).toEqual([1, 2, 5]);
  });

  it('of a recording without a key frame is empty', () => {
    expect(
      planLooks({ isKey: new Uint8Array(3), ordinalOf: new Int32Array(3), table: { us: new Float64Array() } }),
    ).toHaveLength(0);
  });

  it('goes up, begins with a key frame, and never looks away for much longer than a look lasts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 20_000, max: 200_000 }),
        (count, gop, everyUs) => {
          const packets = inOrder(count, gop, everyUs);
          const plan = [...planLooks(packets)];
          expect(plan[0]).toBe(0);
          expect(plan.every((packet, row) => row === 0 || packet > (plan[row - 1] ?? packet))).toBe(true);
          const gaps = plan.map((packet, row) => packet - (plan[row - 1] ?? 0));
          expect(Math.max(...gaps) * everyUs).toBeLessThanOrEqual(1.5 * LOOK_EVERY_US + 2 * everyUs);
        },
      ),
    );
  });
});
