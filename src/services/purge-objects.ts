// Takes objects out of what is stored of a recording, as people see them: put together or cut by hand.

import type { CaseRepository } from '../storage/case-repository.ts';
import type { PurgedSpan } from '../storage/purge-tracks.ts';
import type { Recording } from './recording.ts';

/** `numbers`: as they are listed. What was cut off an object and kept stays. */
export async function purgeObjects(
  recording: Recording,
  results: CaseRepository,
  numbers: ReadonlySet<number>,
): Promise<void> {
  const whole = new Set<number>();
  const spans: PurgedSpan[] = [];
  for (const number of numbers) {
    const edited = recording.edits.at(number);
    for (const piece of edited?.pieces ?? [{ number, from: 0, to: Infinity }]) {
      // Whoever is still listed of the same object keeps the rest of its boxes.
      const isShared = recording.edits.edited.some(
        (other) => !numbers.has(other.number) && other.pieces.some((one) => one.number === piece.number),
      );
      if (isShared) {
        const { bestOrdinal = 0 } = edited?.facts ?? {};
        spans.push({ ...piece, hasBest: bestOrdinal >= piece.from && bestOrdinal <= piece.to });
      } else {
        whole.add(piece.number);
      }
    }
  }
  await results.purgeTracks(recording.id, whole, spans);
  recording.purge(new Set([...numbers, ...whole]));
}
