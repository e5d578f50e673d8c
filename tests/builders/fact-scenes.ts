// Criteria that ask for what is stored of each object, on scenes whose truth is known: colours and speed, from boxes and
// pixels to the words that are searched.

import { COLOUR_NAMES, SPEEDS, type ColourName, type Speed } from '../../src/domain/attributes/attributes.ts';
import { tallies, type ColourTallies } from '../../src/domain/attributes/colour-tally.ts';
import { trackAttributes } from '../../src/domain/attributes/track-attributes.ts';
import { Way } from '../../src/domain/attributes/way.ts';
import type { ObjectClass } from '../../src/domain/detection/classes.ts';
import type { Box } from '../../src/domain/geometry/box.ts';
import { bitsOf, ColumnBuilder, placeOf } from '../../src/domain/query/column-builder.ts';
import type { RecordingColumns } from '../../src/domain/query/track-columns.ts';
import { judge, type Judged, type RowTest } from '../../src/domain/query/track-query.ts';
import type { PathSight } from '../../src/domain/query/track-path.ts';
import { seededRandom } from '../reels/random.ts';
import { CLOTHS, LAMPS } from './figures.ts';
import { HEIGHT, PathScene, PICTURE } from './path-scene.ts';
import { countHits, type SearchCounts, type SearchScene } from './search-scenes.ts';
import { look } from './street-look.ts';

/** One object, what is known of it, and the word that is true of it. */
interface Known<Word> {
  readonly objectClass: ObjectClass;
  readonly sights: readonly Pick<PathSight, 'us' | 'box'>[];
  readonly colours: ColourTallies;
  readonly truth: Word;
}

function columnsOf(objects: readonly Known<unknown>[]): RecordingColumns {
  const builder = new ColumnBuilder();
  objects.forEach(({ objectClass, sights, colours }, number) => {
    const way = Way.of(sights, PICTURE);
    const watched = { fromUs: way.first.us, toUs: way.last.us };
    const attributes = trackAttributes({
      ...{ objectClass, way, picture: PICTURE, watched, colours, looks: sights.length, carried: {} },
    });
    const times = { firstUs: way.first.us, lastUs: way.last.us, bestUs: way.first.us };
    builder.put({ number, objectClass, confidence: 1, ...times, attributes });
  });
  return builder.build();
}

function answerTo(columns: RecordingColumns, test: RowTest): Judged<string> {
  const judging = judge(columns, [{ key: 'asked', tests: [test] }]);
  for (;;) {
    const { done, value } = judging.next();
    if (done === true) {
      return value;
    }
  }
}

/** Each word is asked for once, of all objects. */
function countWords<Word>(
  objects: readonly Known<Word>[],
  words: readonly Word[],
  ask: (word: Word) => RowTest,
): SearchCounts {
  const columns = columnsOf(objects);
  return countHits(
    words.flatMap((word) => {
      const answer = answerTo(columns, ask(word));
      return objects.map(({ truth }, row) => ({ isWanted: truth === word, isHit: answer.isMet(row) }));
    }),
  );
}

/** Own heights a second between which each word is true. */
const PACES: Readonly<Record<Speed, readonly [number, number]>> = {
  slow: [0.2, 0.4],
  medium: [0.5, 1.2],
  fast: [1.4, 2.6],
};

/** Walkers straight on, near misses a tenth from the limits; a third of them stand for some seconds on their way. */
function countSpeeds(seed: number): SearchCounts {
  const scene = new PathScene(seed);
  const objects = Array.from({ length: 180 }, (_, index): Known<Speed> => {
    const truth = SPEEDS[index % SPEEDS.length] ?? 'slow';
    // Own heights a second are shares of the width by the height of the body and the shape of the picture.
    const pace = scene.between(...PACES[truth]) * HEIGHT * (9 / 16);
    const y = scene.between(0.4, 0.9);
    const [from, middle, to] = [0.2, 0.2 + pace * 3, 0.2 + pace * 6];
    const pause = index % 9 < 3 ? 6 : 0;
    const sights = scene.sights([
      [0, from, y],
      [3, middle, y],
      [3 + pause, middle, y],
      [6 + pause, to, y],
    ]);
    return { objectClass: 'person', sights, colours: tallies(), truth };
  });
  return countWords(objects, SPEEDS, (word) => ({
    kind: 'word',
    column: 'speed',
    wanted: new Set([placeOf(SPEEDS, word)]),
  }));
}

interface Clothed {
  readonly upper: ColourName;
  readonly lower: ColourName;
}

/** Every colour above three others, and so below three others: who wears it elsewhere is the near miss. */
const CLOTHED: readonly Clothed[] = COLOUR_NAMES.flatMap((upper, index) =>
  [1, 4, 7].map((step) => ({ upper, lower: COLOUR_NAMES[(index + step) % COLOUR_NAMES.length] ?? 'black' })),
);
/** Places of figures side by side on the drawn street. */
const PLACES = [12, 88, 164, 240] as const;

/** Figures under every lamp of {@link LAMPS}, of some sizes. */
function countClothes(surface: keyof Clothed, seed: number): SearchCounts {
  const random = seededRandom(seed);
  const objects: Known<ColourName>[] = [];
  for (const lamp of Object.values(LAMPS)) {
    for (let at = 0; at < CLOTHED.length; at += PLACES.length) {
      const clothed = CLOTHED.slice(at, at + PLACES.length);
      const boxes = clothed.map((_, place): Box => {
        const h = 90 + 60 * random();
        return { x: (PLACES[place] ?? 0) + 8 * random(), y: 225 - h, w: 0.4 * h, h };
      });
      const figures = clothed.map(({ upper, lower }, place) => ({
        box: boxes[place] ?? { x: 0, y: 0, w: 0, h: 0 },
        ...{ upper: CLOTHS[upper], lower: CLOTHS[lower] },
      }));
      look(lamp, figures).forEach((colours, place) => {
        const [box, truth] = [figures[place]?.box, clothed[place]?.[surface]];
        if (box !== undefined && truth !== undefined) {
          objects.push({ objectClass: 'person', sights: [{ us: 0, box }], colours, truth });
        }
      });
    }
  }
  return countWords(objects, COLOUR_NAMES, (word) => ({
    kind: 'set',
    column: surface,
    bits: bitsOf(COLOUR_NAMES, [word]),
    orNone: false,
    owners: new Set(['person'] as const),
  }));
}

export const FACT_SCENES: readonly SearchScene[] = [
  { id: 'speed', name: 'how fast', count: countSpeeds },
  { id: 'upper', name: 'a colour above', count: (seed) => countClothes('upper', seed) },
  { id: 'lower', name: 'a colour below', count: (seed) => countClothes('lower', seed) },
];
