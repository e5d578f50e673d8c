// Boxes, names and trails over the footage, on a canvas of their own: never on the picture itself.

import type { ObjectClass } from '../../domain/detection/classes.ts';
import { intersectionArea, type Box } from '../../domain/geometry/box.ts';
import type { Polygon } from '../../domain/settings/polygon.ts';
import type { OverlayItem } from '../../state/overlay.svelte.ts';
import { placeBox, placeFoot, type Fit } from './fit.ts';
import { drawArrow, headingArrow } from './heading-arrow.ts';

/** Colours over footage, read from the tokens. */
export interface OverlayPalette {
  readonly classes: Readonly<Record<ObjectClass, string>>;
  readonly selected: string;
  readonly muted: string;
  readonly plate: string;
  readonly motion: string;
  readonly font: string;
}

export interface OverlayScene {
  /** Excluded zones, as shares of the shown picture. */
  readonly zones: readonly Polygon[];
  readonly zoneLabel: string;
  /** What moves, coded pixels. */
  readonly motion: readonly Box[];
  readonly items: readonly OverlayItem[];
  readonly selectedId: string | undefined;
  /** Objects outside the criteria are drawn, but quietly and without a name. */
  readonly isHit: (item: OverlayItem) => boolean;
  readonly label: (item: OverlayItem, isSelected: boolean) => string;
  readonly showsBoxes: boolean;
  readonly showsTrails: boolean;
  /** Presentation time of an ordinal, µs. */
  readonly usOf: (ordinal: number) => number;
}

export function readPalette(element: Element): OverlayPalette {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  const twoWheeler = token('--pic-two-wheeler');
  const heavy = token('--pic-heavy');
  return {
    classes: {
      person: token('--pic-person'),
      bicycle: twoWheeler,
      motorcycle: twoWheeler,
      car: token('--pic-car'),
      bus: heavy,
      truck: heavy,
      unclassified: token('--pic-unclassified'),
    },
    selected: token('--pic-select'),
    muted: token('--pic-muted'),
    plate: token('--pic-plate'),
    motion: token('--pic-motion'),
    font: `600 11.5px ${token('--sans')}`,
  };
}

/**
 * Draws a scene in CSS pixels of the shown picture; the context is already scaled to the screen.
 * `seen`: the part of the picture that is on screen, where names are kept.
 */
export function drawOverlay(
  context: CanvasRenderingContext2D,
  scene: OverlayScene,
  fit: Fit,
  palette: OverlayPalette,
  seen: Box = { x: 0, y: 0, w: fit.shownWidth, h: fit.shownHeight },
): void {
  context.clearRect(0, 0, fit.shownWidth, fit.shownHeight);
  context.font = palette.font;
  context.textBaseline = 'middle';
  drawZones(context, scene, fit, palette);
  drawMotion(context, scene.motion, fit, palette);
  // The selected one is drawn last, above the others, and its name is placed first.
  const items = scene.items.toSorted((a, b) => rank(a, scene) - rank(b, scene));
  for (const item of items) {
    const isSelected = item.track.id === scene.selectedId;
    const isHit = scene.isHit(item);
    const colour = colourOf(item, scene, palette);
    if ((scene.showsTrails && isHit) || isSelected) {
      drawTrail(context, item, fit, colour);
      const arrow = headingArrow(item.observations, item.index, scene.usOf, fit);
      if (arrow !== undefined) {
        drawArrow(context, arrow, colour);
      }
    }
    if (scene.showsBoxes || isSelected) {
      drawBox(context, item, fit, colour, isSelected, isHit);
    }
  }
  const plates: Box[] = [];
  for (const item of items.toReversed()) {
    const isSelected = item.track.id === scene.selectedId;
    if (isSelected || (scene.showsBoxes && scene.isHit(item))) {
      const box = placeBox(item.observation.box, fit);
      if (intersectionArea(box, seen) > 0) {
        drawLabel(context, scene.label(item, isSelected), box, seen, colourOf(item, scene, palette), palette, plates);
      }
    }
  }
}

