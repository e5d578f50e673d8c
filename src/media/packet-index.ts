// Every packet of the video track in decode order, and the ordinal that each one's picture has.

import { EncodedPacketSink, type InputVideoTrack } from 'mediabunny';

import type { PacketIndex } from '../contracts/media.ts';
import { FRAME_HIDDEN, FRAME_KEY, type FrameTable } from '../domain/footage/frame.ts';
import { ticksToMicros, type Timebase } from '../domain/time/micros.ts';

/** More packets than any lawful recording holds: a bomb, not footage. */
const MAX_PACKETS = 20_000_000;

interface RawColumns {
  readonly seconds: number[];
  readonly keys: number[];
  readonly durations: number[];
  readonly sizes: number[];
}

/** Walks the container without reading pictures. `isShown` tells, by ticks, what the edit list shows. */
export async function buildPacketIndex(
  track: InputVideoTrack,
  timebase: Timebase,
  isShown: (ticks: number) => boolean,
): Promise<PacketIndex> {
  const raw: RawColumns = { seconds: [], keys: [], durations: [], sizes: [] };
  const sink = new EncodedPacketSink(track);
  for await (const packet of sink.packets(undefined, undefined, { metadataOnly: true })) {
    raw.seconds.push(packet.timestamp);
    raw.keys.push(packet.type === 'key' ? 1 : 0);
    raw.durations.push(packet.duration);
    raw.sizes.push(packet.byteLength);
    if (raw.seconds.length > MAX_PACKETS) {
      break;
    }
  }
  return indexPackets(raw, timebase, isShown);
}

/** Pure part of {@link buildPacketIndex}: sorts into presentation order and numbers the frames. */
export function indexPackets(raw: RawColumns, timebase: Timebase, isShown: (ticks: number) => boolean): PacketIndex {
  const count = raw.seconds.length;
  const ticks = Float64Array.from(raw.seconds, (seconds) => Math.round((seconds * timebase.den) / timebase.num));
  const firstKey = raw.keys.indexOf(1);
  const firstKeyTicks = firstKey < 0 ? Infinity : (ticks[firstKey] ?? Infinity);

  const decodable: number[] = [];
  for (let index = Math.max(firstKey, 0); firstKey >= 0 && index < count; index += 1) {
    // Pictures shown before the first key frame lean on pictures that are not in the file.
    if ((ticks[index] ?? 0) >= firstKeyTicks) {
      decodable.push(index);
    }
  }
  decodable.sort((a, b) => (ticks[a] ?? 0) - (ticks[b] ?? 0) || a - b);

  const frames = decodable.length;
  const table: FrameTable = {
    timebase,
    ticks: new Float64Array(frames),
    us: new Float64Array(frames),
    flags: new Uint8Array(frames),
  };
  const ordinalOf = new Int32Array(count);
  const packetOf = new Int32Array(frames + 1);
  decodable.forEach((packet, row) => {
    const at = ticks[packet] ?? 0;
    table.ticks[row] = at;
    table.us[row] = ticksToMicros(at, timebase);
    table.flags[row] = (raw.keys[packet] === 1 ? FRAME_KEY : 0) | (isShown(at) ? 0 : FRAME_HIDDEN);
    ordinalOf[packet] = row + 1;
    packetOf[row + 1] = packet;
  });
  const last = decodable[frames - 1];
  return {
    table,
    seconds: Float64Array.from(raw.seconds),
    isKey: Uint8Array.from(raw.keys),
    sizes: Uint32Array.from(raw.sizes),
    ordinalOf,
    packetOf,
    undecodable: count - frames,
    lastDurationUs: last === undefined ? 0 : Math.round((raw.durations[last] ?? 0) * 1e6),
  };
}
