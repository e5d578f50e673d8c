// A search as plain data: to be kept under a name, told to a journal, and taken up again.

import type { AttributeKey, AttributeWord } from '../attributes/words.ts';
import type { ObjectClass } from '../detection/classes.ts';
import type { DrawnShape } from './drawn-shape.ts';
import type { Nearness } from './nearness.ts';
import type { Window } from './track-query.ts';

/** What an object is judged by. */
export const CRITERION_KEYS = ['class', 'confidence', 'time', 'camera', 'drawn'] as const;
export type CriterionKey = (typeof CRITERION_KEYS)[number] | AttributeKey;

/** Times of day of the case, in minutes after midnight, the end not included; past midnight where `from` is the later one. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

/** Of which recordings something was drawn: of all, of those of a camera, of one. */
export type DrawnPlace =
  | { readonly kind: 'all' }
  | { readonly kind: 'camera'; readonly camera: string }
  | { readonly kind: 'recording'; readonly id: string };

export interface DrawnRecipe {
  readonly shape: DrawnShape | Nearness;
  readonly place: DrawnPlace;
  /** Objects that did not are looked for. */
  readonly isNegated: boolean;
}

/** Criteria that must all hold; of the words of one, any. */
export interface CriteriaRecipe {
  /** Empty: every class. */
  readonly classes: readonly ObjectClass[];
  readonly attributes: readonly { readonly key: AttributeKey; readonly words: readonly AttributeWord[] }[];
  /** 0–1. */
  readonly leastConfidence: number;
  /** Names of cameras; empty: every one. */
  readonly cameras: readonly string[];
  /** Real time of the case, µs since 1970. */
  readonly period: Window | undefined;
  readonly hours: Hours | undefined;
  /** Presentation time of one recording each. */
  readonly intervals: readonly (Window & { readonly recording: string })[];
  /** Criteria that must not hold. */
  readonly negated: readonly CriterionKey[];
  readonly drawn: readonly DrawnRecipe[];
}

/** Whether zones count in the order of their numbers, against it, or in any. */
export const ZONE_ORDERS = ['any', 'rising', 'falling'] as const;
export type ZoneOrder = (typeof ZONE_ORDERS)[number];

/** One of the alternatives must hold; there is always one. */
export interface SearchRecipe {
  readonly alternatives: readonly CriteriaRecipe[];
  readonly zoneOrder: ZoneOrder;
}
