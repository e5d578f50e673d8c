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
import { IntegerWriter } from '../../../src/storage/integers.ts';
import { decodeChunk, decodeFindings, encodeChunk, type AnalysisChunk } from '../../../src/storage/chunk-codec.ts';

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

const KNOWN: AnalysisChunk = {
  seq: 7,
  observations: [
    { track: 3, ordinal: 40, box: { x: 12.5, y: 99.125, w: 30, h: 80.25 }, score: 0.812, origin: 'detected' },
    { track: 4, ordinal: 40, box: { x: -2, y: 0, w: 8, h: 9 }, score: 0, origin: 'motion' },
    { track: 3, ordinal: 41, box: { x: 13, y: 99, w: 30, h: 80.25 }, score: 0, origin: 'interpolated' },
  ],
  summaries: [
    {
      number: 3,
      objectClass: 'person',
      votes: { person: 0.9, unclassified: 0.1 },
      confidence: 0.812,
      detections: 9,
      firstOrdinal: 20,
      lastOrdinal: 41,
      firstUs: -800_000,
      lastUs: 3_600_000_000,
      bestOrdinal: 40,
      bestUs: 1_560_000,
      bestBox: { x: 12.5, y: 99.125, w: 30, h: 80.25 },
      attributes: {
        ...NO_ATTRIBUTES,
        upper: [{ name: 'red', share: 0.7 }],
        direction: 'left',
        entered: 'right',
        stops: [{ fromUs: 100_000, toUs: 900_001 }],
        speed: 'slow',
        carried: [{ name: 'suitcase', share: 0.25 }],
      },
    },
  ],
  coverage: [{ state: 'detected', fromOrdinal: 1, toOrdinal: 41, fromUs: micros(0), toUs: micros(1_600_000) }],
  motion: [{ ordinal: 41, box: { x: 0, y: 0, w: 0, h: 0 } }],
};
const DRC4 =
  'RFJDNA4CAgIGAgYC2AwSKFL/02GAkJ3pGlCAt74ByAGyDOADhArA7m0AAAAAAMCaDAj4CgAAAAAAAAAAAAAKBgACBAAA9AMAAMCaDMLubQQCUgCAqMMBBlDIAbIM4AOECtgMAAIA5wGxDN8C8wjXDAIBAggBAADXDARSAAAAAA==';

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

  it('tells what lists need without its boxes', () => {
    fc.assert(
      fc.property(chunk, (value) => {
        const { summaries, coverage } = value;
        expect(decodeFindings(encodeChunk(value))).toEqual({ summaries, coverage });
      }),
    );
  });

  it.each([-1, 2, 1e9, 2 ** 40])('is refused when it claims %s rows of a table and has one', (rows) => {
    const row = { track: 1, ordinal: 1, box: { x: 0, y: 0, w: 1, h: 1 }, score: 1, origin: 'detected' as const };
    const bytes = encodeChunk({ ...EMPTY, observations: [row] });
    const counts = [0, 0, 0, 0, 1, 0];
    expect(refusal(withHead(bytes, counts))).toBeUndefined();
    for (const table of [1, 2, 3, 4, 5]) {
      expect(refusal(withHead(bytes, counts.with(table, rows)))).toBe('STORAGE_FAILED');
    }
  });

  it('is refused when it was written in the shape before, or goes on behind its end', () => {
    const bytes = encodeChunk(EMPTY);
    const older = bytes.slice();
    older.set(new TextEncoder().encode('DRC3'));
    expect(refusal(older)).toBe('STORAGE_FAILED');
    expect(refusal(new Uint8Array([...bytes, 0]))).toBe('STORAGE_FAILED');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('cannot be written with %s for a measure', (x) => {
    const row = { ordinal: 1, box: { x, y: 0, w: 1, h: 1 } };
    expect(() => encodeChunk({ ...EMPTY, motion: [row] })).toThrow(AppError);
  });

  // A fixture of this version: whoever changes a byte of it changes the version, and says what becomes of older data.
  it('is read as version DRC4 wrote it', () => {
    const bytes = Uint8Array.from(atob(DRC4), (letter) => letter.charCodeAt(0));
    expect(decodeChunk(bytes)).toEqual(KNOWN);
    expect(btoa(String.fromCharCode(...encodeChunk(KNOWN)))).toBe(DRC4);
  });
});

/** The chunk with other numbers in its head: its own number, then the rows of its five tables. */
function withHead(bytes: Uint8Array<ArrayBuffer>, numbers: readonly number[]): Uint8Array<ArrayBuffer> {
  const writer = new IntegerWriter('chunks');
  numbers.forEach((value) => {
    writer.write(value);
  });
  return new Uint8Array([...bytes.subarray(0, 4), ...writer.bytes, ...bytes.subarray(4 + numbers.length)]);
}
