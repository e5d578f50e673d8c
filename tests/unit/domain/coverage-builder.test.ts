import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CoverageBuilder } from '../../../src/domain/footage/coverage-builder.ts';
import type { CoverageSpan, CoverageState } from '../../../src/domain/footage/coverage.ts';
import { evenFrames } from '../../builders/frame-table.ts';

const states = fc.constantFrom<CoverageState>('still', 'decoded', 'detected');

/** Every ordinal once, in order, neighbours in different states, times those of the ordinals. */
function expectPartition(spans: readonly CoverageSpan[], frames: number): void {
  let next = 1;
  for (const [index, span] of spans.entries()) {
    expect(span.fromOrdinal).toBe(next);
    expect(span.toOrdinal).toBeGreaterThanOrEqual(span.fromOrdinal);
    expect(span.state).not.toBe(spans[index - 1]?.state);
    expect([span.fromUs, span.toUs]).toEqual([(span.fromOrdinal - 1) * 100_000, (span.toOrdinal - 1) * 100_000]);
    next = span.toOrdinal + 1;
  }
  expect(next).toBe(frames + 1);
}

const stateAt = (spans: readonly CoverageSpan[], ordinal: number): CoverageState | undefined =>
  spans.find(({ fromOrdinal, toOrdinal }) => fromOrdinal <= ordinal && ordinal <= toOrdinal)?.state;

describe('coverage', () => {
  it('parts 1..N at every moment, says of each frame what became of it, and goes on from a snapshot', () => {
    const plan = fc.array(fc.record({ skip: fc.integer({ min: 0, max: 3 }), state: states }), { maxLength: 40 });
    fc.assert(
      fc.property(plan, fc.nat(5), fc.constantFrom('failed', 'waiting'), fc.nat(40), (steps, behind, rest, cut) => {
        const truth: CoverageState[] = [];
        for (const { skip, state } of steps) {
          truth.push(...new Array<CoverageState>(skip).fill('failed'), state);
        }
        const added = truth.length;
        truth.push(...new Array<CoverageState>(behind).fill(rest));
        const table = evenFrames(truth.length, 100);
        let builder = new CoverageBuilder(table);
        const settled: CoverageSpan[] = [];
        truth.slice(0, added).forEach((state, row) => {
          if (state !== 'failed') {
            builder.add(row + 1, state);
            const spans = builder.spans();
            expectPartition(spans, truth.length);
            expect(stateAt(spans, truth.length)).toBe(row + 1 < truth.length ? 'waiting' : state);
          }
          settled.push(...builder.take());
          if (row === cut) {
            builder = new CoverageBuilder(table, structuredClone(builder.snapshot()));
          }
        });
        builder.end(rest);
        settled.push(...builder.take());
        expectPartition(builder.spans(), truth.length);
        expect(truth.map((_, row) => stateAt(builder.spans(), row + 1))).toEqual(truth);
        expect(settled).toEqual(builder.spans());
      }),
    );
  });

  it('of a file of which nothing could be read is one failed span', () => {
    const builder = new CoverageBuilder(evenFrames(3, 100));
    builder.end('failed');
    expect(builder.spans()).toEqual([{ state: 'failed', fromOrdinal: 1, toOrdinal: 3, fromUs: 0, toUs: 200_000 }]);
  });

  it('of nothing is nothing', () => {
    const builder = new CoverageBuilder(evenFrames(0, 100));
    builder.end('failed');
    expect(builder.spans()).toEqual([]);
  });
});
