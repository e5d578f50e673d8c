import { describe, expect, it } from 'vitest';
import type { FrameTable } from '../../../src/domain/footage/frame.ts';
import { Playback } from '../../../src/state/playback.ts';
import { aFrameTable, evenFrames } from '../../builders/frame-table.ts';

/** Time that passes in steps of one repaint, and a decoder that needs `latencyMs` per frame, one after the other. */
class Bench {
  nowMs = 0;
  readonly painted: { readonly ordinal: number; readonly atMs: number; readonly stride: number }[] = [];
  open = 0;
  ended: unknown = 'not yet';
  #repaint: (() => void) | undefined;
  #decoding: { readonly ordinal: number; readonly readyMs: number; readonly give: () => void }[] = [];
  #freeMs = 0;

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
        this.#freeMs = Math.max(this.#freeMs, this.nowMs) + latencyMs;
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

  /** Repaints every 10 ms. */
  async run(ms: number): Promise<void> {
    for (const end = this.nowMs + ms; this.nowMs < end;) {
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
});
