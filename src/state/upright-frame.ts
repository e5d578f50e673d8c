// A frame as it is shown: turned upright, pixels made square, no larger than asked for.

import type { MediaInfo } from '../contracts/media.ts';

/** Drawn anew, so that the frame can be closed. `longestSide`: of the picture, pixels. */
export function uprightFrame(
  frame: VideoFrame,
  { width, height, rotation, pixelAspect }: MediaInfo,
  longestSide: number,
): OffscreenCanvas {
  const scale = Math.min(1, longestSide / Math.max(width * pixelAspect, height));
  const [w, h] = [Math.max(1, Math.round(width * pixelAspect * scale)), Math.max(1, Math.round(height * scale))];
  const canvas = rotation % 180 === 0 ? new OffscreenCanvas(w, h) : new OffscreenCanvas(h, w);
  const context = canvas.getContext('2d');
  context?.translate(canvas.width / 2, canvas.height / 2);
  context?.rotate((rotation * Math.PI) / 180);
  context?.drawImage(frame, -w / 2, -h / 2, w, h);
  return canvas;
}
