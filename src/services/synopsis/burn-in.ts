// What is written into every picture of an exported synopsis, in French as all documents are: whose it is, that it is no
// course of events, when each object was there, what is masked.

import type { Box } from '../../domain/geometry/box.ts';
import { lineOf, placeLabels, type LabelPlaces } from '../../domain/synopsis/labels.ts';

export type Canvas2d = OffscreenCanvasRenderingContext2D;

/** Where the parts of a film's picture lie, pixels: the scene above, what is written below. */
export interface FilmLayout {
  readonly width: number;
  readonly height: number;
  readonly pictureHeight: number;
  /** Height of a line. */
  readonly line: number;
  readonly caption: readonly string[];
}

/** Words of one object. */
export interface FigureWords {
  /** Pixels of the film. */
  readonly box: Box;
  readonly text: string;
  /** Where its words stood on the picture before, if they did. */
  readonly had: number | undefined;
}

/** A line is a fortieth of the picture, and legible on a small one. */
const LINES_A_PICTURE = 40;
const LEAST_LINE = 15;
const FONT_SHARE = 0.74;
const FONT = 'Inter Variable, system-ui, sans-serif';
const AROUND = 0.35;

/** Even sizes, which every encoder takes; the caption in as many lines as it needs at this width. */
export function layoutOf(context: Canvas2d, size: { width: number; height: number }, caption: string): FilmLayout {
  const even = (length: number): number => 2 * Math.ceil(length / 2);
  const [width, pictureHeight] = [even(size.width), even(size.height)];
  const line = Math.max(LEAST_LINE, Math.round(pictureHeight / LINES_A_PICTURE));
  context.font = fontOf(line);
  const lines = wrapped(context, caption, width - line);
  // One more: the first line says where in the film this is.
  return { width, pictureHeight, line, caption: lines, height: pictureHeight + even(line * (lines.length + 1.5)) };
}

/** `now`: what changes from picture to picture. */
export function drawCaption(context: Canvas2d, layout: FilmLayout, now: string): void {
  const { width, height, pictureHeight, line, caption } = layout;
  context.fillStyle = '#fff';
  context.fillRect(0, pictureHeight, width, height - pictureHeight);
  context.fillStyle = '#000';
  context.textBaseline = 'middle';
  [now, ...caption].forEach((text, index) => {
    context.font = fontOf(line, index === 0);
    context.fillText(text, line / 2, pictureHeight + line * (index + 0.85), width - line);
  });
}

/** Words beside each object, white on black: legible on day and night. Gives their places, in the order of the figures. */
export function drawLabels(context: Canvas2d, layout: FilmLayout, figures: readonly FigureWords[]): LabelPlaces {
  const { width, pictureHeight, line } = layout;
  context.font = fontOf(line);
  context.textBaseline = 'middle';
  const wishes = figures.map(({ box, text, had }) => ({
    box,
    had,
    width: context.measureText(text).width + 2 * AROUND * line,
    height: line,
  }));
  const places = placeLabels(wishes, { width, height: pictureHeight });
  places.forEach((place, index) => {
    const own = figures[index]?.box;
    const between = own && lineOf(place, own);
    if (between !== undefined) {
      context.strokeStyle = '#fff';
      context.lineWidth = Math.max(1, line / 16);
      context.beginPath();
      context.moveTo(between.from.x, between.from.y);
      context.lineTo(between.to.x, between.to.y);
      context.stroke();
    }
  });
  places.forEach(({ x, y, w, h }, index) => {
    context.fillStyle = 'rgb(0 0 0 / 72%)';
    context.fillRect(x, y, w, h);
    context.fillStyle = '#fff';
    context.fillText(figures[index]?.text ?? '', x + AROUND * line, y + h / 2, w - 2 * AROUND * line);
  });
  return places;
}

/** A page of words; what has no room is said to be in the file beside the film. */
export function drawTitle(context: Canvas2d, layout: FilmLayout, [title, ...paragraphs]: readonly string[]): void {
  const { width, height, line } = layout;
  context.fillStyle = '#000';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#fff';
  context.textBaseline = 'top';
  context.font = fontOf(1.6 * line, true);
  context.fillText(title ?? '', line, line, width - 2 * line);
  context.font = fontOf(line);
  const lines = paragraphs.flatMap((paragraph) => wrapped(context, paragraph, width - 2 * line));
  const room = Math.max(1, Math.floor((height - 4.5 * line) / (1.3 * line)));
  const shown =
    lines.length <= room ? lines : [...lines.slice(0, room - 1), '… suite dans le fichier de correspondance'];
  shown.forEach((text, index) => {
    context.fillText(text, line, line * (3.5 + 1.3 * index), width - 2 * line);
  });
}

function fontOf(line: number, isBold = false): string {
  return `${isBold ? '600 ' : ''}${Math.round(FONT_SHARE * line)}px ${FONT}`;
}

/** Words on as few lines as they need; a word that is longer than a line is pressed together where it is drawn. */
function wrapped(context: Canvas2d, text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && context.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return line === '' ? lines : [...lines, line];
}
