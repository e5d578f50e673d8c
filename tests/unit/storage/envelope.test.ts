import { describe, expect, it } from 'vitest';

import type { Envelope } from '../../../src/contracts/sealer.ts';
import { createCaseKey, open, seal } from '../../../src/storage/envelope.ts';

const place = { caseId: 'case-1', store: 'chunks', recordId: 'r/00000001' };
const plain = new TextEncoder().encode('boxes of an object');

describe('an envelope', () => {
  it('opens where it belongs, under its key, to what was put in', async () => {
    const key = await createCaseKey();
    expect(await open(key, place, await seal(key, place, plain))).toEqual(plain);
    expect(await open(key, place, await seal(key, place, new Uint8Array(0)))).toEqual(new Uint8Array(0));
  });

  it.each([
    ['another case', { ...place, caseId: 'case-2' }],
    ['another store', { ...place, store: 'crops' }],
    ['another record', { ...place, recordId: 'r/00000002' }],
    ['the same letters cut elsewhere', { caseId: 'case-1c', store: 'hunks', recordId: place.recordId }],
  ])('does not open in %s', async (_, elsewhere) => {
    const key = await createCaseKey();
    await expect(open(key, elsewhere, await seal(key, place, plain))).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
  });

  it('does not open under another key, nor when one bit changed', async () => {
    const key = await createCaseKey();
    const sealed = await seal(key, place, plain);
    await expect(open(await createCaseKey(), place, sealed)).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    for (const at of [0, plain.length, sealed.data.byteLength - 1]) {
      const data = new Uint8Array(sealed.data.slice(0));
      data[at] = (data[at] ?? 0) ^ 1;
      const altered: Envelope = { iv: sealed.iv, data: data.buffer };
      await expect(open(key, place, altered)).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    }
  });

  it('never says the same thing twice, and does not show what it holds', async () => {
    const key = await createCaseKey();
    const [one, two] = [await seal(key, place, plain), await seal(key, place, plain)];
    expect(one.iv).toHaveLength(12);
    expect(one.iv).not.toEqual(two.iv);
    expect(new Uint8Array(one.data)).not.toEqual(new Uint8Array(two.data));
    expect(new TextDecoder().decode(one.data)).not.toContain('object');
  });

  it('has a key that cannot leave', async () => {
    const key = await createCaseKey();
    expect([key.extractable, key.algorithm]).toEqual([false, { name: 'AES-GCM', length: 256 }]);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });
});
