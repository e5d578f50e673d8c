import { describe, expect, it } from 'vitest';

import type { RecordingState } from '../../../src/contracts/session.ts';
import { recordingId } from '../../../src/domain/ids.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import { caseAxis, daysOf, gapsOf, lanesOf, ordinalOn, segmentAt, standingOf } from '../../../src/state/lanes.ts';
import { defined } from '../../../src/base/assert.ts';
import { evenFrames } from '../../builders/frame-table.ts';
import { aRecordingState } from '../../builders/recording-state.ts';

/** A minute of ten pictures a second, from a moment on by its recorder. */
function filmed(id: string, camera: string, from: string | undefined, clockOffsetMs?: number): RecordingState {
  const startsAt = from === undefined ? undefined : instant(Date.parse(from));
  return aRecordingState({
    ...{ id: recordingId(id), name: `${id}.mp4`, table: evenFrames(601, 100, 500) },
    place: { camera, startsAt, clockOffsetMs },
  });
}
const us = (text: string): number => Date.parse(text) * 1000;
const T = '2026-03-10T13:00:00Z';

describe('lanes', () => {
  it('put recordings of one camera on one lane and two cameras on one clock, set right', () => {
    const lanes = lanesOf([
      filmed('b', 'Hall', '2026-03-10T13:02:00Z'),
      filmed('a', 'Hall', T),
      filmed('q', 'Quai', '2026-03-10T12:57:30Z', 180_000),
    ]);
    expect(lanes.cameras.map(({ name }) => name)).toEqual(['Hall', 'Quai']);
    const [hall, quai] = lanes.cameras.map((lane) => lane);
    expect(hall?.segments.map(({ recording }) => recording.id)).toEqual(['a', 'b']);
    expect(hall?.rows).toBe(1);
    expect(quai?.segments[0]).toMatchObject({ fromUs: us('2026-03-10T13:00:30Z'), toUs: us('2026-03-10T13:01:30Z') });
    expect(caseAxis(lanes)?.extent).toEqual({ fromUs: us(T), toUs: us('2026-03-10T13:03:00Z') });
  });

  it('leave a gap where nothing was filmed, and open nothing there', () => {
    const lanes = lanesOf([filmed('a', 'Hall', T), filmed('b', 'Hall', '2026-03-10T13:02:00Z')]);
    const lane = defined(lanes.cameras[0], 'lane');
    expect(gapsOf(lane)).toEqual([{ fromUs: us('2026-03-10T13:01:00Z'), toUs: us('2026-03-10T13:02:00Z') }]);
    expect(segmentAt(lane, us('2026-03-10T13:01:30Z'))).toBeUndefined();
  });

  it('open the picture that was on screen at an instant', () => {
    const lane = defined(lanesOf([filmed('a', 'Hall', T)]).cameras[0], 'lane');
    const segment = defined(segmentAt(lane, us(T) + 1_250_000), 'segment');
    expect(ordinalOn(segment, us(T) + 1_250_000)).toBe(13);
    expect(ordinalOn(segment, us(T))).toBe(1);
  });

  it('keep apart what was filmed at one time after a clock went back, for the person to choose', () => {
    const lanes = lanesOf([
      filmed('a', 'Hall', T),
      filmed('b', 'Hall', '2026-03-10T13:00:30Z'),
      filmed('c', 'Hall', '2026-03-10T13:01:00Z'),
    ]);
    const lane = defined(lanes.cameras[0], 'lane');
    expect(lane.rows).toBe(2);
    expect(lane.segments.map(({ recording, row }) => [recording.id, row])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 0],
    ]);
    const both = us('2026-03-10T13:00:45Z');
    expect(segmentAt(lane, both, 0)?.recording.id).toBe('a');
    expect(segmentAt(lane, both, 1)?.recording.id).toBe('b');
    expect(segmentAt(lane, us('2026-03-10T13:00:10Z'), 1)?.recording.id).toBe('a');
    expect(gapsOf(lane)).toEqual([]);
  });

  it('do not take two cameras that nobody named for one', () => {
    const { cameras } = lanesOf([filmed('a', '', T), filmed('b', '', '2026-03-10T13:02:00Z')]);
    expect(cameras.map(({ name }) => name)).toEqual(['a.mp4', 'b.mp4']);
  });

  it('leave a recording without a clock, or not opened, on an axis of its own', () => {
    const clockless = filmed('n', 'Hall', undefined);
    const closed = { ...filmed('z', 'Hall', T), table: undefined };
    const lanes = lanesOf([clockless, closed, filmed('a', 'Hall', T)]);
    expect(lanes.others).toEqual([clockless, closed]);
    expect(standingOf(lanes, clockless)).toMatchObject({
      axis: { key: 'n', extent: { fromUs: 500_000, toUs: 60_500_000 } },
      shiftUs: 0,
    });
    expect(standingOf(lanes, closed)).toBeUndefined();
    expect(standingOf(lanes, undefined)).toBeUndefined();
  });

  it('name the days of the service on which something was filmed, on the night of the change too', () => {
    const lanes = lanesOf([filmed('a', 'Hall', '2026-10-24T21:59:30Z'), filmed('b', 'Hall', '2026-10-26T22:59:30Z')]);
    expect(daysOf(lanes, 'Europe/Paris')).toEqual(['2026-10-24', '2026-10-25', '2026-10-26', '2026-10-27']);
    expect(daysOf(lanes, 'UTC')).toEqual(['2026-10-24', '2026-10-26']);
  });

  it('of nothing are none', () => {
    const lanes = lanesOf([]);
    expect(lanes).toEqual({ cameras: [], others: [] });
    expect(caseAxis(lanes)).toBeUndefined();
  });
});
