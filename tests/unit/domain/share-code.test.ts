import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readShareCode, shareCode } from '../../../src/domain/case/share-code.ts';

const shares = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => new Uint8Array(bytes));
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

it('reads back what it prints, however it is typed', () => {
  fc.assert(
    fc.property(shares, (share) => {
      const code = shareCode(share);
      expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(readShareCode(code)).toEqual(share);
      const typed = code.toLowerCase().replaceAll('-', '  ').replaceAll('0', 'o').replaceAll('1', 'l');
      expect(readShareCode(typed)).toEqual(share);
    }),
  );
});

it('finds one wrong letter, and two that changed places', () => {
  fc.assert(
    fc.property(shares, fc.nat(55), fc.nat(31), (share, at, letter) => {
      const code = Array.from(shareCode(share).replaceAll('-', ''));
      const wrong = code.with(at, LETTERS[letter] ?? '');
      expect(readShareCode(wrong.join('')) === undefined).toBe(wrong.join('') !== code.join(''));
      const next = (at + 1) % 56;
      const swapped = code.with(at, code[next] ?? '').with(next, code[at] ?? '');
      expect(readShareCode(swapped.join('')) === undefined).toBe(swapped.join('') !== code.join(''));
    }),
  );
});

it('reads nothing from what is too short or holds other letters', () => {
  expect(readShareCode('')).toBeUndefined();
  expect(readShareCode('0000-0000')).toBeUndefined();
  expect(readShareCode('U'.repeat(56))).toBeUndefined();
});
