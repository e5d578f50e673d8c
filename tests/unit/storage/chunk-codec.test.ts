import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { ObservationOrigin } from '../../../src/contracts/analysis.ts';
import { AppError } from '../../../src/contracts/errors.ts';
import {
  COLOUR_NAMES,
  DIRECTIONS,
  EDGES,
  NO_ATTRIBUTES,
  SIZES,
  SPEEDS,
  type TrackAttributes,
} from '../../../src/domain/attributes/attributes.ts';
import { CARRIED, CLASS_NAMES } from '../../../src/domain/detection/classes.ts';
import type { CoverageState } from '../../../src/domain/footage/coverage.ts';
import { micros } from '../../../src/domain/time/micros.ts';
import { decodeChunk, encodeChunk, type AnalysisChunk } from '../../../src/storage/chunk-codec.ts';

const eighths = fc.integer({ min: -10_000, max: 80_000 }).map((value) => value / 8);
const box = fc.record({ x: eighths, y: eighths, w: eighths, h: eighths });
const count = fc.nat(1_000_000);
const us = fc.integer({ min: -1e9, max: 1e12 });
const share = fc.integer({ min: 1, max: 1000 }).map((value) => value / 1000);
const colours = fc.uniqueArray(fc.record({ name: fc.constantFrom(...COLOUR_NAMES), share }), {
  maxLength: 2,
  selector: ({ name }) => name,
});
const attributes: fc.Arbitrary<TrackAttributes> = fc.record({
  upper: colours,
  lower: colours,
  vehicle: colours,
  direction: fc.constantFrom(undefined, ...DIRECTIONS),
  entered: fc.constantFrom(undefined, ...EDGES),
  left: fc.constantFrom(undefined, ...EDGES),
  stops: fc.array(fc.record({ fromUs: us, toUs: us }), { maxLength: 3 }),
  speed: fc.constantFrom(undefined, ...SPEEDS),
  size: fc.constantFrom(...SIZES),
  carried: fc
    .subarray([...CARRIED])
    .chain((names) => fc.tuple(...names.map((name) => share.map((value) => ({ name, share: value }))))),
});
const chunk: fc.Arbitrary<AnalysisChunk> = fc.record({
  seq: count,
  observations: fc.array(
    fc.record({
      track: count,
      ordinal: count,
      box,
      score: fc.nat(1000).map((value) => value / 1000),
      origin: fc.constantFrom<ObservationOrigin>('detected', 'motion', 'interpolated'),
    }),
  ),
  summaries: fc.array(
    fc.record({
      number: count,
      objectClass: fc.constantFrom(...CLASS_NAMES),
      votes: fc.constantFrom({}, { person: 1 }, { car: 0.25, truck: 0.75 }),
      confidence: fc.nat(100).map((value) => value / 100),
      detections: count,
      firstOrdinal: count,
      lastOrdinal: count,
      firstUs: us,
      lastUs: us,
      bestOrdinal: count,
      bestUs: us,
      bestBox: box,
      attributes,
    }),
    { maxLength: 4 },
  ),
  coverage: fc.array(
    fc.record({
      state: fc.constantFrom<CoverageState>('decoded', 'still', 'detected', 'failed', 'waiting'),
      fromOrdinal: count,
      toOrdinal: count,
      fromUs: us.map(micros),
      toUs: us.map(micros),
    }),
    { maxLength: 4 },
  ),
  motion: fc.array(fc.record({ ordinal: count, box }), { maxLength: 6 }),
});

const EMPTY: AnalysisChunk = { seq: 0, observations: [], summaries: [], coverage: [], motion: [] };

function refusal(bytes: Uint8Array<ArrayBuffer>): unknown {
  try {
    decodeChunk(bytes);
    return undefined;
  } catch (error) {
    return error instanceof AppError ? error.code : error;
  }
}

