import { expect, it } from 'vitest';
import { withEdge } from '../../../src/state/interval-edge.ts';

const extent = { fromUs: -500, toUs: 10_000 };

it('runs from the first edge to the end, then between both', () => {
  const first = withEdge(undefined, extent, 'from', 2000);
  expect(first).toEqual({ fromUs: 2000, toUs: 10_000 });
  expect(withEdge(first, extent, 'to', 4000)).toEqual({ fromUs: 2000, toUs: 4000 });
  expect(withEdge(undefined, extent, 'to', 4000)).toEqual({ fromUs: -500, toUs: 4000 });
});

it('lets an edge that was overtaken go to the end of the recording', () => {
  const chosen = { fromUs: 2000, toUs: 4000 };
  expect(withEdge(chosen, extent, 'from', 6000)).toEqual({ fromUs: 6000, toUs: 10_000 });
  expect(withEdge(chosen, extent, 'to', 1000)).toEqual({ fromUs: -500, toUs: 1000 });
});

it('may hold a single frame', () => {
  expect(withEdge({ fromUs: 2000, toUs: 4000 }, extent, 'to', 2000)).toEqual({ fromUs: 2000, toUs: 2000 });
});

it('is no interval when it covers the whole recording', () => {
  expect(withEdge({ fromUs: 2000, toUs: 10_000 }, extent, 'from', -500)).toBeUndefined();
});
