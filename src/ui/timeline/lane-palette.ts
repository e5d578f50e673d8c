// Colours of the lanes, from the tokens of the theme in use.

import type { ObjectClass } from '../../domain/detection/classes.ts';

/** Colours of the lane, read from the tokens of the theme. */
export interface LanePalette {
  readonly classes: Readonly<Record<ObjectClass, string>>;
  readonly ground: string;
  readonly line: string;
  readonly text: string;
  readonly select: string;
  readonly dot: string;
  readonly hatch: string;
  readonly hatchProblem: string;
  readonly stipple: string;
  readonly event: string;
  readonly analysed: string;
  readonly still: string;
  readonly font: string;
}

export function readLanePalette(element: Element): LanePalette {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  const twoWheeler = token('--two-wheeler');
  const heavy = token('--heavy');
  return {
    classes: {
      person: token('--person'),
      bicycle: twoWheeler,
      motorcycle: twoWheeler,
      car: token('--car'),
      bus: heavy,
      truck: heavy,
      unclassified: token('--unclassified'),
    },
    ground: token('--raised'),
    line: token('--line'),
    text: token('--text-3'),
    select: token('--select'),
    dot: token('--text-2'),
    hatch: token('--hatch'),
    hatchProblem: token('--hatch-problem'),
    stipple: token('--stipple'),
    event: token('--text-2'),
    analysed: token('--cov-analysed'),
    still: token('--cov-still'),
    font: `450 10.5px ${token('--mono')}`,
  };
}
