// The first look of a run on a reel, as figures of the board.

import type { ReelTruth } from '../../tests/reels/truth.ts';
import type { Run } from './driver.ts';
import type { Figures } from './figures.ts';
import { scoreTriage } from './triage.ts';

/** Share of crossings flagged and of time flagged, per cent; nothing when the app took no first look. */
export function lookFigures(
  run: Run,
  { crossings }: ReelTruth,
): { readonly figures: Figures; readonly notes: readonly string[] } {
  if (run.results.firstLook === undefined) {
    return { figures: {}, notes: ['no first look in this build'] };
  }
  const { missed, pictured, falseSpansAtS, flaggedShare, truthShare } = scoreTriage(run.json, crossings);
  const found = crossings.length - missed.length;
  return {
    figures: {
      triageFlagged: (100 * found) / Math.max(1, crossings.length),
      triageTime: 100 * flaggedShare,
    },
    notes: [
      `first look: ${found} of ${crossings.length} crossings flagged, ${pictured} with a picture, ` +
        `${falseSpansAtS.length} other spans, ${(100 * flaggedShare).toFixed(1)} % of the time ` +
        `(the crossings are ${(100 * truthShare).toFixed(1)} %)`,
    ],
  };
}
