import { describe, expect, it } from 'vitest';
import { recordingId } from '../../../src/domain/ids.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import { camerasOf, footageAt } from '../../../src/state/sync-cameras.ts';
import {
  alignedByHand,
  isAlignedByHand,
  placeOnLine,
  unalignedByHand,
  type HandAlignments,
} from '../../../src/state/sync-clock.ts';
import { aRecordingState } from '../../builders/recording-state.ts';
import { fileState } from '../../builders/sync-bench.ts';

const NOON = Date.UTC(2026, 2, 10, 12);
const tenSeconds = [0, 2000, 4000, 6000, 8000, 10_000];
const NONE: HandAlignments = new Map();
const a = fileState('a', { timesMs: tenSeconds });
const b = fileState('b', { timesMs: tenSeconds });
const c = fileState('c', { timesMs: tenSeconds });
const clocked = fileState('d', { timesMs: [500, 2500], startsAt: NOON });

describe('alignment by hand', () => {
  it('puts what has no clock onto the line of the other', () => {
    const hands = alignedByHand(NONE, { recording: a, us: 4_000_000 }, { recording: clocked, us: 500_000 });
    const [own, real] = [placeOnLine(a, hands), placeOnLine(clocked, hands)];
    expect(own.line).toBe(real.line);
    expect(own.shiftUs + 4_000_000).toBe(NOON * 1000);
    expect(isAlignedByHand(own, real)).toBe(true);
  });

  it('moves the one without a clock, whichever of the two is said to move', () => {
    const hands = alignedByHand(NONE, { recording: clocked, us: 500_000 }, { recording: a, us: 4_000_000 });
    expect(placeOnLine(clocked, hands)).toEqual({ ...placeOnLine(clocked, NONE), isByHand: false });
    expect(placeOnLine(a, hands).shiftUs + 4_000_000).toBe(NOON * 1000);
  });

  it('never overrules two clocks', () => {
    const other = fileState('e', { timesMs: [0, 40], startsAt: NOON + 7000 });
    expect(alignedByHand(NONE, { recording: other, us: 0 }, { recording: clocked, us: 500_000 })).toBe(NONE);
    expect(isAlignedByHand(placeOnLine(other, NONE), placeOnLine(clocked, NONE))).toBe(false);
  });

  it('takes along what was aligned with the one that moves to another line', () => {
    const two = alignedByHand(NONE, { recording: b, us: 1_000_000 }, { recording: a, us: 3_000_000 });
    const three = alignedByHand(two, { recording: a, us: 0 }, { recording: c, us: 5_000_000 });
    const [first, second, third] = [a, b, c].map((one) => placeOnLine(one, three));
    expect(new Set([first?.line, second?.line, third?.line])).toEqual(new Set([recordingId('c')]));
    // One second of b is still three of a, which are eight of c.
    expect(1_000_000 + (second?.shiftUs ?? 0)).toBe(3_000_000 + (first?.shiftUs ?? 0));
    expect(3_000_000 + (first?.shiftUs ?? 0)).toBe(8_000_000 + (third?.shiftUs ?? 0));
  });

  it('can be done again, and taken back from either side', () => {
    const once = alignedByHand(NONE, { recording: b, us: 0 }, { recording: a, us: 0 });
    const again = alignedByHand(once, { recording: b, us: 0 }, { recording: a, us: 2_000_000 });
    expect(placeOnLine(b, again).shiftUs).toBe(2_000_000);
    const fromOther = alignedByHand(again, { recording: a, us: 0 }, { recording: b, us: 0 });
    expect(placeOnLine(a, fromOther).shiftUs).toBe(placeOnLine(b, fromOther).shiftUs);
    expect(unalignedByHand(again, a.id, b.id)).toEqual(NONE);
    expect(unalignedByHand(again, b.id, a.id)).toEqual(NONE);
  });
});

describe('the footage of a camera', () => {
  const at = (recordings: Parameters<typeof camerasOf>[0], ms: number): unknown => {
    const [camera] = camerasOf(recordings);
    const found = camera && footageAt(camera, 'real', (NOON + ms) * 1000, (one) => placeOnLine(one, NONE));
    return found?.kind === 'footage' || found?.kind === 'closed'
      ? [found.kind, String(found.recording.id)]
      : found?.kind;
  };
  const hall = (name: string, startsAt: number) => fileState(name, { timesMs: tenSeconds, camera: 'Hall', startsAt });

  it('is that of all files of its name that have a clock', () => {
    const unnamed = fileState('x', { timesMs: tenSeconds, startsAt: NOON });
    const clockless = fileState('y', { timesMs: tenSeconds, camera: 'Hall' });
    const cameras = camerasOf([hall('h1', NOON), unnamed, hall('h2', NOON + 20_000), clockless]);
    expect(cameras.map(({ name, recordings }) => [name, recordings.map(({ id }) => String(id))])).toEqual([
      ['Hall', ['h1', 'h2']],
      [undefined, ['x']],
      ['Hall', ['y']],
    ]);
  });

  it('is that of the file that started last where two overlap', () => {
    const both = [hall('h1', NOON), hall('h2', NOON + 6000)];
    expect(at(both, 5999)).toEqual(['footage', 'h1']);
    expect(at(both, 6000)).toEqual(['footage', 'h2']);
    expect(at(both, 10_000)).toEqual(['footage', 'h2']);
  });

  it('lasts as long as the file says of its last picture', () => {
    const file = hall('h1', NOON);
    const sizes = { width: 4, height: 4, rotation: 0, pixelAspect: 1, framesDeclared: 6 } as const;
    const names = { container: 'MP4', codec: 'avc', codecString: 'avc1', hasAudio: false } as const;
    const media = { ...sizes, ...names, durationUs: 12_000_000 };
    expect(at([file], 10_001)).toBe('gap');
    expect(at([{ ...file, media }], 11_999)).toEqual(['footage', 'h1']);
    expect(at([{ ...file, media }], 12_000)).toBe('gap');
  });

  it('is unknown where a file that is not open may show it', () => {
    const place = { camera: 'Hall', startsAt: instant(NOON + 60_000), clockOffsetMs: undefined };
    const waiting = aRecordingState({ id: recordingId('w'), place, phase: 'waiting' });
    expect(at([hall('h1', NOON), waiting], 30_000)).toBe('gap');
    expect(at([hall('h1', NOON), waiting], 60_000)).toEqual(['closed', 'w']);
    expect(at([hall('h1', NOON), { ...waiting, phase: 'failed' }], 60_000)).toBe('gap');
    expect(at([waiting], 0)).toEqual(['closed', 'w']);
  });
});
