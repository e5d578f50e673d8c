// Packets are found by their place, also where the container knows several at one time.

import fc from 'fast-check';
import { EncodedPacket } from 'mediabunny';
import { expect, it } from 'vitest';

import { defined } from '../../../src/base/assert.ts';
import { findPacket } from '../../../src/media/find-packet.ts';
import { indexPackets } from '../../../src/media/packet-index.ts';

interface Row {
  readonly seconds: number;
  readonly size: number;
}

/** A container that gives the last stored of the packets of a time, as most do. */
function aSink(rows: readonly Row[]) {
  const packets = rows.map(
    ({ seconds, size }, place) =>
      new EncodedPacket(new Uint8Array(size), place === 0 ? 'key' : 'delta', seconds, 1, place),
  );
  const sorted = [...packets].sort((a, b) => a.timestamp - b.timestamp || a.sequenceNumber - b.sequenceNumber);
  return {
    getFirstPacket: () => Promise.resolve(packets[0] ?? null),
    getNextPacket: ({ sequenceNumber }: EncodedPacket) => Promise.resolve(packets[sequenceNumber + 1] ?? null),
    getPacket: (seconds: number) => Promise.resolve(sorted.findLast(({ timestamp }) => timestamp <= seconds) ?? null),
  };
}

const rows = fc
  .array(fc.record({ seconds: fc.integer({ min: 0, max: 6 }), size: fc.integer({ min: 1, max: 3 }) }), { minLength: 1 })
  .map((list) => [{ seconds: 0, size: 2 }, ...list]);

it('finds every packet by its place, whatever times and sizes they share', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (list) => {
      const raw = {
        seconds: list.map(({ seconds }) => seconds),
        keys: list.map((_, place) => (place === 0 ? 1 : 0)),
        durations: list.map(() => 1),
        sizes: list.map(({ size }) => size),
      };
      const index = indexPackets(raw, { num: 1, den: 1 }, () => true);
      const sink = aSink(list);
      for (const place of list.keys()) {
        const found = defined(await findPacket(sink, index, place), 'packet');
        expect(found.sequenceNumber).toBe(place);
      }
      expect(await findPacket(sink, index, list.length)).toBeUndefined();
    }),
  );
});
