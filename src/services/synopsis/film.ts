// A synopsis as a film: which pixels of which recordings stand on its picture of any time, read ahead of when they are shown.

import { AppError, toAppError } from '../../contracts/errors.ts';
import type { SpritePicture } from '../../contracts/synopsis.ts';
import { uprightSize } from '../../domain/geometry/rotation.ts';
import { boxOf, CueSheet, sceneTimeOf, SYNOPSIS_STEP_US } from '../../domain/synopsis/cue-sheet.ts';
import { FilmBackground } from './film-background.ts';
import { ownerOf, slotAt, spansOf } from './film-span.ts';
import type { FilmSource, SynopsisFigure, SynopsisPicture } from './film-types.ts';
import { AHEAD_US, ReadAhead } from './read-ahead.ts';
import { SpriteBuffer, type SpriteAnswer } from './sprite-buffer.ts';
import { TubeReaders } from './tube-readers.ts';

export type { FilmSource, PlateShare, SynopsisFigure, SynopsisPicture, TubeOwner } from './film-types.ts';

/**
 * Bytes of sprites at hand: eight seconds of fifteen objects of 100×250 at 25 pictures a second, and less than a laptop
 * of 8 GB feels beside its decoders.
 */
const BUDGET_BYTES = 300e6;
/** The plates of so much later are read too, µs of synopsis. */
const PLATES_AHEAD_US = 2_000_000;

/** A picture under way, and what of the stores it shows. */
interface Draft {
  readonly picture: SynopsisPicture;
  /** Objects that belong on it, and plates, that are not read yet. */
  readonly missing: number;
  readonly shown: ReadonlySet<SpritePicture | ImageBitmap>;
}

/** Reads what the next seconds need, keeps what was shown while there is room. Going elsewhere gives up the rest. */
export class SynopsisFilm implements Disposable {
  readonly lengthUs: number;
  readonly #source: FilmSource;
  readonly #sheet: CueSheet;
  readonly #spanOf: Uint32Array;
  readonly #buffers: readonly SpriteBuffer[];
  readonly #readers: TubeReaders;
  readonly #background: FilmBackground;
  readonly #ahead: ReadAhead;
  /** What the caller has in his hands. */
  #shown: ReadonlySet<SpritePicture | ImageBitmap> = new Set();
  #wish = 0;
  #failure: AppError | undefined;
  #listeners: (() => void)[] = [];
  #isOver = false;

  /** `budgetBytes`: of sprites at hand, but for a picture that needs more by itself. */
  constructor(source: FilmSource, budgetBytes = BUDGET_BYTES) {
    const { pieces, lengthUs } = source.arrangement;
    const { spans, spanOf } = spansOf(pieces, source.owners);
    this.lengthUs = lengthUs;
    this.#source = source;
    this.#sheet = new CueSheet(pieces);
    this.#spanOf = spanOf;
    this.#buffers = spans.map((span) => new SpriteBuffer(span));
    const onRead = (): void => {
      this.#tell();
    };
    const onFailure = (error: unknown): void => {
      this.#failure = toAppError(error);
      this.#setHalted(true);
      this.#tell();
    };
    const isInUse = (store: SpritePicture | ImageBitmap): boolean => this.#shown.has(store);
    const onOpen = (): void => {
      this.#ahead.wake();
      this.#tell();
    };
    this.#readers = new TubeReaders({ openTubes: source.openTubes, onOpen, onFailure });
    this.#background = new FilmBackground(this.#sheet, source.owners, this.#readers, { isInUse, onRead, onFailure });
    const readerOf = this.#readers.get.bind(this.#readers);
    this.#ahead = new ReadAhead({ readerOf, isInUse, onRead, onFailure, budgetBytes });
  }

  /** Size of the upright picture as it is shown, with square pixels; `undefined` without an object. */
  get size(): { readonly width: number; readonly height: number } | undefined {
    const media = this.#source.owners[0]?.media;
    return media === undefined
      ? undefined
      : uprightSize(media.rotation, Math.round(media.width * media.pixelAspect), media.height);
  }

  /** Bytes of the sprites at hand. */
  get bytes(): number {
    return this.#ahead.bytes;
  }

  /** Why reading has stopped; asking for a whole picture tries again. */
  get failure(): AppError | undefined {
    return this.#failure;
  }

  /** Nothing is on its way: all that is wanted, and that memory has room for, is there. */
  get isResting(): boolean {
    return this.#ahead.isResting;
  }

  /** How much from `timeUs` on is read without a gap, µs of synopsis, at most {@link AHEAD_US}. */
  preparedUs(timeUs: number): number {
    const end = Math.min(this.lengthUs, timeUs + AHEAD_US);
    for (let us = timeUs; us < end; us += SYNOPSIS_STEP_US) {
      if (this.#sheet.at(us).some((piece) => this.#answerOf(piece, us) === 'unread')) {
        return us - timeUs;
      }
    }
    return end - timeUs;
  }