describe('a chunk as bytes', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(chunk, (value) => {
        expect(decodeChunk(encodeChunk(value))).toEqual(value);
      }),
    );
  });

  it('comes back from the middle of a larger buffer', () => {
    fc.assert(
      fc.property(chunk, fc.nat(9), (value, offset) => {
        const bytes = encodeChunk(value);
        const larger = new Uint8Array(bytes.length + 20);
        larger.set(bytes, offset);
        expect(decodeChunk(larger.subarray(offset, offset + bytes.length))).toEqual(value);
      }),
      { numRuns: 20 },
    );
  });

  it('keeps a box to a sixteenth of a pixel and a score to half a thousandth', () => {
    const row = {
      track: 1,
      ordinal: 2,
      box: { x: 1.2345, y: -0.7, w: 30.31, h: 80.99 },
      score: 0.54321,
      origin: 'detected' as const,
    };
    const [back] = decodeChunk(encodeChunk({ ...EMPTY, observations: [row] })).observations;
    expect(Math.abs((back?.box.x ?? 0) - row.box.x)).toBeLessThanOrEqual(1 / 16);
    expect(Math.abs((back?.box.y ?? 0) - row.box.y)).toBeLessThanOrEqual(1 / 16);
    expect(Math.abs((back?.score ?? 0) - row.score)).toBeLessThanOrEqual(0.0005);
  });

  it('is refused when it is not one', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(refusal(new Uint8Array(bytes))).toBe('STORAGE_FAILED');
      }),
    );
  });

  it.each([
    ['an attribute', { height: 'tall' }],
    ['a colour', { upper: [{ name: 'beige', share: 1 }] }],
    ['a third colour', { lower: COLOUR_NAMES.slice(0, 3).map((name) => ({ name, share: 0.3 })) }],
    ['a direction', { direction: 'north' }],
    ['a carried thing', { carried: [{ name: 'cane', share: 1 }] }],
  ])('cannot be written with %s that is not on the closed list', (_, more) => {
    const summary = {
      number: 1,
      objectClass: 'person' as const,
      votes: {},
      confidence: 1,
      detections: 1,
      firstOrdinal: 1,
      lastOrdinal: 1,
      firstUs: 0,
      lastUs: 0,
      bestOrdinal: 1,
      bestUs: 0,
      bestBox: { x: 0, y: 0, w: 1, h: 1 },
    };
    const lawful = { ...EMPTY, summaries: [{ ...summary, attributes: NO_ATTRIBUTES }] };
    expect(decodeChunk(encodeChunk(lawful))).toEqual(lawful);
    // Only data from outside the type system can bring it: that is what is refused.
    const attributes = Object.assign({ ...NO_ATTRIBUTES }, more);
    expect(() => encodeChunk({ ...EMPTY, summaries: [{ ...summary, attributes }] })).toThrow(AppError);
  });

  it('is refused when it was cut, or altered in its head, never half read', () => {
    fc.assert(
      fc.property(chunk, fc.nat(), fc.integer({ min: 1, max: 255 }), (value, pick, flip) => {
        const bytes = encodeChunk(value);
        const cut = bytes.slice(0, pick % bytes.length);
        expect(refusal(cut)).toBe('STORAGE_FAILED');
        const altered = bytes.slice();
        // The lengths and the JSON; a changed digit may still be a lawful chunk, but never another failure.
        const at = pick % Math.min(bytes.length, 200);
        altered[at] = (altered[at] ?? 0) ^ flip;
        expect([undefined, 'STORAGE_FAILED']).toContain(refusal(altered));
      }),
    );
  });

  it.each(['{', '{}', '{"seq":0,"rows":1e9,"columns":[],"summaries":[],"coverage":[]}'])(
    'is refused with the head %s',
    (text) => {
      const head = new TextEncoder().encode(text);
      const bytes = new Uint8Array(8 + head.length);
      bytes.set(encodeChunk(EMPTY).subarray(0, 4));
      new DataView(bytes.buffer).setUint32(4, head.length, true);
      bytes.set(head, 8);
      expect(refusal(bytes)).toBe('STORAGE_FAILED');
    },
  );

  it.each([-1, 0.5, 2, 1e9])('is refused when it claims %s rows and has one', (rows) => {
    const row = { track: 1, ordinal: 1, box: { x: 0, y: 0, w: 1, h: 1 }, score: 1, origin: 'detected' as const };
    const bytes = encodeChunk({ ...EMPTY, observations: [row] });
    const length = new DataView(bytes.buffer).getUint32(4, true);
    const text = new TextDecoder().decode(bytes.subarray(8, 8 + length)).replace('"rows":1', `"rows":${rows}`);
    const head = new TextEncoder().encode(text);
    const start = Math.ceil((8 + head.length) / 8) * 8;
    const altered = new Uint8Array(start + 32);
    altered.set(bytes.subarray(0, 4));
    new DataView(altered.buffer).setUint32(4, head.length, true);
    altered.set(head, 8);
    altered.set(bytes.subarray(bytes.length - 32), start);
    expect(refusal(altered)).toBe('STORAGE_FAILED');
  });
});
