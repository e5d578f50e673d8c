// Where a recording can be cut for two decoders: what is stored before is shown before, what is stored after, after.

import type { PacketIndex } from '../contracts/media.ts';

/**
 * Decode indices of key frames at which the order of decoding and the order of presentation are cut at one place,
 * ascending. Pictures shown before a key frame but stored after it lean on the group before: no cut there.
 */
export function cleanCuts({ isKey, ordinalOf }: Pick<PacketIndex, 'isKey' | 'ordinalOf'>): number[] {
  const cuts: number[] = [];
  let shown = 0;
  let highest = 0;
  ordinalOf.forEach((ordinal, index) => {
    if (ordinal === 0) {
      return;
    }
    // Ordinals have no gaps: those before are 1…shown when the highest is as many.
    if (isKey[index] === 1 && highest === shown && ordinal === shown + 1) {
      cuts.push(index);
    }
    shown += 1;
    highest = Math.max(highest, ordinal);
  });
  return cuts;
}
