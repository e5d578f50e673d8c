import { describe, expect, it } from 'vitest';

import { AppError } from '../../../src/contracts/errors.ts';
import { SynopsisFilm, type SynopsisPicture } from '../../../src/services/synopsis/film.ts';
import { NO_MARKS } from '../../../src/services/synopsis/painter.ts';
import { SynopsisPlay } from '../../../src/state/synopsis-play.svelte.ts';
import { SynopsisScreen } from '../../../src/state/synopsis-screen.ts';
import { arrangementOf, FakeTubes, opener, ownerOfRow, settled, type MadePiece } from '../../builders/film-scene.ts';

const S = 1e6;

/** A wall clock that the test owns, and a screen that counts what is painted on it. */
class Bench {
  nowMs = 0;
  readonly tubes = new FakeTubes();
  readonly painted: SynopsisPicture[] = [];
  readonly play: SynopsisPlay;
  #repaint: (() => void) | undefined;

  constructor() {
    const clock = {
      now: () => this.nowMs,
      onRepaint: (callback: () => void) => {
        this.#repaint = callback;
        return () => {
          this.#repaint = undefined;
        };
      },
    };
    const painter = {
      paint: (picture: SynopsisPicture) => {
        this.painted.push(picture);
      },
      [Symbol.dispose]: () => undefined,
    };
    this.play = new SynopsisPlay(clock, new SynopsisScreen(() => painter));
  }

  /** One object that is there all the time, and others. */
  async show(lengthMs = 10_000, others: readonly MadePiece[] = []): Promise<void> {
    this.play.show(this.film(lengthMs, others));
    this.play.attach({ width: 0, height: 0 } as HTMLCanvasElement);
    await settled();
  }

  film(lengthMs: number, others: readonly MadePiece[] = []): SynopsisFilm {
    const made = [{ tube: 0, fromMs: 0, toMs: lengthMs, atMs: 0 }, ...others];
    const owners = made.map((_, row) => ownerOfRow(row, this.tubes.table));
    return new SynopsisFilm({ arrangement: arrangementOf(made), owners, openTubes: opener(this.tubes) });
  }

  /** Repaints every 20 ms. */
  async run(ms: number): Promise<void> {
    for (const end = this.nowMs + ms; this.nowMs < end;) {
      this.nowMs += 20;
      const repaint = this.#repaint;
      this.#repaint = undefined;
      repaint?.();
      await settled();
    }
  }

  get isIdle(): boolean {
    return this.#repaint === undefined;
  }
}

describe('playing', () => {
  it('begins with its first picture, at rest', async () => {
    const bench = new Bench();
    await bench.show();
    expect(bench.play).toMatchObject({ timeUs: 0, isPlaying: false, lengthUs: 10 * S });
    expect(bench.painted).toHaveLength(1);
    expect(bench.play.picture?.figures[0]?.ordinal).toBe(1);
  });

  it.each([0.25, 1, 4])('follows the clock at %s times, and paints what changes only', async (speed) => {
    const bench = new Bench();
    await bench.show();
    bench.play.speed = speed;
    bench.play.toggle();
    await bench.run(40);
    const startUs = bench.play.timeUs;
    const before = bench.painted.length;
    await bench.run(2000);
    expect(bench.play.timeUs - startUs).toBeCloseTo(2 * S * speed, -1);
    const shown = bench.painted.slice(before);
    expect(shown.length).toBeCloseTo(Math.min(100, 50 * speed), -1);
    expect(new Set(shown.map(({ figures }) => figures[0]?.ordinal)).size).toBe(shown.length);
    expect(bench.play.stalls.count).toBe(0);
  });

  it('keeps its speed within bounds', () => {
    const { play } = new Bench();
    play.speed = 100;
    expect(play.speed).toBe(4);
    play.speed = 0;
    expect(play.speed).toBe(0.25);
  });

  it('stops at the end, and begins anew when it is played there', async () => {
    const bench = new Bench();
    await bench.show(1000);
    bench.play.play();
    await bench.run(1200);
    expect(bench.play).toMatchObject({ isPlaying: false, timeUs: 1 * S });
    expect(bench.isIdle).toBe(true);
    bench.play.toggle();
    await bench.run(100);
    expect(bench.play.isPlaying).toBe(true);
    expect(bench.play.timeUs).toBeLessThan(0.2 * S);
  });

  it('halts for pixels that are not there, says so, and counts it', async () => {
    const bench = new Bench();
    await bench.show(20_000, [{ tube: 1, fromMs: 20_000, toMs: 22_000, atMs: 8000 }]);
    bench.play.play();
    await bench.run(1000);
    bench.tubes.isSlow = true;
    await bench.run(9000);
    expect(bench.play).toMatchObject({ isPlaying: true, isPreparing: true });
    const haltedUs = bench.play.timeUs;
    await bench.run(500);
    expect(bench.play.timeUs).toBe(haltedUs);
    expect(bench.play.picture?.timeUs).toBeLessThanOrEqual(haltedUs);
    bench.tubes.isSlow = false;
    await bench.tubes.step(3);
    await bench.run(500);
    expect(bench.play.isPreparing).toBe(false);
    expect(bench.play.timeUs).toBeGreaterThan(haltedUs);
    expect(bench.play.stalls.count).toBe(1);
    expect(bench.play.stalls.ms).toBeGreaterThan(500);
  });

  it('goes slower rather than halt while pixels come slower than they are shown, and says so', async () => {
    const bench = new Bench();
    await bench.show(30_000);
    bench.play.play();
    await bench.run(200);
    expect(bench.play.pace).toBe(1);
    bench.tubes.isSlow = true;
    // Two pictures in three: what was read ahead is used up, and then there is no more than comes.
    for (let ms = 0; ms < 20_000; ms += 60) {
      await bench.run(60);
      await bench.tubes.step();
    }
    expect(bench.play.stalls.count).toBe(0);
    expect(bench.play.pace).toBeGreaterThan(0.5);
    expect(bench.play.pace).toBeLessThan(0.8);
    bench.tubes.isSlow = false;
    await bench.tubes.step(3);
    await bench.run(500);
    expect(bench.play.pace).toBe(1);
  });

  it('stands still while an object is pointed at', async () => {
    const bench = new Bench();
    await bench.show();
    bench.play.play();
    await bench.run(500);
    bench.play.hold(true);
    const { timeUs } = bench.play;
    await bench.run(500);
    expect(bench.play).toMatchObject({ timeUs, isPlaying: true });
    bench.play.hold(false);
    await bench.run(500);
    expect(bench.play.timeUs - timeUs).toBeCloseTo(0.5 * S, -1);
  });

  it('goes on playing from where it is sent', async () => {
    const bench = new Bench();
    await bench.show();
    bench.play.play();
    await bench.run(200);
    bench.play.seek(5 * S);
    await bench.run(1000);
    expect(bench.play.isPlaying).toBe(true);
    expect(bench.play.timeUs).toBeGreaterThan(5.5 * S);
    expect(bench.play.stalls.count, 'going elsewhere is no stall').toBe(0);
  });

  it('does not play where nobody sees it', async () => {
    const bench = new Bench();
    await bench.show();
    bench.play.play();
    await bench.run(100);
    bench.play.attach(undefined);
    expect(bench.play.isPlaying).toBe(false);
  });
});

