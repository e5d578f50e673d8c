// The plates under the objects of a film: which ones, and those of them that are at hand.

import type { RecordingId } from '../../domain/ids.ts';
import { backdropAt, BACKDROP_FADE_US, type BackdropPiece } from '../../domain/synopsis/backdrop.ts';
import { cueEnd, sceneTimeOf, type CueSheet } from '../../domain/synopsis/cue-sheet.ts';
import { ownerOf } from './film-span.ts';
import type { PlateShare, TubeOwner } from './film-types.ts';
import { PlateShelf } from './plate-shelf.ts';
import type { TubeReaders } from './tube-readers.ts';

export interface FilmBackgroundHooks {
  readonly isInUse: (image: ImageBitmap) => boolean;
  readonly onRead: () => void;
  readonly onFailure: (error: unknown) => void;
}

export class FilmBackground implements Disposable {
  readonly #sheet: CueSheet;
  readonly #owners: readonly TubeOwner[];
  readonly #recordings: readonly RecordingId[];
  readonly #readers: TubeReaders;
  readonly #hooks: FilmBackgroundHooks;
  readonly #shelf = new PlateShelf();
  #isHalted = false;

  constructor(sheet: CueSheet, owners: readonly TubeOwner[], readers: TubeReaders, hooks: FilmBackgroundHooks) {
    this.#sheet = sheet;
    this.#owners = owners;
    this.#recordings = [...new Set(owners.map(({ recordingId }) => recordingId))];
    this.#readers = readers;
    this.#hooks = hooks;
  }

  /** The plates of a time that are at hand, and how many are not: those are asked for. */
  at(timeUs: number): { readonly plates: readonly PlateShare[]; readonly missing: number } {
    const unopened = new Set<number>();
    const timesOf = (recording: number): readonly number[] => {
      const id = this.#recordings[recording];
      const reader = id === undefined ? undefined : this.#readers.get(id);
      if (reader === undefined) {
        unopened.add(recording);
      }
      return reader?.plateTimes ?? [];
    };
    const plates: PlateShare[] = [];
    let missing = 0;
    // Where nobody is, the light is that of who was or will be there next.
    const litUs = this.#sheet.nearest(timeUs, BACKDROP_FADE_US / 2);
    for (const { recording, us, weight } of backdropAt(litUs, this.#pieces(litUs), timesOf)) {
      const recordingId = this.#recordings[recording];
      const image = recordingId === undefined ? undefined : this.#shelf.get({ recordingId, us });
      if (recordingId !== undefined && image !== undefined) {
        plates.push({ recordingId, us, weight, image });
      } else if (recordingId !== undefined) {
        missing += 1;
        void this.#load(recordingId, us);
      }
    }
    return { plates, missing: missing + unopened.size };
  }

  /** After a failure nothing is read until somebody asks to try again. */
  setHalted(isHalted: boolean): void {
    this.#isHalted = isHalted;
  }

  [Symbol.dispose](): void {
    this.#isHalted = true;
    this.#shelf[Symbol.dispose]();
  }

  #pieces(timeUs: number): readonly BackdropPiece[] {
    const { pieces } = this.#sheet;
    return this.#sheet.within(timeUs - BACKDROP_FADE_US, timeUs + BACKDROP_FADE_US).map((piece) => {
      const { recordingId, shiftUs } = ownerOf(this.#owners, pieces, piece);
      return {
        atUs: pieces.atUs[piece] ?? 0,
        endUs: cueEnd(pieces, piece),
        recording: this.#recordings.indexOf(recordingId),
        sourceUs: sceneTimeOf(pieces, piece, timeUs) - shiftUs,
      };
    });
  }

  async #load(recordingId: RecordingId, us: number): Promise<void> {
    const reader = this.#readers.get(recordingId);
    // Whoever waits is told once, when it is there.
    if (reader !== undefined && !this.#isHalted && !this.#shelf.has({ recordingId, us })) {
      try {
        await this.#shelf.load({ recordingId, us }, reader, this.#hooks.isInUse);
        this.#hooks.onRead();
      } catch (error) {
        this.#hooks.onFailure(error);
      }
    }
  }
}
