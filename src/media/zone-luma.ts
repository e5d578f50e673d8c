// The luma of a rectangle of a picture, and nothing else of it.

import type { Box } from '../domain/geometry/box.ts';
import { readCells, type ZoneCells } from '../domain/motion-search/zone-cells.ts';

/** Reads the cells of one zone of many pictures through one buffer. */
export class ZoneReader {
  readonly #cells: ZoneCells;
  #buffer = new Uint8Array(0);

  constructor(cells: ZoneCells) {
    this.#cells = cells;
  }

  /** The caller still owns the frame. */
  async read(frame: VideoFrame): Promise<Uint8Array> {
    const { rect } = this.#cells;
    const { x, y } = frame.visibleRect ?? { x: 0, y: 0 };
    const part = { x: x + rect.x, y: y + rect.y, width: rect.w, height: rect.h };
    const hasLuma = frame.format === 'I420' || frame.format === 'NV12' || frame.format === 'I420A';
    if (!hasLuma) {
      return this.#readConverted(frame, part, rect);
    }
    const buffer = this.#room(frame.allocationSize({ rect: part }));
    const [luma] = await frame.copyTo(buffer, { rect: part });
    return readCells(buffer.subarray(luma?.offset ?? 0), luma?.stride ?? rect.w, this.#cells);
  }

  /** Anything else (10 bits, 4:4:4, a GPU-only picture) goes through the browser's own conversion to RGB. */
  async #readConverted(frame: VideoFrame, part: DOMRectInit, { w, h }: Box): Promise<Uint8Array> {
    const rgba = this.#room(w * h * 4);
    await frame.copyTo(rgba, { rect: part, format: 'RGBA', layout: [{ offset: 0, stride: w * 4 }] });
    const luma = new Uint8Array(w * h);
    for (let at = 0; at < luma.length; at += 1) {
      const from = at * 4;
      luma[at] = 0.299 * (rgba[from] ?? 0) + 0.587 * (rgba[from + 1] ?? 0) + 0.114 * (rgba[from + 2] ?? 0);
    }
    return readCells(luma, w, this.#cells);
  }

  #room(bytes: number): Uint8Array<ArrayBuffer> {
    if (this.#buffer.byteLength < bytes) {
      this.#buffer = new Uint8Array(bytes);
    }
    return this.#buffer.subarray(0, bytes);
  }
}
