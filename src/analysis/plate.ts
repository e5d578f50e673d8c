// The pixels of a clean plate: a few sights of each cell, brought into one light and settled pixel by pixel.

import type { MotionField } from '../domain/motion/motion-field.ts';
import type { Planes } from '../vision/planes.ts';
import { drawTile } from '../vision/tiles.ts';
import { SIGHT, type SightOfCell } from './plate-cells.ts';
import { PlateLight, type CellMeans, type Relight } from './plate-light.ts';
import { settle, type LitPlane, type PlaneArea } from './plate-settle.ts';

/** A picture as rows of RGBA. */
export interface PlatePicture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

const LONGEST_SIDE = 960;
/** Sights kept of each cell: 4 MB in all. One or two that show something else are outvoted. */
const SIGHTS = 5;
/** Once there are so many, they are so far apart, µs: who stands there for a moment is not in most of them. */
const SIGHT_EVERY_US = 5_000_000;
/** Numbers of a {@link Relight}, and of {@link CellMeans}. */
const PARTS = 3;
const GREY = 128;

/** The scene of one view, gathered so far. */
export class Plate {
  readonly #light: PlateLight;
  /** Picture pixels per plate pixel. */
  readonly #step: number;
  readonly #width: number;
  readonly #height: number;
  /** The pixels of each cell. */
  readonly #luma: readonly PlaneArea[];
  readonly #chroma: readonly PlaneArea[];
  /** One set of planes for each sight, made when it is needed. */
  readonly #sights: Planes[] = [];
  /** Of each cell: what its sights show, how many there are, which is the newest, and since when that one is written. */
  readonly #shown: Uint8Array;
  readonly #counts: Uint8Array;
  readonly #newest: Uint8Array;
  readonly #sinceUs: Float64Array;
  /** Of each sight of each cell: the light in which it was seen. Of each cell: the means of its newest sight. */
  readonly #lights: Float32Array;
  readonly #means: Float32Array;
  /** Cells seen in this picture, as long as the light in it is not known. */
  #unlit: number[] = [];

  constructor({ width, height }: Planes, field: MotionField) {
    this.#step = Math.max(1, Math.ceil(Math.max(width, height) / LONGEST_SIDE));
    this.#width = Math.floor(width / this.#step);
    this.#height = Math.floor(height / this.#step);
    this.#luma = areasOf(field, this.#step, this.#width, this.#height, 0);
    this.#chroma = areasOf(field, this.#step, this.#width, this.#height, 1);
    this.#light = new PlateLight(field.columns, field.rows);
    const cells = field.columns * field.rows;
    this.#shown = new Uint8Array(cells);
    this.#counts = new Uint8Array(cells);
    this.#newest = new Uint8Array(cells);
    this.#sinceUs = new Float64Array(cells);
    this.#lights = new Float32Array(cells * SIGHTS * PARTS);
    this.#means = new Float32Array(cells * PARTS);
  }

  /** Whether every cell was seen free. */
  get isWhole(): boolean {
    return this.#shown.every((shown) => shown === SIGHT.free);
  }

  /** Takes in a picture; `showing`: what each cell of it shows. */
  refresh(planes: Planes, us: number, showing: (cell: number) => SightOfCell): void {
    for (let cell = 0; cell < this.#shown.length; cell += 1) {
      this.#see(planes, cell, us, showing(cell));
    }
    this.#light.follow();
    for (const cell of this.#unlit.splice(0)) {
      const { gain, du, dv } = this.#light.of(cell);
      const at = this.#lightAt(cell, this.#newest[cell] as number);
      this.#lights[at] = gain;
      this.#lights[at + 1] = du;
      this.#lights[at + 2] = dv;
    }
  }

