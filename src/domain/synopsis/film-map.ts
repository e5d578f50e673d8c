// What an exported synopsis is made of, picture by picture: the file beside the film (docs/driver.md). Everybody who has the
// recordings can find each object again with it, and see that none is left out.

import type { Box } from '../geometry/box.ts';
import type { ArrangeDemand, Pieces, SynopsisMetrics } from './arrangement.ts';
import type { TrackPath } from '../query/track-path.ts';

export const FILM_MAP_SCHEMA = 'derush-synopsis-1';

/** One picture of the film on which a piece is: film time µs, ordinal, presentation time µs, box x, y, w, h in its pixels. */
export type MapPicture = readonly [number, number, number, number, number, number, number];
/** A part of a picture that does not show the recording: film time µs, then x, y, w, h in pixels of the film. */
export type MapArea = readonly [number, number, number, number, number];

export interface MapRecording {
  readonly name: string;
  readonly sha256: string;
  /** Of the stored picture. */
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
  readonly pixelAspect: number;
  /** µs since 1970 of presentation time 0; `null`: its camera has no clock. */
  readonly zeroUs: number | null;
  /** What is added to its presentation times for those of the scene, µs. */
  readonly shiftUs: number;
}

export interface MapPiece {
  readonly part: number;
  readonly parts: number;
  readonly unit: number;
  /** Source seconds per second of film. */
  readonly rate: number;
  /** When it comes on, µs of film. */
  readonly atUs: number;
  /** Of its recording, presentation times, µs; the last picture of an object is part of its last piece. */
  readonly fromUs: number;
  readonly toUs: number;
  /** Empty: none of its pictures could be decoded, or it is shorter than a picture of the film. */
  readonly pictures: readonly MapPicture[];
  /** Made unrecognisable. */
  readonly masks: readonly MapArea[];
  /** Under the words of the object. */
  readonly words: readonly MapArea[];
}

export interface MapObject {
  readonly id: string;
  /** Place in `recordings`, from 0. */
  readonly recording: number;
  readonly track: number;
  readonly class: string;
  readonly state: 'PROPOSED' | 'RETAINED' | 'DISMISSED';
  readonly masked: boolean;
  /** First and last sight, presentation times of its recording, µs. */
  readonly fromUs: number;
  readonly toUs: number;
  readonly pieces: readonly MapPiece[];
}

export interface FilmMap {
  readonly schema: typeof FILM_MAP_SCHEMA;
  readonly notice: string;
  readonly app: string;
  readonly caseNumber: string | null;
  readonly film: {
    readonly file: string;
    readonly sha256: string;
    readonly container: string;
    readonly codec: string;
    readonly width: number;
    readonly height: number;
    /** Height of the picture; what is written below it begins there. */
    readonly pictureHeight: number;
    readonly pictures: number;
    readonly stepUs: number;
    /** When the synopsis begins and ends; before and after are titles. */
    readonly fromUs: number;
    readonly toUs: number;
  };
  readonly scene: { readonly name: string; readonly clock: 'real' | 'presentation'; readonly timeZone: string };
  readonly criteria: readonly string[];
  readonly demand: ArrangeDemand;
  readonly metrics: SynopsisMetrics;
  readonly masking: { readonly on: boolean; readonly objects: number };
  readonly recordings: readonly MapRecording[];
  readonly objects: readonly MapObject[];
}

/** One object on its way into the map; row `n` of the tubes is fact `n`. */
export interface ObjectFacts extends Omit<MapObject, 'pieces' | 'fromUs' | 'toUs'> {
  readonly path: TrackPath;
  readonly shiftUs: number;
}

interface Shown {
  readonly pictures: MapPicture[];
  readonly masks: MapArea[];
  readonly words: MapArea[];
}

/** Writes down what is on the pictures of a film while they are painted. */
export class FilmLog {
  readonly #shown = new Map<string, Shown>();

  /** All boxes in pixels of the film. */
  note(
    piece: { readonly row: number; readonly part: number },
    at: { readonly filmUs: number; readonly ordinal: number; readonly us: number; readonly box: Box },
    covered: { readonly masks: readonly Box[]; readonly words: Box },
  ): void {
    const shown = this.#of(piece.row, piece.part);
    shown.pictures.push([at.filmUs, at.ordinal, at.us, ...rounded(at.box)]);
    shown.masks.push(...covered.masks.map((mask): MapArea => [at.filmUs, ...rounded(mask)]));
    shown.words.push([at.filmUs, ...rounded(covered.words)]);
  }

  /** All objects with all their pieces, those of which no picture was shown too. `startUs`: where the synopsis begins in the film. */
  objects(pieces: Pieces, facts: readonly ObjectFacts[], startUs: number): readonly MapObject[] {
    const rows = piecesByTube(pieces, facts.length);
    return facts.map(({ path, shiftUs, ...fact }, row): MapObject => ({
      ...fact,
      fromUs: path.us[0] ?? 0,
      toUs: path.us.at(-1) ?? 0,
      pieces: (rows[row] ?? []).map((piece): MapPiece => ({
        part: pieces.part[piece] ?? 1,
        parts: pieces.parts[piece] ?? 1,
        unit: pieces.unit[piece] ?? 0,
        rate: pieces.rate[piece] ?? 1,
        atUs: startUs + (pieces.atUs[piece] ?? 0),
        fromUs: (pieces.fromUs[piece] ?? 0) - shiftUs,
        toUs: (pieces.toUs[piece] ?? 0) - shiftUs,
        ...this.#of(row, pieces.part[piece] ?? 1),
      })),
    }));
  }

  #of(row: number, part: number): Shown {
    const key = `${row}/${part}`;
    const known = this.#shown.get(key);
    if (known !== undefined) {
      return known;
    }
    const made: Shown = { pictures: [], masks: [], words: [] };
    this.#shown.set(key, made);
    return made;
  }
}

function piecesByTube(pieces: Pieces, tubes: number): readonly (readonly number[])[] {
  const rows: number[][] = Array.from({ length: tubes }, () => []);
  pieces.tube.forEach((tube, piece) => rows[tube]?.push(piece));
  for (const row of rows) {
    row.sort((a, b) => (pieces.part[a] ?? 0) - (pieces.part[b] ?? 0));
  }
  return rows;
}

function rounded({ x, y, w, h }: Box): [number, number, number, number] {
  const tenth = (value: number): number => Math.round(value * 10) / 10;
  return [tenth(x), tenth(y), tenth(w), tenth(h)];
}
