// Asks a search at once, as a test needs it.

import type { RecordingState } from '../../src/contracts/session.ts';
import { atOnce } from '../../src/domain/query/sort-rows.ts';
import { caseTimeOf, wallTimeOf } from '../../src/state/case-clock.ts';
import type { Criteria } from '../../src/state/criteria.svelte.ts';
import type { Hits } from '../../src/state/hits.ts';
import { find, type Question } from '../../src/state/search.svelte.ts';

/** What is asked of all of some recordings. */
export function questionOf(criteria: Criteria, recordings: readonly RecordingState[]): Question {
  return {
    recordings: recordings.map((recording) => ({
      recording,
      isListed: true,
      criteria: criteria.of(recording),
      zeroUs: caseTimeOf(recording, 0),
      wallUs: wallTimeOf(recording, criteria.timeZone),
    })),
    sort: criteria.sort,
  };
}

/** What meets the criteria in all of some recordings. */
export function hitsOf(criteria: Criteria, recordings: readonly RecordingState[]): Hits {
  return atOnce(find(questionOf(criteria, recordings)));
}
