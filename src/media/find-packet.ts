// One packet by its place in the file. Containers find packets by their time only, and several may have the same.

import type { EncodedPacket, EncodedPacketSink } from 'mediabunny';

import type { PacketIndex } from '../contracts/media.ts';

type Sink = Pick<EncodedPacketSink, 'getFirstPacket' | 'getNextPacket' | 'getPacket'>;

/**
 * The packet of a decode index; `undefined` where the data ends. Where several have its time, it is told by its size, or
 * reached from one before it.
 */
export async function findPacket(
  sink: Sink,
  index: PacketIndex,
  decodeIndex: number,
): Promise<EncodedPacket | undefined> {
  const { seconds } = index;
  if (decodeIndex >= seconds.length) {
    return undefined;
  }
  for (let from = decodeIndex; from > 0; from -= 1) {
    const packet = await sink.getPacket(seconds[from] ?? 0);
    if (packet === null) {
      return undefined;
    }
    const found = whichOf(packet, index, from);
    if (found !== undefined && found <= decodeIndex) {
      return walk(sink, packet, decodeIndex - found);
    }
  }
  return walk(sink, await sink.getFirstPacket(), decodeIndex);
}

/** Decode index of a packet that has the time of `decodeIndex`; `undefined` where two look alike. */
function whichOf({ byteLength, type }: EncodedPacket, index: PacketIndex, decodeIndex: number): number | undefined {
  const twins = packetsAt(index, decodeIndex);
  const alike = twins.filter(
    (twin) => index.sizes[twin] === byteLength && (index.isKey[twin] === 1) === (type === 'key'),
  );
  return twins.length === 1 ? decodeIndex : alike.length === 1 ? alike[0] : undefined;
}

/** Decode indices of the packets whose pictures are shown at the very time of one, that one included. */
function packetsAt({ table, ordinalOf, packetOf }: PacketIndex, decodeIndex: number): readonly number[] {
  const ordinal = ordinalOf[decodeIndex] ?? 0;
  if (ordinal === 0) {
    return [decodeIndex];
  }
  const at = table.ticks[ordinal - 1];
  let first = ordinal;
  while (table.ticks[first - 2] === at) {
    first -= 1;
  }
  let last = ordinal;
  while (table.ticks[last] === at) {
    last += 1;
  }
  return Array.from(packetOf.subarray(first, last + 1));
}

async function walk(sink: Sink, start: EncodedPacket | null, steps: number): Promise<EncodedPacket | undefined> {
  let packet = start;
  for (let left = steps; left > 0 && packet !== null; left -= 1) {
    packet = await sink.getNextPacket(packet, { metadataOnly: left > 1 });
  }
  return packet ?? undefined;
}
