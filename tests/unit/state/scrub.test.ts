import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FrameReader, TrackState } from '../../../src/contracts/session.ts';
import { recordingId, trackId } from '../../../src/domain/ids.ts';
import { MOST_MOMENTS, Scrub, spread } from '../../../src/state/scrub.svelte.ts';
import { aRecordingState } from '../../builders/recording-state.ts';

const ID = recordingId('r');
const box = { x: 1, y: 1, w: 10, h: 20 };
const track = {
  ...{ id: trackId(ID, 1), recordingId: ID, number: 1, firstOrdinal: 10, lastOrdinal: 120, bestBox: box },
} as unknown as TrackState;

interface World {
  readonly scrub: Scrub;
  readonly asked: number[];
  readonly wished: number[];
  opened: number;
  disposed: number;
  live: number;
  fails: (ordinal: number) => boolean;
}

function world(): World {
  const ports = {
    recording: () =>
      aRecordingState({
        id: ID,
        table: { us: new Float64Array(200).map((_, index) => index * 40_000) } as never,
        media: { width: 100, height: 100 } as never,
      }),
    observations: () => Promise.resolve([]),
    openReader: (): Promise<FrameReader> => {
      made.opened += 1;
      return Promise.resolve({
        frameAt: (ordinal) => {
          made.asked.push(ordinal);
          return made.fails(ordinal)
            ? Promise.reject(new Error('no'))
            : Promise.resolve({ close: () => undefined } as unknown as VideoFrame);
        },
        pictureType: () => Promise.resolve(undefined),
        wish: (ordinal) => made.wished.push(ordinal),
        walk: () => Promise.resolve(undefined),
        [Symbol.dispose]: () => {
          made.disposed += 1;
        },
      });
    },
    draw: (): Promise<ImageBitmap> => {
      made.live += 1;
      return Promise.resolve({
        close: () => {
          made.live -= 1;
        },
      } as unknown as ImageBitmap);
    },
  };
  const made: World = {
    ...{ scrub: new Scrub(ports), asked: [], wished: [], opened: 0, disposed: 0, live: 0, fails: () => false },
  };
  return made;
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the moments of an object', () => {
  it('are spread from its first picture to its last, none twice', () => {
    expect(spread(10, 120, 12)).toHaveLength(12);
    expect([spread(10, 120, 12)[0], spread(10, 120, 12).at(-1)]).toEqual([10, 120]);
    expect(spread(3, 5, 12)).toEqual([3, 4, 5]);
    expect(spread(7, 7, 12)).toEqual([7]);
  });

  it('are not read by a pointer that only crosses a tile', async () => {
    const made = world();
    made.scrub.enter(track, 0.5);
    await vi.advanceTimersByTimeAsync(60);
    made.scrub.leave();
    await vi.advanceTimersByTimeAsync(1000);
    expect([made.opened, made.asked]).toEqual([0, []]);
  });

  it('are read from the one under the pointer outwards, no more than a dozen', async () => {
    const made = world();
    made.scrub.enter(track, 0.99);
    await vi.advanceTimersByTimeAsync(200);
    expect(made.asked[0]).toBe(120);
    expect(made.asked).toHaveLength(MOST_MOMENTS);
    expect(made.live).toBe(MOST_MOMENTS);
    expect(made.scrub.picture).not.toBe(undefined);
  });

  it('are let go when the pointer leaves, and the reader a little later', async () => {
    const made = world();
    made.scrub.start(track, 0);
    await vi.advanceTimersByTimeAsync(0);
    made.scrub.leave();
    await vi.advanceTimersByTimeAsync(0);
    expect(made.live).toBe(0);
    expect(made.wished.at(-1)).toBe(0);
    expect(made.asked.length).toBeLessThanOrEqual(MOST_MOMENTS);
    expect(made.disposed).toBe(0);
    await vi.advanceTimersByTimeAsync(5000);
    expect(made.disposed).toBe(1);
  });

  it('share one reader from tile to tile', async () => {
    const made = world();
    made.scrub.start(track, 0);
    await vi.advanceTimersByTimeAsync(0);
    made.scrub.start({ ...track, id: trackId(ID, 2) }, 0);
    await vi.advanceTimersByTimeAsync(0);
    expect(made.opened).toBe(1);
    expect(made.live).toBeLessThanOrEqual(MOST_MOMENTS);
  });

  it('say so when a picture cannot be had, and show the nearest one', async () => {
    const made = world();
    made.fails = (ordinal) => ordinal === 10;
    made.scrub.start(track, 0);
    await vi.advanceTimersByTimeAsync(0);
    expect(made.scrub.hasFailed).toBe(true);
    expect(made.scrub.picture).not.toBe(undefined);
    made.scrub.step(track, 1);
    expect([made.scrub.place, made.scrub.hasFailed]).toEqual([1, false]);
  });
});
