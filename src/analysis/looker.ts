// A closer look: what is worth it, packed into mosaics, shown to the detector, brought back to the picture.

import { isCarried } from '../domain/detection/classes.ts';
import { packMosaic, suppress, toPicture, type Tile } from '../domain/detection/mosaic.ts';
import { iou, type Box } from '../domain/geometry/box.ts';
import { motionShare, type MotionField } from '../domain/motion/motion-field.ts';
import { NORMAL } from '../domain/settings/sensitivity.ts';
import { classGroup, type Detection } from '../domain/tracking/track.ts';
import type { Detector } from '../vision/detector.ts';
import type { Planes } from '../vision/planes.ts';
import { drawTile } from '../vision/tiles.ts';
import type { Thing } from './attribute-keeper.ts';

/** Two boxes of one kind that overlap by this much are one object. */
const SAME_OBJECT = 0.6;
/** Grey between the parts of a mosaic. */
const BETWEEN = 114;

/** What a look gave: objects, and things that may be carried. */
export interface Looked {
  readonly detections: Detection[];
  readonly things: readonly Thing[];
}

/** Shows parts of pictures to a detector that it does not own. */
export class Looker {
  /** Runs of the network, one per tile. */
  runs: number;
  readonly #detector: Detector;
  readonly #leastScore: number;
  readonly #rasters = new Map<number, Float32Array>();

  /** Detections under `leastScore` are left out. */
  constructor(detector: Detector, runs = 0, leastScore = NORMAL.leastScore) {
    this.#detector = detector;
    this.#leastScore = leastScore;
    this.runs = runs;
  }

  /** Looks at `regions` of a picture, picture pixels. */
  async look(planes: Planes, regions: readonly Box[], field: MotionField): Promise<Looked> {
    const tiles = packMosaic(regions, this.#detector, planes.width, planes.height);
    const found: Detection[] = [];
    const things: Thing[] = [];
    for (const tile of tiles) {
      const raw = await this.#detector.detect(this.#draw(planes, tile), tile.side, this.#leastScore);
      this.runs += 1;
      for (const { objectClass, score, box } of raw) {
        const placed = toPicture(box, tile);
        if (placed === undefined) {
          continue;
        }
        if (isCarried(objectClass)) {
          things.push({ name: objectClass, score, box: placed });
        } else {
          found.push({ objectClass, score, box: placed, motion: motionShare(field, placed) });
        }
      }
    }
    const sameGroup = (a: Detection, b: Detection): boolean => classGroup(a.objectClass) === classGroup(b.objectClass);
    const detections = suppress(found, SAME_OBJECT, sameGroup).filter(
      (detection, index, all) => !all.slice(0, index).some((better) => isFragment(detection, better, sameGroup)),
    );
    return { detections, things };
  }

  #draw(planes: Planes, tile: Tile): Float32Array {
    let raster = this.#rasters.get(tile.side);
    if (raster === undefined) {
      raster = new Float32Array(tile.side * tile.side * 3);
      this.#rasters.set(tile.side, raster);
    }
    raster.fill(BETWEEN);
    for (const place of tile.placements) {
      drawTile(planes, place.source, place, { data: raster, stride: tile.side, channels: 3 });
    }
    return raster;
  }
}

/** A weak box that is the upper or lower half of a better one of its kind. */
function isFragment(weak: Detection, better: Detection, sameGroup: (a: Detection, b: Detection) => boolean): boolean {
  if (!sameGroup(weak, better) || weak.score > 0.6 * better.score) {
    return false;
  }
  const inner = weak.box;
  const outer = better.box;
  const centreX = Math.abs(inner.x + inner.w / 2 - outer.x - outer.w / 2);
  return iou(inner, outer) > 0.3 && centreX < 0.2 * outer.w && inner.h < 0.75 * outer.h;
}
