// A name for a search, from the words of its chips: a proposal that somebody takes or changes.

import { LONGEST_NAME } from '../../domain/case/saved-search.ts';
import type { Criteria } from '../../state/criteria.svelte.ts';
import { chipsOf, drawnLabel, type Words } from './set-chips.ts';

export function proposedName({ sets, drawn }: Criteria, words: Words): string {
  const { not, or } = words.t.search;
  const said = sets.map((set) =>
    [
      ...chipsOf(set, words),
      ...drawn.inGroup(set.id).map((one) => ({ label: drawnLabel(one, words), isNegated: one.isNegated })),
    ]
      .map(({ label, isNegated }) => (isNegated ? `${not} ${label}` : label))
      .join(', '),
  );
  const name = said.filter((one) => one !== '').join(` ${or} `);
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1).trimEnd()}…`;
}
