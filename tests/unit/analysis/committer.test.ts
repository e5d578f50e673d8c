import { describe, expect, it } from 'vitest';

import { Committer } from '../../../src/analysis/committer.ts';

describe('commits', () => {
  it('come each second at the start, every three seconds later, and never two at once', async () => {
    let now = 0;
    const committer = new Committer(() => now);
    const due = (at: number): boolean => {
      now = at;
      return committer.isDue;
    };
    expect([due(500), due(1_000)]).toEqual([false, true]);
    let written = (): void => undefined;
    committer.begin(
      new Promise((resolve) => {
        written = resolve;
      }),
    );
    expect(due(5_000)).toBe(false);
    written();
    await committer.settle();
    expect(due(5_001)).toBe(true);
    committer.begin(Promise.resolve());
    await committer.settle();
    now = 30_000;
    committer.begin(Promise.resolve());
    await committer.settle();
    expect([due(32_999), due(33_000)]).toEqual([false, true]);
  });

  it('that fail are told at the next picture and at the end', async () => {
    const committer = new Committer(() => 0);
    committer.begin(Promise.reject(new Error('disk full')));
    await expect(committer.settle()).rejects.toThrow('disk full');
    expect(() => committer.isDue).toThrow('disk full');
  });
});
