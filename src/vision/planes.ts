// The raw planes of a decoded picture: luma for motion, all three for the few tiles that the detector sees.

/** One picture in memory, 8 bits, chroma at half size. Valid until the next `read` of its reader. */
export interface Planes {
  readonly width: number;
  readonly height: number;
  readonly y: Uint8Array;
  readonly yStride: number;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
  readonly uvStride: number;
  /** 1 for separate chroma planes, 2 for interleaved ones. */
  readonly uvStep: 1 | 2;
  readonly colour: ColourMatrix;
}

/** Coefficients from 8-bit Y'CbCr to R'G'B' (ITU-R BT.601 / BT.709). */
export interface ColourMatrix {
  readonly yScale: number;
  readonly yOffset: number;
  readonly rv: number;
  readonly gu: number;
  readonly gv: number;
  readonly bu: number;
}

/** What {@link planesOfRgba} makes. */
const OF_RGBA = { matrix: 'smpte170m', fullRange: true } as const;

/** Coefficients for a colour space; what it does not say follows the usual rule: SD is 601, HD 709, both limited. */
export function colourMatrix(space: Partial<VideoColorSpaceInit>, height: number): ColourMatrix {
  const is709 = space.matrix === 'bt709' || (space.matrix == null && height > 576);
  const kr = is709 ? 0.2126 : 0.299;
  const kb = is709 ? 0.0722 : 0.114;
  const kg = 1 - kr - kb;
  const full = space.fullRange === true;
  const chroma = full ? 1 : 255 / 224;
  return {
    yScale: full ? 1 : 255 / 219,
    yOffset: full ? 0 : 16,
    rv: 2 * (1 - kr) * chroma,
    gu: (-2 * kb * (1 - kb) * chroma) / kg,
    gv: (-2 * kr * (1 - kr) * chroma) / kg,
    bu: 2 * (1 - kb) * chroma,
  };
}

/** Whether a frame's planes are taken as they are; anything else becomes RGB first. */
function hasPlanes({ format }: VideoFrame): boolean {
  return format === 'I420' || format === 'NV12' || format === 'I420A';
}

/** Coefficients for the planes that {@link PlaneReader} gives of a frame. */
export function frameColour(frame: VideoFrame): ColourMatrix {
  const height = frame.visibleRect?.height ?? frame.codedHeight;
  return colourMatrix(hasPlanes(frame) ? frame.colorSpace : OF_RGBA, height);
}

/** Reads the planes of frames one after the other into one buffer that it reuses. */
export class PlaneReader {
  #buffer = new Uint8Array(0);

  /** Copies a frame out of the decoder; the caller still owns the frame. */
  async read(frame: VideoFrame): Promise<Planes> {
    if (!hasPlanes(frame)) {
      return this.#readConverted(frame);
    }
    const [y, u, v] = await this.#copy(frame);
    const rect = frame.visibleRect;
    const height = rect?.height ?? frame.codedHeight;
    const isInterleaved = frame.format === 'NV12';
    return {
      width: rect?.width ?? frame.codedWidth,
      height,
      y: this.#buffer.subarray(y?.offset ?? 0),
      yStride: y?.stride ?? 0,
      u: this.#buffer.subarray(u?.offset ?? 0),
      v: this.#buffer.subarray(isInterleaved ? (u?.offset ?? 0) + 1 : (v?.offset ?? 0)),
      uvStride: u?.stride ?? 0,
      uvStep: isInterleaved ? 2 : 1,
      colour: colourMatrix(frame.colorSpace, height),
    };
  }

  async #copy(frame: VideoFrame): Promise<PlaneLayout[]> {
    const bytes = frame.allocationSize();
    if (this.#buffer.byteLength < bytes) {
      this.#buffer = new Uint8Array(bytes);
    }
    return frame.copyTo(this.#buffer.subarray(0, bytes));
  }

  /** Anything else (10 bits, 4:4:4, a GPU-only picture) goes through the browser's own conversion to RGB. */
  async #readConverted(frame: VideoFrame): Promise<Planes> {
    const width = frame.visibleRect?.width ?? frame.codedWidth;
    const height = frame.visibleRect?.height ?? frame.codedHeight;
    const rgba = new Uint8Array(width * height * 4);
    await frame.copyTo(rgba, { format: 'RGBA', layout: [{ offset: 0, stride: width * 4 }] });
    return planesOfRgba(rgba, width, height);
  }
}

/** Full-range BT.601 planes of an RGBA picture. */
export function planesOfRgba(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): Planes {
  const uvStride = (width + 1) >> 1;
  const uvRows = (height + 1) >> 1;
  const y = new Uint8ClampedArray(width * height);
  const u = new Uint8ClampedArray(uvStride * uvRows);
  const v = new Uint8ClampedArray(uvStride * uvRows);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const at = (row * width + column) * 4;
      const r = rgba[at] ?? 0;
      const g = rgba[at + 1] ?? 0;
      const b = rgba[at + 2] ?? 0;
      const luma = 0.299 * r + 0.587 * g + 0.114 * b;
      y[row * width + column] = luma;
      if ((row & 1) === 0 && (column & 1) === 0) {
        const uv = (row >> 1) * uvStride + (column >> 1);
        u[uv] = 128 + (b - luma) * 0.564334;
        v[uv] = 128 + (r - luma) * 0.713267;
      }
    }
  }
  const bytes = (plane: Uint8ClampedArray): Uint8Array => new Uint8Array(plane.buffer);
  const colour = colourMatrix(OF_RGBA, height);
  return { width, height, y: bytes(y), yStride: width, u: bytes(u), v: bytes(v), uvStride, uvStep: 1, colour };
}

/** The luma grid on which motion is looked for. */
export interface LumaGrid {
  readonly width: number;
  readonly height: number;
  /** Picture pixels per grid pixel, an integer ≥ 1. */
  readonly step: number;
}

const MAX_GRID_SIDE = 400;

/** Grid of a picture: the smallest integer step that makes its longest side at most 400. */
export function lumaGrid(width: number, height: number): LumaGrid {
  const step = Math.max(1, Math.ceil(Math.max(width, height) / MAX_GRID_SIDE));
  return { width: Math.floor(width / step), height: Math.floor(height / step), step };
}

/** The luma of a picture: rows of `yStride` bytes. */
export type LumaPlane = Pick<Planes, 'y' | 'yStride'>;

/** Fills `out` (grid.width × grid.height) with luma: the mean of four points of each cell. */
export function subsampleLuma({ y, yStride }: LumaPlane, grid: LumaGrid, out: Uint8Array): void {
  const { width, height, step } = grid;
  const half = step >> 1;
  let to = 0;
  for (let row = 0; row < height; row += 1) {
    let a = row * step * yStride;
    let b = a + half * yStride;
    for (let column = 0; column < width; column += 1) {
      // Indices stay inside the plane: (height·step ≤ planes.height) and likewise for the width.
      out[to] = ((y[a] as number) + (y[a + half] as number) + (y[b] as number) + (y[b + half] as number) + 2) >> 2;
      to += 1;
      a += step;
      b += step;
    }
  }
}
