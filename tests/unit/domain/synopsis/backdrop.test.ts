import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { backdropAt, BACKDROP_FADE_US, type BackdropPiece } from '../../../../src/domain/synopsis/backdrop.ts';

const S = 1_000_000;
const HOUR = 3600 * S;
/** A plate each hour of a day. */
const PLATES = Array.from({ length: 25 }, (_, hour) => hour * HOUR);

function piece(sourceUs: number, atUs = 0, endUs = 10 * S, recording = 0): BackdropPiece {
  return { atUs, endUs, recording, sourceUs };
}

const weightOf = (background: ReturnType<typeof backdropAt>, us: number): number =>
  background.find((share) => share.us === us)?.weight ?? 0;

describe('the background', () => {
  it('is that of the night for objects of the night', () => {
    expect(backdropAt(5 * S, [piece(3 * HOUR), piece(3 * HOUR)], () => PLATES)).toEqual([
      { recording: 0, us: 3 * HOUR, weight: 1 },
    ]);
    const mixed = backdropAt(
      5 * S,
      [piece(3 * HOUR), piece(12 * HOUR), piece(12 * HOUR), piece(12 * HOUR)],
      () => PLATES,
    );
    expect(mixed.map(({ us, weight }) => [us / HOUR, weight])).toEqual([
      [3, 0.25],
      [12, 0.75],
    ]);
  });

  it('lies between two plates for a moment between them, and is the nearest one beyond the ends', () => {
    const shares = backdropAt(5 * S, [piece(3.25 * HOUR)], () => PLATES);
    expect(shares.map(({ us, weight }) => [us / HOUR, weight])).toEqual([
      [3, 0.75],
      [4, 0.25],
    ]);
    expect(backdropAt(5 * S, [piece(-HOUR)], () => PLATES)).toMatchObject([{ us: 0, weight: 1 }]);
    expect(backdropAt(5 * S, [piece(30 * HOUR)], () => PLATES)).toMatchObject([{ us: 24 * HOUR, weight: 1 }]);
  });

  it('changes slowly when an object comes or goes', () => {
    const stays = piece(12 * HOUR, 0, 20 * S);
    const comes = piece(3 * HOUR, 10 * S, 20 * S);
    let before = weightOf(
      backdropAt(8 * S, [stays, comes], () => PLATES),
      3 * HOUR,
    );
    expect(before).toBe(0);
    for (let us = 8 * S; us <= 12 * S; us += 40_000) {
      const now = weightOf(
        backdropAt(us, [stays, comes], () => PLATES),
        3 * HOUR,
      );
      expect(Math.abs(now - before)).toBeLessThanOrEqual(1 / 32);
      before = now;
    }
    expect(before).toBe(0.5);
    expect(BACKDROP_FADE_US).toBeLessThanOrEqual(2 * S);
  });

  it('is empty without plates, and leaves out the recordings that have none', () => {
    expect(backdropAt(5 * S, [piece(HOUR)], () => [])).toEqual([]);
    const shares = backdropAt(5 * S, [piece(HOUR, 0, 10 * S, 0), piece(HOUR, 0, 10 * S, 1)], (recording) =>
      recording === 1 ? PLATES : [],
    );
    expect(shares).toEqual([{ recording: 1, us: HOUR, weight: 1 }]);
  });

  it('has shares that add up to one, of few plates', () => {
    const pieces = fc.array(
      fc.record({
        atUs: fc.integer({ min: 0, max: 10 * S }),
        endUs: fc.integer({ min: 0, max: 10 * S }),
        recording: fc.integer({ min: 0, max: 2 }),
        sourceUs: fc.integer({ min: 0, max: 24 * HOUR }),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(pieces, (many) => {
        const shares = backdropAt(5 * S, [piece(HOUR), ...many], () => PLATES);
        expect(shares.length).toBeLessThanOrEqual(6);
        expect(shares.every(({ weight }) => weight > 0)).toBe(true);
        expect(shares.reduce((sum, { weight }) => sum + weight, 0)).toBe(1);
      }),
      { numRuns: 100 },
    );
  });
});