describe('going elsewhere at rest', () => {
  it('steps by pictures of the synopsis, within it', async () => {
    const bench = new Bench();
    await bench.show(1000);
    const times: number[] = [];
    for (const pictures of [1, 1, -1, -5, 10, 100]) {
      bench.play.step(pictures);
      await bench.run(20);
      times.push((bench.play.picture?.timeUs ?? -1) / 40_000);
    }
    expect(times).toEqual([1, 2, 1, 0, 10, 25]);
  });

  it('shows the latest wish, and something of a long way to it', async () => {
    const bench = new Bench();
    await bench.show(30_000);
    for (const second of [3, 12, 20]) {
      bench.play.seek(second * S);
    }
    await bench.run(40);
    expect(bench.play.picture?.timeUs).toBe(20 * S);
    bench.tubes.isSlow = true;
    bench.play.seek(29 * S);
    bench.play.seek(1 * S);
    bench.play.seek(10 * S);
    await bench.run(400);
    expect(bench.play.isPreparing, 'at 10 s, which is not read').toBe(true);
    await bench.tubes.step(4);
    expect(bench.play.picture?.timeUs).toBe(10 * S);
    await bench.run(20);
    expect(bench.play.isPreparing).toBe(false);
    expect(bench.isIdle).toBe(true);
  });
});

describe('what cannot be read', () => {
  it('is told, once, and tried again when the person plays again', async () => {
    const bench = new Bench();
    bench.tubes.failsAt = 80;
    await bench.show();
    bench.play.play();
    await bench.run(6000);
    expect(bench.play).toMatchObject({ isPlaying: false, isPreparing: false });
    expect(bench.play.problem).toMatchObject({ code: 'INTERNAL', severity: 'error' });
    expect(bench.isIdle).toBe(true);
    bench.tubes.failsAt = undefined;
    bench.play.play();
    await bench.run(1000);
    expect(bench.play.problem).toBeUndefined();
    expect(bench.play.isPlaying).toBe(true);
  });

  it('is told at rest', async () => {
    const bench = new Bench();
    bench.play.show({
      lengthUs: 1,
      size: undefined,
      failure: undefined,
      isResting: true,
      preparedUs: () => 0,
      ready: () => undefined,
      pictureAt: () => Promise.reject(new AppError('FILE_ABSENT')),
      [Symbol.dispose]: () => undefined,
    });
    await settled();
    expect(bench.play.problem?.code).toBe('FILE_ABSENT');
  });
});

describe('another film', () => {
  it('takes the place of the one before, which is let go', async () => {
    const bench = new Bench();
    await bench.show();
    bench.play.play();
    await bench.run(500);
    bench.play.show(bench.film(4000));
    await settled();
    expect(bench.play).toMatchObject({ isPlaying: false, timeUs: 0, lengthUs: 4 * S });
    expect(bench.play.picture?.figures).toHaveLength(1);
    bench.play.mark(NO_MARKS);
    bench.play[Symbol.dispose]();
    await settled();
    expect(bench.tubes).toMatchObject({ open: 0, closedTwice: 0 });
    expect(bench.play.picture).toBeUndefined();
  });
});
