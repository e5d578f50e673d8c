// Each drawn criterion on a scene whose truth is known, near misses included: precision and recall.

import { describe, expect, it } from 'vitest';

import type { DrawnShape, LineSense, WayShape, ZoneRule } from '../../../../src/domain/query/drawn-shape.ts';
import { matchesPath } from '../../../../src/domain/query/match-path.ts';
import type { TrackPath } from '../../../../src/domain/query/track-path.ts';
import type { Point } from '../../../../src/domain/settings/polygon.ts';
import { HEIGHT, PACE, PathScene, type Waypoint } from '../../../builders/path-scene.ts';

const OF_EACH = 60;
const LEAST = 0.9;

/** What an object does, and whether that is what is looked for. */
interface Script {
  readonly isWanted: boolean;
  readonly points: (scene: PathScene) => readonly Waypoint[];
  /** Share of the height of the picture. */
  readonly height?: number;
}

function score(shape: WayShape, scripts: readonly Script[], seed: number): { precision: number; recall: number } {
  const scene = new PathScene(seed);
  let [hits, wanted, right] = [0, 0, 0];
  for (let turn = 0; turn < OF_EACH; turn += 1) {
    for (const { isWanted, points, height } of scripts) {
      const isHit = matchesPath(shape, scene.walk(points(scene), height));
      hits += isHit ? 1 : 0;
      wanted += isWanted ? 1 : 0;
      right += isHit && isWanted ? 1 : 0;
    }
  }
  return { precision: right / hits, recall: right / wanted };
}

function expectFound(shape: WayShape, scripts: readonly Script[]): void {
  const { precision, recall } = score(shape, scripts, 7);
  expect(precision, 'precision').toBeGreaterThanOrEqual(LEAST);
  expect(recall, 'recall').toBeGreaterThanOrEqual(LEAST);
}

/** Straight from one place to another at a walker's pace. */
function straight(from: Point, to: Point, start = 0): readonly Waypoint[] {
  const way = Math.hypot(to.x - from.x, (to.y - from.y) * (9 / 16));
  return [
    [start, from.x, from.y],
    [start + way / PACE, to.x, to.y],
  ];
}

/** In to a place, there for some seconds, and out again. */
function visit(from: Point, place: Point, seconds: number, to: Point): readonly Waypoint[] {
  const way = straight(from, place);
  const end = way.at(-1)?.[0] ?? 0;
  const out = straight(place, to, end + seconds);
  return [...way, ...out];
}

