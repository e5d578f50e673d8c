// What of an exported synopsis is masked: as in every other picture that leaves a dossier.

import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../src/contracts/analysis.ts';
import { maskedPart } from '../../../src/domain/case/masking.ts';
import type { Box } from '../../../src/domain/geometry/box.ts';
import { recordingId, trackId, type TrackId } from '../../../src/domain/ids.ts';
import type { SynopsisFigure } from '../../../src/services/synopsis/film-types.ts';
import { MaskBook } from '../../../src/services/synopsis/mask-book.ts';
import { evenFrames } from '../../builders/frame-table.ts';

const ID = recordingId('camera');
const [WIDTH, HEIGHT] = [400, 200];
const PERSON: Box = { x: 100, y: 40, w: 40, h: 120 };
const BESIDE: Box = { x: 130, y: 50, w: 40, h: 120 };
const CAR: Box = { x: 300, y: 100, w: 80, h: 60 };

type Row = Observation & { readonly track: number };
const CLASSES = new Map([
  [1, 'person'],
  [2, 'person'],
  [3, 'car'],
]);

/** A recording of thirty pictures, a second apart. */
function bookOf(rows: readonly Row[], retained: readonly TrackId[], isOn = true): MaskBook {
  const recording = {
    id: ID,
    run: 1,
    state: {
      media: { width: WIDTH, height: HEIGHT, rotation: 0 },
      table: evenFrames(30, 1000),
      tracks: { numbered: (number: number) => ({ objectClass: CLASSES.get(number) }) },
    },
    commitsWithin: () => [0],
    storedBoxes: () => Promise.resolve({ run: 1, rows }),
  };
  // What the book asks of a recording, and nothing else of it.
  const find = (): never => recording as never;
  return new MaskBook(find, undefined as never, { retained: new Set(retained), isOn });
}

const row = (track: number, ordinal: number, box: Box): Row => ({ track, ordinal, box, score: 0.9 }) as Row;

function figure(track: number, box: Box): SynopsisFigure {
  const share = { x: box.x / WIDTH, y: box.y / HEIGHT, w: box.w / WIDTH, h: box.h / HEIGHT };
  return { recordingId: ID, track, ordinal: 10, box: share, place: share } as SynopsisFigure;
}

const pixels = ({ x, y, w, h }: Box): Box => ({
  x: Math.round(x * WIDTH),
  y: Math.round(y * HEIGHT),
  w: Math.round(w * WIDTH),
  h: Math.round(h * HEIGHT),
});
const rounded = ({ x, y, w, h }: Box): Box => ({
  x: Math.round(x),
  y: Math.round(y),
  w: Math.round(w),
  h: Math.round(h),
});

describe('L09 the masks of an exported synopsis', () => {
  const rows = [row(1, 10, PERSON), row(2, 10, BESIDE), row(3, 10, CAR)];

  it('L09 hides the head of a person and the whole of a vehicle that nobody retained', async () => {
    const book = bookOf([row(1, 10, PERSON), row(3, 10, CAR)], []);
    expect((await book.ofFigure(figure(1, PERSON))).map(pixels)).toEqual([
      rounded(maskedPart({ objectClass: 'person', box: PERSON })),
    ]);
    const [car] = await book.ofFigure(figure(3, CAR));
    expect(car === undefined ? undefined : pixels(car)).toEqual(rounded(maskedPart({ objectClass: 'car', box: CAR })));
  });

  it('L09 leaves a retained object in the clear, but for what of another one is in its pixels', async () => {
    const book = bookOf(rows, [trackId(ID, 1)]);
    const masks = (await book.ofFigure(figure(1, PERSON))).map(pixels);
    const head = maskedPart({ objectClass: 'person', box: BESIDE });
    const right = PERSON.x + PERSON.w;
    expect(masks).toEqual([
      { x: Math.round(head.x), y: Math.round(head.y), w: Math.round(right - head.x), h: Math.round(head.h) },
    ]);
    expect(book.isMasked(trackId(ID, 1))).toBe(false);
    expect(book.isMasked(trackId(ID, 2))).toBe(true);
  });

  it('L09 masks in a plate what stood there, and not who walked by', async () => {
    const walked = [5, 10, 15].map((ordinal) => row(1, ordinal, { ...PERSON, x: 20 * ordinal }));
    const parked = [5, 10, 15].map((ordinal) => row(3, ordinal, CAR));
    const book = bookOf([...walked, ...parked], []);
    // Pictures are a second apart: the tenth is at nine seconds.
    const masks = (await book.ofPlate(ID, 9_000_000)).map(pixels);
    expect(masks).toEqual([rounded(maskedPart({ objectClass: 'car', box: CAR }))]);
  });

  it('L09 masks in a plate whoever may be left of earlier: on the first picture, and who stood there and went', async () => {
    const first = [row(1, 1, PERSON)];
    const stood = [6, 11].map((ordinal) => row(3, ordinal, CAR));
    const book = bookOf([...first, ...stood], []);
    const masks = (await book.ofPlate(ID, 25_000_000)).map(pixels);
    const [head, car] = [
      maskedPart({ objectClass: 'person', box: PERSON }),
      maskedPart({ objectClass: 'car', box: CAR }),
    ].map(rounded);
    expect(masks).toContainEqual(head);
    expect(masks).toContainEqual(car);
  });

  it('masks nothing when the installation says so', async () => {
    const book = bookOf(rows, [], false);
    expect(await book.ofFigure(figure(1, PERSON))).toEqual([]);
    expect(await book.ofPlate(ID, 9_000_000)).toEqual([]);
    expect(book.isMasked(trackId(ID, 2))).toBe(false);
  });
});
