// The cells and arrows of a layer as SVG paths, in units of cells.

import { LEVELS, levelFloors, levelOf } from '../../domain/layers/heat-levels.ts';
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

/** The colour of a step, from 1: few steps take the strongest ones, so that what happened at all is seen. */
export function colourOf(level: number, steps: number): number {
  return level + LEVELS + 1 - steps;
}

export function drawingOf(kind: Exclude<LayerKind, 'none'>, heat: SceneHeat): HeatDrawing {
  const { columns } = heat.grid;
  const square = (cell: number): string => `M${cell % columns} ${Math.floor(cell / columns)}h1v1h-1z`;
  switch (kind) {
    case 'activity':
      return drawn(
        true,
        [...heat.passed].map((value, cell) => ({ value, shape: () => square(cell) })),
      );
    case 'dwell':
      return drawn(
        false,
        [...heat.dwellUs].map((us, cell) => ({ value: us / MICROS, shape: () => square(cell) })),
      );
    case 'paths':
      return drawn(
        true,
        commonWays(heat).map(({ cell, way, objects }) => ({
          value: objects,
          shape: () => arrowAt((cell % columns) + 0.5, Math.floor(cell / columns) + 0.5, (way / WAYS) * 2 * Math.PI),
        })),
      );
  }
}

interface Mark {
  readonly value: number;
  readonly shape: () => string;
}

/** `isWhole`: the figures are counts. */
function drawn(isWhole: boolean, marks: readonly Mark[]): HeatDrawing {
  const most = marks.reduce((highest, { value }) => Math.max(highest, value), 0);
  const floors = levelFloors(most, isWhole);
  const parts: string[][] = floors.map(() => []);
  for (const { value, shape } of marks) {
    const level = levelOf(floors, value);
    if (level !== undefined) {
      parts[level]?.push(shape());
    }
  }
  return { floors, most, paths: parts.map((part) => part.join('')) };
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
