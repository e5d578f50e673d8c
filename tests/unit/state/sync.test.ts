import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordingId } from '../../../src/domain/ids.ts';
import { SyncBench, type BenchFile } from '../../builders/sync-bench.ts';

const NOON = Date.UTC(2026, 2, 10, 12);

const every = (stepMs: number, count: number, fromMs = 0): readonly number[] =>
  Array.from({ length: count }, (_, row) => fromMs + row * stepMs);

/** Two cameras of 25 and 10 pictures a second, the second one 3 s later. */
const TWO: Readonly<Record<string, BenchFile>> = {
  a: { timesMs: every(40, 500), startsAt: NOON },
  b: { timesMs: every(100, 200, 700), startsAt: NOON + 3000 },
};

function bench(files: Readonly<Record<string, BenchFile>>): SyncBench {
  const made = new SyncBench(files);
  made.lead(Object.keys(files)[0] ?? '');
  for (const { camera } of made.sync.others()) {
    made.sync.choose(camera, true);
  }
  made.sync.toggle();
  made.tell();
  return made;
}

/** The frame of a file that stands at a real time, by looking at all of them; 0: none. */
function standingAt({ timesMs, startsAt = 0 }: BenchFile, atMs: number): number {
  const first = timesMs[0] ?? 0;
  const isOutside = atMs < startsAt || atMs > startsAt + (timesMs.at(-1) ?? 0) - first;
  return isOutside ? 0 : timesMs.filter((ms) => startsAt + ms - first <= atMs).length;
}

const realMs = ({ timesMs, startsAt = 0 }: BenchFile, ordinal: number): number =>
  startsAt + (timesMs[ordinal - 1] ?? 0) - (timesMs[0] ?? 0);

describe('a camera that follows while the other stands still', () => {
  it('shows the frame that is nearest at or before its instant', async () => {
    using both = bench(TWO);
    both.player.seek(80); // 3.16 s: b shows its second picture, of 3.1 s.
    await both.run(100);
    expect(both.follower('b').shown).toBe(2);
    both.player.seek(76); // 3.0 s exactly.
    await both.run(100);
    expect(both.follower('b').shown).toBe(1);
  });

  it('has nothing to show where it has no footage, and says where there is some', async () => {
    using both = bench(TWO);
    both.player.seek(75); // 2.96 s.
    await both.run(100);
    const view = both.sync.views.find(({ follower }) => follower !== undefined);
    expect(both.follower('b').shown).toBe(0);
    expect(view?.footage).toMatchObject({ kind: 'gap', before: undefined, after: { ordinal: 1 } });
    const after = view?.footage?.kind === 'gap' ? view.footage.after : undefined;
    expect(after?.atUs).toBe((NOON + 3000) * 1000);
    expect(after === undefined ? undefined : both.sync.frameAtEdge(after)).toEqual({ id: 'a', ordinal: 76 });
  });

  it('is seen by itself at an edge that the leading camera did not film', async () => {
    using both = bench({ a: TWO['a'] ?? { timesMs: [] }, b: { timesMs: every(100, 10), startsAt: NOON + 60_000 } });
    await both.run(50);
    const footage = both.sync.views.find(({ follower }) => follower !== undefined)?.footage;
    const after = footage?.kind === 'gap' ? footage.after : undefined;
    expect(after === undefined ? undefined : both.sync.frameAtEdge(after)).toEqual({ id: 'b', ordinal: 1 });
  });

  it('is followed across its files', async () => {
    const files = {
      a: { timesMs: every(40, 500), startsAt: NOON },
      b1: { timesMs: every(100, 51), camera: 'Hall', startsAt: NOON },
      b2: { timesMs: every(100, 50), camera: 'Hall', startsAt: NOON + 8000 },
    };
    using both = bench(files);
    await both.run(50);
    expect(both.follower('b1').recordingId).toBe('b1');
    both.player.seek(226); // 9 s.
    await both.run(50);
    expect([both.follower('b1').recordingId, both.follower('b1').shown]).toEqual(['b2', 11]);
    both.player.seek(176); // 7 s: between the two.
    await both.run(50);
    const footage = both.sync.views.find(({ follower }) => follower !== undefined)?.footage;
    expect(footage).toMatchObject({ kind: 'gap', before: { ordinal: 51 }, after: { ordinal: 1 } });
    expect(both.follower('b1').shown).toBe(0);
    both.player.seek(230);
    await both.run(50);
    // One reader at a time, opened once for each file that it comes to.
    expect(both.opened).toEqual(['a', 'b1', 'b2']);
    expect(both.held).toEqual(['a', 'b2']);
  });
});

