// Zones drawn on the picture of a recording: polygons in shares of the picture as it is shown.

/** 0–1 of the width and of the height of the upright picture, from its top left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** At least three corners; its sides may cross, and then it covers what is inside an odd number of them. */
export type Polygon = readonly Point[];

/** Limits of what is taken in: more than anybody draws, little enough to check each picture. */
export const MOST_POLYGONS = 24;
export const MOST_CORNERS = 48;

/** Whether polygons are what a person can have drawn. */
export function areLawful(polygons: readonly Polygon[]): boolean {
  const isShare = (value: number): boolean => value >= 0 && value <= 1;
  return (
    polygons.length <= MOST_POLYGONS &&
    polygons.every(
      (corners) =>
        corners.length >= 3 && corners.length <= MOST_CORNERS && corners.every(({ x, y }) => isShare(x) && isShare(y)),
    )
  );
}

/** The nearest point of the picture. */
export function inPicture({ x, y }: Point): Point {
  return { x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) };
}

/** Whether a point lies in a polygon. Of a shared side, one of the two polygons has it. */
export function contains(corners: Polygon, { x, y }: Point): boolean {
  return crossings(corners, y).filter((crossing) => crossing <= x).length % 2 === 1;
}

/** Where the horizontal line at `y` crosses the sides, from left to right. */
export function crossings(corners: Polygon, y: number): number[] {
  const found: number[] = [];
  let from = corners.at(-1);
  for (const to of corners) {
    // A corner counts for the side below it: half open, so that no line crosses it twice.
    if (from !== undefined && from.y <= y !== to.y <= y) {
      found.push(from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x));
    }
    from = to;
  }
  return found.sort((a, b) => a - b);
}
