// Which attributes of an object can be searched by, and the words that an object has for each.

import {
  COLOUR_NAMES,
  DIRECTIONS,
  EDGES,
  SIZES,
  SPEEDS,
  type ColourName,
  type Direction,
  type Edge,
  type Size,
  type Speed,
} from '../domain/attributes/attributes.ts';
import { classGroup } from '../domain/tracking/track.ts';
import type { TrackState } from '../contracts/session.ts';

export const ATTRIBUTE_KEYS = ['upper', 'lower', 'vehicle', 'direction', 'entered', 'left', 'speed', 'size'] as const;
export type AttributeKey = (typeof ATTRIBUTE_KEYS)[number];
export type AttributeWord = ColourName | Direction | Edge | Speed | Size | 'undetermined';

/** Whether its words are colours. */
export function isColour(key: AttributeKey): key is 'upper' | 'lower' | 'vehicle' {
  return key === 'upper' || key === 'lower' || key === 'vehicle';
}

/** The words of a criterion, in the order in which they are shown. */
export function wordsOf(key: AttributeKey): readonly AttributeWord[] {
  switch (key) {
    case 'direction':
      return [...DIRECTIONS, 'undetermined'];
    case 'entered':
    case 'left':
      return [...EDGES, 'undetermined'];
    case 'speed':
      return [...SPEEDS, 'undetermined'];
    case 'size':
      return SIZES;
    default:
      return [...COLOUR_NAMES, 'undetermined'];
  }
}

/** The words that an object has: `undetermined` where it has none; empty where the attribute is not its own. */
export function wordsOfTrack(track: TrackState, key: AttributeKey): readonly AttributeWord[] {
  const { attributes, objectClass } = track;
  if (!isColour(key)) {
    return [attributes[key] ?? 'undetermined'];
  }
  const owner = classGroup(objectClass);
  if (owner !== (key === 'vehicle' ? 'vehicle' : 'person')) {
    return [];
  }
  const names = attributes[key].map(({ name }) => name);
  return names.length > 0 ? names : ['undetermined'];
}
