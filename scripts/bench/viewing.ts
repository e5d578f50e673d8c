// What is left for a person to watch, when only the stretches with objects are shown.

/** A stretch of time, µs, both ends included. */
export interface Span {
  readonly fromUs: number;
  readonly toUs: number;
}

/** Stretches in order, those that touch or overlap made one. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: { fromUs: number; toUs: number }[] = [];
  for (const { fromUs, toUs } of [...spans].sort((a, b) => a.fromUs - b.fromUs)) {
    const last = merged.at(-1);
    if (last !== undefined && fromUs <= last.toUs) {
      last.toUs = Math.max(last.toUs, toUs);
    } else {
      merged.push({ fromUs, toUs });
    }
  }
  return merged;
}

/** Minutes in which there is something to watch, per hour of footage; 0 for footage without length. */
export function viewingMinutesPerHour(spans: readonly Span[], durationS: number): number {
  const watchedUs = mergeSpans(spans).reduce((sum, { fromUs, toUs }) => sum + toUs - fromUs, 0);
  return durationS > 0 ? (60 * watchedUs) / 1e6 / durationS : 0;
}

/** The time that each track spans, from its 1-based frames and the time of each frame. */
export function trackSpans(
  tracks: readonly { readonly frames: readonly number[] }[],
  timesUs: readonly number[],
): Span[] {
  return tracks.flatMap(({ frames }) => {
    const fromUs = timesUs[(frames[0] ?? 0) - 1];
    const toUs = timesUs[(frames.at(-1) ?? 0) - 1];
    return fromUs === undefined || toUs === undefined ? [] : [{ fromUs, toUs }];
  });
}