describe('a camera that follows while the other plays', () => {
  it('shows its frame with each frame of the other, forwards and backwards', async () => {
    using both = bench({ a: TWO['a'] ?? { timesMs: [] }, b: { timesMs: every(40, 500), startsAt: NOON } });
    both.player.seek(100);
    await both.run(50);
    for (const rate of [1, -1]) {
      both.player.play(rate);
      await both.run(300);
      both.painted.length = 0;
      await both.run(1500);
      const { painted } = both;
      expect(painted.length).toBeGreaterThan(30);
      expect(new Set(painted.map(({ lagMs }) => lagMs))).toEqual(new Set([0]));
      expect(both.follower('b').stride).toBe(1);
    }
  });

  it('leaves frames out when it cannot keep up, says so, and is never ahead', async () => {
    using both = bench({ a: TWO['a'] ?? { timesMs: [] }, b: { ...TWO['a'], timesMs: every(40, 500), latencyMs: 160 } });
    both.player.play(1);
    await both.run(4000);
    const { painted } = both;
    const late = painted.slice(-10);
    expect(both.follower('b').stride).toBeGreaterThan(3);
    expect(both.follower('b').stride).toBeLessThan(6);
    expect(late.every(({ lagMs }) => lagMs >= 0 && lagMs <= 200)).toBe(true);
    both.player.stop();
    await both.run(1000);
    expect(both.follower('b').shown).toBe(both.player.shown);
    expect(both.follower('b').stride).toBe(1);
  });

  it('goes on when the other changes its speed', async () => {
    using both = bench({ a: TWO['a'] ?? { timesMs: [] }, b: { timesMs: every(40, 500), startsAt: NOON } });
    both.player.play(16);
    await both.run(300);
    both.player.play(0.1);
    both.painted.length = 0;
    await both.run(2000);
    expect(both.painted.length).toBeGreaterThan(3);
    expect(both.painted.slice(2).every(({ lagMs }) => lagMs === 0)).toBe(true);
  });
});

