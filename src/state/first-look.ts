// What of a first look is still to be shown: only where the full pass has not been.

import type { FirstLook } from '../contracts/first-look.ts';
import type { GroupSpan } from './coverage-summary.ts';

/** A stretch of the first look, and how far it departs from the usual, 0–1. */
export interface LookBar {
  readonly fromUs: number;
  readonly toUs: number;
  readonly share: number;
}

/** Activity of the first look inside the waiting spans. Neighbouring bins of one height make one bar. */
export function waitingBars(look: FirstLook, spans: readonly GroupSpan[]): LookBar[] {
  const bars: LookBar[] = [];
  for (const [index, span] of spans.entries()) {
    if (span.group !== 'waiting') {
      continue;
    }
    const end = spans[index + 1]?.fromUs ?? span.toUs;
    const first = Math.max(0, Math.floor((span.fromUs - look.fromUs) / look.binUs));
    for (let bin = first; bin < look.activity.length && look.fromUs + bin * look.binUs < end; bin += 1) {
      const fromUs = Math.max(span.fromUs, look.fromUs + bin * look.binUs);
      const toUs = Math.min(end, look.fromUs + (bin + 1) * look.binUs);
      const share = (look.activity[bin] ?? 0) / 255;
      const last = bars.at(-1);
      if (last?.toUs === fromUs && last.share === share) {
        bars[bars.length - 1] = { ...last, toUs };
      } else {
        bars.push({ fromUs, toUs, share });
      }
    }
  }
  return bars.filter(({ share }) => share > 0);
}
