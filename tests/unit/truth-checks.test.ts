// The checks of a result must fail when the result is wrong.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseMot } from '../../scripts/bench/mot-rows.ts';
import type { MotRow } from '../../scripts/bench/mot-rows.ts';
import { checkCrossings, checkLabels, scaleRows, tracksOnStaticThings } from '../truth/checks.ts';
import type { ExpectedCrossing } from '../truth/checks.ts';

const frameUs = (frame: number): number => (frame - 1) * 40_000;
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, k) => from + k);

function row(frame: number, id: number, x: number, extra: Partial<MotRow> = {}): MotRow {
  return { frame, id, box: { x, y: 100, w: 40, h: 100 }, conf: 1, classNumber: 1, ...extra };
}

/** Somebody who walks 5 pixels a frame. */
function walker(id: number, from: number, to: number, extra: Partial<MotRow> = {}): MotRow[] {
  return range(from, to).map((frame) => row(frame, id, 5 * frame, extra));
}

const crossing: ExpectedCrossing = {
  id: 1,
  route: 'a route',
  fromUs: frameUs(100),
  toUs: frameUs(224),
  boxes: range(100, 224).map((frame) => [frame, 5 * frame, 100, 40, 100, 1] as const),
};

describe('checkCrossings', () => {
  it('accepts one person track from start to end', () => {
    const check = checkCrossings([crossing], walker(9, 104, 220), frameUs);
    expect(check).toMatchObject({ ok: true, others: [] });
    expect(check.crossings[0]).toMatchObject({ tracks: [9], startErrorS: 0.16, endErrorS: -0.16, ok: true });
  });

  it('refuses a missing crossing, a late start and an early end', () => {
    expect(checkCrossings([crossing], [], frameUs).crossings[0]).toMatchObject({ tracks: [], ok: false });
    expect(checkCrossings([crossing], walker(9, 113, 224), frameUs).ok).toBe(false);
    expect(checkCrossings([crossing], walker(9, 100, 211), frameUs).ok).toBe(false);
    expect(checkCrossings([crossing], walker(9, 112, 212), frameUs).ok).toBe(true);
  });

  it('refuses a crossing in two pieces, and one of another class', () => {
    const pieces = [...walker(9, 100, 150), ...walker(10, 151, 224)];
    expect(checkCrossings([crossing], pieces, frameUs).crossings[0]).toMatchObject({ tracks: [9, 10], ok: false });
    expect(checkCrossings([crossing], walker(9, 100, 224, { classNumber: 99 }), frameUs).ok).toBe(false);
  });

  it('names tracks that follow nobody, of any class', () => {
    const ghost = range(1, 50).map((frame) => row(frame, 20, 900, { classNumber: 99 }));
    const check = checkCrossings([crossing], [...walker(9, 100, 224), ...ghost], frameUs);
    expect(check).toMatchObject({ ok: false, others: [20] });
  });
});

describe('tracksOnStaticThings', () => {
  const things = parseMot(readFileSync(new URL('../truth/vtest-static.txt', import.meta.url), 'utf8'));

  it('finds a track that sits on the stone, even when it strays now and then', () => {
    const stone = range(1, 10).map((frame) =>
      row(frame, 3, 0, { box: { x: frame > 5 ? 400 : 160, y: 248, w: 32, h: 30 } }),
    );
    expect(tracksOnStaticThings(stone, things)).toEqual([{ track: 3, thing: 1, share: 0.5 }]);
  });

  it('lets a person pass in front of it', () => {
    expect(tracksOnStaticThings(walker(3, 1, 100), things)).toEqual([]);
  });
});

describe('checkLabels', () => {
  const labels = [row(1, 101, 0), row(14, 1401, 200), row(14, 1402, 400, { conf: 0 })];

  it('counts nothing against a perfect result', () => {
    const found = [row(1, 1, 0), row(14, 2, 200), row(14, 3, 400), row(5, 3, 700)];
    const check = checkLabels(labels, found);
    expect(check.scores).toMatchObject({ recall: 100, precision: 100, truthBoxes: 2 });
    expect(check).toMatchObject({ unseen: [], falseTracks: [] });
  });

  it('names the unseen and the false', () => {
    const check = checkLabels(labels, [row(1, 1, 0), row(14, 8, 600), row(14, 9, 200, { classNumber: 3 })]);
    expect(check.unseen.map((label) => label.id)).toEqual([1401]);
    expect(check.falseTracks).toEqual([8]);
    expect(check.scores).toMatchObject({ misses: 1, falsePositives: 1 });
  });
});

describe('labels of vtest', () => {
  const labels = parseMot(readFileSync(new URL('../truth/vtest-60.txt', import.meta.url), 'utf8'));

  it('lie inside the picture, on about sixty frames, each row with its own id', () => {
    expect(new Set(labels.map((label) => label.frame)).size).toBe(62);
    expect(new Set(labels.map((label) => label.id)).size).toBe(labels.length);
    for (const { box } of labels) {
      expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
      expect(box.x + box.w).toBeLessThanOrEqual(768);
      expect(box.y + box.h).toBeLessThanOrEqual(576);
    }
  });

  it('score full marks against themselves, at any size', () => {
    const big = scaleRows(labels, 2.5, 1.875);
    expect(checkLabels(big, big)).toMatchObject({
      unseen: [],
      falseTracks: [],
      scores: { recall: 100, precision: 100 },
    });
  });
});
