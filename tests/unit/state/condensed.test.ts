import { describe, expect, it } from 'vitest';

import type { FrameReader, RecordingState, TrackState } from '../../../src/contracts/session.ts';
import { NO_ATTRIBUTES } from '../../../src/domain/attributes/attributes.ts';
import type { CoverageSpan, CoverageState } from '../../../src/domain/footage/coverage.ts';
import { recordingId, trackId, type RecordingId, type TrackId } from '../../../src/domain/ids.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import { micros } from '../../../src/domain/time/micros.ts';
import { listOf } from '../../../src/services/track-list.ts';
import { Condensed } from '../../../src/state/condensed.svelte.ts';
import { Criteria } from '../../../src/state/criteria.svelte.ts';
import { lanesOf } from '../../../src/state/lanes.ts';
import { Player } from '../../../src/state/player.svelte.ts';
import { evenFrames } from '../../builders/frame-table.ts';
import { aRecordingState } from '../../builders/recording-state.ts';
import { hitsOf } from '../../builders/searching.ts';

const AT_ONCE = { now: () => 0, pause: () => Promise.resolve() };
const STEP_MS = 100;
const S = 1e6;

interface File {
  readonly name: string;
  readonly seconds: number;
  /** First and last second of each object. */
  readonly objects: readonly (readonly [number, number])[];
  /** Not analysed, or not readable, from a second to another. */
  readonly doubt?: readonly [CoverageState, number, number];
  readonly startsAt?: number;
}

function covered(state: CoverageState, fromS: number, toS: number): CoverageSpan {
  const [from, to] = [(fromS * 1000) / STEP_MS, (toS * 1000) / STEP_MS - 1];
  return {
    ...{ state, fromOrdinal: from + 1, toOrdinal: to + 1 },
    ...{ fromUs: micros(from * STEP_MS * 1000), toUs: micros(to * STEP_MS * 1000) },
  };
}

function stateOf({ name, seconds, objects, doubt, startsAt }: File): RecordingState {
  const id = recordingId(name);
  const [state, from, to] = doubt ?? ['still', seconds, seconds];
  const tracks = objects.map(([first, last], at): TrackState => ({
    ...{ id: trackId(id, at + 1), recordingId: id, pseudonym: `P-${at + 1}`, number: at + 1, objectClass: 'person' },
    ...{ votes: {}, confidence: 0.5, detections: 3, firstOrdinal: 1, lastOrdinal: 2, bestOrdinal: 1 },
    ...{ firstUs: first * S, lastUs: last * S, bestUs: ((first + last) / 2) * S },
    ...{ bestBox: { x: 0, y: 0, w: 1, h: 1 }, attributes: NO_ATTRIBUTES },
  }));
  return aRecordingState({
    ...{ id, name, table: evenFrames((seconds * 1000) / STEP_MS, STEP_MS), tracks: listOf(tracks) },
    coverage: [covered('still', 0, from), covered(state, from, to), covered('still', to, seconds)].filter(
      ({ fromOrdinal, toOrdinal }) => toOrdinal >= fromOrdinal,
    ),
    place: {
      camera: startsAt === undefined ? '' : 'Quai',
      startsAt: startsAt === undefined ? undefined : instant(startsAt),
      clockOffsetMs: undefined,
    },
  });
}

/** A real player on a clock of the test's own, and what it painted. */
class Bench implements Disposable {
  readonly painted: { readonly id: string; readonly s: number; readonly atMs: number }[] = [];
  readonly player: Player;
  readonly condensed: Condensed;
  readonly recordings: readonly RecordingState[];
  marked: readonly TrackId[] = [];
  nowMs = 0;
  #repaint: (() => void) | undefined;

  constructor(files: readonly File[]) {
    this.recordings = files.map(stateOf);
    this.player = new Player(() => Promise.resolve(aReader()), {
      now: () => this.nowMs,
      onRepaint: (callback) => {
        this.#repaint = callback;
        return () => {
          this.#repaint = undefined;
        };
      },
    });
    this.player.attach({
      paint: (_, ordinal) => {
        this.painted.push({
          id: String(this.player.recordingId),
          s: (this.player.table?.us[ordinal - 1] ?? NaN) / S,
          atMs: this.nowMs,
        });
      },
      clear: () => undefined,
    });
    const hits = hitsOf(new Criteria(), this.recordings);
    this.condensed = new Condensed(
      {
        player: this.player,
        lanes: () => lanesOf(this.recordings),
        current: () => this.recordings.find(({ id }) => id === this.player.recordingId),
        hits: () => hits,
        marked: () => this.marked,
        goTo: (id, ordinal) => {
          this.show(id, ordinal);
        },
      },
      AT_ONCE,
    );
  }

