import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson } from '../../../../src/domain/journal/canonical.ts';
import type { Json } from '../../../../src/domain/journal/entry.ts';

it('L19 writes what RFC 8785 §3.2 writes', () => {
  const value = {
    numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  };
  expect(canonicalJson(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

it('L19 sorts members by UTF-16 code units', () => {
  const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
  const text = canonicalJson(Object.fromEntries(names.map((name) => [name, 0])));
  expect(Object.keys(JSON.parse(text) as object)).toEqual([
    '1',
    '\r',
    '\u0080',
    '\u00f6',
    '\u20ac',
    '\ud83d\ude00',
    '\ufb33',
  ]);
});

it.each([Number.NaN, Number.POSITIVE_INFINITY, '\ud83d', 'a\udc00b', { '\udead': 1 }, [[Number.NaN]]])(
  'L19 refuses %j, which has no canonical form',
  (value) => {
    expect(() => canonicalJson(value as Json)).toThrow(RangeError);
  },
);

it('L19 refuses what is no value of JSON', () => {
  expect(() => canonicalJson({ a: undefined } as unknown as Json)).toThrow(RangeError);
  expect(() => canonicalJson(new Array(2) as unknown as Json)).toThrow(RangeError);
});

it('L19 is the same for equal values, however their members are ordered, and says the whole value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value as Json);
      const reversed: unknown = JSON.parse(text, (_, member: unknown) =>
        typeof member === 'object' && member !== null && !Array.isArray(member)
          ? Object.fromEntries(Object.entries(member).reverse())
          : member,
      );
      expect(canonicalJson(reversed as Json)).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
