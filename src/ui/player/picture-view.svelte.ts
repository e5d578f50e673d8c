// What part of each recording's picture is looked at, and how large.

import type { Box } from '../../domain/geometry/box.ts';
import type { RecordingId } from '../../domain/ids.ts';
import { fitPicture, panBy, WHOLE, zoomAt, type Fit, type PictureShape, type Stage, type View } from './fit.ts';

/** One press of a key, one notch of the buttons. */
const STEP = Math.SQRT2;

export class PictureView {
  #id: RecordingId | undefined = $state();
  #shape: PictureShape | undefined = $state.raw();
  #stage: Stage = $state.raw({ width: 0, height: 0 });
  /** Screen pixels per CSS pixel. */
  #density = $state(1);
  /** Those that are not shown whole. */
  #views: ReadonlyMap<RecordingId, View> = $state.raw(new Map());

  readonly #view = $derived((this.#id === undefined ? undefined : this.#views.get(this.#id)) ?? WHOLE);
  readonly #fit = $derived(
    this.#shape === undefined || this.#stage.width === 0 || this.#stage.height === 0
      ? undefined
      : fitPicture(this.#shape, this.#stage.width, this.#stage.height, this.#view),
  );

  /** Where the picture lies; `undefined` while there is none. */
  get fit(): Fit | undefined {
    return this.#fit;
  }

  /** The part of the stage that the picture fills, in CSS pixels of the stage. */
  get seen(): Box {
    const { left, top, shownWidth, shownHeight } = this.#fit ?? { left: 0, top: 0, shownWidth: 0, shownHeight: 0 };
    const [x, y] = [Math.max(0, left), Math.max(0, top)];
    return {
      x,
      y,
      w: Math.min(this.#stage.width, left + shownWidth) - x,
      h: Math.min(this.#stage.height, top + shownHeight) - y,
    };
  }

  get isWhole(): boolean {
    return this.#view.scale === undefined;
  }

  /** Screen pixels per row of the coded picture: 1 is its native size. */
  get scale(): number {
    return (this.#fit?.scaleY ?? 0) * this.#density;
  }

  get isNative(): boolean {
    return Math.abs(this.scale - 1) < 1e-3;
  }

  /** Tells what is shown where; each recording keeps its own view. */
  place(id: RecordingId | undefined, shape: PictureShape | undefined, stage: Stage, density: number): void {
    this.#id = id;
    this.#shape = shape;
    this.#stage = stage;
    this.#density = density;
  }

  /** Zooms by `factor` to a point of the stage, its middle when none is given. */
  zoom(factor: number, at = this.#middle): void {
    this.#zoomTo((this.#fit?.scaleY ?? 0) * factor, at, this.#view);
  }

  step(direction: 1 | -1): void {
    this.zoom(direction > 0 ? STEP : 1 / STEP);
  }

  /** One screen pixel for one pixel of the picture. */
  showNative(): void {
    const native = 1 / this.#density;
    // A picture smaller than the stage is left whole on the way up, not on the way down.
    const from = (this.#fit?.scaleY ?? 0) > native ? WHOLE : this.#view;
    this.#zoomTo(native, this.#middle, from);
  }

  showWhole(): void {
    this.#set(WHOLE);
  }

  /** Moves the picture by CSS pixels; nothing while it is shown whole. */
  pan(dx: number, dy: number): void {
    if (this.#shape !== undefined && !this.isWhole) {
      this.#set(panBy(this.#shape, this.#stage, this.#view, dx, dy));
    }
  }

  /** Looks further in a direction (−1, 0, 1), by a quarter of the stage. */
  look(x: number, y: number): void {
    this.pan((-x * this.#stage.width) / 4, (-y * this.#stage.height) / 4);
  }

  get #middle(): { readonly x: number; readonly y: number } {
    return { x: this.#stage.width / 2, y: this.#stage.height / 2 };
  }

  #zoomTo(scale: number, at: { readonly x: number; readonly y: number }, from: View): void {
    if (this.#shape !== undefined && this.#fit !== undefined) {
      this.#set(zoomAt(this.#shape, this.#stage, from, scale, at, 1 / this.#density));
    }
  }

  #set(view: View): void {
    if (this.#id === undefined) {
      return;
    }
    const next = new Map(this.#views);
    if (view.scale === undefined) {
      next.delete(this.#id);
    } else {
      next.set(this.#id, view);
    }
    this.#views = next;
  }
}
