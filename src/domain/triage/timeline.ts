// From the scores of a first look to what a timeline shows: activity per second, and spans worth looking at first.

import { LEAST_SCORE, type LookScore } from './look-scorer.ts';
import type { PacketActivity } from './packet-activity.ts';

/** A stretch in which something seems to move. */
export interface PromisingSpan {
  readonly fromUs: number;
  readonly toUs: number;
  /** 0–1; only to sort by. */
  readonly score: number;
}

export interface LookTimeline {
  /** Length of a bin, µs. */
  readonly binUs: number;
  /** Time at which the first bin begins, µs. */
  readonly fromUs: number;
  /** Per bin, 0 (as usual) to 255. */
  readonly activity: Uint8Array<ArrayBuffer>;
  /** In order of time, apart from one another. */
  readonly spans: readonly PromisingSpan[];
}

/** Departure of the sizes from the usual, in spreads, from which a second counts. */
const LEAST_SIZE_SCORE = 5;
/** A look speaks for the time around it: half way to its neighbours, within these bounds, µs. */
const LEAST_REACH_US = 500_000;
const MOST_REACH_US = 1_200_000;
/** Spans nearer than this are one, µs. */
const MERGE_US = 2_000_000;

interface Said extends PromisingSpan {
  readonly isPromising: boolean;
}

/** `toUs`: end of the recording. `looks` in any order. */
export function lookTimeline(toUs: number, looks: readonly LookScore[], sizes: PacketActivity): LookTimeline {
  const { binUs, fromUs } = sizes;
  const said = [...sayingsOfLooks(looks, fromUs, toUs), ...sayingsOfSizes(sizes)].filter(
    (each) => each.toUs > each.fromUs,
  );
  const activity = new Uint8Array(Math.max(sizes.score.length, Math.ceil((toUs - fromUs) / binUs)));
  for (const each of said) {
    const last = Math.min(activity.length - 1, Math.ceil((each.toUs - fromUs) / binUs) - 1);
    for (let bin = Math.max(0, Math.floor((each.fromUs - fromUs) / binUs)); bin <= last; bin += 1) {
      activity[bin] = Math.max(activity[bin] ?? 0, Math.round(255 * each.score));
    }
  }
  return { binUs, fromUs, activity, spans: merged(said.filter(({ isPromising }) => isPromising)) };
}

/** 0 for nothing, 0.25 at the threshold, towards 1. */
function share(score: number, least: number): number {
  return score <= 0 ? 0 : score / (score + 3 * least);
}

function sayingsOfLooks(looks: readonly LookScore[], fromUs: number, toUs: number): Said[] {
  const rows = looks.toSorted((a, b) => a.us - b.us);
  const reach = (us: number, other: number | undefined): number =>
    Math.min(MOST_REACH_US, Math.max(LEAST_REACH_US, other === undefined ? 0 : Math.abs(other - us) / 2));
  return rows.map(({ us, score }, row) => ({
    fromUs: Math.max(fromUs, us - reach(us, rows[row - 1]?.us)),
    toUs: Math.min(toUs, us + reach(us, rows[row + 1]?.us)),
    score: share(score, LEAST_SCORE),
    isPromising: score >= LEAST_SCORE,
  }));
}

function sayingsOfSizes({ score, fromUs, binUs }: PacketActivity): Said[] {
  return Array.from(score, (value, bin) => ({
    fromUs: fromUs + bin * binUs,
    toUs: fromUs + (bin + 1) * binUs,
    score: share(value, LEAST_SIZE_SCORE),
    isPromising: value >= LEAST_SIZE_SCORE,
  }));
}

function merged(spans: readonly PromisingSpan[]): PromisingSpan[] {
  const out: PromisingSpan[] = [];
  for (const { fromUs, toUs, score } of spans.toSorted((a, b) => a.fromUs - b.fromUs)) {
    const last = out.at(-1);
    if (last !== undefined && fromUs - last.toUs <= MERGE_US) {
      out[out.length - 1] = {
        fromUs: last.fromUs,
        toUs: Math.max(last.toUs, toUs),
        score: Math.max(last.score, score),
      };
    } else {
      out.push({ fromUs, toUs, score });
    }
  }
  return out;
}

/** A look to be shown: its true picture is decoded again. */
export type Showable = LookScore & { readonly box: NonNullable<LookScore['box']> };

/**
 * One look per span, the most promising spans first, as long as `budget` packets are not spent.
 * `costOf`: packets to decode for the true picture of an ordinal. Cheap looks are preferred unless they say far less.
 */
export function looksToShow(
  spans: readonly PromisingSpan[],
  looks: readonly LookScore[],
  costOf: (ordinal: number) => number,
  limits: { readonly pictures: number; readonly packets: number },
): Showable[] {
  const shown: Showable[] = [];
  let left = limits.packets;
  for (const { fromUs, toUs } of spans.toSorted((a, b) => b.score - a.score)) {
    const worth = ({ score, ordinal }: LookScore): number => Math.min(score, 10 * LEAST_SCORE) / (50 + costOf(ordinal));
    const inside = looks.filter(
      (look): look is Showable => look.box !== undefined && look.us >= fromUs && look.us <= toUs,
    );
    const best = inside.toSorted((a, b) => worth(b) - worth(a))[0];
    const cost = best === undefined ? Infinity : costOf(best.ordinal);
    if (best !== undefined && cost <= left && shown.length < limits.pictures) {
      shown.push(best);
      left -= cost;
    }
  }
  return shown.sort((a, b) => a.us - b.us);
}
