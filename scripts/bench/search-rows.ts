// Rows of what can be searched for: one a criterion, on a scene whose truth is known.

import { DRAWN_SCENES } from '../../tests/builders/drawn-scenes.ts';
import { FACT_SCENES } from '../../tests/builders/fact-scenes.ts';
import { NEAR_SCENE } from '../../tests/builders/near-scene.ts';
import { sharesOf, type SearchCounts, type SearchScene } from '../../tests/builders/search-scenes.ts';
import type { Measured } from './common-figures.ts';
import type { Figures } from './figures.ts';

/** Each scene is made anew from each of these numbers; the unit test looks at the first. */
const SEEDS = [7, 1, 2, 3] as const;

export const SEARCH_SCENES: readonly SearchScene[] = [...DRAWN_SCENES, NEAR_SCENE, ...FACT_SCENES];

/** Goes by truth and search, not by turns: every object is asked about once. */
export function sumOf(counts: readonly SearchCounts[]): SearchCounts {
  const sum = (of: keyof SearchCounts): number => counts.reduce((total, one) => total + one[of], 0);
  return { hits: sum('hits'), wanted: sum('wanted'), right: sum('right') };
}

export function searchFigures(counts: SearchCounts): Figures {
  const { precision, recall } = sharesOf(counts);
  return { searchPrecision: 100 * precision, searchRecall: 100 * recall };
}

export function inWords({ hits, wanted, right }: SearchCounts): string {
  return `${right} right of ${hits} found and ${wanted} looked for`;
}

/** One criterion. */
export function measureScene({ count }: SearchScene): Measured {
  const counts = sumOf(SEEDS.map(count));
  return {
    footage: `drawn scene, made ${SEEDS.length} times`,
    truth: 'what the objects of the scene do, near misses among them',
    figures: searchFigures(counts),
    notes: [inWords(counts)],
  };
}
