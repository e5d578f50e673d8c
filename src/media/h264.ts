// What the bits of an H.264 packet say before any decoding: how the picture is coded, and whether one can start there.
// ISO/IEC 14496-10: 7.3.1 (NAL units), 7.3.3 (slice header), 9.1 (exp-Golomb), D.1.8 (recovery point).

import type { PictureType } from '../contracts/media.ts';

const SLICE = 1;
const SLICE_PARTITION_A = 2;
const SLICE_IDR = 5;
const SEI = 6;

const RECOVERY_POINT = 6;

/** `slice_type` modulo 5; the switching types are kinds of P and I. */
const LETTERS = ['P', 'B', 'I', 'P', 'I'] as const;

/** The start of a slice header that is read: two exp-Golomb numbers of at most 32 bits each fit. */
const HEADER_BYTES = 24;

/** Bytes of the length before each NAL unit, from an `avcC` record; `undefined` (start codes instead) without one. */
export function nalLengthSize(description: AllowSharedBufferSource | undefined): number | undefined {
  if (description === undefined) {
    return undefined;
  }
  const bytes = ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
  const sizes = bytes[4];
  return sizes === undefined ? undefined : (sizes & 3) + 1;
}

/** How a picture is coded, told by its first slice; `undefined` when the packet holds no slice that can be read. */
export function pictureTypeOf(packet: Uint8Array, lengthSize: number | undefined): PictureType | undefined {
  for (const unit of nalUnits(packet, lengthSize)) {
    const type = (unit[0] ?? 0) & 31;
    if (type === SLICE_IDR || type === SLICE || type === SLICE_PARTITION_A) {
      const bits = new BitReader(withoutEmulation(unit.subarray(1, 1 + HEADER_BYTES)));
      bits.expGolomb(); // first_mb_in_slice
      const letter = LETTERS[(bits.expGolomb() ?? NaN) % 5];
      return type === SLICE_IDR && letter === 'I' ? 'IDR' : letter;
    }
  }
  return undefined;
}

/**
 * Whether the encoder says that from this picture on, in the order of presentation, all is exact without anything
 * from before: a recovery point with `recovery_frame_cnt` 0 and `exact_match_flag` 1. A claim, not a proof.
 */
export function claimsExactRecovery(packet: Uint8Array, lengthSize: number | undefined): boolean {
  for (const unit of nalUnits(packet, lengthSize)) {
    if (((unit[0] ?? 0) & 31) === SEI && hasExactRecovery(withoutEmulation(unit.subarray(1)))) {
      return true;
    }
  }
  return false;
}

function hasExactRecovery(messages: Uint8Array): boolean {
  let at = 0;
  const sum = (): number => {
    let total = 0;
    while (messages[at] === 255) {
      total += 255;
      at += 1;
    }
    total += messages[at] ?? 0;
    at += 1;
    return total;
  };
  // What is left at the end is the stop bit alone.
  while (at < messages.length - 1) {
    const type = sum();
    const size = sum();
    if (type === RECOVERY_POINT) {
      const bits = new BitReader(messages.subarray(at, at + size));
      return bits.expGolomb() === 0 && bits.bit() === 1;
    }
    at += size;
  }
  return false;
}

/** NAL units of a packet, in order, without their lengths or start codes. A length that leaves the packet ends them. */
function* nalUnits(packet: Uint8Array, lengthSize: number | undefined): Generator<Uint8Array, void, unknown> {
  yield* lengthSize === undefined ? unitsBetweenCodes(packet) : unitsByLength(packet, lengthSize);
}

function* unitsByLength(packet: Uint8Array, lengthSize: number): Generator<Uint8Array, void, unknown> {
  let at = 0;
  while (at + lengthSize < packet.length) {
    let length = 0;
    for (let byte = 0; byte < lengthSize; byte += 1) {
      length = length * 256 + (packet[at + byte] ?? 0);
    }
    at += lengthSize;
    if (length > packet.length - at) {
      return;
    }
    if (length > 0) {
      yield packet.subarray(at, at + length);
    }
    at += length;
  }
}

function* unitsBetweenCodes(packet: Uint8Array): Generator<Uint8Array, void, unknown> {
  let start = afterCode(packet, 0);
  while (start < packet.length) {
    const next = afterCode(packet, start);
    // A code is three bytes; zeros before it pad the unit.
    let end = next > packet.length ? packet.length : next - 3;
    while (end > start && packet[end - 1] === 0) {
      end -= 1;
    }
    if (end > start) {
      yield packet.subarray(start, end);
    }
    start = next;
  }
}

/** Index behind the next 00 00 01 at or after `from`; beyond the packet when there is none. */
function afterCode(packet: Uint8Array, from: number): number {
  for (let at = packet.indexOf(1, from + 2); at >= 0; at = packet.indexOf(1, at + 1)) {
    if (packet[at - 1] === 0 && packet[at - 2] === 0) {
      return at + 1;
    }
  }
  return packet.length + 1;
}

/** Payload bytes: each 03 that follows two zeros was put in by the encoder. */
function withoutEmulation(unit: Uint8Array): Uint8Array {
  const out = new Uint8Array(unit.length);
  let length = 0;
  let zeros = 0;
  for (const byte of unit) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    out[length] = byte;
    length += 1;
  }
  return out.subarray(0, length);
}

/** Bits of a payload, first one first. */
class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  bit(): number | undefined {
    const byte = this.#bytes[this.#at >> 3];
    const bit = byte === undefined ? undefined : (byte >> (7 - (this.#at & 7))) & 1;
    this.#at += 1;
    return bit;
  }

  /** Unsigned exp-Golomb number, at most 2^32 − 2; `undefined` when the bits end or make no number. */
  expGolomb(): number | undefined {
    let zeros = 0;
    for (let bit = this.bit(); bit !== 1; bit = this.bit()) {
      zeros += 1;
      if (bit === undefined || zeros > 31) {
        return undefined;
      }
    }
    let value = 1;
    for (let left = zeros; left > 0; left -= 1) {
      const bit = this.bit();
      if (bit === undefined) {
        return undefined;
      }
      value = value * 2 + bit;
    }
    return value - 1;
  }
}
