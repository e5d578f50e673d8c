// Where an axis of time carries marks: round steps, never closer than a label is wide.

const SECOND = 1_000_000;
const STEPS = [
  0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400,
];

export interface Ticks {
  readonly stepUs: number;
  /** Presentation times, rising. */
  readonly times: readonly number[];
}

/** Marks over `[fromUs, toUs]` drawn on `width` pixels, at least `least` pixels apart. */
export function ticksOf(fromUs: number, toUs: number, width: number, least: number): Ticks {
  const perPixel = (toUs - fromUs) / Math.max(1, width);
  const seconds = STEPS.find((step) => step * SECOND >= perPixel * least) ?? 86_400;
  const stepUs = seconds * SECOND;
  const times: number[] = [];
  for (let time = Math.ceil(fromUs / stepUs) * stepUs + 0; time <= toUs; time += stepUs) {
    times.push(time);
  }
  return { stepUs, times };
}
