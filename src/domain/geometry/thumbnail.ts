// Which part of a picture the thumbnail of an object shows, and how large it is.

import { clip, grow, type Box } from './box.ts';

const MARGIN = 0.18;
const LONGEST_SIDE = 256;

export interface ThumbnailArea {
  /** In pixels of the upright picture. */
  readonly source: Box;
  /** Size of the thumbnail, pixels. */
  readonly width: number;
  readonly height: number;
}

/** What is in a box of the upright picture (`width` × `height`) and a little around it, not larger than a thumbnail. */
export function thumbnailArea(box: Box, width: number, height: number): ThumbnailArea {
  const source = clip(grow(box, MARGIN), width, height);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(source.w, source.h, 1));
  return {
    source,
    width: Math.max(1, Math.round(source.w * scale)),
    height: Math.max(1, Math.round(source.h * scale)),
  };
}