/** Veiled, so that nobody takes them for searched. */
function drawZones(
  context: CanvasRenderingContext2D,
  { zones, zoneLabel }: OverlayScene,
  { shownWidth, shownHeight }: Fit,
  palette: OverlayPalette,
): void {
  for (const corners of zones) {
    const points = corners.map(({ x, y }) => ({ x: x * shownWidth, y: y * shownHeight }));
    context.beginPath();
    points.forEach(({ x, y }) => {
      context.lineTo(x, y);
    });
    context.closePath();
    context.fillStyle = 'rgb(7 9 11 / 45%)';
    context.fill('evenodd');
    context.strokeStyle = palette.muted;
    context.lineWidth = 1;
    context.stroke();
    const top = points.reduce((best, point) => (point.y < best.y ? point : best), points[0] ?? { x: 0, y: 0 });
    const width = context.measureText(zoneLabel).width + 10;
    const left = Math.min(Math.max(0, top.x), Math.max(0, shownWidth - width));
    context.fillStyle = palette.plate;
    context.fillRect(left, top.y, width, 17);
    context.fillStyle = palette.muted;
    context.fillText(zoneLabel, left + 5, top.y + 9);
  }
}

function drawMotion(context: CanvasRenderingContext2D, boxes: readonly Box[], fit: Fit, palette: OverlayPalette): void {
  context.save();
  context.setLineDash([2, 2]);
  context.strokeStyle = palette.motion;
  context.lineWidth = 1;
  for (const box of boxes) {
    const { x, y, w, h } = placeBox(box, fit);
    context.globalAlpha = 0.16;
    context.fillStyle = palette.motion;
    context.fillRect(x, y, w, h);
    context.globalAlpha = 1;
    context.strokeRect(x, y, w, h);
  }
  context.restore();
}

function colourOf(item: OverlayItem, scene: OverlayScene, palette: OverlayPalette): string {
  if (item.track.id === scene.selectedId) {
    return palette.selected;
  }
  return scene.isHit(item) ? palette.classes[item.track.objectClass] : palette.muted;
}

function rank(item: OverlayItem, scene: OverlayScene): number {
  return item.track.id === scene.selectedId ? 2 : scene.isHit(item) ? 1 : 0;
}

function drawBox(
  context: CanvasRenderingContext2D,
  { observation }: OverlayItem,
  fit: Fit,
  colour: string,
  isSelected: boolean,
  isHit: boolean,
): void {
  const { x, y, w, h } = placeBox(observation.box, fit);
  context.save();
  context.setLineDash(observation.origin === 'detected' ? [] : [4, 3]);
  context.globalAlpha = isHit || isSelected ? 1 : 0.55;
  context.strokeStyle = 'rgb(0 0 0 / 55%)';
  context.lineWidth = isSelected ? 4 : 3;
  context.strokeRect(x, y, w, h);
  context.strokeStyle = colour;
  context.lineWidth = isSelected ? 2 : 1.25;
  context.strokeRect(x, y, w, h);
  context.restore();
}

function drawLabel(
  context: CanvasRenderingContext2D,
  label: string,
  { x, y, h }: Box,
  seen: Box,
  colour: string,
  palette: OverlayPalette,
  plates: Box[],
): void {
  const width = context.measureText(label).width + 10;
  const left = Math.min(Math.max(seen.x, x - 1), Math.max(seen.x, seen.x + seen.w - width));
  let top = y - seen.y >= 19 ? y - 19 : Math.min(y + h + 2, seen.y + seen.h - 17);
  // In a crowd a name climbs above the names already there, as long as there is room.
  const isTaken = (at: number): boolean =>
    plates.some((plate) => intersectionArea(plate, { x: left, y: at, w: width, h: 17 }) > 0);
  for (let climb = 0; climb < 4 && top - seen.y >= 18 && isTaken(top); climb += 1) {
    top -= 18;
  }
  plates.push({ x: left, y: top, w: width, h: 17 });
  context.fillStyle = colour;
  if (top + 19 < y) {
    // A name that climbed keeps a line to its box.
    context.fillRect(Math.max(left, x - 0.5), top + 17, 1, y - top - 17);
  }
  context.fillStyle = palette.plate;
  context.beginPath();
  context.roundRect(left, top, width, 17, 3);
  context.fill();
  context.fillStyle = colour;
  context.fillText(label, left + 5, top + 9);
}

function drawTrail(context: CanvasRenderingContext2D, item: OverlayItem, fit: Fit, colour: string): void {
  context.save();
  context.lineWidth = 1.5;
  context.strokeStyle = colour;
  context.globalAlpha = 0.85;
  context.beginPath();
  for (let index = 0; index <= item.index; index += 1) {
    const observation = item.observations[index];
    if (observation !== undefined) {
      const { x, y } = placeFoot(observation.box, fit);
      context.lineTo(x, y);
    }
  }
  context.stroke();
  context.restore();
}
