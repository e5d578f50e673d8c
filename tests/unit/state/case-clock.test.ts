import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { NO_PLACE, type RecordingPlace } from '../../../src/contracts/session.ts';
import { realTime } from '../../../src/domain/case/clock.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import { micros } from '../../../src/domain/time/micros.ts';
import { caseTimeOf, clockOf, presentationOf } from '../../../src/state/case-clock.ts';
import { aFrameTable } from '../../builders/frame-table.ts';

const START = instant(Date.UTC(2026, 2, 10, 13));
const place: RecordingPlace = { camera: 'Hall', startsAt: START, clockOffsetMs: 192_000 };

describe('time of the case', () => {
  it('counts from the first picture, whatever timestamp it bears, and sets the recorder right', () => {
    const late = { place, table: aFrameTable([500, 540, 580]) };
    expect(caseTimeOf(late, 500_000)).toBe((START + 192_000) * 1000);
    expect(caseTimeOf(late, 580_000)).toBe((START + 192_080) * 1000);
    expect(presentationOf(late, (START + 192_040) * 1000)).toBe(540_000);
  });

  it('takes the recorder at its word where no offset was ascertained', () => {
    const table = aFrameTable([0, 40]);
    expect(caseTimeOf({ place: { ...place, clockOffsetMs: undefined }, table }, 40_000)).toBe((START + 40) * 1000);
  });

  it('is not known without a start, nor before the file was opened', () => {
    const table = aFrameTable([0, 40]);
    expect(caseTimeOf({ place: NO_PLACE, table }, 0)).toBeUndefined();
    expect(presentationOf({ place: NO_PLACE, table }, START * 1000)).toBeUndefined();
    expect(caseTimeOf({ place, table: undefined }, 0)).toBeUndefined();
    expect(caseTimeOf({ place, table: aFrameTable([]) }, 0)).toBeUndefined();
  });

  it('comes back exactly, and agrees with the real time of the law to the millisecond', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e12 }),
        fc.option(fc.integer({ min: -1e9, max: 1e9 }), { nil: undefined }),
        fc.integer({ min: -10_000, max: 10_000 }),
        fc.integer({ min: 0, max: 1e12 }),
        (startsAt, clockOffsetMs, firstMs, afterUs) => {
          const one = {
            place: { camera: '', startsAt: instant(startsAt), clockOffsetMs },
            table: aFrameTable([firstMs]),
          };
          const us = firstMs * 1000 + afterUs;
          const at = caseTimeOf(one, us);
          expect(at).toBeDefined();
          expect(presentationOf(one, at ?? 0)).toBe(us);
          const clock = clockOf(one);
          expect(clock && realTime(clock, micros(us))).toBe(Math.round((at ?? 0) / 1000));
        },
      ),
    );
  });
});
