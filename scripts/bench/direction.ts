// Directions of objects against a truth that was drawn: which eighth of the compass, and how often it was right.

import { DIRECTIONS } from '../../src/domain/attributes/attributes.ts';
import type { Direction } from '../../src/domain/attributes/attributes.ts';

/** The eighth of the compass of a way, clockwise from the right, y downwards. */
export function eighthOf(dx: number, dy: number): Direction {
  const eighth = Math.round((Math.atan2(dy, dx) * 4) / Math.PI);
  return DIRECTIONS[(eighth + 8) % 8] ?? 'still';
}

/** A truth and what was said of the object that follows it; `undefined`: nobody follows it, or nothing was said. */
export interface DirectionAnswer {
  readonly id: number;
  readonly truth: string;
  readonly said: string | undefined;
}

/** Share of right answers over all truths, 0–1; `undefined` without any truth. */
export function directionShare(answers: readonly DirectionAnswer[]): number | undefined {
  const right = answers.filter(({ truth, said }) => truth === said).length;
  return answers.length === 0 ? undefined : right / answers.length;
}
