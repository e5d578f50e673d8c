// The figures of a case and the map over its picture, on a session whose objects are known.

import { describe, expect, it } from 'vitest';
import type { RecordingState } from '../../../src/contracts/session.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import { newShape } from '../../../src/domain/query/drawn-shape.ts';
import { FiguresDesk, type CaseFigures } from '../../../src/state/case-figures.svelte.ts';
import { Criteria } from '../../../src/state/criteria.svelte.ts';
import { DrawnCriteria } from '../../../src/state/drawn-criteria.svelte.ts';
import { PathSearch } from '../../../src/state/path-search.svelte.ts';
import { SceneLayer } from '../../../src/state/scene-layer.svelte.ts';
import { askedWindows, searchSpans } from '../../../src/state/search-spans.ts';
import { StoredPaths } from '../../../src/state/stored-paths.ts';
import { aFakeRecording, aFakeTrack, type FakeTrack } from '../../builders/fake-recording.ts';
import { FakeSession } from '../../builders/fake-session.ts';
import { hitsOf } from '../../builders/searching.ts';

/** Walks over a picture of 320 × 240 with its feet at `y`. */
function aWalker(y: number, from: number, to: number, parts: Partial<FakeTrack> = {}): FakeTrack {
  return aFakeTrack({
    firstOrdinal: 1,
    lastOrdinal: 81,
    boxAt: (ordinal) => ({ x: from + ((to - from) * (ordinal - 1)) / 80 - 10, y: y - 40, w: 20, h: 40 }),
    ...parts,
  });
}

const TRACKS = [
  aWalker(85, 20, 300, { confidence: 0.9 }),
  aWalker(105, 300, 20, { confidence: 0.4 }),
  aWalker(205, 20, 300, { confidence: 0.8, objectClass: 'car' }),
  aWalker(205, 20, 100, { confidence: 0.7, firstOrdinal: 31 }),
];
const BREATH = { now: () => performance.now(), pause: () => Promise.resolve() };

/** The first and the last frame of each object are no sights of it: its way is so much shorter, seconds. */
const UNSEEN_S = 0.2;

class Desk {
  readonly session = new FakeSession(() => aFakeRecording({ tracks: TRACKS }));
  readonly paths = new StoredPaths((id, seq) => this.session.storedBoxes(id, seq));
  readonly criteria = new Criteria(new DrawnCriteria(new PathSearch(this.paths, BREATH)));
  readonly figures = new FiguresDesk(this.paths, BREATH);
  readonly layer = new SceneLayer(this.paths, BREATH);

  constructor(names: readonly string[] = ['a.mp4']) {
    this.session.addFiles(names.map((name) => new File(['x'], name)));
    for (let turn = 0; turn < names.length * 3; turn += 1) {
      this.session.advance(1_000_000);
    }
    this.criteria.drawn.follow(this.session.recordings);
  }

  get first(): RecordingState {
    const [first] = this.session.recordings;
    if (first === undefined) {
      throw new RangeError('No recording');
    }
    return first;
  }

  async count(): Promise<CaseFigures> {
    await expect.poll(() => this.criteria.drawn.isBusy).toBe(false);
    const { criteria, session } = this;
    this.figures.look({
      hits: hitsOf(criteria, session.recordings),
      drawn: criteria.drawn.list,
      windowsOf: (recording) => askedWindows(criteria.of(recording)),
      timeZone: criteria.timeZone,
      leastConfidence: this.figures.leastConfidence,
      key: criteria.codes.join(' '),
    });
    await expect.poll(() => this.figures.isBusy).toBe(false);
    const { figures } = this.figures;
    if (figures === undefined) {
      throw new RangeError('Nothing was counted');
    }
    return figures;
  }
}

const objectsIn = (bars: readonly { readonly objects: number }[]): number =>
  bars.reduce((sum, { objects }) => sum + objects, 0);

