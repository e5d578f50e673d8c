// Colours that tell the kind or the direction of an object: those of footage, the same in both themes.

import { DIRECTIONS, type Direction } from '../../domain/attributes/attributes.ts';
import { classOfNumber, type ObjectClass } from '../../domain/detection/classes.ts';
import type { TintKind } from '../../state/synopsis.svelte.ts';
import type { SceneTubes } from '../../state/synopsis-tubes.ts';

/** Beside the colour, on the words of the object. */
export const WAYS: Readonly<Record<Direction, string>> = {
  right: '→',
  'down-right': '↘',
  down: '↓',
  'down-left': '↙',
  left: '←',
  'up-left': '↖',
  up: '↑',
  'up-right': '↗',
  still: '•',
};

const CLASS_TOKENS: Readonly<Record<ObjectClass, string>> = {
  person: '--pic-person',
  bicycle: '--pic-two-wheeler',
  motorcycle: '--pic-two-wheeler',
  car: '--pic-car',
  bus: '--pic-heavy',
  truck: '--pic-heavy',
  unclassified: '--pic-unclassified',
};

/** Name of the colour of an object; `undefined`: none is asked for. */
export function tokenOf(kind: TintKind, objects: SceneTubes, row: number): string | undefined {
  switch (kind) {
    case 'none':
      return undefined;
    case 'class':
      return classToken(classOf(objects, row));
    case 'direction':
      return directionToken(directionOf(objects, row));
  }
}

export function classToken(name: ObjectClass): string {
  return CLASS_TOKENS[name];
}

/** `undefined`: nobody knows where it went. */
export function directionToken(direction: Direction | undefined): string {
  return direction === undefined ? '--pic-unclassified' : `--pic-way-${direction}`;
}

export function classOf({ objectClass }: SceneTubes, row: number): ObjectClass {
  return classOfNumber(objectClass[row] ?? 0) ?? 'unclassified';
}

export function directionOf({ direction }: SceneTubes, row: number): Direction | undefined {
  return DIRECTIONS[(direction[row] ?? 0) - 1];
}
