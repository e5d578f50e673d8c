// How opaque one pixel of a bitmap is.

let probe: OffscreenCanvasRenderingContext2D | null | undefined;

/** 0–255; a bitmap that is closed, or cannot be read, is not there. */
export function opacityAt(image: ImageBitmap, x: number, y: number): number {
  probe ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (probe === null || image.width === 0) {
    return 0;
  }
  probe.clearRect(0, 0, 1, 1);
  probe.drawImage(image, x, y, 1, 1, 0, 0, 1, 1);
  return probe.getImageData(0, 0, 1, 1).data[3] ?? 0;
}
