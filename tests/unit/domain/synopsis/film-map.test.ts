import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pieces } from '../../../../src/domain/synopsis/arrangement.ts';
import { faultsOfMap } from '../../../../src/domain/synopsis/film-map-check.ts';
import { FILM_MAP_SCHEMA, FilmLog, type FilmMap, type ObjectFacts } from '../../../../src/domain/synopsis/film-map.ts';

const STEP_US = 40_000;
const START_US = 1_000_000;

interface Cut {
  readonly lengthUs: number;
  readonly atUs: number;
  readonly rate: number;
}

/** Objects as they were cut and placed. */
const objects = fc.array(
  fc.record({
    fromUs: fc.integer({ min: 0, max: 5_000_000 }),
    cuts: fc.array(
      fc.record({
        lengthUs: fc.integer({ min: 40_000, max: 400_000 }),
        atUs: fc.integer({ min: 0, max: 2_000_000 }),
        rate: fc.constantFrom(1, 2, 4),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  { minLength: 1, maxLength: 5 },
);

interface Cast {
  readonly fromUs: number;
  readonly cuts: readonly Cut[];
}

function piecesOf(cast: readonly Cast[]): Pieces {
  const rows = cast.flatMap(({ fromUs, cuts }, tube) => {
    let from = fromUs;
    return cuts.map(({ lengthUs, atUs, rate }, index) => {
      const row = { tube, fromUs: from, toUs: from + lengthUs, atUs, rate, part: index + 1, parts: cuts.length };
      from += lengthUs;
      return row;
    });
  });
  return {
    tube: Uint32Array.from(rows, ({ tube }) => tube),
    unit: Uint32Array.from(rows, (_, index) => index),
    fromUs: Float64Array.from(rows, (row) => row.fromUs),
    toUs: Float64Array.from(rows, (row) => row.toUs),
    atUs: Float64Array.from(rows, ({ atUs }) => atUs),
    rate: Float32Array.from(rows, ({ rate }) => rate),
    part: Uint16Array.from(rows, ({ part }) => part),
    parts: Uint16Array.from(rows, ({ parts }) => parts),
  };
}

function factsOf(cast: readonly Cast[]): ObjectFacts[] {
  return cast.map(({ fromUs, cuts }, track) => {
    const toUs = cuts.reduce((sum, { lengthUs }) => sum + lengthUs, fromUs);
    const ones = new Float32Array(2).fill(0.1);
    return {
      ...{ id: `M-${track}`, recording: 0, track, class: 'unclassified', state: 'PROPOSED', masked: false },
      path: { us: Float64Array.of(fromUs, toUs), x: ones, y: ones, width: ones, height: ones, aspect: 1 },
      shiftUs: 0,
    };
  });
}

/** A map of a film in which each picture shows the recording at 25 pictures a second. */
function mapOf(cast: readonly Cast[]): FilmMap {
  const pieces = piecesOf(cast);
  const log = new FilmLog();
  let endUs = 0;
  pieces.tube.forEach((row, piece) => {
    const [at = 0, from = 0, to = 0, rate = 1] = [pieces.atUs, pieces.fromUs, pieces.toUs, pieces.rate].map(
      (of) => of[piece],
    );
    const end = at + (to - from) / rate;
    endUs = Math.max(endUs, end + STEP_US);
    for (let us = Math.ceil(at / STEP_US) * STEP_US; us < end; us += STEP_US) {
      const ordinal = 1 + Math.floor((from + (us - at) * rate) / STEP_US);
      const at_ = { filmUs: START_US + us, ordinal, us: (ordinal - 1) * STEP_US, box: { x: 1.04, y: 2, w: 3, h: 4 } };
      log.note({ row, part: pieces.part[piece] ?? 1 }, at_, {
        masks: [{ x: 1, y: 1, w: 2, h: 2 }],
        words: { x: 0, y: 0, w: 9, h: 2 },
      });
    }
  });
  return {
    schema: FILM_MAP_SCHEMA,
    notice: 'EXERCICE',
    app: '1',
    caseNumber: null,
    film: {
      ...{ file: 'film.mp4', sha256: 'ab'.repeat(32), container: 'mp4', codec: 'avc', width: 320, height: 220 },
      ...{ pictureHeight: 180, pictures: 50, stepUs: STEP_US, fromUs: START_US, toUs: START_US + endUs + STEP_US },
    },
    scene: { name: 'Hall', clock: 'presentation', timeZone: 'UTC' },
    criteria: [],
    demand: { most: 15, mayOverlap: true },
    metrics: {
      ...{ frameRatio: 0.1, density: 1, peak: 2, overlap: 0, worstOverlap: 0, disorder: 0, coverage: 1, runtimeMs: 1 },
    },
    masking: { on: false, objects: 0 },
    recordings: [
      {
        ...{ name: 'a.mp4', sha256: 'cd'.repeat(32), width: 320, height: 180, rotation: 0, pixelAspect: 1 },
        ...{ zeroUs: null, shiftUs: 0 },
      },
    ],
    objects: log.objects(pieces, factsOf(cast), START_US),
  };
}

const askedOf = (cast: readonly Cast[]): string[] => cast.map((_, track) => `0/${track}`);

describe('the map of a film', () => {
  it('has every selected object exactly once, whole, whatever it was cut into; so has what is read back', () => {
    fc.assert(
      fc.property(objects, (cast) => {
        const map = mapOf(cast);
        expect(faultsOfMap(map, askedOf(cast))).toEqual([]);
        const back: unknown = JSON.parse(JSON.stringify(map));
        expect(back).toEqual(map);
      }),
      { numRuns: 60 },
    );
  });

  it('tells of an object that is left out, doubled, cut short, or shown at the wrong moment', () => {
    const cast: readonly Cast[] = [
      { fromUs: 0, cuts: [{ lengthUs: 400_000, atUs: 0, rate: 1 }] },
      {
        fromUs: 80_000,
        cuts: [
          { lengthUs: 400_000, atUs: 200_000, rate: 1 },
          { lengthUs: 400_000, atUs: 900_000, rate: 2 },
        ],
      },
    ];
    const map = mapOf(cast);
    const [first, second] = map.objects;
    if (first === undefined || second === undefined) {
      throw new Error('two objects');
    }
    const faults = (those: FilmMap['objects']): string =>
      faultsOfMap({ ...map, objects: those }, askedOf(cast)).join('; ');
    expect(faults([first])).toContain('0/1 is not in the film');
    expect(faults([first, second, second])).toContain('0/1 is there 2 times');
    expect(faults([first, { ...second, pieces: second.pieces.slice(0, 1) }])).toContain('part 1 of 2');
    expect(faults([{ ...first, toUs: 500_000 }, second])).toContain('a gap or an overlap');
    const late = second.pieces.map((piece) => ({ ...piece, atUs: piece.atUs + 200_000 }));
    expect(faults([first, { ...second, pieces: late }])).toContain('when it is not on');
    expect(faultsOfMap(map, [...askedOf(cast), '0/9'])).toEqual(['0/9 is not in the film']);
  });
});
