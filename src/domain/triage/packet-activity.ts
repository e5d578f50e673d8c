// What the sizes of encoded packets tell about motion, without decoding anything.
//
// A packet between key frames holds what changed. Its size is set against the usual size of its kind (shown in the
// order of storage, or before what was stored earlier) at its place behind the key frame, then against a robust
// baseline of minutes: noise raises the baseline, whoever comes raises the size for seconds. A rate control that
// spends the same bytes on every stretch, whatever happens, hides that: then sizes are not believed.

import type { PacketColumns } from './sampling-plan.ts';

export interface PacketActivity {
  /** Length of a bin, µs. */
  readonly binUs: number;
  /** Time at which the first bin begins, µs. */
  readonly fromUs: number;
  /** Per bin, in spreads above the usual; 0 where nothing departs for longer than one bin, or nothing can be told. */
  readonly score: Float32Array;
  /** False for footage whose rate control spends the same bytes whatever happens. */
  readonly tells: boolean;
}

export interface SizedPackets extends PacketColumns {
  /** Bytes of each packet. */
  readonly sizes: Uint32Array;
}

export const BIN_US = 1_000_000;
/** Bins on each side over which "usual" is measured: five minutes in all. */
const HALF_WINDOW = 150;
/** Least spread of the logarithm of a size: 3 % are never remarkable. */
const LEAST_SPREAD = 0.03;
/** Places behind a key frame that are told apart; later ones are alike. */
const PLACES = 128;
/** Bytes added before the logarithm: headers are no change. */
const HEADER_BYTES = 64;
/** Bins whose bytes are compared to know whether the rate is held, and how far a held rate strays at most. */
const RATE_BINS = 10;
const HELD_RATE = 0.25;

/** Activity by sizes, one value per second of footage. */
export function packetActivity(packets: SizedPackets): PacketActivity {
  const { us } = packets.table;
  const fromUs = us[0] ?? 0;
  const bins = us.length === 0 ? 0 : Math.floor(((us.at(-1) ?? 0) - fromUs) / BIN_US) + 1;
  const tells = !isRateHeld(packets, fromUs, bins);
  const score = new Float32Array(bins);
  if (tells) {
    const level = levelPerBin(packets, fromUs, bins);
    const excess = level.map((value, bin) => excessOf(level, bin, value));
    // A change of light is over within a second; somebody takes longer.
    excess.forEach((value, bin) => {
      score[bin] = Math.max(0, Math.min(value, Math.max(excess[bin - 1] ?? 0, excess[bin + 1] ?? 0)));
    });
  }
  return { binUs: BIN_US, fromUs, score, tells };
}

/** Whether what changes takes about the same bytes in all stretches of ten seconds: the rate is held. */
function isRateHeld({ isKey, sizes, ordinalOf, table }: SizedPackets, fromUs: number, bins: number): boolean {
  const stretches = new Float64Array(Math.floor(bins / RATE_BINS));
  sizes.forEach((bytes, packet) => {
    const stretch = Math.floor(((table.us[(ordinalOf[packet] ?? 0) - 1] ?? fromUs) - fromUs) / (BIN_US * RATE_BINS));
    if (stretch < stretches.length && isKey[packet] !== 1) {
      stretches[stretch] = (stretches[stretch] ?? 0) + bytes;
    }
  });
  const sorted = stretches.toSorted();
  const range = (sorted.at(-1) ?? 0) - (sorted[0] ?? 0);
  return sorted.length < 3 || range < HELD_RATE * (sorted[sorted.length >> 1] ?? 0);
}

/** Mean, per bin, of how far the logarithm of each size is from the usual one of its kind and place. */
function levelPerBin(packets: SizedPackets, fromUs: number, bins: number): Float32Array {
  const { isKey, ordinalOf, table } = packets;
  const kinds = kindsOf(packets);
  const usual = usualPerKind(packets, kinds);
  const sum = new Float64Array(bins);
  const count = new Uint32Array(bins);
  for (let packet = 0; packet < isKey.length; packet += 1) {
    const ordinal = ordinalOf[packet] ?? 0;
    if (ordinal === 0 || isKey[packet] === 1) {
      continue;
    }
    const bin = Math.floor(((table.us[ordinal - 1] ?? fromUs) - fromUs) / BIN_US);
    const excess = logSize(packets, packet) - (usual[kinds[packet] ?? 0] ?? 0);
    sum[bin] = (sum[bin] ?? 0) + Math.max(-1, Math.min(2, excess));
    count[bin] = (count[bin] ?? 0) + 1;
  }
  return Float32Array.from(sum, (total, bin) => total / Math.max(1, count[bin] ?? 0));
}

function logSize({ sizes }: SizedPackets, packet: number): number {
  return Math.log((sizes[packet] ?? 0) + HEADER_BYTES);
}

/** Kind of each packet: place behind its key frame, and whether it is shown before what was stored earlier. */
function kindsOf({ isKey, ordinalOf }: SizedPackets): Uint16Array {
  const kinds = new Uint16Array(isKey.length);
  let place = 0;
  let latest = 0;
  for (let packet = 0; packet < kinds.length; packet += 1) {
    const ordinal = ordinalOf[packet] ?? 0;
    place = isKey[packet] === 1 ? 0 : Math.min(PLACES - 1, place + 1);
    kinds[packet] = 2 * place + (ordinal < latest ? 1 : 0);
    latest = Math.max(latest, ordinal);
  }
  return kinds;
}

/** Median logarithm of the size, per kind. */
function usualPerKind(packets: SizedPackets, kinds: Uint16Array): Float64Array {
  const rows = new Map<number, number[]>();
  kinds.forEach((kind, packet) => {
    const row = rows.get(kind) ?? [];
    row.push(logSize(packets, packet));
    rows.set(kind, row);
  });
  const usual = new Float64Array(2 * PLACES);
  for (const [kind, row] of rows) {
    usual[kind] = medianOf(Float32Array.from(row));
  }
  return usual;
}

/** How far a bin is above the bins around it, in their spreads. */
function excessOf(level: Float32Array, bin: number, value: number): number {
  const around = level.slice(Math.max(0, bin - HALF_WINDOW), bin + HALF_WINDOW + 1).sort();
  const median = around[around.length >> 1] ?? 0;
  const spread = (median - (around[around.length >> 2] ?? 0)) / 0.6745;
  return (value - median) / Math.max(LEAST_SPREAD, spread);
}

function medianOf(values: Float32Array): number {
  return values.sort()[values.length >> 1] ?? 0;
}
