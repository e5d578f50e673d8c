// What is drawn to search by, on real footage: the objects that the engine followed against the published truth, both
// judged by the same code. Zones, lines and arrows are parts of the picture (halves, thirds, diagonals), never spots.

import { OBJECT_CLASSES } from '../../src/domain/detection/classes.ts';
import type { DrawnShape, WayShape, ZoneRule } from '../../src/domain/query/drawn-shape.ts';
import { matchesPath } from '../../src/domain/query/match-path.ts';
import type { Nearness, Walker } from '../../src/domain/query/nearness.ts';
import { PathLog } from '../../src/domain/query/track-path.ts';
import type { Point, Polygon } from '../../src/domain/settings/polygon.ts';
import { everyoneNear } from '../../tests/builders/near-scene.ts';
import { countHits, type SearchCounts } from '../../tests/builders/search-scenes.ts';
import { footageOf, type Measured } from './common-figures.ts';
import type { Run } from './driver.ts';
import { groupBy, type MotRow } from './mot-rows.ts';
import { inWords, searchFigures, sumOf } from './search-rows.ts';
import { leadersOf } from './track-match.ts';

const PERSONS = { dontCare: true, classes: [OBJECT_CLASSES.person] } as const;
/** Long enough that nobody stays so by passing, short enough for sequences of some seconds. */
const STAY_US = 3_000_000;

const box = (x0: number, y0: number, x1: number, y1: number): Polygon => [
  { x: x0, y: y0 },
  { x: x1, y: y0 },
  { x: x1, y: y1 },
  { x: x0, y: y1 },
];
const LEFT = box(0, 0, 1 / 3, 1);
const MIDDLE = box(1 / 3, 0, 2 / 3, 1);
const RIGHT = box(2 / 3, 0, 1, 1);
const CENTRE = box(1 / 3, 1 / 3, 2 / 3, 2 / 3);
const ZONES: readonly Polygon[] = [LEFT, MIDDLE, RIGHT, CENTRE, box(0, 0.5, 1, 1)];
const LINES: readonly (readonly [Point, Point])[] = [
  [
    { x: 0.5, y: 1 },
    { x: 0.5, y: 0 },
  ],
  [
    { x: 0, y: 0.5 },
    { x: 1, y: 0.5 },
  ],
  [
    { x: 0, y: 0 },
    { x: 1, y: 1 },
  ],
  [
    { x: 0, y: 1 },
    { x: 1, y: 0 },
  ],
];

const zones = (rule: ZoneRule): DrawnShape[] =>
  ZONES.map((corners) => ({ kind: 'zone', corners, rule, leastUs: STAY_US }));
const arrow = (x: number, y: number): DrawnShape => ({
  kind: 'arrow',
  corners: [
    { x: 0.5, y: 0.5 },
    { x: 0.5 + x, y: 0.5 + y },
  ],
  tolerance: 45,
});

/** What is asked, by criterion. */
const QUERIES: Readonly<Record<string, readonly (WayShape | Nearness)[]>> = {
  arrow: [arrow(0.3, 0), arrow(-0.3, 0), arrow(0, 0.3), arrow(0, -0.3)],
  'line crossed': LINES.map((corners) => ({ kind: 'line', corners, sense: 'both' })),
  'line crossed in a sense': LINES.flatMap((corners) =>
    (['ab', 'ba'] as const).map((sense): DrawnShape => ({ kind: 'line', corners, sense })),
  ),
  'zone passed': zones('pass'),
  'zone entered': zones('enter'),
  'zone left': zones('leave'),
  'zone stayed in for 3 s': zones('stay'),
  'zones in order': [
    { kind: 'route', zones: [LEFT, MIDDLE, RIGHT] },
    { kind: 'route', zones: [RIGHT, MIDDLE, LEFT] },
  ],
  near: [{ kind: 'near', partner: 'person', heights: 1, leastUs: STAY_US }],
};

/** Objects by their number, with their ways. */
function walkersOf(rows: readonly MotRow[], { summary, timesUs }: Run): readonly Walker[] {
  const { width, height } = summary;
  const log = new PathLog({ width, height, rotation: 0, pixelAspect: 1 });
  for (const { id, frame, box: seen } of rows) {
    log.add({ number: id, us: timesUs[frame - 1] ?? 0, box: seen });
  }
  return [...groupBy(rows, ({ id }) => id).keys()].flatMap((number): Walker[] => {
    const path = log.pathOf(number);
    return path === undefined ? [] : [{ number, objectClass: 'person', path }];
  });
}

function numbersThat(walkers: readonly Walker[], query: WayShape | Nearness): ReadonlySet<number> {
  return new Set(
    query.kind === 'near'
      ? everyoneNear(walkers, query)
      : walkers.filter(({ path }) => matchesPath(query, path)).map(({ number }) => number),
  );
}

/**
 * Every person of the truth is asked about once a query: looked for when its own way matches, found when that of a track
 * that follows it does. Tracks that follow nobody are told beside it: the truth does not hold everybody.
 */
export function measureSearch(run: Run, truthRows: readonly MotRow[], name: string): Measured {
  const truth = truthRows.filter(({ conf }) => conf !== 0);
  const found = run.rows.filter(({ classNumber }) => classNumber === OBJECT_CLASSES.person);
  const leaders = leadersOf(truthRows, run.rows, PERSONS);
  const [persons, tracks] = [walkersOf(truth, run), walkersOf(found, run)];
  let astray = 0;
  const answer = (query: WayShape | Nearness): SearchCounts => {
    const wanted = numbersThat(persons, query);
    const hits = new Set<number>();
    for (const number of numbersThat(tracks, query)) {
      const leader = leaders.get(number);
      astray += leader === undefined ? 1 : 0;
      if (leader !== undefined) {
        hits.add(leader);
      }
    }
    return countHits(persons.map(({ number }) => ({ isWanted: wanted.has(number), isHit: hits.has(number) })));
  };
  const byCriterion = Object.entries(QUERIES).map(([criterion, queries]) => ({
    criterion,
    counts: sumOf(queries.map(answer)),
  }));
  const all = sumOf(byCriterion.map(({ counts }) => counts));
  return {
    footage: footageOf(run),
    truth: name,
    figures: searchFigures(all),
    notes: [
      `${persons.length} persons, ${Object.values(QUERIES).flat().length} queries: ${inWords(all)}`,
      `${astray} answers by tracks that follow nobody of the truth, not counted`,
      ...byCriterion.map(({ criterion, counts }) => `${criterion}: ${inWords(counts)}${shares(counts)}`),
    ],
  };
}

function shares(counts: SearchCounts): string {
  const { searchPrecision = 0, searchRecall = 0 } = searchFigures(counts);
  return counts.wanted + counts.hits === 0
    ? ''
    : ` (precision ${searchPrecision.toFixed(0)} %, recall ${searchRecall.toFixed(0)} %)`;
}
