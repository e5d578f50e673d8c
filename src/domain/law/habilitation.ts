// Habilitation of a user: individual, for named natures of data, for a time (CPP 230-25, R.40-39).

import type { Habilitation } from '../case/case-file.ts';
import type { Day } from '../time/instant.ts';
import type { MissingCode } from './codes.ts';
import type { DataNature } from './enumerations.ts';

/** Whether it holds on a day; its last day is inside. */
export function isValidOn({ from, until }: Habilitation, on: Day): boolean {
  return from <= on && (until === undefined || on <= until);
}

/** Whether it opens a nature of data. */
export function opens({ natures }: Habilitation, nature: DataNature): boolean {
  return natures.includes(nature);
}

/** What it lacks to be one, in form order. */
export function missingInHabilitation({ authority, from, until, natures }: Habilitation): readonly MissingCode[] {
  return [
    ...(authority.trim() === '' ? ['HABILITATION_AUTHORITY' as const] : []),
    ...(natures.length === 0 ? ['HABILITATION_NATURES' as const] : []),
    ...(until !== undefined && until < from ? ['HABILITATION_VALID' as const] : []),
  ];
}
