import { describe, expect, it } from 'vitest';

import type { TrackState } from '../../../src/contracts/session.ts';
import { NO_ATTRIBUTES } from '../../../src/domain/attributes/attributes.ts';
import { recordingId, trackId, type TrackId } from '../../../src/domain/ids.ts';
import { dotsIn } from '../../../src/domain/query/moments.ts';
import { presentIn } from '../../../src/domain/query/presence.ts';
import { listOf } from '../../../src/services/track-list.ts';
import { Criteria } from '../../../src/state/criteria.svelte.ts';
import { LaneKeeper } from '../../../src/state/lane-objects.svelte.ts';
import { aRecordingState } from '../../builders/recording-state.ts';
import { hitsOf } from '../../builders/searching.ts';

const id = recordingId('r');
/** A clock that stands still: nothing is put off. */
const AT_ONCE = { now: () => 0, pause: () => Promise.resolve() };

/** There for ten seconds from a second on, best seen in the middle. */
function aTrack(number: number, fromS: number, objectClass: TrackState['objectClass'] = 'person'): TrackState {
  const [firstUs, lastUs] = [fromS * 1e6, (fromS + 10) * 1e6];
  return {
    ...{ id: trackId(id, number), recordingId: id, pseudonym: `P-${number}`, number, objectClass, votes: {} },
    ...{ confidence: 0.5, detections: 3, firstOrdinal: 1, lastOrdinal: 2, firstUs, lastUs, bestOrdinal: 1 },
    ...{ bestUs: (fromS + 5) * 1e6, bestBox: { x: 0, y: 0, w: 1, h: 1 }, attributes: NO_ATTRIBUTES },
  };
}

const recording = aRecordingState({ id, tracks: listOf([aTrack(1, 0), aTrack(2, 40, 'car'), aTrack(3, 80)]) });

describe('objects of a lane', () => {
  it('make bars of all that meet the criteria but the time, and dots of those that meet the time too', () => {
    const criteria = new Criteria();
    criteria.onlyClass('person');
    criteria.setInterval(id, { fromUs: 70e6, toUs: 90e6 });
    const hits = hitsOf(criteria, [recording]);
    const keeper = new LaneKeeper({ hits: () => hits, seen: () => new Set() }, AT_ONCE);
    const objects = keeper.of(id);
    expect([...presentIn(objects.presence, 0, 100e6, 10).total]).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 1, 1]);
    expect([...objects.hits.us]).toEqual([85e6]);
    expect(objects.trackAt(objects.hits.rows[0] ?? -1)?.number).toBe(3);
    expect(keeper.of(id)).toBe(objects);
  });

  it('know under which dot something was not opened yet', () => {
    const hits = hitsOf(new Criteria(), [recording]);
    const seen: ReadonlySet<TrackId> = new Set([trackId(id, 1), trackId(id, 2, 7), trackId(recordingId('q'), 3)]);
    const keeper = new LaneKeeper({ hits: () => hits, seen: () => seen }, AT_ONCE);
    const objects = keeper.of(id);
    const unseen = (places: number): boolean[] =>
      dotsIn(objects.hits, 0, 100e6, places).map((dot) => objects.isUnseen(dot));
    expect(unseen(100)).toEqual([false, true, true]);
    expect(unseen(1)).toEqual([true]);
  });

  it('of a recording that is not searched are none', () => {
    const none = hitsOf(new Criteria(), []);
    const keeper = new LaneKeeper({ hits: () => none, seen: () => new Set() }, AT_ONCE);
    expect(keeper.of(id).hits.us).toHaveLength(0);
    expect(presentIn(keeper.of(id).presence, 0, 1, 1).peak).toBe(0);
  });
});
