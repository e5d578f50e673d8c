// A part of a frame as it is shown: around a box, turned upright, pixels made square, no larger than a tile needs.

import type { MediaInfo } from '../contracts/media.ts';
import { clip, grow, type Box } from '../domain/geometry/box.ts';

const MARGIN = 0.18;
/** Longest side, pixels: sharp on a dense screen. */
const LONGEST_SIDE = 240;

/** `box`: in stored pixels. The frame stays the caller's. */
export async function cropFrame(
  frame: VideoFrame,
  box: Box,
  { width, height, rotation, pixelAspect }: MediaInfo,
): Promise<ImageBitmap> {
  const { x, y, w, h } = clip(grow(box, MARGIN), width, height);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(w * pixelAspect, h, 1));
  const [shownW, shownH] = [Math.max(1, Math.round(w * pixelAspect * scale)), Math.max(1, Math.round(h * scale))];
  const isTurned = rotation % 180 !== 0;
  const canvas = new OffscreenCanvas(isTurned ? shownH : shownW, isTurned ? shownW : shownH);
  const context = canvas.getContext('2d');
  // What is drawn of a frame is counted in its display size, boxes in its stored pixels.
  const [perX, perY] = [frame.displayWidth / width, frame.displayHeight / height];
  context?.translate(canvas.width / 2, canvas.height / 2);
  context?.rotate((rotation * Math.PI) / 180);
  context?.drawImage(frame, x * perX, y * perY, w * perX, h * perY, -shownW / 2, -shownH / 2, shownW, shownH);
  return Promise.resolve(canvas.transferToImageBitmap());
}
