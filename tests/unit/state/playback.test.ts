import { describe, expect, it } from 'vitest';
import { FRAME_KEY, type FrameTable } from '../../../src/domain/footage/frame.ts';
import { Playback } from '../../../src/state/playback.ts';
import { aFrameTable, evenFrames } from '../../builders/frame-table.ts';

/** Time that passes in steps of one repaint, and a decoder that needs `latencyMs` per frame, one after the other. */
class Bench {
  nowMs = 0;
  readonly painted: { readonly ordinal: number; readonly atMs: number; readonly stride: number }[] = [];
  open = 0;
  ended: unknown = 'not yet';
  readonly #latencyOf: ((ordinal: number, previous: number) => number) | undefined;
  #asked = 0;
  #repaint: (() => void) | undefined;
  #decoding: { readonly ordinal: number; readonly readyMs: number; readonly give: () => void }[] = [];
  #freeMs = 0;

  /** `latencyOf`: ms that a frame needs after the one asked for before; else the same for all. */
  constructor(latencyOf?: (ordinal: number, previous: number) => number) {
    this.#latencyOf = latencyOf;
  }

  play(table: FrameTable, rate: number, from: number, latencyMs: number, failsAt = 0): Playback {
    return new Playback({
      table,
      from,
      rate,
      clock: {
        now: () => this.nowMs,
        onRepaint: (callback) => {
          this.#repaint = callback;
          return () => {
            this.#repaint = undefined;
          };
        },
      },
      frameAt: (ordinal) => {
        this.#freeMs = Math.max(this.#freeMs, this.nowMs) + (this.#latencyOf?.(ordinal, this.#asked) ?? latencyMs);
        this.#asked = ordinal;
        return new Promise((resolve, reject) => {
          this.#decoding.push({
            ordinal,
            readyMs: this.#freeMs,
            give: () => {
              if (ordinal === failsAt) {
                reject(new Error('unreadable'));
                return;
              }
              this.open += 1;
              resolve(this.#frame());
            },
          });
        });
      },
      paint: (frame, ordinal, stride) => {
        frame.close();
        this.painted.push({ ordinal, atMs: this.nowMs, stride });
      },
      onEnd: (error) => {
        this.ended = error;
      },
    });
  }

  /** Repaints every 10 ms, until `ms` have passed or playing is over. */
  async run(ms: number): Promise<void> {
    for (const end = this.nowMs + ms; this.nowMs < end && this.ended === 'not yet';) {
      this.nowMs += 10;
      const ready = this.#decoding.filter(({ readyMs }) => readyMs <= this.nowMs);
      this.#decoding = this.#decoding.filter(({ readyMs }) => readyMs > this.nowMs);
      for (const { give } of ready) {
        give();
      }
      await new Promise((resolve) => setImmediate(resolve));
      const repaint = this.#repaint;
      this.#repaint = undefined;
      repaint?.();
    }
  }

  #frame(): VideoFrame {
    const frame: Pick<VideoFrame, 'close'> = {
      close: () => {
        this.open -= 1;
      },
    };
    return frame as VideoFrame;
  }
}

