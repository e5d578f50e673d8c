// Which pictures are watched for motion: chosen by their timestamps alone, so that every run chooses the same ones.

/** Least time between two watched pictures, µs: 12 a second are enough to see anybody pass. */
const WATCH_EVERY_US = 60_000;

/**
 * Tells the pictures that are watched (1) from those that are passed over (0), by ordinal; row 0 is nobody's.
 * `us`: times of all pictures in presentation order, µs.
 */
export function watchPlan(us: Float64Array): Uint8Array {
  const plan = new Uint8Array(us.length + 1);
  let lastUs = -Infinity;
  us.forEach((at, row) => {
    if (at - lastUs >= WATCH_EVERY_US) {
      plan[row + 1] = 1;
      lastUs = at;
    }
  });
  return plan;
}
