import { describe, expect, it } from 'vitest';
import { parseJump } from '../../../src/ui/player/jump.ts';
import { evenFrames } from '../../builders/frame-table.ts';

describe('parseJump', () => {
  const table = evenFrames(10_000, 40, -400);

  it.each([
    ['1', 1],
    ['1 284', 1284],
    ['1\u202f284', 1284],
    ['10000', 10_000],
  ])('takes %j for an ordinal', (typed, ordinal) => {
    expect(parseJump(typed, table)).toBe(ordinal);
  });

  it.each([
    ['0:00', 11],
    ['00:01', 36],
    ['00:01,04', 37],
    ['00:01.039', 36],
    ['01:00', 1511],
    ['00:01:00,000', 1511],
    ['4 s', 111],
    ['-0:00,2', 6],
    ['−00:00:00,400', 1],
  ])('takes %j for a time: the last frame not after it', (typed, ordinal) => {
    expect(parseJump(typed, table)).toBe(ordinal);
  });

  it.each(['', '0', '10001', 'demain', '1:75', '02:00:00', '-5:00', '1:2:3:4', '1e3'])('refuses %j', (typed) => {
    expect(parseJump(typed, table)).toBeUndefined();
  });
});
