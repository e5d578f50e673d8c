// The first look against the truth of a reel: which crossings it flags, and how much else.

import type { ReelTruth } from '../../tests/reels/truth.ts';
import type { Run } from './driver.ts';
import type { Figures } from './figures.ts';
import { mergeSpans } from './viewing.ts';
import type { Span } from './viewing.ts';

/** A crossing is flagged when a promising span shares time with it. */
export function flagged<T extends Span>(crossings: readonly T[], spans: readonly Span[]): T[] {
  return crossings.filter(({ fromUs, toUs }) => spans.some((span) => span.fromUs <= toUs && span.toUs >= fromUs));
}

/** Share of crossings flagged and of time flagged, per cent; nothing without a first look. */
export function lookFigures(
  run: Run,
  { crossings }: ReelTruth,
): { readonly figures: Figures; readonly notes: readonly string[] } {
  const spans = run.results.firstLook?.spans;
  if (spans === undefined) {
    return { figures: {}, notes: ['no first look in this build'] };
  }
  const found = flagged(crossings, spans).length;
  const flaggedUs = mergeSpans(spans).reduce((sum, { fromUs, toUs }) => sum + toUs - fromUs, 0);
  return {
    figures: {
      triageFlagged: (100 * found) / Math.max(1, crossings.length),
      triageTime: (100 * flaggedUs) / 1e6 / run.summary.durationS,
    },
    notes: [`first look: ${found} of ${crossings.length} crossings in ${spans.length} spans`],
  };
}
