// Why an object was proposed: each time that it was seen, by what, how surely, and how much of it moved.

import type { TrackEvidence } from '../contracts/analysis.ts';
import { unpackMask } from '../domain/motion/mask-pack.ts';
import type { CaseRepository } from '../storage/case-repository.ts';
import type { StoredMask } from '../storage/mask-codec.ts';
import type { Recording } from './recording.ts';

/** Gathers what was stored of one object. */
export async function readEvidence(
  recording: Recording,
  repository: CaseRepository,
  track: number,
): Promise<TrackEvidence> {
  const moving = new Map<number, number>();
  for await (const { seq } of recording.chunks(repository)) {
    const stored = await repository.readMasks(recording.id, seq);
    for (const mask of stored?.masks ?? []) {
      if (recording.edits.ownerOf(mask.track, mask.ordinal) === track) {
        moving.set(mask.ordinal, shareOf(mask));
      }
    }
  }
  const observations = await recording.observations(repository, track);
  return {
    sights: observations
      .filter(({ origin }) => origin !== 'interpolated')
      .map(({ ordinal, score, origin }) => ({
        ordinal,
        score,
        isDetected: origin === 'detected',
        moving: moving.get(ordinal),
      })),
    interpolated: observations.filter(({ origin }) => origin === 'interpolated').length,
  };
}

function shareOf({ bytes, w, h }: StoredMask): number {
  return unpackMask(bytes, { w, h }).reduce((sum, pixel) => sum + pixel, 0) / Math.max(1, w * h);
}
