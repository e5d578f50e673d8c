import { describe, expect, it } from 'vitest';

import { assert, assertUnreachable, defined } from '../../../src/base/assert.ts';
import { APP_VERSION } from '../../../src/base/version.ts';

describe('guards against bugs', () => {
  it('throw with the reason, and let what holds pass', () => {
    expect(() => {
      assert(false, 'two plus two');
    }).toThrow('Invariant broken: two plus two');
    expect(() => {
      assert(true, 'two plus two');
    }).not.toThrow();
    expect(() => defined<string>(undefined, 'a thing')).toThrow('Missing: a thing');
    expect(() => defined<string>(null, 'a thing')).toThrow('Missing: a thing');
    expect([defined(0, 'zero'), defined('', 'nothing'), defined(false, 'no')]).toEqual([0, '', false]);
    expect(() => {
      // @ts-expect-error what is not `never` is a type error where it is written
      assertUnreachable('a new variant');
    }).toThrow('"a new variant"');
  });

  it('the version is that of the package', () => {
    expect(APP_VERSION).toMatch(/^\d+\.\d+\.\d+/);
  });
});