  /** The scene as it is known, in the present light. */
  picture(): PlatePicture {
    const [width, height] = [this.#width, this.#height];
    const rgba = new Uint8ClampedArray(width * height * 4);
    const first = this.#sights[0];
    if (first !== undefined) {
      const all = { x: 0, y: 0, w: width, h: height };
      drawTile(this.#settled(first), all, all, { data: rgba, stride: width, channels: 4 });
    }
    return { width, height, rgba };
  }

  #see(planes: Planes, cell: number, us: number, shows: SightOfCell): void {
    const count = this.#counts[cell] as number;
    const shown = this.#shown[cell] as number;
    if (count > 0 && shows < shown) {
      return;
    }
    const newest = this.#newest[cell] as number;
    const isKnown = count > 0 && shown >= SIGHT.quiet;
    const before = isKnown ? { means: this.#meansOf(cell), light: this.#lightOf(cell, newest) } : undefined;
    if (shows > shown || count === 0) {
      this.#shown[cell] = shows;
      this.#counts[cell] = 1;
      this.#sinceUs[cell] = us;
    } else if (count < SIGHTS || us - (this.#sinceUs[cell] as number) >= SIGHT_EVERY_US) {
      this.#newest[cell] = (newest + 1) % SIGHTS;
      this.#counts[cell] = Math.min(SIGHTS, count + 1);
      this.#sinceUs[cell] = us;
    }
    const now = this.#copy(planes, cell, this.#newest[cell] as number);
    if (before !== undefined) {
      this.#light.note(cell, before.means, before.light, now);
    }
    this.#unlit.push(cell);
  }

  #lightAt(cell: number, sight: number): number {
    return (cell * SIGHTS + sight) * PARTS;
  }

  #lightOf(cell: number, sight: number): Relight {
    const at = this.#lightAt(cell, sight);
    const lights = this.#lights;
    return { gain: lights[at] as number, du: lights[at + 1] as number, dv: lights[at + 2] as number };
  }

  #meansOf(cell: number): CellMeans {
    const [at, means] = [cell * PARTS, this.#means];
    return { y: means[at] as number, u: means[at + 1] as number, v: means[at + 2] as number };
  }

  /** Takes the nearest sample of each plane: quick, and sharp enough for a scene. */
  #copy(planes: Planes, cell: number, sight: number): CellMeans {
    const to = (this.#sights[sight] ??= emptyPlanes(this.#width, this.#height, planes.colour));
    const [step, luma, chroma] = [this.#step, this.#luma[cell] as PlaneArea, this.#chroma[cell] as PlaneArea];
    let [y, u, v] = [0, 0, 0];
    for (let row = luma.fromY; row < luma.toY; row += 1) {
      const source = row * step * planes.yStride;
      for (let x = luma.fromX; x < luma.toX; x += 1) {
        const value = planes.y[source + x * step] as number;
        to.y[row * luma.stride + x] = value;
        y += value;
      }
    }
    for (let row = chroma.fromY; row < chroma.toY; row += 1) {
      const source = row * step * planes.uvStride;
      for (let x = chroma.fromX; x < chroma.toX; x += 1) {
        const from = source + x * step * planes.uvStep;
        const at = row * chroma.stride + x;
        u += to.u[at] = planes.u[from] as number;
        v += to.v[at] = planes.v[from] as number;
      }
    }
    const pixels = pixelsOf(luma);
    const samples = pixelsOf(chroma);
    const means = { y: y / pixels - planes.colour.yOffset, u: u / samples - GREY, v: v / samples - GREY };
    const at = cell * PARTS;
    this.#means[at] = means.y;
    this.#means[at + 1] = means.u;
    this.#means[at + 2] = means.v;
    return means;
  }

  #settled(first: Planes): Planes {
    const settled = emptyPlanes(this.#width, this.#height, first.colour);
    const black = first.colour.yOffset;
    for (let cell = 0; cell < this.#counts.length; cell += 1) {
      const sights = this.#sightsOf(cell);
      const lit = (plane: (of: Planes) => Uint8Array, add: (light: Relight) => number): LitPlane[] =>
        sights.map(({ of, light }) => ({ plane: plane(of), gain: light.gain, add: add(light) }));
      const chroma = this.#chroma[cell] as PlaneArea;
      settle(
        settled.y,
        lit(
          ({ y }) => y,
          ({ gain }) => black - gain * black,
        ),
        this.#luma[cell] as PlaneArea,
      );
      settle(
        settled.u,
        lit(
          ({ u }) => u,
          ({ gain, du }) => GREY - gain * GREY + du,
        ),
        chroma,
      );
      settle(
        settled.v,
        lit(
          ({ v }) => v,
          ({ gain, dv }) => GREY - gain * GREY + dv,
        ),
        chroma,
      );
    }
    return settled;
  }

  /** The sights of a cell, the newest first, and how its light has changed since. */
  #sightsOf(cell: number): readonly { readonly of: Planes; readonly light: Relight }[] {
    return Array.from({ length: this.#counts[cell] as number }, (_, back) => {
      const sight = ((this.#newest[cell] as number) - back + SIGHTS) % SIGHTS;
      return { of: this.#sights[sight], light: this.#light.since(this.#lightOf(cell, sight), cell) };
    }).flatMap(({ of, light }) => (of === undefined ? [] : [{ of, light }]));
  }
}

/** The pixels of each cell in planes of luma, or (`shift` 1) of chroma. The last cells reach to the edge. */
function areasOf(
  { columns, rows, cellSide }: MotionField,
  step: number,
  width: number,
  height: number,
  shift: 0 | 1,
): readonly PlaneArea[] {
  const stops = (count: number, size: number): number[] =>
    Array.from({ length: count + 1 }, (_, index) =>
      index === count ? size : Math.min(size, Math.floor((index * cellSide) / step)),
    );
  const [xs, ys] = [stops(columns, width), stops(rows, height)];
  return Array.from({ length: columns * rows }, (_, cell) => {
    const column = cell % columns;
    const row = (cell - column) / columns;
    return {
      stride: (width + shift) >> shift,
      fromX: (xs[column] ?? 0) >> shift,
      fromY: (ys[row] ?? 0) >> shift,
      toX: ((xs[column + 1] ?? 0) + shift) >> shift,
      toY: ((ys[row + 1] ?? 0) + shift) >> shift,
    };
  });
}

const pixelsOf = ({ fromX, fromY, toX, toY }: PlaneArea): number => Math.max(1, (toX - fromX) * (toY - fromY));

function emptyPlanes(width: number, height: number, colour: Planes['colour']): Planes {
  const uvStride = (width + 1) >> 1;
  const chroma = uvStride * ((height + 1) >> 1);
  return {
    ...{ width, height, y: new Uint8Array(width * height), yStride: width },
    ...{ u: new Uint8Array(chroma), v: new Uint8Array(chroma), uvStride, uvStep: 1, colour },
  };
}
