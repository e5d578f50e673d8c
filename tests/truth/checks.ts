// What tests and bench ask of a result, beyond scores: who was seen, when, and what must not become a track.

import { evaluateTracks } from '../../scripts/bench/mot-eval.ts';
import type { EvalResult } from '../../scripts/bench/mot-eval.ts';
import { groupBy } from '../../scripts/bench/mot-rows.ts';
import type { MotRow } from '../../scripts/bench/mot-rows.ts';
import { area, iou } from '../../src/domain/geometry/box.ts';
import type { Box } from '../../src/domain/geometry/box.ts';

/** A box that overlaps so much is on the same thing. */
const SAME_IOU = 0.3;
const PERSON = 1;

/** A crossing as the truth of a reel tells it (`tests/reels/truth.ts`). */
export interface ExpectedCrossing {
  readonly id: number;
  readonly route: string;
  readonly fromUs: number;
  readonly toUs: number;
  /** frame, x, y, w, h, visibility. */
  readonly boxes: readonly (readonly [number, number, number, number, number, number])[];
}

/** How one crossing was found. */
export interface CrossingResult {
  readonly id: number;
  readonly route: string;
  /** Tracks that follow this crossing: one, when all is well. */
  readonly tracks: readonly number[];
  /** Seconds that the first track begins after (+) or before (−) the crossing, and ends after it; 0 without track. */
  readonly startErrorS: number;
  readonly endErrorS: number;
  readonly isPerson: boolean;
  /** One track, a person's, that begins and ends within the tolerance. */
  readonly ok: boolean;
}

export interface CrossingsCheck {
  readonly crossings: readonly CrossingResult[];
  /** Tracks that follow no crossing. */
  readonly others: readonly number[];
  readonly ok: boolean;
}

/**
 * Every crossing tracked, begun and ended within `toleranceS`, and no other track of any class.
 * A track follows a crossing when at least half of its boxes lie on the person (IoU ≥ 0.3).
 */
export function checkCrossings(
  expected: readonly ExpectedCrossing[],
  found: readonly MotRow[],
  frameUs: (frame: number) => number,
  toleranceS = 0.5,
): CrossingsCheck {
  const tracks = groupBy(found, (row) => row.id);
  const followed = new Map<number, number[]>();
  const others: number[] = [];
  for (const [id, rows] of tracks) {
    const crossing = expected.find((candidate) => follows(rows, candidate));
    if (crossing === undefined) {
      others.push(id);
    } else {
      followed.set(crossing.id, [...(followed.get(crossing.id) ?? []), id]);
    }
  }
  const crossings = expected.map((crossing): CrossingResult => {
    const ids = followed.get(crossing.id) ?? [];
    const rows = ids.flatMap((id) => tracks.get(id) ?? []);
    const frames = rows.map((row) => row.frame);
    const error = (frame: number, us: number): number =>
      rows.length === 0 ? 0 : Number(((frameUs(frame) - us) / 1e6).toFixed(3));
    const startErrorS = error(
      frames.reduce((a, b) => Math.min(a, b), Infinity),
      crossing.fromUs,
    );
    const endErrorS = error(
      frames.reduce((a, b) => Math.max(a, b), -Infinity),
      crossing.toUs,
    );
    const isPerson = rows.length > 0 && rows.every((row) => row.classNumber === PERSON);
    const inTime = Math.abs(startErrorS) <= toleranceS && Math.abs(endErrorS) <= toleranceS;
    const ok = ids.length === 1 && isPerson && inTime;
    return { id: crossing.id, route: crossing.route, tracks: ids, startErrorS, endErrorS, isPerson, ok };
  });
  return { crossings, others, ok: others.length === 0 && crossings.every((crossing) => crossing.ok) };
}

function follows(rows: readonly MotRow[], crossing: ExpectedCrossing): boolean {
  const boxes = new Map(crossing.boxes.map(([frame, x, y, w, h]) => [frame, { x, y, w, h }]));
  const hits = rows.filter((row) => {
    const box = boxes.get(row.frame);
    return box !== undefined && iou(row.box, box) >= SAME_IOU;
  });
  return hits.length >= rows.length / 2;
}

/** A track that sits on a thing which never moves. */
export interface StaticTrack {
  readonly track: number;
  /** Id of the thing, as in `vtest-static.txt`. */
  readonly thing: number;
  /** Share of the track's boxes on the thing, 0–1. */
  readonly share: number;
}

/** Tracks with at least half of their boxes on one of `things` (IoU ≥ 0.3). None, when all is well. */
export function tracksOnStaticThings(found: readonly MotRow[], things: readonly MotRow[]): StaticTrack[] {
  return [...groupBy(found, (row) => row.id)].flatMap(([track, rows]) =>
    things.flatMap((thing) => {
      const hits = rows.filter((row) => iou(row.box, thing.box) >= SAME_IOU).length;
      const share = hits / rows.length;
      return share >= 0.5 ? [{ track, thing: thing.id, share }] : [];
    }),
  );
}

/** Person boxes against labels of single frames. */
export interface LabelCheck {
  /** At IoU ≥ 0.5: recall, precision and counts, per frame. Identity means nothing here. */
  readonly scores: Pick<EvalResult, 'recall' | 'precision' | 'misses' | 'falsePositives' | 'truthBoxes'>;
  /** Labelled persons on whom no box lies at all (IoU < 0.3). */
  readonly unseen: readonly MotRow[];
  /** Person tracks that are on nobody on more than half of the labelled frames on which they exist. */
  readonly falseTracks: readonly number[];
}

/** Compares persons of `found` with labels on some frames; don't-care labels neither help nor hurt. */
export function checkLabels(labels: readonly MotRow[], found: readonly MotRow[]): LabelCheck {
  const byFrame = groupBy(labels, (row) => row.frame);
  const persons = found.filter((row) => row.classNumber === PERSON && byFrame.has(row.frame));
  const personsByFrame = groupBy(persons, (row) => row.frame);
  const unseen = labels.filter(
    (label) =>
      label.conf !== 0 && !(personsByFrame.get(label.frame) ?? []).some((row) => iou(row.box, label.box) >= SAME_IOU),
  );
  const isOnSomebody = (row: MotRow): boolean =>
    (byFrame.get(row.frame) ?? []).some((label) => iou(row.box, label.box) >= SAME_IOU);
  const falseTracks = [...groupBy(persons, (row) => row.id)]
    .filter(([, rows]) => rows.filter(isOnSomebody).length < rows.length / 2)
    .map(([id]) => id);
  return { scores: evaluateTracks(labels, persons, { dontCare: true }), unseen, falseTracks };
}

/** Truth of one picture size for another: each coordinate times its factor. */
export function scaleRows(rows: readonly MotRow[], byX: number, byY: number): MotRow[] {
  const scale = ({ x, y, w, h }: Box): Box => ({ x: x * byX, y: y * byY, w: w * byX, h: h * byY });
  return rows.map((row) => ({ ...row, box: scale(row.box) })).filter((row) => area(row.box) > 0);
}
