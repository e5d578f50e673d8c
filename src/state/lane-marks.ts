// Marks at their places on a lane: those too near to be told apart share one.

/** A place that a person keeps, of one recording. */
export interface LaneMark {
  readonly id: string;
  readonly recordingId: string;
  /** Presentation time, µs. */
  readonly us: number;
  readonly label: string;
  readonly go: () => void;
}

/** Things of one place, in order. */
export interface Cluster<T> {
  /** Place of the first one, pixels of the lane. */
  readonly x: number;
  readonly members: readonly [T, ...T[]];
}

/** Of things in order, those within a lane of `width` pixels, at least `least` pixels apart. */
export function clustersOf<T>(
  things: readonly T[],
  placeOf: (thing: T) => number,
  width: number,
  least: number,
): Cluster<T>[] {
  const clusters: Cluster<T>[] = [];
  for (const thing of things) {
    const x = placeOf(thing);
    if (x < 0 || x > width) {
      continue;
    }
    const last = clusters.at(-1);
    if (last !== undefined && x - last.x < least) {
      clusters[clusters.length - 1] = { x: last.x, members: [...last.members, thing] };
    } else {
      clusters.push({ x, members: [thing] });
    }
  }
  return clusters;
}