describe('the figures of a case', () => {
  it('hold every object once: by class, by recording, and in time', async () => {
    const desk = new Desk(['a.mp4', 'b.mp4']);
    const figures = await desk.count();
    expect(figures).toMatchObject({ objects: 8, unsure: 2, unopened: 0 });
    expect(figures.byClass.get('person')).toEqual({ objects: 6, unsure: 2 });
    expect(figures.byClass.get('car')).toEqual({ objects: 2, unsure: 0 });
    expect(figures.byRecording.map(({ objects }) => objects)).toEqual([4, 4]);
    expect(objectsIn(figures.time.bars('step'))).toBe(8);
    expect(figures.time.bars('hour')).toEqual([]);
  });

  it('count by the clock of the case where there is one, and by presentation time elsewhere', async () => {
    const desk = new Desk(['a.mp4', 'b.mp4']);
    // One second before midnight in Paris.
    const startsAt = instant(Date.parse('2026-11-21T22:59:59Z'));
    desk.session.setPlace(desk.first.id, { camera: 'Entrée', startsAt, clockOffsetMs: 0 });
    const { time, objects } = await desk.count();
    expect(time.bars('hour').map(({ key, objects: count }) => [key, count])).toEqual([
      [0, 1],
      [23, 3],
    ]);
    expect(time.bars('day').map(({ objects: count }) => count)).toEqual([3, 1]);
    expect(objectsIn(time.bars('hour')) + objectsIn(time.bars('step'))).toBe(objects);
    const [before, after] = time.bars('day').map(({ key }) => time.periodOf(key));
    expect(before?.toUs).toBe(Date.parse('2026-11-21T23:00:00Z') * 1000 - 1);
    expect(after?.fromUs).toBe(Date.parse('2026-11-21T23:00:00Z') * 1000);
  });

  it('open lists that hold at least the objects of the bar', async () => {
    const desk = new Desk();
    const { time } = await desk.count();
    for (const { key, objects } of time.bars('step')) {
      for (const [id, interval] of time.intervalsOf(key)) {
        desk.criteria.setInterval(id, interval);
      }
      const found = hitsOf(desk.criteria, desk.session.recordings);
      const appeared = [...found].filter(
        ({ firstUs }) => firstUs >= (time.intervalsOf(key).get(desk.first.id)?.fromUs ?? 0),
      );
      expect(appeared.length).toBe(objects);
    }
  });

  it('count footage only where the criteria ask for it, and none of it twice', async () => {
    const desk = new Desk();
    const whole = await desk.count();
    const all = whole.us.searched + whole.us.outside + whole.us.unread;
    desk.criteria.setInterval(desk.first.id, { fromUs: 1_000_000, toUs: 3_000_000 });
    const part = await desk.count();
    expect(part.us.searched + part.us.outside + part.us.unread).toBe(2_000_000);
    expect(all).toBeGreaterThan(2_000_000);
    const spans = searchSpans(desk.first, undefined);
    spans.slice(1).forEach(({ fromUs }, index) => {
      expect(fromUs).toBe(spans[index]?.toUs);
    });
    desk.criteria.setInterval(desk.first.id, undefined);
    desk.criteria.toggleCamera('elsewhere');
    expect((await desk.count()).us).toEqual({ searched: 0, outside: 0, unread: 0 });
  });

  it('tell who crossed a line each way, whatever way is searched for, and who was in a zone', async () => {
    const desk = new Desk();
    const { drawn } = desk.criteria;
    drawn.add(
      newShape('line', [
        { x: 0.5, y: 0.95 },
        { x: 0.5, y: 0.05 },
      ]),
      desk.first.id,
    );
    drawn.add(
      newShape('zone', [
        { x: 0, y: 0.75 },
        { x: 1, y: 0.75 },
        { x: 1, y: 1 },
        { x: 0, y: 1 },
      ]),
      desk.first.id,
    );
    const figures = await desk.count();
    expect(figures.undrawnHits).toBe(4);
    expect(figures.lines[0]?.crossings.ab.map(({ number }) => number)).toEqual([1, 3]);
    expect(figures.lines[0]?.crossings.ba.map(({ number }) => number)).toEqual([2]);
    const { us } = figures.lines[0]?.crossings.ba[0] ?? { us: 0 };
    // Halfway between its first and its last frame.
    const track = desk.first.tracks.numbered(2);
    expect(us).toBeCloseTo(((track?.firstUs ?? 0) + (track?.lastUs ?? 0)) / 2, -5);
    expect(figures.zones[0]).toMatchObject({ passed: 2, entered: 0 });
    const lived = [3, 4].map((number) => desk.first.tracks.numbered(number));
    const livedUs = lived.reduce((sum, one) => sum + (one?.lastUs ?? 0) - (one?.firstUs ?? 0), 0);
    expect(figures.zones[0]?.dwellUs).toBeCloseTo(livedUs - 2e6 * UNSEEN_S, -1);
  });
});

describe('the map over the picture', () => {
  it('adds up the whole ways of the objects that meet the criteria, and follows a change', async () => {
    const desk = new Desk();
    const look = async (): Promise<void> => {
      const [part] = hitsOf(desk.criteria, desk.session.recordings).parts;
      if (part !== undefined) {
        desk.layer.look(part, desk.criteria.codes.join(' '));
      }
      await expect.poll(() => desk.layer.isBusy).toBe(false);
    };
    await look();
    const all = desk.layer.of(desk.first.id);
    expect(all).toMatchObject({ hits: 4, tracks: 4 });
    expect(all?.heat.objects).toBe(4);
    const seconds = (all?.heat.dwellUs.reduce((sum, us) => sum + us, 0) ?? 0) / 1e6;
    const lived = [...desk.first.tracks].reduce((sum, { firstUs, lastUs }) => sum + lastUs - firstUs, 0) / 1e6;
    expect(seconds).toBeCloseTo(lived - 4 * UNSEEN_S, 5);
    desk.criteria.toggleClass('car');
    await look();
    expect(desk.layer.of(desk.first.id)).toMatchObject({ hits: 1, tracks: 4 });
    expect(desk.layer.of(desk.first.id)?.heat.passed.reduce((most, count) => Math.max(most, count), 0)).toBe(1);
  });

  it('goes round its kinds and keeps its opacity within bounds', () => {
    const { layer } = new Desk();
    const kinds = Array.from({ length: 5 }, () => {
      layer.cycle();
      return layer.kind;
    });
    expect(kinds).toEqual(['activity', 'dwell', 'paths', 'none', 'activity']);
    layer.opacity = 7;
    expect(layer.opacity).toBe(1);
  });
});
