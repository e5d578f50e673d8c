// Which packets a first look feeds to the decoder: key frames, and between them pairs of packets that lean on the past.

/** The columns of a packet index that a plan needs, by decode index. */
export interface PacketColumns {
  readonly isKey: Uint8Array;
  /** Ordinal of the picture of each packet; 0 for packets that no decoder can use. */
  readonly ordinalOf: Int32Array;
  readonly table: { readonly us: Float64Array };
}

/** Wanted time between two looks, µs: whoever crosses a picture in five seconds is looked at three times. */
export const LOOK_EVERY_US = 1_600_000;
/** Key frames nearer than this to the last one taken are left out, µs. */
const KEY_EVERY_US = 1_000_000;

/**
 * Decode indexes to feed, ascending. Each group begins with a key frame and goes on with pairs of packets in a
 * row that lean on earlier pictures only: what such a pair changes is what moved between two neighbouring frames,
 * even when the pictures before it were left out. One look per {@link LOOK_EVERY_US}, spread evenly in the group.
 */
export function planLooks(index: PacketColumns): Uint32Array<ArrayBuffer> {
  const keys = keysToTake(index);
  const plan: number[] = [];
  keys.forEach((key, row) => {
    plan.push(key);
    const end = endOfGroup(index, key);
    const anchors = anchorsOf(index, key, end);
    const from = timeOf(index, key);
    const to = timeOf(index, keys[row + 1] ?? anchors.at(-1) ?? key);
    const looks = Math.max(1, Math.round((to - from) / LOOK_EVERY_US));
    let next = 0;
    for (let look = 0; look < looks; look += 1) {
      const wantedAt = from + ((to - from) * look) / looks;
      while (next < anchors.length && timeOf(index, anchors[next] ?? key) < wantedAt) {
        next += 1;
      }
      // The key frame and the packet behind it are a pair of their own.
      const pair = anchors.slice(next, next + (look === 0 ? 1 : 2));
      plan.push(...pair);
      next += pair.length;
    }
  });
  return Uint32Array.from(plan);
}

function timeOf({ ordinalOf, table }: PacketColumns, packet: number): number {
  return table.us[(ordinalOf[packet] ?? 0) - 1] ?? 0;
}

function keysToTake(index: PacketColumns): number[] {
  const keys: number[] = [];
  let lastUs = -Infinity;
  for (let key = index.isKey.indexOf(1); key >= 0; key = index.isKey.indexOf(1, key + 1)) {
    const us = timeOf(index, key);
    if ((index.ordinalOf[key] ?? 0) > 0 && us - lastUs >= KEY_EVERY_US) {
      keys.push(key);
      lastUs = us;
    }
  }
  return keys;
}

function endOfGroup({ isKey }: PacketColumns, key: number): number {
  const next = isKey.indexOf(1, key + 1);
  return next < 0 ? isKey.length : next;
}

/** Packets shown after everything stored before them: never a picture that leans on what comes later. */
function anchorsOf({ ordinalOf }: PacketColumns, key: number, end: number): number[] {
  const anchors: number[] = [];
  let latest = ordinalOf[key] ?? 0;
  for (let packet = key + 1; packet < end; packet += 1) {
    const ordinal = ordinalOf[packet] ?? 0;
    if (ordinal > latest) {
      anchors.push(packet);
      latest = ordinal;
    }
  }
  return anchors;
}