describe('several followers', () => {
  it('go on when one of them fails, which says so in its own place', async () => {
    using all = bench({
      a: { timesMs: every(40, 500), startsAt: NOON },
      b: { timesMs: every(40, 500), startsAt: NOON, cannotOpen: true },
      c: { timesMs: every(40, 500), startsAt: NOON, failed: [20] },
    });
    all.player.seek(20);
    await all.run(100);
    expect(all.follower('b').problem?.alert.code).toBe('FILE_UNREADABLE');
    expect(all.follower('c').problem).toMatchObject({ ordinal: 20, alert: { code: 'SPAN_FAILED' } });
    all.player.seek(21);
    await all.run(100);
    expect(all.follower('c').problem).toBeUndefined();
    expect(all.follower('c').shown).toBe(21);
    // It was asked for once: nobody opens it again but the person.
    expect(all.opened.filter((id) => id === 'b')).toHaveLength(1);
    all.follower('b').retry();
    await all.run(50);
    expect(all.opened.filter((id) => id === 'b')).toHaveLength(2);
  });

  it('give their readers back when they are taken away, and with the last of them', async () => {
    using all = bench({ ...TWO, c: { timesMs: every(40, 500), startsAt: NOON } });
    all.player.seek(100);
    await all.run(100);
    expect(all.held.toSorted()).toEqual(['a', 'b', 'c']);
    const c = all.sync.others().find(({ camera }) => camera.key === recordingId('c'));
    if (c !== undefined) {
      all.sync.choose(c.camera, false);
    }
    await all.run(20);
    expect(all.held.toSorted()).toEqual(['a', 'b']);
    all.sync.toggle();
    await all.run(50);
    expect(all.held).toEqual(['a']);
    all.sync.toggle();
    await all.run(50);
    // What was chosen is remembered.
    expect(all.sync.views.map(({ camera }) => camera.key)).toEqual(['a', 'b']);
    expect(all.open).toBe(0);
  });

  it('are never more than five, those with footage first', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 9 }, (_, row) => [
        `r${row}`,
        { timesMs: every(40, 50), startsAt: row === 1 ? NOON + 60_000 : NOON },
      ]),
    );
    using all = new SyncBench(files);
    all.lead('r0');
    expect(all.sync.others().map(({ camera }) => String(camera.key))).toEqual([
      ...['r2', 'r3', 'r4', 'r5', 'r6', 'r7', 'r8', 'r1'],
    ]);
    all.sync.toggle();
    expect(all.sync.views.map(({ camera }) => String(camera.key))).toEqual(['r0', 'r2', 'r3', 'r4', 'r5', 'r6']);
    expect(all.sync.isFull).toBe(true);
    // Another one takes the lead, and the first makes room for none: six at most.
    all.lead('r8');
    await all.run(20);
    expect(all.sync.views).toHaveLength(6);
    expect(all.sync.views.some(({ camera }) => camera.key === recordingId('r8'))).toBe(true);
  });
});

it('comes on with a camera that can be seen, not with a file that cannot be read', () => {
  using all = new SyncBench({ a: { timesMs: every(40, 50) }, b: { timesMs: [] }, c: { timesMs: every(40, 50) } });
  const [, unread] = all.recordings;
  if (unread !== undefined) {
    all.recordings[1] = { ...unread, phase: 'failed', table: undefined };
  }
  all.lead('a');
  expect(all.sync.others().map(({ camera }) => String(camera.key))).toEqual(['c', 'b']);
  all.sync.toggle();
  expect(all.sync.views.map(({ camera }) => String(camera.key))).toEqual(['a', 'c']);
});

it('opens a camera that waits when it is chosen, once, and says in its place when that fails', async () => {
  using all = new SyncBench(TWO);
  all.lead('a');
  const waiting = all.recording('b');
  all.recordings[1] = { ...waiting, table: undefined, phase: 'waiting' };
  all.sync.toggle();
  all.tell();
  await all.run(30);
  const [view] = all.sync.views.filter(({ isLeading }) => !isLeading);
  expect(view?.footage?.kind).toBe('closed');
  expect(view?.alert?.code).toBe('FILE_UNREADABLE');
  expect(all.prepared).toEqual(['b']);
});

describe('recordings without a clock', () => {
  it('stand at their own frame until somebody aligns them', async () => {
    using both = bench({ a: { timesMs: every(40, 500) }, b: { timesMs: every(100, 200, 700) } });
    both.positions.set(recordingId('b'), 31);
    both.player.seek(101); // 4 s of a.
    await both.run(50);
    const view = (): (typeof both.sync.views)[number] | undefined =>
      both.sync.views.find(({ follower }) => follower !== undefined);
    expect(view()?.footage?.kind).toBe('unaligned');
    expect(both.follower('b').shown).toBe(31);
    const found = view();
    if (found !== undefined) {
      both.sync.align(found);
    }
    both.player.seek(126); // One second on.
    await both.run(50);
    expect(both.follower('b').shown).toBe(41);
    expect(view()?.isByHand).toBe(true);
    const aligned = view();
    if (aligned !== undefined) {
      both.sync.unalign(aligned);
    }
    both.tell();
    await both.run(50);
    expect(view()?.footage?.kind).toBe('unaligned');
    expect(both.follower('b').shown).toBe(31);
  });
});