describe('Playback', () => {
  it('paints every frame at its presentation time, however uneven the times are', async () => {
    const bench = new Bench();
    bench.play(aFrameTable([0, 100, 400, 450, 1000]), 1, 1, 1);
    await bench.run(1200);
    expect(bench.painted.map(({ ordinal, atMs }) => [ordinal, atMs])).toEqual([
      [2, 100],
      [3, 400],
      [4, 450],
      [5, 1000],
    ]);
    expect(bench.ended).toBeUndefined();
  });

  it('keeps true speed when decoding is too slow, and says how many frames it leaves out', async () => {
    const bench = new Bench();
    bench.play(evenFrames(1000, 40), 1, 1, 120);
    await bench.run(4000);
    const last = bench.painted.at(-1);
    expect(last?.ordinal).toBeGreaterThan(85);
    expect(last?.stride).toBeCloseTo(3, 0);
  });

  it('leaves nothing out when decoding follows', async () => {
    const bench = new Bench();
    bench.play(evenFrames(60, 40), 1, 1, 5);
    await bench.run(2000);
    expect(bench.painted.map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: 50 }, (_, index) => index + 2));
    expect(bench.painted.every(({ stride }) => stride === 1)).toBe(true);
  });

  it('plays twice as fast, and backwards', async () => {
    const fast = new Bench();
    fast.play(evenFrames(100, 40), 2, 1, 1);
    await fast.run(400);
    expect(fast.painted.at(-1)?.ordinal).toBe(21);

    const back = new Bench();
    back.play(evenFrames(10, 40), -1, 10, 1);
    await back.run(1000);
    expect(back.painted.map(({ ordinal }) => ordinal)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(back.ended).toBeUndefined();
  });

  it('closes every frame, painted or not, once stopped', async () => {
    const bench = new Bench();
    const playback = bench.play(evenFrames(100, 40), 1, 1, 30);
    await bench.run(500);
    playback.stop();
    await bench.run(500);
    expect(bench.open).toBe(0);
  });

  it('ends with the reason when a frame cannot be read', async () => {
    const bench = new Bench();
    bench.play(evenFrames(100, 40), 1, 1, 1, 5);
    await bench.run(500);
    expect(bench.ended).toEqual(new Error('unreadable'));
    expect(bench.open).toBe(0);
  });

  /** Ten minutes of footage whose frames come 5 to 400 ms after each other. */
  const uneven = (): FrameTable => {
    let seed = 7;
    const times = [-1500];
    for (let ms = -1500; ms <= 598_500; times.push(ms)) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      ms += 5 + (seed % 396);
    }
    return aFrameTable(times);
  };

  it.each([1, -1])('drifts less than a frame in ten minutes of variable frame rate, at %d×', async (rate) => {
    const table = uneven();
    const total = table.us.length;
    const bench = new Bench((ordinal) => 1 + (ordinal % 30));
    const from = rate > 0 ? 1 : total;
    bench.play(table, rate, from, 0);
    await bench.run(700_000);
    expect(bench.ended).toBeUndefined();
    const startUs = table.us[from - 1] ?? 0;
    expect(bench.painted.at(-1)?.ordinal).toBe(rate > 0 ? total : 1);
    // Ten minutes passed on the clock; no frame comes before its time, none later than a mean frame lasts (200 ms).
    expect(bench.nowMs).toBeGreaterThan(599_900);
    const lateMs = bench.painted.map(
      ({ ordinal, atMs }) => atMs - ((table.us[ordinal - 1] ?? 0) - startUs) / 1000 / rate,
    );
    expect(Math.min(...lateMs)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...lateMs)).toBeLessThan(40);
  });

  it.each([16, -16])('at %d× leaves frames out and never slows the clock', async (rate) => {
    const table = evenFrames(15_000, 40);
    const bench = new Bench();
    bench.play(table, rate, rate > 0 ? 1 : 15_000, 3);
    await bench.run(60_000);
    // Ten minutes of footage in 37.5 s, to the repaint.
    expect(bench.ended).toBeUndefined();
    expect(bench.nowMs).toBeGreaterThanOrEqual(37_490);
    expect(bench.nowMs).toBeLessThan(37_560);
    expect(bench.painted.at(-1)?.stride).toBeCloseTo(4, 0);
  });

  it.each([16, 8, -8, -16])('at %d× lands on key frames when the decoder is far too slow', async (rate) => {
    const plain = evenFrames(15_000, 40);
    const flags = plain.flags.map((_, row) => (row % 50 === 0 ? FRAME_KEY : 0));
    // A decoder of 100 frames a second, which walks from where it stands or from the key frame before.
    const bench = new Bench((ordinal, previous) => {
      const fromKey = (ordinal - 1) % 50;
      return 10 * (1 + (ordinal > previous ? Math.min(fromKey, ordinal - previous - 1) : fromKey));
    });
    const from = rate > 0 ? 1 : 15_000;
    bench.play({ ...plain, flags }, rate, from, 0);
    await bench.run(20_000);
    const { painted } = bench;
    expect(painted.length).toBeGreaterThan(60);
    const lags = painted.slice(10).map(({ ordinal, atMs }) => ((atMs * rate) / 40 + from - ordinal) * Math.sign(rate));
    // What is seen is never older than a second and a half of wall time, and does not fall behind.
    expect(Math.max(...lags)).toBeLessThan((1500 * Math.abs(rate)) / 40);
    expect(painted.at(-1)?.stride).toBeGreaterThan(4);
  });

  it('shows the frame of its time while decoding is too slow, not one of long ago', async () => {
    const bench = new Bench();
    bench.play(evenFrames(1000, 40), 1, 1, 120);
    await bench.run(8000);
    // A second and a half to see how slow the decoder is; from then on pictures come at their time.
    const lateMs = bench.painted.slice(12).map(({ ordinal, atMs }) => atMs - (ordinal - 1) * 40);
    expect(Math.max(...lateMs)).toBeLessThan(40);
  });
});
