import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findAnchors, formatAnchor, formatAnchorRange, parseAnchor } from '../../../../src/domain/journal/anchor.ts';

const HASH = '0123456789abcdef'.repeat(4);

it('L19 prints an anchor as number and sixteen digits, and reads it back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 9 }), fc.stringMatching(/^[0-9a-f]{64}$/), (seq, hash) => {
      const text = formatAnchor({ seq, hash });
      expect(text).toBe(`${seq}/${hash.slice(0, 16)}`);
      expect(parseAnchor(` ${text} `)).toEqual({ seq, head: hash.slice(0, 16), on: undefined, source: undefined });
    }),
  );
});

it('L19 reads the date that follows a mark on a slip', () => {
  expect(parseAnchor('12/0123456789abcdef 2026-11-20')).toMatchObject({ seq: 12, on: '2026-11-20' });
  expect(parseAnchor('12/0123456789abcdef 2026-02-31')).toMatchObject({ seq: 12, on: undefined });
});

it.each([
  '',
  '0/0123456789abcdef',
  '12/0123456789abcde',
  '12/0123456789abcdef0',
  '12/ghij456789abcdef',
  '1.5/0123456789abcdef',
])('L19 reads no anchor in %j', (text) => {
  expect(parseAnchor(text)).toBeUndefined();
  expect(findAnchors(text)).toEqual([]);
});

it('L19 finds the marks of a mention, ranges included, each once', () => {
  const range = formatAnchorRange(3, { seq: 12, hash: HASH });
  expect(range).toBe('3–12/0123456789abcdef');
  const text = `le 20/11/2026 à 8 h. Repère de journal : ${range}. Repère : 2/FEDCBA9876543210, puis 12/0123456789abcdef.`;
  expect(findAnchors(text).map(formatAnchor)).toEqual(['12/0123456789abcdef', '2/fedcba9876543210']);
});

it('L19 prints a range of one entry as that entry', () => {
  expect(formatAnchorRange(12, { seq: 12, hash: HASH })).toBe('12/0123456789abcdef');
});
