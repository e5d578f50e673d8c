import { describe, expect, it } from 'vitest';
import { recordingId, trackId, type TrackId } from '../../../src/domain/ids.ts';
import { Marked, type MarkedFrom } from '../../../src/state/marked.svelte.ts';

const id = (number: number): TrackId => trackId(recordingId('r'), number);
const listOf = (count: number): MarkedFrom => ({
  at: (index) => (index < count ? { id: id(index + 1) } : undefined),
  indexOf: (wanted) => (wanted === undefined ? -1 : Number(wanted.split('/')[1]) - 1),
});

describe('objects chosen together', () => {
  it('take the selected one with the first', () => {
    const marked = new Marked();
    marked.toggle(id(3), id(1));
    expect(marked.all).toEqual([id(1), id(3)]);
    marked.toggle(id(1), undefined);
    expect(marked.all).toEqual([id(3)]);
  });

  it('stretch from the one chosen last, in either direction', () => {
    const marked = new Marked();
    marked.stretch(id(2), listOf(9), id(4));
    expect(new Set(marked.all)).toEqual(new Set([2, 3, 4].map(id)));
    marked.stretch(id(1), listOf(9), undefined);
    expect(marked.size).toBe(4);
  });

  it('take one, not thousands, when the stretch is longer than anybody means', () => {
    const marked = new Marked();
    marked.stretch(id(5000), listOf(6000), id(1));
    expect(marked.all).toEqual([id(1), id(5000)]);
  });
});
