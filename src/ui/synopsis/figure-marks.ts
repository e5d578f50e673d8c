// What is drawn over the objects of a synopsis: the time of each, with a line to it.

import type { Box } from '../../domain/geometry/box.ts';
import { lineOf, placeLabels, type LabelLine } from '../../domain/synopsis/labels.ts';

/** One object, in CSS pixels of the shown picture. */
export interface FigureMark {
  /** The same for an object on all pictures. */
  readonly key: string;
  readonly box: Box;
  /** Its own time, and what else must be said: part, speed. */
  readonly label: string;
  /** `undefined`: that of text. */
  readonly colour: string | undefined;
  readonly isPointedAt: boolean;
}

export interface MarkPalette {
  readonly plate: string;
  readonly text: string;
  readonly pointedAt: string;
  readonly font: string;
  /** The colour of a token. */
  readonly colourOf: (token: string | undefined) => string | undefined;
}

const LINE_HEIGHT = 16;
const PADDING = 5;

export function readMarkPalette(element: Element): MarkPalette {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    plate: token('--pic-plate'),
    text: '#e7eaee',
    pointedAt: token('--pic-select'),
    font: `500 11px ${token('--mono')}`,
    colourOf: (name) => (name === undefined ? undefined : token(name)),
  };
}

/** Where words stood on the picture before, by the key of their object. */
export type MarkPlaces = ReadonlyMap<string, number>;

/** Draws in CSS pixels of the shown picture, but for words on parts that are `reserved`; the context is already scaled to the screen. */
export function drawMarks(
  context: CanvasRenderingContext2D,
  marks: readonly FigureMark[],
  size: { readonly width: number; readonly height: number },
  palette: MarkPalette,
  before: MarkPlaces,
  reserved: readonly Box[],
): MarkPlaces {
  context.clearRect(0, 0, size.width, size.height);
  context.font = palette.font;
  context.textBaseline = 'middle';
  const wishes = marks.map(({ key, box, label }) => ({
    box,
    had: before.get(key),
    width: Math.ceil(context.measureText(label).width) + 2 * PADDING,
    height: LINE_HEIGHT,
  }));
  const places = placeLabels(wishes, size, reserved);
  // Lines first: none goes through words.
  marks.forEach((mark, index) => {
    const place = places[index];
    if (place !== undefined) {
      leader(context, place, mark.box, colourOf(mark, palette));
    }
  });
  marks.forEach((mark, index) => {
    const place = places[index];
    if (place !== undefined) {
      context.fillStyle = palette.plate;
      context.beginPath();
      context.roundRect(place.x, place.y, place.w, place.h, 3);
      context.fill();
      context.fillStyle = colourOf(mark, palette);
      context.fillText(mark.label, place.x + PADDING, place.y + place.h / 2 + 0.5);
    }
  });
  return new Map(marks.map(({ key }, index) => [key, places[index]?.choice ?? 0]));
}

function colourOf({ colour, isPointedAt }: FigureMark, palette: MarkPalette): string {
  return isPointedAt ? palette.pointedAt : (colour ?? palette.text);
}

/** From the words to their object, when they stand apart from it. */
function leader(context: CanvasRenderingContext2D, place: Box, box: Box, colour: string): void {
  const line = lineOf(place, box);
  if (line !== undefined) {
    context.lineWidth = 3;
    context.strokeStyle = 'rgb(0 0 0 / 45%)';
    stroke(context, line);
    context.lineWidth = 1;
    context.strokeStyle = colour;
    stroke(context, line);
  }
}

function stroke(context: CanvasRenderingContext2D, { from, to }: LabelLine): void {
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
}
