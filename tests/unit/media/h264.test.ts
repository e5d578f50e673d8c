// The header of a slice, built bit by bit and read again.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { claimsExactRecovery, nalLengthSize, pictureTypeOf } from '../../../src/media/h264.ts';

const golomb = (value: number): string => {
  const binary = (value + 1).toString(2);
  return '0'.repeat(binary.length - 1) + binary;
};

/** Bytes of these bits and the stop bit. */
function payload(bits: string): number[] {
  const whole = `${bits}1`;
  return Array.from({ length: Math.ceil(whole.length / 8) }, (_, at) =>
    parseInt(whole.slice(8 * at, 8 * at + 8).padEnd(8, '0'), 2),
  );
}

/** As an encoder writes it: no three bytes that look like a start code. */
function escaped(bytes: readonly number[]): number[] {
  const out: number[] = [];
  for (const byte of bytes) {
    if (byte <= 3 && out.at(-1) === 0 && out.at(-2) === 0) {
      out.push(3);
    }
    out.push(byte);
  }
  return out;
}

const slice = (nalType: number, firstBlock: number, sliceType: number, rest = ''): number[] => [
  0x60 | nalType,
  ...escaped(payload(golomb(firstBlock) + golomb(sliceType) + rest)),
];

const recovery = (frames: number, isExact: boolean, before: readonly number[] = []): number[] => {
  const content = payload(`${golomb(frames)}${isExact ? '1' : '0'}000`);
  return [6, ...escaped([...before, 6, content.length, ...content, 0x80])];
};

/** Units as in MP4, with lengths of so many bytes. */
function byLength(size: number, ...units: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from(
    units.flatMap((unit) => [
      ...Array.from({ length: size }, (_, at) => Math.floor(unit.length / 256 ** (size - 1 - at)) % 256),
      ...unit,
    ]),
  );
}

/** Units as in MPEG-TS. */
const byCodes = (...units: readonly (readonly number[])[]): Uint8Array =>
  Uint8Array.from(units.flatMap((unit, index) => [...(index % 2 === 0 ? [0] : []), 0, 0, 1, ...unit]));

const DELIMITER = [9, 0xf0];
const PARAMETERS = [0x67, 0x64, 0, 0x1f, 0xac];

describe('the type of a picture', () => {
  const LETTERS = ['P', 'B', 'I', 'P', 'I'] as const;

  it('is that of the first slice, however it is packed and whatever stands before it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 2),
        fc.integer({ min: 0, max: 139_264 }),
        fc.integer({ min: 0, max: 9 }),
        fc.stringMatching(/^[01]{0,200}$/),
        fc.constantFrom(1, 2, 4, undefined),
        (nalType, firstBlock, sliceType, rest, size) => {
          const units = [DELIMITER, PARAMETERS, recovery(0, true), slice(nalType, firstBlock, sliceType, rest)];
          const second = slice(1, firstBlock + 1, sliceType + 1);
          const packet = size === undefined ? byCodes(...units, second) : byLength(size, ...units, second);
          expect(pictureTypeOf(packet, size)).toBe(LETTERS[sliceType % 5]);
        },
      ),
    );
  });

  it('tells an IDR from another I', () => {
    expect(pictureTypeOf(byLength(4, PARAMETERS, slice(5, 0, 7)), 4)).toBe('IDR');
    expect(pictureTypeOf(byLength(4, slice(1, 0, 7)), 4)).toBe('I');
  });

  it('reads past the bytes that keep a header from looking like a start code', () => {
    // Sixteen zero bits of a very large first block, which an encoder must break.
    const unit = slice(1, 2 ** 24, 6);
    expect(unit.join()).toContain('0,0,3');
    expect(pictureTypeOf(byLength(4, unit), 4)).toBe('B');
  });

  it('is nothing where there is no slice, or half of one', () => {
    for (const packet of [
      byLength(4),
      byLength(4, DELIMITER),
      byLength(4, [1]),
      byLength(4, [1, 0, 0]),
      byCodes([1]),
    ]) {
      expect(pictureTypeOf(packet, 4)).toBeUndefined();
      expect(pictureTypeOf(packet, undefined)).toBeUndefined();
    }
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(1, 2, 3, 4, undefined), (packet, size) => {
        expect(['IDR', 'I', 'P', 'B', undefined]).toContain(pictureTypeOf(packet, size));
        expect(typeof claimsExactRecovery(packet, size)).toBe('boolean');
      }),
    );
  });
});

describe('a recovery point', () => {
  it('claims to be exact at once, or it claims nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }),
        fc.boolean(),
        fc.uint8Array({ maxLength: 600 }),
        fc.constantFrom(4, undefined),
        (frames, isExact, other, size) => {
          // Another message before it: unregistered user data of any length.
          const lengths = [...new Array<number>(Math.floor(other.length / 255)).fill(255), other.length % 255];
          const unit = recovery(frames, isExact, [5, ...lengths, ...other]);
          const packet = size === undefined ? byCodes(unit, slice(1, 0, 7)) : byLength(size, unit, slice(1, 0, 7));
          expect(claimsExactRecovery(packet, size)).toBe(frames === 0 && isExact);
        },
      ),
    );
  });

  it('is not claimed by a plain picture', () => {
    expect(claimsExactRecovery(byLength(4, slice(1, 0, 7)), 4)).toBe(false);
    expect(claimsExactRecovery(byLength(4, [6, 5, 2, 6, 1, 0x80], slice(5, 0, 7)), 4)).toBe(false);
  });
});

it('reads the length of lengths from the record of the decoder', () => {
  expect(nalLengthSize(Uint8Array.of(1, 0x64, 0, 0x1f, 0xff, 0xe1))).toBe(4);
  expect(nalLengthSize(Uint8Array.of(1, 0x64, 0, 0x1f, 0xfd).buffer)).toBe(2);
  expect(nalLengthSize(undefined)).toBeUndefined();
});
