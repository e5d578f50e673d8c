// Drawn criteria on a session whose objects walk as they are told: who is kept, who is counted, what the journal reads.

import { describe, expect, it, vi } from 'vitest';

import type { TrackList, TrackState } from '../../../src/contracts/session.ts';
import { recordingId, type RecordingId } from '../../../src/domain/ids.ts';
import { newShape, type DrawnShape } from '../../../src/domain/query/drawn-shape.ts';
import { listOf } from '../../../src/services/track-list.ts';
import { Criteria } from '../../../src/state/criteria.svelte.ts';
import { Drawing } from '../../../src/state/drawing.svelte.ts';
import { DrawnCriteria } from '../../../src/state/drawn-criteria.svelte.ts';
import { PathSearch } from '../../../src/state/path-search.svelte.ts';
import { StoredPaths } from '../../../src/state/stored-paths.ts';
import { aFakeRecording, aFakeTrack, type FakeTrack } from '../../builders/fake-recording.ts';
import { FakeSession } from '../../builders/fake-session.ts';
import { hitsOf } from '../../builders/searching.ts';

/** Walks over a picture of 320 × 240 with its feet at `y`, from `from` to `to`. */
function aWalker(y: number, from: number, to: number): FakeTrack {
  return aFakeTrack({
    firstOrdinal: 1,
    lastOrdinal: 81,
    boxAt: (ordinal) => ({ x: from + ((to - from) * (ordinal - 1)) / 80 - 10, y: y - 40, w: 20, h: 40 }),
  });
}

/** Up the middle: its side A is on the left. */
const LINE: DrawnShape = newShape('line', [
  { x: 0.5, y: 0.95 },
  { x: 0.5, y: 0.05 },
]);
const UPPER: DrawnShape = newShape('zone', [
  { x: 0, y: 0.2 },
  { x: 1, y: 0.2 },
  { x: 1, y: 0.45 },
  { x: 0, y: 0.45 },
]);

const WALKERS = [aWalker(80, 20, 300), aWalker(100, 300, 20), aWalker(200, 20, 300), aWalker(200, 20, 100)];

class Desk {
  readonly session = new FakeSession(() => aFakeRecording({ tracks: WALKERS }));
  readonly search = new PathSearch(new StoredPaths((id, seq) => this.session.storedBoxes(id, seq)), {
    now: () => performance.now(),
    pause: () => Promise.resolve(),
  });
  readonly criteria = new Criteria(new DrawnCriteria(this.search));

  constructor(names: readonly string[] = ['a.mp4']) {
    this.session.subscribe(() => {
      this.criteria.drawn.follow(this.session.recordings);
    });
    this.session.addFiles(names.map((name) => new File(['x'], name)));
  }

  get id(): RecordingId {
    return this.session.recordings[0]?.id ?? recordingId('none');
  }

  analyse(frames = 1000): void {
    this.session.recordings.forEach(() => {
      this.session.advance(0);
      this.session.advance(frames);
    });
  }

  async found(): Promise<number[]> {
    await vi.waitFor(() => {
      expect(this.search.isBusy).toBe(false);
    });
    return [...hitsOf(this.criteria, this.session.recordings)].map(({ number }) => number);
  }
}

