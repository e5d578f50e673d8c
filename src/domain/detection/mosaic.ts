// Mosaic: the few parts of a picture worth looking at, packed side by side into small squares for the detector.

import { area, clip, coveredShare, grow, intersectionArea, iou, union, type Box } from '../geometry/box.ts';

/** One part of the picture and where it stands in a tile; whole pixels in the tile. */
export interface Placement {
  readonly source: Box;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** One square to show to the detector. */
export interface Tile {
  readonly side: number;
  readonly placements: readonly Placement[];
}

/** A pixel frame between neighbours, so that one part does not leak into the next. */
const GUTTER = 4;
/** Context around a region, as a share of its size: detectors need to see around a person. */
const MARGIN = 0.25;
const LEAST_MARGIN = 12;
/** Picture width to which a large picture is brought down, in pixels: people keep a size that detectors know. */
const WORKING_WIDTH = 768;
/** A small region keeps its own pixels until its longest side has this many. */
const NATIVE_SIDE = 128;

/** Regions with their margin, clipped to the picture; those that overlap much become one. */
export function regionsToLookAt(boxes: readonly Box[], width: number, height: number): Box[] {
  const wanted = boxes.map((box) => {
    const grown = grow(box, MARGIN);
    const dx = Math.max(0, LEAST_MARGIN - box.w * MARGIN);
    const dy = Math.max(0, LEAST_MARGIN - box.h * MARGIN);
    return clip({ x: grown.x - dx, y: grown.y - dy, w: grown.w + 2 * dx, h: grown.h + 2 * dy }, width, height);
  });
  const merged: Box[] = [];
  for (const box of wanted.filter(({ w, h }) => w >= 8 && h >= 8).sort((a, b) => area(b) - area(a))) {
    let current = box;
    for (let index = merged.length - 1; index >= 0; index -= 1) {
      const other = merged[index];
      if (other !== undefined && shouldMerge(current, other)) {
        current = union(current, other);
        merged.splice(index, 1);
        // The union may reach regions already passed.
        index = merged.length;
      }
    }
    merged.push(current);
  }
  return merged;
}

/** Merging must not cost more pixels than it saves, or it makes one huge region out of a busy street. */
function shouldMerge(a: Box, b: Box): boolean {
  const shared = intersectionArea(a, b);
  return shared > 0 && area(union(a, b)) <= 1.1 * (area(a) + area(b) - shared / 2);
}

/** Scale at which a region is shown, ≤ 1. */
function scaleOf(region: Box, width: number, height: number): number {
  const picture = Math.min(1, WORKING_WIDTH / Math.max(width, height));
  return Math.min(1, Math.max(picture, NATIVE_SIDE / Math.max(region.w, region.h)));
}

/** The sides that tiles may have, pixels, ascending. */
export interface TileSides {
  readonly sides: readonly number[];
  /** For one region alone that need not be shrunk. */
  readonly loneSides: readonly number[];
}

/** Packs regions into the cheapest set of square tiles. */
export function packMosaic(
  regions: readonly Box[],
  { sides, loneSides }: TileSides,
  width: number,
  height: number,
): Tile[] {
  for (const side of regions.length === 1 ? loneSides : []) {
    const tiles = packInto(regions, side, width, height);
    if (shrinkage(tiles, width, height) === 0) {
      return tiles;
    }
  }
  let best: Tile[] | undefined;
  let bestCost = Infinity;
  for (const side of sides) {
    const tiles = packInto(regions, side, width, height);
    const cost = tiles.length * side * side * (1 + shrinkage(tiles, width, height));
    if (cost < bestCost) {
      best = tiles;
      bestCost = cost;
    }
  }
  return best ?? [];
}

/** How much regions had to be shrunk to fit, weighed by what is lost: 0 when nothing was. */
function shrinkage(tiles: readonly Tile[], width: number, height: number): number {
  let worst = 0;
  for (const { source, w } of tiles.flatMap(({ placements }) => placements)) {
    const wanted = scaleOf(source, width, height);
    worst = Math.max(worst, wanted / (w / source.w) - 1.02);
  }
  return worst <= 0 ? 0 : worst * 2;
}

/** Shelf packing, tallest first. */
function packInto(regions: readonly Box[], side: number, width: number, height: number): Tile[] {
  const sized = regions
    .map((source) => {
      const most = side - GUTTER;
      const scale = Math.min(scaleOf(source, width, height), most / source.w, most / source.h);
      return { source, w: Math.max(1, Math.round(source.w * scale)), h: Math.max(1, Math.round(source.h * scale)) };
    })
    .sort((a, b) => b.h - a.h || b.w - a.w);
  const tiles: { side: number; placements: Placement[]; x: number; y: number; shelf: number }[] = [];
  for (const part of sized) {
    const tile =
      tiles.find((candidate) => fits(candidate, part)) ??
      tiles[tiles.push({ side, placements: [], x: 0, y: 0, shelf: 0 }) - 1];
    if (tile === undefined) {
      continue;
    }
    if (tile.x + part.w > side) {
      tile.y += tile.shelf + GUTTER;
      tile.x = 0;
      tile.shelf = 0;
    }
    tile.placements.push({ ...part, x: tile.x, y: tile.y });
    tile.x += part.w + GUTTER;
    tile.shelf = Math.max(tile.shelf, part.h);
  }
  return tiles.map(({ placements }) => ({ side, placements }));
}

function fits(
  tile: { readonly side: number; readonly x: number; readonly y: number; readonly shelf: number },
  part: { readonly w: number; readonly h: number },
): boolean {
  const sameShelf = tile.x + part.w <= tile.side && tile.y + part.h <= tile.side;
  return sameShelf || tile.y + tile.shelf + GUTTER + part.h <= tile.side;
}

/** A detection in a tile belongs to the part that holds this share of it; otherwise it straddles two parts. */
const LEAST_INSIDE = 0.6;

/** The box of a tile in pixels of the picture, or `undefined` when it belongs to no part. */
export function toPicture(box: Box, tile: Tile): Box | undefined {
  for (const { source, x, y, w, h } of tile.placements) {
    if (coveredShare(box, { x, y, w, h }) >= LEAST_INSIDE) {
      const inside = clip({ x: box.x - x, y: box.y - y, w: box.w, h: box.h }, w, h);
      const scale = source.w / w;
      return {
        x: source.x + inside.x * scale,
        y: source.y + inside.y * (source.h / h),
        w: inside.w * scale,
        h: inside.h * (source.h / h),
      };
    }
  }
  return undefined;
}

/** Leaves one of each group of boxes of one kind that overlap by `most` or more; the best score wins. */
export function suppress<T extends { readonly box: Box; readonly score: number }>(
  detections: readonly T[],
  most: number,
  sameKind: (a: T, b: T) => boolean,
): T[] {
  const kept: T[] = [];
  for (const candidate of [...detections].sort((a, b) => b.score - a.score)) {
    if (!kept.some((other) => sameKind(other, candidate) && iou(other.box, candidate.box) >= most)) {
      kept.push(candidate);
    }
  }
  return kept;
}
