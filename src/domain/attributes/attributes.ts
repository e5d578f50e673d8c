// The closed list of what may be said of an object beyond its class: clothes, things and movement, never a body.

import type { Carried } from '../detection/classes.ts';

/** Colours that clothes and vehicles are called by. No name = undetermined ("indéterminé"). */
export const COLOUR_NAMES = [
  'black',
  'grey',
  'white',
  'red',
  'orange',
  'yellow',
  'green',
  'blue',
  'purple',
  'pink',
  'brown',
] as const;
export type ColourName = (typeof COLOUR_NAMES)[number];

/** At most this many names for one surface. */
export const MOST_COLOURS = 2;

/** A colour and the share of the sampled surface that it covers, 0–1. */
export interface ColourShare {
  readonly name: ColourName;
  readonly share: number;
}

/** The colours of one surface, the greatest first, at most {@link MOST_COLOURS}; empty = undetermined. */
export type Colours = readonly ColourShare[];

/** Where the path leads in the upright picture, clockwise from the right; `still` = it goes nowhere. */
export const DIRECTIONS = [
  'right',
  'down-right',
  'down',
  'down-left',
  'left',
  'up-left',
  'up',
  'up-right',
  'still',
] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Sides of the upright picture. */
export const EDGES = ['left', 'top', 'right', 'bottom'] as const;
export type Edge = (typeof EDGES)[number];

/** Apparent speed, in own heights a second; see `SPEED_LIMITS`. */
export const SPEEDS = ['slow', 'medium', 'fast'] as const;
export type Speed = (typeof SPEEDS)[number];

/** Size of the box in the picture; says nothing of a body. */
export const SIZES = ['small', 'medium', 'large'] as const;
export type Size = (typeof SIZES)[number];

/** A stretch of time during which an object did not move on, presentation time in µs. */
export interface Stop {
  readonly fromUs: number;
  readonly toUs: number;
}

/** A carried thing and the share of the sights on which the detector saw it, 0–1. */
export interface CarriedShare {
  readonly name: Carried;
  readonly share: number;
}

/** Everything that is said of one object. */
export interface TrackAttributes {
  /** Clothes above the belt; persons only. */
  readonly upper: Colours;
  /** Clothes below the belt; persons only. */
  readonly lower: Colours;
  /** Paint; vehicles only. */
  readonly vehicle: Colours;
  /** `undefined`: the path turns back, no direction says it. */
  readonly direction: Direction | undefined;
  /** Side by which it came into the picture while being watched; `undefined`: it appeared inside. */
  readonly entered: Edge | undefined;
  /** Side by which it went out; `undefined`: it was last seen inside. */
  readonly left: Edge | undefined;
  /** In order of time, without overlap. */
  readonly stops: readonly Stop[];
  /** `undefined`: too short to tell. */
  readonly speed: Speed | undefined;
  readonly size: Size;
  /** In the order of {@link CARRIED}; persons only. */
  readonly carried: readonly CarriedShare[];
}

/** Nothing is known yet: undetermined, of medium size. */
export const NO_ATTRIBUTES: TrackAttributes = {
  upper: [],
  lower: [],
  vehicle: [],
  direction: undefined,
  entered: undefined,
  left: undefined,
  stops: [],
  speed: undefined,
  size: 'medium',
  carried: [],
};
