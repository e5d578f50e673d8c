// Each drawn criterion on a scene whose truth is known, near misses included.

import type { DrawnShape, LineSense, WayShape, ZoneRule } from '../../src/domain/query/drawn-shape.ts';
import { matchesPath } from '../../src/domain/query/match-path.ts';
import type { Point } from '../../src/domain/settings/polygon.ts';
import { HEIGHT, PathScene, type Waypoint } from './path-scene.ts';
import { countHits, straight, visit, type Script, type SearchScene } from './search-scenes.ts';

const OF_EACH = 60;

function sceneOf(id: string, name: string, shape: WayShape, scripts: readonly Script[]): SearchScene {
  return {
    id,
    name,
    count: (seed) => {
      const scene = new PathScene(seed);
      return countHits(
        Array.from({ length: OF_EACH }, () =>
          scripts.map(({ isWanted, points, height }) => ({
            isWanted,
            isHit: matchesPath(shape, scene.walk(points(scene), height)),
          })),
        ).flat(),
      );
    },
  };
}

const not = (script: Script): Script => ({ ...script, isWanted: false });

function zoneScenes(): SearchScene[] {
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
  return [
    sceneOf('zone', 'a zone passed through', zone('pass'), [through, cameIn, wentOut, ...besides(), turnedBack]),
    sceneOf('entered', 'a zone entered', zone('enter'), [through, cameIn, not(wentOut), ...besides(), turnedBack]),
    sceneOf('left', 'a zone left', zone('leave'), [through, wentOut, not(cameIn), ...besides(), turnedBack]),
    sceneOf('dwell', 'ten seconds in a zone', zone('stay'), [
      waits(11, 20, true),
      waits(4, 5, false),
      stays([13], true, 0),
      stays([8], false, 0),
      stays([6, 6], false, 4),
      stays([7, 7], true, 0.3),
      not(through),
    ]),
  ];
}

function routeScene(): SearchScene {
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
  return sceneOf('route', 'three zones in their order', shape, [
    through([a, b, c], true),
    through([b, a, c, b, c], true),
    through([c, b, a], false),
    through([a, c, b], false),
    through([a, b], false),
    through([b, c], false),
  ]);
}

function lineScenes(): SearchScene[] {
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
  return [
    sceneOf('line', 'a line crossed', line('both'), [across(true, true), across(false, true), ...misses]),
    sceneOf('sense', 'a line crossed from A to B', line('ab'), [across(true, true), across(false, false), ...misses]),
    sceneOf('back', 'a line crossed from B to A', line('ba'), [across(true, false), across(false, true), ...misses]),
  ];
}

function arrowScene(): SearchScene {
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
  return sceneOf('arrow', 'the way of an arrow, 30° on either side', arrow, [
    towards(-22, 22, true),
    towards(40, 140, false),
    towards(150, 210, false),
    towards(-140, -40, false),
    stands,
    thereAndBack,
  ]);
}

function sizeScene(): SearchScene {
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
  return sceneOf('size', 'a size between two boxes', { kind: 'sizes', corners }, [
    walker(0.085, false),
    walker(0.105, true),
    walker(0.15, true),
    walker(0.19, true),
    walker(0.23, false),
    walker(0.4, false),
  ]);
}

export const DRAWN_SCENES: readonly SearchScene[] = [
  arrowScene(),
  ...lineScenes(),
  ...zoneScenes(),
  routeScene(),
  sizeScene(),
];
