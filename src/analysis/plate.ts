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
  readonly #columns: number;
  readonly #rows: number;
  /** Plate pixels per cell side. */
  readonly #side: number;
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

  readonly #width: number;
  readonly #height: number;

  constructor({ width, height }: Planes, { columns, rows, cellSide }: MotionField) {
    this.#step = Math.max(1, Math.ceil(Math.max(width, height) / LONGEST_SIDE));
    this.#width = Math.floor(width / this.#step);
    this.#height = Math.floor(height / this.#step);
    this.#columns = columns;
    this.#rows = rows;
    this.#side = cellSide / this.#step;
    this.#light = new PlateLight(columns, rows);
    const cells = columns * rows;
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
      this.#lights.set([gain, du, dv], this.#lightAt(cell, this.#newest[cell] as number));
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
    const before = this.#meansOf(cell);
    const then = this.#lightOf(cell, newest);
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
    if (count > 0 && shown >= SIGHT.quiet) {
      this.#light.note(cell, before, then, now);
    }
    this.#unlit.push(cell);
  }

  #lightAt(cell: number, sight: number): number {
    return (cell * SIGHTS + sight) * PARTS;
  }

  #lightOf(cell: number, sight: number): Relight {
    const [gain = 1, du = 0, dv = 0] = this.#lights.subarray(this.#lightAt(cell, sight));
    return { gain, du, dv };
  }

  #meansOf(cell: number): CellMeans {
    const [y = 0, u = 0, v = 0] = this.#means.subarray(cell * PARTS);
    return { y, u, v };
  }

  /** The pixels of a cell in the luma plane, or (`shift` 1) in those of chroma. The last cells reach to the edge. */
  #areaOf(cell: number, shift: 0 | 1): PlaneArea {
    const column = cell % this.#columns;
    const row = (cell - column) / this.#columns;
    const end = (index: number, count: number, size: number): number =>
      index === count - 1 ? size : Math.min(size, Math.floor((index + 1) * this.#side));
    return {
      stride: (this.#width + shift) >> shift,
      fromX: Math.floor(column * this.#side) >> shift,
      fromY: Math.floor(row * this.#side) >> shift,
      toX: (end(column, this.#columns, this.#width) + shift) >> shift,
      toY: (end(row, this.#rows, this.#height) + shift) >> shift,
    };
  }

  /** Takes the nearest sample of each plane: quick, and sharp enough for a scene. */
  #copy(planes: Planes, cell: number, sight: number): CellMeans {
    const to = (this.#sights[sight] ??= emptyPlanes(this.#width, this.#height, planes.colour));
    const [step, luma, chroma] = [this.#step, this.#areaOf(cell, 0), this.#areaOf(cell, 1)];
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
    this.#means.set([means.y, means.u, means.v], cell * PARTS);
    return means;
  }

  #settled(first: Planes): Planes {
    const settled = emptyPlanes(this.#width, this.#height, first.colour);
    const black = first.colour.yOffset;
    for (let cell = 0; cell < this.#counts.length; cell += 1) {
      const sights = this.#sightsOf(cell);
      const lit = (plane: (of: Planes) => Uint8Array, add: (light: Relight) => number): LitPlane[] =>
        sights.map(({ of, light }) => ({ plane: plane(of), gain: light.gain, add: add(light) }));
      const chroma = this.#areaOf(cell, 1);
      settle(
        settled.y,
        lit(
          ({ y }) => y,
          ({ gain }) => black - gain * black,
        ),
        this.#areaOf(cell, 0),
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

const pixelsOf = ({ fromX, fromY, toX, toY }: PlaneArea): number => Math.max(1, (toX - fromX) * (toY - fromY));

function emptyPlanes(width: number, height: number, colour: Planes['colour']): Planes {
  const uvStride = (width + 1) >> 1;
  const chroma = uvStride * ((height + 1) >> 1);
  return {
    ...{ width, height, y: new Uint8Array(width * height), yStride: width },
    ...{ u: new Uint8Array(chroma), v: new Uint8Array(chroma), uvStride, uvStep: 1, colour },
  };
}
