import { describe, expect, it } from 'vitest';

import { isOutdated, KDF_COST, lookupOf, newKdfParams, passphraseKey } from '../../../src/vault/kdf.ts';
import { openAs, sealAs } from '../../../src/vault/keys.ts';
import { bytes, TEST_COST, text } from '../../builders/vault.ts';

const purpose = bytes('purpose');

describe('a key from a passphrase', () => {
  it.each([
    ['argon2id', { kind: 'argon2id', salt: bytes('a salt of some length'), memoryKiB: 19_456, passes: 2 }],
    ['pbkdf2', { kind: 'pbkdf2', salt: bytes('a salt of some length'), iterations: 600_000 }],
  ] as const)('L32 is the same for the same words and parameters, however they are typed: %s', async (_, params) => {
    const sealed = await sealAs(await passphraseKey('vélo été', params), purpose, bytes('x'));
    const again = await openAs(await passphraseKey('vélo été'.normalize('NFD'), params), purpose, sealed);
    expect(again === undefined ? '' : text(again)).toBe('x');
    expect(await openAs(await passphraseKey('velo été', params), purpose, sealed)).toBeUndefined();
    const salted = { ...params, salt: bytes('another salt of some length') };
    expect(await openAs(await passphraseKey('vélo été', salted), purpose, sealed)).toBeUndefined();
    expect((await passphraseKey('x', params)).extractable).toBe(false);
  });

  it('L32 is Argon2id at 64 MiB where it runs, with a new salt each time', async () => {
    const [one, two] = [await newKdfParams(KDF_COST), await newKdfParams(KDF_COST)];
    expect(one).toMatchObject({ kind: 'argon2id', memoryKiB: 65_536, passes: 3 });
    expect(one.salt).toHaveLength(32);
    expect(one.salt).not.toEqual(two.salt);
  });

  it('is raised when the build asks for more, or when Argon2id has come', () => {
    const salt = bytes('s');
    const argon = { kind: 'argon2id', salt, memoryKiB: 65_536, passes: 3 } as const;
    const pbkdf2 = { kind: 'pbkdf2', salt, iterations: 1_000_000 } as const;
    expect(isOutdated(argon, KDF_COST, 'argon2id')).toBe(false);
    expect(isOutdated({ ...argon, memoryKiB: 19_456 }, KDF_COST, 'argon2id')).toBe(true);
    expect(isOutdated(pbkdf2, KDF_COST, 'argon2id')).toBe(true);
    expect(isOutdated(pbkdf2, KDF_COST, 'pbkdf2')).toBe(false);
    expect(isOutdated({ ...pbkdf2, iterations: 600_000 }, KDF_COST, 'pbkdf2')).toBe(true);
    expect(isOutdated(argon, TEST_COST, 'argon2id')).toBe(false);
  });

  it('looks a number up whatever its spaces and case, never by a plain hash', async () => {
    const salt = bytes('s');
    expect(await lookupOf(' ab 12 ', salt)).toBe(await lookupOf('AB12', salt));
    expect(await lookupOf('AB12', bytes('t'))).not.toBe(await lookupOf('AB12', salt));
  });
});
