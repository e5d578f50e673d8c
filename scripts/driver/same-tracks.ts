// Whether two analyses of one file ended with the same tracks, to the last digit.

import type { Results } from './results.ts';

type Track = Results['tracks'][number];

/** One line per track that is missing, added or different; none when all is the same. */
export function trackDifferences(expected: Results, found: Results): string[] {
  const wanted = new Map(expected.tracks.map((track) => [track.id, track]));
  const given = new Map(found.tracks.map((track) => [track.id, track]));
  const ids = [...new Set([...wanted.keys(), ...given.keys()])].sort((a, b) => a - b);
  return ids.flatMap((id) => {
    const [a, b] = [wanted.get(id), given.get(id)];
    if (a === undefined || b === undefined) {
      return [`track ${id} is ${a === undefined ? 'new' : 'missing'}`];
    }
    const columns = columnsThatDiffer(a, b);
    return columns.length === 0 ? [] : [`track ${id} differs in ${columns.join(', ')}`];
  });
}

function columnsThatDiffer(a: Track, b: Track): string[] {
  const columns = ['class', 'votes', 'confidence', 'frames', 'boxes', 'scores'] as const;
  const named = [...new Set([...Object.keys(a.attributes), ...Object.keys(b.attributes)])];
  return [
    ...columns.filter((column) => canonical(a[column]) !== canonical(b[column])),
    ...named.filter((name) => canonical(a.attributes[name]) !== canonical(b.attributes[name])),
  ];
}

/** JSON with the keys of objects in order: two maps filled in another order are the same. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
