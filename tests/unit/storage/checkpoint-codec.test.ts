import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeCheckpoint, encodeCheckpoint } from '../../../src/storage/checkpoint-codec.ts';

const leaf = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.string(),
  fc.constantFrom(undefined, null),
  fc.uint8Array(),
  fc.uint16Array(),
  fc.int32Array(),
  fc.float32Array(),
  fc.float64Array(),
  fc.uint8ClampedArray(),
);
const key = fc.string().filter((name) => name !== '$' && name !== '__proto__');
const { state } = fc.letrec<{ state: unknown }>((tie) => ({
  state: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('state'), { maxLength: 4 }),
    fc.dictionary(key, tie('state'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

describe('a checkpoint', () => {
  it('comes back as it was, to the last bit', () => {
    fc.assert(
      fc.property(state, (value) => {
        expect(decodeCheckpoint(encodeCheckpoint(value))).toEqual(value);
      }),
    );
  });

  it('keeps views of a larger buffer apart from the rest of it', () => {
    const view = new Uint16Array(new Uint16Array([1, 2, 3, 4]).buffer, 2, 2);
    expect(decodeCheckpoint(encodeCheckpoint({ view }))).toEqual({ view: new Uint16Array([2, 3]) });
  });

  it('refuses what is not plain data, and bytes that are no checkpoint', () => {
    expect(() => encodeCheckpoint({ tracks: new Map() })).toThrow(TypeError);
    expect(() => encodeCheckpoint([() => 1])).toThrow(TypeError);
    expect(() => decodeCheckpoint(new Uint8Array(20))).toThrow(TypeError);
    expect(() => decodeCheckpoint(new Uint8Array(3))).toThrow(TypeError);
  });
});
