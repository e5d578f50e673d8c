// Excluded zones while they are drawn: finished ones, and the corners of one that is not closed yet.

import { inPicture, MOST_CORNERS, MOST_POLYGONS, type Point, type Polygon } from '../domain/settings/polygon.ts';

/** Corners nearer than this to the first one close the zone, shares of the picture. */
const CLOSE_WITHIN = 0.025;
/** A zone added without a pointer: a rectangle in the middle. */
const MIDDLE: Polygon = [
  { x: 0.35, y: 0.35 },
  { x: 0.65, y: 0.35 },
  { x: 0.65, y: 0.65 },
  { x: 0.35, y: 0.65 },
];

export class ZoneEditor {
  #zones: readonly Polygon[] = $state.raw([]);
  #draft: Polygon = $state.raw([]);

  constructor(zones: readonly Polygon[]) {
    this.#zones = zones;
  }

  get zones(): readonly Polygon[] {
    return this.#zones;
  }

  /** Corners of the zone that is being drawn. */
  get draft(): Polygon {
    return this.#draft;
  }

  get isFull(): boolean {
    return this.#zones.length >= MOST_POLYGONS;
  }

  /** A click on the picture: another corner, or the end of the zone when it is on the first one. */
  place(point: Point): void {
    const first = this.#draft[0];
    if (first !== undefined && this.#draft.length >= 3 && distance(first, point) < CLOSE_WITHIN) {
      this.close();
    } else if (!this.isFull && this.#draft.length < MOST_CORNERS) {
      this.#draft = [...this.#draft, inPicture(point)];
    }
  }

  /** Ends the zone that is being drawn; one of less than three corners is none. */
  close(): void {
    if (this.#draft.length >= 3) {
      this.#zones = [...this.#zones, this.#draft];
    }
    this.#draft = [];
  }

  /** Drops the zone that is being drawn. */
  drop(): void {
    this.#draft = [];
  }

  addInTheMiddle(): void {
    if (!this.isFull) {
      this.#zones = [...this.#zones, MIDDLE];
    }
  }

  remove(zone: number): void {
    this.#zones = this.#zones.filter((_, index) => index !== zone);
  }

  moveCorner(zone: number, corner: number, to: Point): void {
    this.#change(zone, (corners) => corners.with(corner, inPicture(to)));
  }

  /** Puts a corner halfway to the next one; gives its index. */
  addCorner(zone: number, corner: number): number {
    this.#change(zone, (corners) => {
      const from = corners[corner];
      const to = corners[(corner + 1) % corners.length];
      return from === undefined || to === undefined || corners.length >= MOST_CORNERS
        ? corners
        : corners.toSpliced(corner + 1, 0, { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 });
    });
    return corner + 1;
  }

  /** A zone that would keep less than three corners goes altogether. */
  removeCorner(zone: number, corner: number): void {
    if ((this.#zones[zone]?.length ?? 0) <= 3) {
      this.remove(zone);
    } else {
      this.#change(zone, (corners) => corners.toSpliced(corner, 1));
    }
  }

  #change(zone: number, change: (corners: Polygon) => Polygon): void {
    this.#zones = this.#zones.map((corners, index) => (index === zone ? change(corners) : corners));
  }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