  show(id: RecordingId, ordinal: number): void {
    const table = this.recordings.find((one) => one.id === id)?.table;
    if (table !== undefined) {
      this.player.show(id, table, ordinal);
    }
  }

  async run(ms: number): Promise<void> {
    for (const end = this.nowMs + ms; this.nowMs < end; this.nowMs += 10) {
      const repaint = this.#repaint;
      this.#repaint = undefined;
      repaint?.();
      await new Promise((resolve) => setImmediate(resolve));
      this.condensed.follow();
    }
  }

  /** Seconds that were painted of a recording. */
  seconds(name: string): readonly number[] {
    return this.painted.filter(({ id }) => id === name).map(({ s }) => s);
  }

  [Symbol.dispose](): void {
    this.player[Symbol.dispose]();
  }
}

function aReader(): FrameReader {
  const frame: Pick<VideoFrame, 'close'> = { close: () => undefined };
  return {
    frameAt: () => Promise.resolve(frame as VideoFrame),
    pictureType: () => Promise.resolve(undefined),
    walk: () => Promise.resolve(undefined),
    wish: () => undefined,
    [Symbol.dispose]: () => undefined,
  };
}

const QUIET: File = {
  name: 'r',
  seconds: 300,
  objects: [
    [100, 104],
    [200, 203],
  ],
};

async function opened(...files: readonly [File, ...File[]]): Promise<Bench> {
  const bench = new Bench(files);
  bench.show(recordingId(files[0].name), 1);
  await bench.run(20);
  bench.painted.length = 0;
  return bench;
}

