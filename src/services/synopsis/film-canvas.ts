// The canvas on which the pictures of an exported synopsis come to be: the scene, its masks, the words.

import type { Box } from '../../domain/geometry/box.ts';
import { trackId, type RecordingId, type TrackId } from '../../domain/ids.ts';
import type { Recording } from '../recording.ts';
import { drawCaption, drawLabels, drawTitle, layoutOf, type Canvas2d, type FilmLayout } from './burn-in.ts';
import { CanvasPainter } from './canvas-painter.ts';
import type { SynopsisFigure, SynopsisPicture } from './film-types.ts';
import { captionText, FigureTexts, nowText, type FilmFacts } from './film-words.ts';
import { scaled } from './mask-book.ts';
import type { MaskedScene } from './masked-scene.ts';
import { NO_MARKS } from './painter.ts';

export interface CanvasSource {
  readonly facts: FilmFacts;
  /** Of the upright picture as it is shown. */
  readonly size: { readonly width: number; readonly height: number };
  readonly scene: MaskedScene;
  readonly find: (id: RecordingId) => Recording;
  readonly isMasked: (track: TrackId) => boolean;
}

/** A figure that was painted; boxes in pixels of the film. */
export interface PaintedFigure {
  readonly figure: SynopsisFigure;
  readonly box: Box;
  readonly masks: readonly Box[];
  /** Where its words are. */
  readonly words: Box;
}

export class FilmCanvas implements Disposable {
  readonly layout: FilmLayout;
  readonly #source: CanvasSource;
  readonly #texts: FigureTexts;
  readonly #context: Canvas2d;
  /** The scene alone: its painter fills what it is given. */
  readonly #scene: Canvas2d;
  readonly #painter: CanvasPainter;
  /** Where words stood on the picture before. */
  #placed: ReadonlyMap<string, number> = new Map();

  constructor(source: CanvasSource) {
    const measuring = contextOf(1, 1);
    this.layout = layoutOf(measuring, source.size, captionText(source.facts));
    const { width, height, pictureHeight } = this.layout;
    this.#source = source;
    this.#texts = new FigureTexts(source.facts.order);
    this.#context = contextOf(width, height);
    this.#scene = contextOf(width, pictureHeight);
    this.#painter = new CanvasPainter(this.#scene);
  }

  title(lines: readonly string[]): void {
    drawTitle(this.#context, this.layout, lines);
  }

  async paint(picture: SynopsisPicture): Promise<readonly PaintedFigure[]> {
    const { scene, facts } = this.#source;
    const size = { width: this.layout.width, height: this.layout.pictureHeight };
    // Nothing is outlined on a film: its colours are those of the recording.
    this.#painter.paint(await scene.behind(picture), NO_MARKS);
    const masks = await scene.over(this.#scene, picture.figures, size);
    this.#context.drawImage(this.#scene.canvas, 0, 0);
    const labels = picture.figures.map((figure) => ({
      box: scaled(figure.box, size.width, size.height),
      text: this.#wordsOf(figure),
      had: this.#placed.get(keyOf(figure)),
    }));
    const places = drawLabels(this.#context, this.layout, labels);
    this.#placed = new Map(picture.figures.map((figure, index) => [keyOf(figure), places[index]?.choice ?? 0]));
    drawCaption(this.#context, this.layout, nowText(facts, picture.timeUs, labels.length));
    return labels.flatMap(({ box }, index): PaintedFigure[] => {
      const [figure, words] = [picture.figures[index], places[index]];
      return figure === undefined || words === undefined ? [] : [{ figure, box, masks: masks[index] ?? [], words }];
    });
  }

  /** What is on it now, as a picture of the film. The receiver closes it. */
  frame(timestamp: number, duration: number): VideoFrame {
    return new VideoFrame(this.#context.canvas, { timestamp, duration });
  }

  [Symbol.dispose](): void {
    this.#painter[Symbol.dispose]();
  }

  #wordsOf(figure: SynopsisFigure): string {
    const recording = this.#source.find(figure.recordingId);
    const pseudonym = recording.state.tracks.numbered(figure.track)?.pseudonym ?? '';
    const isMasked = this.#source.isMasked(trackId(recording.id, figure.track, recording.run));
    return this.#texts.of(figure, pseudonym, isMasked);
  }
}

/** The same for a part of an object on all its pictures. */
function keyOf({ row, part }: SynopsisFigure): string {
  return `${row}/${part}`;
}

/** Parts of it are read back when they are masked, and all of it by the encoder. */
function contextOf(width: number, height: number): Canvas2d {
  const context = new OffscreenCanvas(width, height).getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) {
    throw new Error('No 2D context for a film');
  }
  return context;
}