describe('a zone', () => {
  const corners: readonly Point[] = [
    { x: 0.4, y: 0.4 },
    { x: 0.6, y: 0.4 },
    { x: 0.6, y: 0.7 },
    { x: 0.4, y: 0.7 },
  ];
  const zone = (rule: ZoneRule): DrawnShape => ({ kind: 'zone', corners, rule, leastUs: 10_000_000 });
  const inside = (scene: PathScene): Point => ({ x: scene.between(0.45, 0.55), y: scene.between(0.48, 0.62) });
  const leftOf = (scene: PathScene): Point => ({ x: scene.between(0.05, 0.3), y: scene.between(0.3, 0.8) });
  const rightOf = (scene: PathScene): Point => ({ x: scene.between(0.7, 0.95), y: scene.between(0.3, 0.8) });
  const through: Script = {
    isWanted: true,
    points: (scene) => visit(leftOf(scene), inside(scene), 0, rightOf(scene)),
  };
  /** A third of a body above or below, the head or the shadow in the zone, the feet not. */
  const besides = (isWanted = false): Script[] =>
    [0.4 - HEIGHT / 3, 0.7 + HEIGHT / 3].map((y) => ({
      isWanted,
      points: () => straight({ x: 0.1, y }, { x: 0.9, y }),
    }));
  const cameIn: Script = { isWanted: true, points: (scene) => straight(leftOf(scene), inside(scene)) };
  const wentOut: Script = { isWanted: true, points: (scene) => straight(inside(scene), rightOf(scene)) };
  const turnedBack: Script = {
    isWanted: false,
    points: (scene) => visit(leftOf(scene), { x: 0.4 - scene.between(0.03, 0.06), y: 0.55 }, 2, leftOf(scene)),
  };
  const not = (script: Script): Script => ({ ...script, isWanted: false });

  it('passed through, not beside', () => {
    expectFound(zone('pass'), [through, cameIn, wentOut, ...besides(), turnedBack]);
  });

  it('come into, or gone out of', () => {
    expectFound(zone('enter'), [through, cameIn, not(wentOut), ...besides(), turnedBack]);
    expectFound(zone('leave'), [through, wentOut, not(cameIn), ...besides(), turnedBack]);
  });

  it('stayed in for ten seconds, not for eight nor twice for six', () => {
    /** Seconds on the spot; some more are for the way in the zone itself. */
    const waits = (least: number, most: number, isWanted: boolean): Script => ({
      isWanted,
      points: (scene) => {
        const [from, to] = [leftOf(scene), rightOf(scene)];
        const place = { x: 0.42, y: 0.55 };
        return visit(from, place, scene.between(least, most), { x: to.x, y: 0.95 });
      },
    });
    const stays = (seconds: readonly number[], isWanted: boolean, gap: number): Script => ({
      isWanted,
      points: () => {
        let at = 4;
        return seconds.flatMap((length): Waypoint[] => {
          const [from, to] = [at, at + length];
          at = to + gap;
          // In and out of the zone at once, on its upper side.
          return [
            [from - 0.001, 0.5, 0.36],
            [from, 0.5, 0.44],
            [to, 0.5, 0.44],
            [to + 0.001, 0.5, 0.36],
          ];
        });
      },
    });
    expectFound(zone('stay'), [
      waits(11, 20, true),
      waits(4, 5, false),
      stays([13], true, 0),
      stays([8], false, 0),
      stays([6, 6], false, 4),
      stays([7, 7], true, 0.3),
      not(through),
    ]);
  });
});

it('zones in their order, not against it nor some of them only', () => {
  const box = (x: number): readonly Point[] => [
    { x, y: 0.4 },
    { x: x + 0.12, y: 0.4 },
    { x: x + 0.12, y: 0.7 },
    { x, y: 0.7 },
  ];
  const shape: WayShape = { kind: 'route', zones: [box(0.2), box(0.45), box(0.7)] };
  const through = (places: readonly number[], isWanted: boolean): Script => ({
    isWanted,
    points: (scene) => {
      let at = 0;
      return places.flatMap((x, index): Waypoint[] => {
        const [from, to] = [
          { x, y: scene.between(0.45, 0.65) },
          { x, y: 0.8 },
        ];
        const [in_, out] = [straight(to, from, at), straight(from, to, at + 5)];
        at += 10 + index;
        return [...in_, ...out];
      });
    },
  });
  const [a, b, c] = [0.26, 0.51, 0.76];
  expectFound(shape, [
    through([a, b, c], true),
    through([b, a, c, b, c], true),
    through([c, b, a], false),
    through([a, c, b], false),
    through([a, b], false),
    through([b, c], false),
  ]);
});

describe('a line', () => {
  // Upwards: who goes to the right goes from its left side, A, to B.
  const corners: readonly Point[] = [
    { x: 0.5, y: 0.75 },
    { x: 0.5, y: 0.35 },
  ];
  const line = (sense: LineSense): DrawnShape => ({ kind: 'line', corners, sense });
  const place = (scene: PathScene, isLeft: boolean): Point => ({
    x: isLeft ? scene.between(0.1, 0.35) : scene.between(0.65, 0.9),
    y: scene.between(0.45, 0.65),
  });
  const across = (isToRight: boolean, isWanted: boolean): Script => ({
    isWanted,
    points: (scene) => straight(place(scene, isToRight), place(scene, !isToRight)),
  });
  const turnsBack: Script = {
    isWanted: false,
    points: (scene) => visit(place(scene, true), { x: 0.485, y: 0.55 }, 3, place(scene, true)),
  };
  const around: Script = {
    isWanted: false,
    points: (scene) => {
      const y = 0.75 + HEIGHT * scene.between(0.2, 0.6);
      return straight({ x: 0.2, y }, { x: 0.8, y });
    },
  };
  const alongside: Script = { isWanted: false, points: () => straight({ x: 0.52, y: 0.2 }, { x: 0.52, y: 0.9 }) };
  const waitsOnIt: Script = {
    isWanted: false,
    points: () => visit({ x: 0.2, y: 0.5 }, { x: 0.5, y: 0.5 }, 30, { x: 0.2, y: 0.5 }),
  };
  const misses = [turnsBack, around, alongside, waitsOnIt];

  it('crossed either way', () => {
    expectFound(line('both'), [across(true, true), across(false, true), ...misses]);
  });

  it('crossed one way', () => {
    expectFound(line('ab'), [across(true, true), across(false, false), ...misses]);
    expectFound(line('ba'), [across(true, false), across(false, true), ...misses]);
  });
});