  /**
   * The whole picture of a time, when all its pixels are read. Rejects with what its recordings reject with (FILE_ABSENT,
   * RIGHT_REFUSED …), and with READ_GIVEN_UP when another picture was asked for meanwhile.
   */
  async pictureAt(timeUs: number): Promise<SynopsisPicture> {
    const wish = this.#newWish();
    this.#failure = undefined;
    this.#setHalted(false);
    this.#goTo(timeUs);
    for (;;) {
      if (this.#isOver || wish !== this.#wish) {
        throw new AppError('READ_GIVEN_UP');
      }
      const { failure } = this;
      if (failure !== undefined) {
        throw failure;
      }
      const draft = this.#draft(timeUs);
      if (draft.missing === 0) {
        return this.#give(draft);
      }
      await new Promise<void>((resolve) => this.#listeners.push(resolve));
    }
  }

  /** The whole picture of a time when it is there; reads on for it and those after it either way. */
  ready(timeUs: number): SynopsisPicture | undefined {
    this.#newWish();
    this.#goTo(timeUs);
    const draft = this.#draft(timeUs);
    return draft.missing === 0 ? this.#give(draft) : undefined;
  }

  [Symbol.dispose](): void {
    this.#isOver = true;
    this.#ahead.stop();
    this.#background[Symbol.dispose]();
    this.#readers[Symbol.dispose]();
    this.#tell();
  }

  /** What was asked for before is given up. */
  #newWish(): number {
    this.#wish += 1;
    this.#tell();
    return this.#wish;
  }

  #setHalted(isHalted: boolean): void {
    this.#ahead.setHalted(isHalted);
    this.#background.setHalted(isHalted);
    this.#readers.setHalted(isHalted);
  }

  #goTo(timeUs: number): void {
    if (!this.#isOver) {
      const spans = new Set(this.#sheet.within(timeUs, timeUs + AHEAD_US).map((piece) => this.#spanOf[piece] ?? 0));
      const window = [...spans].flatMap((span) => this.#buffers[span] ?? []);
      this.#ahead.goTo(timeUs, window);
      this.#background.at(timeUs + PLATES_AHEAD_US);
    }
  }

  #give({ picture, shown }: Draft): SynopsisPicture {
    this.#shown = shown;
    return picture;
  }

  #draft(timeUs: number): Draft {
    const shown = new Set<SpritePicture | ImageBitmap>();
    const figures: SynopsisFigure[] = [];
    const { plates, missing: missingPlates } = this.#background.at(timeUs);
    plates.forEach(({ image }) => shown.add(image));
    let missing = missingPlates;
    for (const piece of this.#sheet.at(timeUs)) {
      const answer = this.#answerOf(piece, timeUs);
      missing += answer === 'unread' ? 1 : 0;
      if (typeof answer === 'object') {
        shown.add(answer.picture);
        figures.push(this.#figure(piece, answer));
      }
    }
    figures.sort((a, b) => a.box.y + a.box.h - (b.box.y + b.box.h) || a.row - b.row);
    return { picture: { timeUs, background: plates, figures }, missing, shown };
  }

  #answerOf(piece: number, timeUs: number): SpriteAnswer {
    const buffer = this.#buffers[this.#spanOf[piece] ?? 0];
    const { track, shiftUs } = ownerOf(this.#source.owners, this.#sheet.pieces, piece);
    const us = sceneTimeOf(this.#sheet.pieces, piece, timeUs) - shiftUs;
    return buffer === undefined ? 'none' : buffer.spriteOf(track, slotAt(buffer.span, us));
  }

  #figure(piece: number, { sprite, picture }: Exclude<SpriteAnswer, string>): SynopsisFigure {
    const { pieces } = this.#sheet;
    const { recordingId, track, path, table, media } = ownerOf(this.#source.owners, pieces, piece);
    const sourceUs = table.us[picture.ordinal - 1] ?? 0;
    const { width, height } = uprightSize(media.rotation, media.width, media.height);
    return {
      row: pieces.tube[piece] ?? 0,
      unit: pieces.unit[piece] ?? 0,
      recordingId,
      track,
      ordinal: picture.ordinal,
      sourceUs,
      part: pieces.part[piece] ?? 1,
      parts: pieces.parts[piece] ?? 1,
      rate: pieces.rate[piece] ?? 1,
      sprite,
      place: { x: sprite.x / width, y: sprite.y / height, w: sprite.width / width, h: sprite.height / height },
      box: boxOf(path, sourceUs),
    };
  }

  #tell(): void {
    const listeners = this.#listeners;
    this.#listeners = [];
    for (const listener of listeners) {
      listener();
    }
  }
}
