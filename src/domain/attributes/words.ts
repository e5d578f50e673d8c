// Which attributes of an object can be searched by, and the words of each.

import type { ColourName, Direction, Edge, Size, Speed } from './attributes.ts';

export const ATTRIBUTE_KEYS = ['upper', 'lower', 'vehicle', 'direction', 'entered', 'left', 'speed', 'size'] as const;
export type AttributeKey = (typeof ATTRIBUTE_KEYS)[number];
export type AttributeWord = ColourName | Direction | Edge | Speed | Size | 'undetermined';