/** Steps between frames, ms: a camera that slows down when nothing moves. */
const aTable = fc
  .tuple(
    fc.integer({ min: -2000, max: 5000 }),
    fc.array(fc.integer({ min: 5, max: 400 }), { minLength: 3, maxLength: 60 }),
  )
  .map(([start, steps]) => {
    const timesMs = [start];
    for (const step of steps) {
      timesMs.push((timesMs.at(-1) ?? 0) + step);
    }
    return timesMs;
  });

const anAct = fc.oneof(
  fc.record({ kind: fc.constant('seek' as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ kind: fc.constant('step' as const), frames: fc.constantFrom(-1, 1, 5, -7) }),
  fc.record({ kind: fc.constant('play' as const), rate: fc.constantFrom(1, -1, 2, -4, 16, -16, 0.25, -0.5) }),
  fc.record({ kind: fc.constant('stop' as const) }),
  fc.record({ kind: fc.constant('lead' as const), name: fc.constantFrom('a', 'b', 'd') }),
);

it('ends on the exact frame, and is never ahead, after any seeks and plays', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(aTable, aTable, aTable, aTable),
      fc.tuple(
        fc.integer({ max: 3000, min: -3000 }),
        fc.integer({ min: 0, max: 2000 }),
        fc.integer({ min: -9000, max: 9000 }),
      ),
      fc.tuple(fc.constantFrom(1, 15, 60), fc.constantFrom(1, 40, 300), fc.constantFrom(1, 25)),
      fc.array(fc.tuple(anAct, fc.integer({ min: 0, max: 400 })), { minLength: 1, maxLength: 8 }),
      async ([a, b, c, d], [startB, gap, startD], [slowA, slowB, slowD], acts) => {
        const endOfB = NOON + startB + (b.at(-1) ?? 0) - (b[0] ?? 0);
        const files: Readonly<Record<string, BenchFile>> = {
          a: { timesMs: a, startsAt: NOON, latencyMs: slowA },
          b: { timesMs: b, startsAt: NOON + startB, camera: 'Quai', latencyMs: slowB },
          c: { timesMs: c, startsAt: endOfB + 1 + gap, camera: 'Quai', latencyMs: slowB },
          d: { timesMs: d, startsAt: NOON + startD, latencyMs: slowD },
        };
        using all = bench(files);
        for (const [act, ms] of acts) {
          if (act.kind === 'seek') {
            all.player.seek(1 + Math.floor(act.share * (all.player.total - 1)));
          } else if (act.kind === 'step') {
            all.player.step(act.frames);
          } else if (act.kind === 'play') {
            all.player.play(act.rate);
          } else if (act.kind === 'lead') {
            all.lead(act.name);
          } else {
            all.player.stop();
          }
          await all.run(ms);
        }
        expect(all.painted.filter(({ lagMs }) => lagMs < 0)).toEqual([]);
        all.player.stop();
        await all.run(3000);
        const leading = files[String(all.player.recordingId)];
        const atMs = leading === undefined ? NaN : realMs(leading, all.player.shown);
        for (const { camera, follower } of all.sync.views) {
          if (follower !== undefined) {
            const standing = camera.recordings.map(({ id }) => {
              const file = files[id];
              return { id, ordinal: file === undefined ? 0 : standingAt(file, atMs) };
            });
            const expected = standing.find(({ ordinal }) => ordinal > 0);
            expect([follower.shown, follower.problem]).toEqual([expected?.ordinal ?? 0, undefined]);
            if (expected !== undefined) {
              expect(follower.recordingId).toBe(expected.id);
            }
          }
        }
        expect(all.open).toBe(0);
      },
    ),
    { numRuns: 200 },
  );
}, 60_000);