describe('the condensed view', () => {
  it('says how long it is before it plays', async () => {
    using bench = await opened(QUIET);
    const { condensed } = bench;
    // Two objects of 4 and 3 s, with 2 s before and after each.
    expect([condensed.reel.lengthUs / S, condensed.reel.footageUs / S]).toEqual([15, 299.9]);
    condensed.notch = 'tight';
    expect(condensed.reel.lengthUs / S).toBe(9);
    expect(condensed.objects).toBe(2);
    expect([condensed.partly.length, condensed.wholly.length]).toEqual([0, 0]);
  });

  it('goes over dead time and plays the rest at its own speed, in order', async () => {
    using bench = await opened(QUIET);
    bench.condensed.play(1);
    await bench.run(8500);
    const seconds = bench.seconds('r');
    expect(seconds[0]).toBe(98);
    expect(seconds.every((s, at) => s >= (seconds[at - 1] ?? 0))).toBe(true);
    expect(seconds.every((s) => s <= 106 || s >= 198)).toBe(true);
    expect(bench.painted.find(({ s }) => s === 102)?.atMs).toBeGreaterThan(3800);
    expect(bench.condensed.leap).toMatchObject({ from: { us: 105.9 * S }, to: { us: 198 * S }, failedUs: 0 });
    expect(bench.condensed.leap?.passedUs).toBe(92 * S);
    await bench.run(8000);
    expect(bench.condensed.rate).toBe(0);
    expect(bench.player.rate).toBe(0);
    expect(bench.seconds('r').at(-1)).toBeLessThan(205.2);
    // Nothing is left: playing again means from the beginning.
    bench.painted.length = 0;
    bench.condensed.toggle();
    await bench.run(100);
    expect(bench.seconds('r')[0]).toBe(98);
  });

  it('plays backwards over dead time too', async () => {
    using bench = await opened(QUIET);
    bench.player.seek(2100);
    await bench.run(20);
    bench.painted.length = 0;
    bench.condensed.shuttle(-1);
    await bench.run(9000);
    const seconds = bench.seconds('r');
    expect(seconds[0]).toBe(204.9);
    expect(seconds.every((s) => s <= 106 || s >= 198)).toBe(true);
    expect(seconds.at(-1)).toBeLessThan(106);
  });

  it('plays fast, and does not go over, what was not analysed', async () => {
    using bench = await opened({ ...QUIET, objects: [[20, 22]], doubt: ['waiting', 100, 260] });
    bench.player.seek(900);
    await bench.run(20);
    bench.condensed.play(1);
    await bench.run(5000);
    expect(bench.condensed.here?.file.course.legs.map(({ kind }) => kind)).toEqual([
      ...['dead', 'watched', 'dead', 'waiting', 'dead'],
    ]);
    expect(bench.player.rate).toBe(16);
    expect(bench.condensed.rate).toBe(1);
    expect(bench.seconds('r').filter((s) => s >= 100).length).toBeGreaterThan(100);
    expect(bench.seconds('r').at(-1)).toBeGreaterThan(170);
    expect(bench.seconds('r').at(-1)).toBeLessThan(190);
  });

  it('goes over what cannot be read, and says so', async () => {
    using bench = await opened({ ...QUIET, objects: [[20, 60]], doubt: ['failed', 30, 40] });
    bench.player.seek(280);
    await bench.run(20);
    bench.condensed.play(1);
    await bench.run(2500);
    expect(bench.condensed.leap).toMatchObject({ passedUs: 10 * S, failedUs: 10 * S });
    expect(bench.seconds('r').some((s) => s >= 30 && s < 40)).toBe(false);
    expect(bench.condensed.partly.length).toBe(1);
  });

  it('plays dead time fast when it is asked to', async () => {
    using bench = await opened(QUIET);
    bench.condensed.isDeadPassed = false;
    expect(bench.condensed.reel.lengthUs / S).toBeCloseTo(15 + 284.9 / 16, 3);
    bench.condensed.play(1);
    await bench.run(1000);
    expect(bench.player.rate).toBe(16);
    expect(bench.seconds('r').length).toBeGreaterThan(50);
  });

  it('goes on to the next recording of the camera, by the clock', async () => {
    const later: File = { name: 'b', seconds: 60, objects: [[30, 31]], startsAt: 2_000_000 };
    using bench = await opened({ name: 'a', seconds: 60, objects: [[10, 11]], startsAt: 1_000_000 }, later);
    bench.condensed.play(1);
    await bench.run(7000);
    expect(bench.player.recordingId).toBe('b');
    expect(bench.seconds('b')[0]).toBe(28);
    expect(bench.condensed.leap?.passedUs).toBeCloseTo((59.9 - 13 + 28) * S, 3);
    expect(bench.condensed.positionUs).toBeGreaterThan(5 * S);
    expect(bench.condensed.rate).toBe(1);
  });

  it('stops where somebody shows another frame', async () => {
    using bench = await opened(QUIET);
    bench.condensed.play(2);
    await bench.run(1000);
    expect(bench.condensed.rate).toBe(2);
    bench.player.step(1);
    await bench.run(100);
    expect([bench.condensed.rate, bench.player.rate]).toEqual([0, 0]);
    const before = bench.painted.length;
    await bench.run(300);
    expect(bench.painted).toHaveLength(before);
  });

  it('is steered by condensed time and by stretches, and goes on playing', async () => {
    using bench = await opened(QUIET);
    const { condensed, player } = bench;
    condensed.seek(9 * S);
    await bench.run(20);
    expect([player.stamp?.us, condensed.positionUs]).toEqual([199 * S, 9 * S]);
    condensed.step(-1);
    await bench.run(20);
    expect(player.stamp?.us).toBe(98 * S);
    condensed.play(1);
    await bench.run(500);
    condensed.step(1);
    await bench.run(500);
    expect(player.stamp?.us).toBeGreaterThan(198 * S);
    expect(player.rate).toBe(1);
  });

  it('plays as it is where no object is found', async () => {
    using bench = await opened({ ...QUIET, objects: [] });
    bench.condensed.toggle();
    await bench.run(500);
    expect([bench.condensed.rate, bench.player.rate]).toEqual([1, 1]);
    expect(bench.seconds('r')).toContain(0.2);
    bench.condensed.stop();
    await bench.run(20);
    expect([bench.condensed.rate, bench.player.rate]).toEqual([0, 0]);
  });

  it('plays for the objects that were chosen together, when some were', async () => {
    using bench = new Bench([QUIET]);
    bench.marked = [trackId(recordingId('r'), 2)];
    bench.show(recordingId('r'), 1);
    await bench.run(20);
    expect(bench.condensed.isOfMarked).toBe(true);
    expect(bench.condensed.reel.lengthUs / S).toBe(7);
  });

  it('hands what plays over to the other view, and takes it back', async () => {
    using bench = await opened({ ...QUIET, doubt: ['waiting', 210, 300] });
    bench.player.seek(2110);
    await bench.run(20);
    bench.player.play(2);
    bench.condensed.enter();
    expect([bench.condensed.rate, bench.player.rate]).toEqual([2, 16]);
    bench.condensed.leave();
    expect([bench.condensed.rate, bench.player.rate]).toEqual([0, 2]);
  });
});
