// The cells and arrows of a layer as SVG paths, in units of cells.

import { levelFloors, levelOf } from '../../domain/layers/heat-levels.ts';
import { commonWays, WAYS, type SceneHeat } from '../../domain/layers/scene-heat.ts';
import type { LayerKind } from '../../state/scene-layer.svelte.ts';

/** What is drawn of a heat: a scale, and one path a step of it. */
export interface HeatDrawing {
  /** The least of each step, rising. */
  readonly floors: readonly number[];
  /** The highest figure. */
  readonly most: number;
  /** By step. */
  readonly paths: readonly string[];
}

/** Half the length of an arrow, of its head, and how far to the right of the middle it lies: two ways do not meet. */
const REACH = 0.38;
const HEAD = 0.2;
const ASIDE = 0.16;

const MICROS = 1_000_000;

export function drawingOf(kind: Exclude<LayerKind, 'none'>, heat: SceneHeat): HeatDrawing {
  switch (kind) {
    case 'activity':
      return cells(heat, heat.passed, true);
    case 'dwell':
      return cells(
        heat,
        heat.dwellUs.map((us) => us / MICROS),
        false,
      );
    case 'paths':
      return arrows(heat);
  }
}

function cells({ grid }: SceneHeat, values: Uint32Array | Float64Array, isWhole: boolean): HeatDrawing {
  const most = values.reduce((highest, value) => Math.max(highest, value), 0);
  const floors = levelFloors(most, isWhole);
  const paths = floors.map(() => '');
  values.forEach((value, cell) => {
    const level = levelOf(floors, value);
    if (level !== undefined) {
      paths[level] += `M${cell % grid.columns} ${Math.floor(cell / grid.columns)}h1v1h-1z`;
    }
  });
  return { floors, most, paths };
}

function arrows(heat: SceneHeat): HeatDrawing {
  const ways = commonWays(heat);
  const most = ways.reduce((highest, { objects }) => Math.max(highest, objects), 0);
  const floors = levelFloors(most, true);
  const paths = floors.map(() => '');
  for (const { cell, way, objects } of ways) {
    const level = levelOf(floors, objects);
    if (level !== undefined) {
      const [x, y] = [(cell % heat.grid.columns) + 0.5, Math.floor(cell / heat.grid.columns) + 0.5];
      paths[level] += arrowAt(x, y, (way / WAYS) * 2 * Math.PI);
    }
  }
  return { floors, most, paths };
}

function arrowAt(x: number, y: number, angle: number): string {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  const [mx, my] = [x - dy * ASIDE, y + dx * ASIDE];
  const tip = { x: mx + dx * REACH, y: my + dy * REACH };
  const side = (turn: number): string => at(tip.x - (dx - turn * dy) * HEAD, tip.y - (dy + turn * dx) * HEAD);
  return `M${at(mx - dx * REACH, my - dy * REACH)}L${at(tip.x, tip.y)}M${side(1)}L${at(tip.x, tip.y)}L${side(-1)}`;
}

function at(x: number, y: number): string {
  return `${x.toFixed(2)} ${y.toFixed(2)}`;
}
