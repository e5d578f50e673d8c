// A drawing under way on the picture: the points that are placed, and where the next one would be.

import { CORNERS, newShape, type DrawnShape, type ShapeKind } from '../domain/query/drawn-shape.ts';
import { inPicture, type Point } from '../domain/settings/polygon.ts';

/** A point nearer than this to the first one, or to the last, closes a zone, shares of the picture. */
const CLOSE_WITHIN = 0.025;
/** Two corners of a box may be as near as this: what is far away is small. */
const SAME_WITHIN = 0.004;
const MIDDLE: Point = { x: 0.5, y: 0.5 };

/** What a drawing is for: another criterion, or the zone that is searched for changes. */
export type DrawingPurpose = 'criterion' | 'motion';

export class Drawing {
  readonly #onend: (shape: DrawnShape, purpose: DrawingPurpose) => void;
  #purpose: DrawingPurpose = $state('criterion');
  #kind: ShapeKind | undefined = $state();
  #points: readonly Point[] = $state.raw([]);
  #cursor: Point = $state.raw(MIDDLE);
  #isLost = $state(false);

  /** `onend`: takes what was drawn. */
  constructor(onend: (shape: DrawnShape, purpose: DrawingPurpose) => void) {
    this.#onend = onend;
  }

  /** What is being drawn; `undefined`: nothing. */
  get kind(): ShapeKind | undefined {
    return this.#kind;
  }

  get purpose(): DrawingPurpose {
    return this.#purpose;
  }

  get points(): readonly Point[] {
    return this.#points;
  }

  /** Where the next point would be. */
  get cursor(): Point {
    return this.#cursor;
  }

  /** Whether the last drawing was half done when its picture went. */
  get isLost(): boolean {
    return this.#isLost;
  }

  get canClose(): boolean {
    return this.#kind === 'zone' && this.#points.length >= CORNERS.zone.least;
  }

  start(kind: ShapeKind, purpose: DrawingPurpose = 'criterion'): void {
    this.#isLost = false;
    this.#kind = kind;
    this.#purpose = purpose;
    this.#points = [];
    this.#cursor = MIDDLE;
  }

  moveCursor(to: Point): void {
    this.#cursor = inPicture(to);
  }

  /** Another point where the cursor is, or the end of a zone. A line and an arrow end with their second point, sizes with their fourth. */
  place(): void {
    const [kind, point] = [this.#kind, this.#cursor];
    if (kind === undefined) {
      return;
    }
    const [first, last] = [this.#points[0], this.#points.at(-1)];
    const reach = kind === 'sizes' ? SAME_WITHIN : CLOSE_WITHIN;
    const isOn = (other: Point | undefined): boolean =>
      other !== undefined && Math.hypot(other.x - point.x, other.y - point.y) < reach;
    if (this.canClose && (isOn(first) || isOn(last))) {
      this.close();
    } else if (!isOn(last)) {
      this.#points = [...this.#points, point];
      if (this.#points.length === CORNERS[kind].most) {
        this.#end(kind);
      }
    }
  }

  /** Ends a zone as the box from its only point to where the cursor is, when that is large enough to be meant. */
  placeBox(): void {
    const [from, ...others] = this.#points;
    const to = this.#cursor;
    const isBox = this.#kind === 'zone' && from !== undefined && others.length === 0;
    if (isBox && Math.min(Math.abs(to.x - from.x), Math.abs(to.y - from.y)) >= SAME_WITHIN) {
      this.#points = [from, { x: to.x, y: from.y }, to, { x: from.x, y: to.y }];
      this.#end('zone');
    }
  }

  /** Takes the last point away. */
  back(): void {
    this.#points = this.#points.slice(0, -1);
  }

  /** Ends a zone of enough corners. */
  close(): void {
    if (this.canClose) {
      this.#end('zone');
    }
  }

  /** Its picture goes: what is begun on one is not ended on another, and whoever began it is told. */
  lose(): void {
    this.#isLost ||= this.#points.length > 0;
    this.drop();
  }

  drop(): void {
    this.#kind = undefined;
    this.#points = [];
  }

  #end(kind: ShapeKind): void {
    const shape = newShape(kind, this.#points);
    this.drop();
    this.#onend(shape, this.#purpose);
  }
}