describe('criteria drawn on a picture', () => {
  it('keep who did as drawn, all of them together, and turn round when negated', async () => {
    const desk = new Desk();
    desk.analyse();
    const { drawn } = desk.criteria;
    drawn.add(LINE, desk.id);
    expect(await desk.found()).toEqual([1, 2, 3]);
    drawn.reshape(drawn.list[0]?.id ?? 0, { ...LINE, kind: 'line', sense: 'ba' });
    expect(await desk.found()).toEqual([2]);
    drawn.negate(drawn.list[0]?.id ?? 0);
    expect(await desk.found()).toEqual([1, 3, 4]);
    drawn.add(UPPER, desk.id);
    expect(await desk.found()).toEqual([1]);
    drawn.remove(drawn.list[0]?.id ?? 0);
    expect(await desk.found()).toEqual([1, 2]);
    desk.criteria.reset();
    expect(await desk.found()).toEqual([1, 2, 3, 4]);
  });

  it('follow an analysis that goes on', async () => {
    const desk = new Desk();
    desk.session.advance(0);
    desk.session.advance(20);
    desk.criteria.drawn.add(LINE, desk.id);
    expect(await desk.found()).toEqual([]);
    desk.session.advance(1000);
    expect(await desk.found()).toEqual([1, 2, 3]);
  });

  it('say nothing of other recordings until they are told to', async () => {
    const desk = new Desk(['a.mp4', 'b.mp4']);
    desk.analyse();
    const { drawn } = desk.criteria;
    drawn.add({ ...LINE, kind: 'line', sense: 'ba' }, desk.id);
    expect(await desk.found()).toEqual([2, 1, 2, 3, 4]);
    drawn.placeIn(drawn.list[0]?.id ?? 0, { kind: 'all' });
    expect(await desk.found()).toEqual([2, 2]);
  });

  it('count each alone, the undrawn criteria kept', async () => {
    const desk = new Desk();
    desk.analyse();
    const { drawn } = desk.criteria;
    drawn.add(LINE, desk.id);
    drawn.add(UPPER, desk.id);
    await desk.found();
    const { parts } = hitsOf(desk.criteria, desk.session.recordings);
    expect(drawn.list.map((one) => drawn.countIn(one, parts))).toEqual([
      { kept: 3, all: 4 },
      { kept: 2, all: 4 },
    ]);
  });

  it('ask for zones in their order, or against it', async () => {
    const desk = new Desk();
    desk.analyse();
    const { drawn } = desk.criteria;
    const column = (left: number): DrawnShape =>
      newShape('zone', [
        { x: left, y: 0 },
        { x: left + 0.2, y: 0 },
        { x: left + 0.2, y: 1 },
        { x: left, y: 1 },
      ]);
    drawn.add(column(0.1), desk.id);
    drawn.add(column(0.7), desk.id);
    expect(await desk.found()).toEqual([1, 2, 3]);
    drawn.order = 'rising';
    expect(await desk.found()).toEqual([1, 3]);
    expect(desk.criteria.codes).toContain(`route:${desk.id}/100,0|700,0`);
    drawn.order = 'falling';
    expect(await desk.found()).toEqual([2]);
    drawn.remove(1);
    expect(await desk.found()).toEqual([1, 2, 3]);
  });

  it('tell who was near another, of the objects that are there', async () => {
    const desk = new Desk();
    desk.analyse(40);
    const { drawn } = desk.criteria;
    drawn.add({ kind: 'near', partner: 'any', heights: 0.9, leastUs: 1_000_000 }, desk.id);
    // The last two walk side by side at first, the others pass each other too fast.
    expect(await desk.found()).toEqual([3, 4]);
    expect(desk.criteria.codes).toEqual([`near-any:${desk.id}/0.9/1`]);
    drawn.negate(1);
    desk.session.advance(1000);
    expect(await desk.found()).toEqual([1, 2]);
  });

  it('are written in closed codes, the same for the same drawing', () => {
    const desk = new Desk();
    desk.criteria.drawn.add(LINE, desk.id);
    desk.criteria.drawn.negate(1);
    expect(desk.criteria.codes).toEqual([`not-line-both:${desk.id}/500,950|500,50`]);
    expect(desk.criteria.isActive).toBe(true);
  });

  it('are judged in short slices, so that the page breathes', async () => {
    const desk = new Desk();
    desk.analyse();
    let [now, worked, longest] = [0, 0, 0];
    const search = new PathSearch(new StoredPaths((id, seq) => desk.session.storedBoxes(id, seq)), {
      // Each look at the clock is one object later, and an object takes three milliseconds.
      now: () => {
        worked += 3;
        longest = Math.max(longest, worked);
        return (now += 3);
      },
      pause: () => {
        worked = 0;
        return Promise.resolve();
      },
    });
    const drawn = new DrawnCriteria(search);
    const numbered = (tracks: TrackList, times: number): TrackState[] =>
      Array.from({ length: times }, () => [...tracks]).flatMap((some, time) =>
        some.map((track) => ({ ...track, number: track.number + time * tracks.length })),
      );
    drawn.follow(desk.session.recordings.map((one) => ({ ...one, tracks: listOf(numbered(one.tracks, 50)) })));
    drawn.add(LINE, desk.id);
    await vi.waitFor(() => {
      expect(drawn.isBusy).toBe(false);
    });
    expect(now).toBeGreaterThan(300);
    expect(longest).toBeLessThanOrEqual(15);
  });

  it('say why, when the boxes cannot be read, and find nobody', async () => {
    const search = new PathSearch(new StoredPaths(() => Promise.reject(new Error('gone'))), {
      now: () => 0,
      pause: () => Promise.resolve(),
    });
    const desk = new Desk();
    desk.analyse();
    const drawn = new DrawnCriteria(search);
    drawn.follow(desk.session.recordings);
    drawn.add(LINE, desk.id);
    await vi.waitFor(() => {
      expect(search.problem).toBeDefined();
    });
    expect([...hitsOf(new Criteria(drawn), desk.session.recordings)]).toEqual([]);
  });

  it('keep the points that their kind needs', () => {
    const drawn = new DrawnCriteria();
    drawn.add(LINE, new Desk().id);
    drawn.removePoint(1, 0);
    drawn.addPoint(1, 0);
    drawn.movePoint(1, 0, { x: -3, y: 0.4 });
    expect(drawn.edited?.shape.corners).toEqual([
      { x: 0, y: 0.4 },
      { x: 0.5, y: 0.05 },
    ]);
  });
});

describe('a drawing', () => {
  it('ends with its second point, or where a zone began', () => {
    const drawnShapes: DrawnShape[] = [];
    const drawing = new Drawing((shape) => drawnShapes.push(shape));
    const place = (x: number, y: number): void => {
      drawing.moveCursor({ x, y });
      drawing.place();
    };
    drawing.start('line');
    place(0.1, 0.1);
    place(0.1, 0.11);
    expect(drawing.points).toHaveLength(1);
    place(2, 0.5);
    expect(drawing.kind).toBeUndefined();
    drawing.start('zone');
    place(0.1, 0.1);
    place(0.5, 0.1);
    place(0.9, 0.9);
    drawing.back();
    drawing.close();
    expect(drawing.kind).toBe('zone');
    place(0.5, 0.5);
    place(0.11, 0.1);
    expect(drawnShapes.map(({ kind, corners }) => [kind, corners.length])).toEqual([
      ['line', 2],
      ['zone', 3],
    ]);
    drawing.start('arrow');
    place(0.2, 0.2);
    drawing.drop();
    expect(drawing.points).toEqual([]);
  });
});
