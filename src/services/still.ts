// One frame as lossless PNG, native size, with its provenance in text chunks left to the caption: pixels only.

/** Encodes a frame; the caller still owns it. */
export async function stillPng(frame: VideoFrame): Promise<Blob> {
  const canvas = new OffscreenCanvas(frame.displayWidth, frame.displayHeight);
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) {
    throw new Error('No 2D context for a still');
  }
  context.drawImage(frame, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}