describe('an arrow', () => {
  const RIGHT: readonly Point[] = [
    { x: 0.4, y: 0.5 },
    { x: 0.6, y: 0.5 },
  ];
  const arrow: DrawnShape = { kind: 'arrow', corners: RIGHT, tolerance: 30 };
  const towards = (least: number, most: number, isWanted: boolean): Script => ({
    isWanted,
    points: (scene) => {
      const angle = (scene.between(least, most) * Math.PI) / 180;
      const way = scene.between(0.15, 0.3);
      const from = { x: scene.between(0.35, 0.6), y: scene.between(0.4, 0.6) };
      return straight(from, { x: from.x + way * Math.cos(angle), y: from.y + way * Math.sin(angle) * (16 / 9) });
    },
  });
  const stands: Script = {
    isWanted: false,
    points: () => visit({ x: 0.5, y: 0.5 }, { x: 0.5, y: 0.5 }, 40, { x: 0.5, y: 0.5 }),
  };
  const thereAndBack: Script = {
    isWanted: true,
    points: () => visit({ x: 0.2, y: 0.5 }, { x: 0.7, y: 0.5 }, 1, { x: 0.25, y: 0.5 }),
  };

  it('followed within its tolerance, not across nor back', () => {
    expectFound(arrow, [
      towards(-22, 22, true),
      towards(40, 140, false),
      towards(150, 210, false),
      towards(-140, -40, false),
      stands,
      thereAndBack,
    ]);
  });
});

it('a size between two boxes, not one a seventh smaller or larger', () => {
  const corners: readonly Point[] = [
    { x: 0.8, y: 0.9 },
    { x: 0.7, y: 0.7 },
    { x: 0.1, y: 0.3 },
    { x: 0.2, y: 0.4 },
  ];
  const walker = (height: number, isWanted: boolean): Script => ({
    isWanted,
    height,
    points: (scene) => straight({ x: 0.1, y: scene.between(0.4, 0.9) }, { x: 0.9, y: scene.between(0.4, 0.9) }),
  });
  expectFound({ kind: 'sizes', corners }, [
    walker(0.085, false),
    walker(0.105, true),
    walker(0.15, true),
    walker(0.19, true),
    walker(0.23, false),
    walker(0.4, false),
  ]);
});

it('finds the same on a picture that is stored on its side', () => {
  const corners: readonly Point[] = [
    { x: 0.2, y: 0.2 },
    { x: 0.8, y: 0.2 },
    { x: 0.8, y: 0.5 },
  ];
  const pathOf = (rotation: 0 | 90 | 180 | 270): TrackPath =>
    new PathScene(3, { width: 720, height: 720, rotation, pixelAspect: 1 }).walk(
      straight({ x: 0.1, y: 0.3 }, { x: 0.9, y: 0.4 }),
    );
  const zone: DrawnShape = { kind: 'zone', corners, rule: 'pass', leastUs: 0 };
  expect(matchesPath(zone, pathOf(0))).toBe(true);
  // Stored upside down, the same boxes are in the lower half of what is shown.
  expect(matchesPath(zone, pathOf(180))).toBe(false);
});
