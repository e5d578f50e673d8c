// A recording cut into what is watched and what is passed over, in order and without a gap.

import { sortRows } from '../query/sort-rows.ts';
import type { Notch } from './notches.ts';

/** Times in µs; `toUs` is not included. */
export interface Span {
  readonly fromUs: number;
  readonly toUs: number;
}

/**
 * Why nobody may say that nothing happened: `waiting`: not analysed yet · `failed`: its pictures cannot be read ·
 * `outside`: looked at, but nothing could be found there.
 */
export type Doubt = 'waiting' | 'failed' | 'outside';

export interface DoubtSpan extends Span {
  readonly why: Doubt;
}

/** `watched`: a selected object is there, or near in time · `dead`: analysed, and none of them is. */
export type StretchKind = 'watched' | 'dead' | Doubt;

export interface Stretch extends Span {
  readonly kind: StretchKind;
}

/** When the selected objects are there: some rows of columns, in order of appearance. */
export interface Presence {
  readonly rows: ArrayLike<number>;
  /** Presentation times, µs. */
  readonly firstUs: ArrayLike<number>;
  readonly lastUs: ArrayLike<number>;
  readonly bestUs: ArrayLike<number>;
}

/** Rows between two pauses. */
const BREATH_ROWS = 8192;

/**
 * Cuts what lies within `extent` (last picture included). `doubts` are in order and do not overlap. An object goes before
 * a doubt; only what cannot be read is never watched. Yields after each short part of the work.
 */
export function* stretchesOf(
  presence: Presence,
  doubts: readonly DoubtSpan[],
  extent: Span,
  notch: Notch,
): Generator<undefined, readonly Stretch[]> {
  const pieces = yield* inOrder(yield* piecesOf(presence, notch));
  const watched = without(
    yield* united(pieces, extent, notch),
    doubts.filter(({ why }) => why === 'failed'),
  );
  return tiled(watched, doubts, extent);
}

/** Beginnings and ends, one behind the other. */
type Pieces = Float64Array<ArrayBuffer>;

function* piecesOf({ rows, firstUs, lastUs, bestUs }: Presence, notch: Notch): Generator<undefined, Pieces> {
  const { paddingUs, leastUs, stayUs, partUs } = notch;
  let pieces = new Float64Array(rows.length * 2);
  let length = 0;
  const add = (from: number, to: number): void => {
    if (length === pieces.length) {
      const wider = new Float64Array(length * 2);
      wider.set(pieces);
      pieces = wider;
    }
    pieces[length] = from - paddingUs;
    pieces[length + 1] = to + paddingUs;
    length += 2;
  };
  for (let place = 0; place < rows.length; place += 1) {
    const row = rows[place] ?? 0;
    const [first, last, best] = [firstUs[row] ?? 0, lastUs[row] ?? 0, bestUs[row] ?? 0];
    if (last - first > stayUs) {
      add(first, first + partUs);
      add(Math.max(first, best - partUs / 2), Math.min(last, best + partUs / 2));
      add(last - partUs, last);
    } else if (last - first >= leastUs) {
      add(first, last);
    }
    if (place % BREATH_ROWS === BREATH_ROWS - 1) {
      yield;
    }
  }
  return pieces.subarray(0, length);
}

/** By their beginning. They are already, unless long stays were cut. */
function* inOrder(pieces: Pieces): Generator<undefined, Pieces> {
  let isSorted = true;
  for (let at = 2; at < pieces.length && isSorted; at += 2) {
    isSorted = (pieces[at - 2] ?? 0) <= (pieces[at] ?? 0);
  }
  if (isSorted) {
    return pieces;
  }
  const keys = new Float64Array(pieces.length / 2);
  for (let place = 0; place < keys.length; place += 1) {
    keys[place] = pieces[place * 2] ?? 0;
  }
  yield;
  const order = yield* sortRows(keys);
  const sorted = new Float64Array(pieces.length);
  for (let at = 0; at < order.length; at += 1) {
    const place = order[at] ?? 0;
    sorted[at * 2] = pieces[place * 2] ?? 0;
    sorted[at * 2 + 1] = pieces[place * 2 + 1] ?? 0;
    if (at % (8 * BREATH_ROWS) === 0) {
      yield;
    }
  }
  return sorted;
}

/** What is watched, short gaps with it, within the extent. */
function* united(pieces: Pieces, { fromUs, toUs }: Span, { bridgeUs }: Notch): Generator<undefined, readonly Span[]> {
  const spans: Span[] = [];
  let [start, end] = [fromUs, -Infinity];
  const close = (): void => {
    if (end > start) {
      spans.push({ fromUs: start, toUs: end });
    }
  };
  for (let at = 0; at < pieces.length; at += 2) {
    const from = Math.max(fromUs, pieces[at] ?? 0);
    const to = Math.min(toUs, pieces[at + 1] ?? 0);
    if (to <= from) {
      continue;
    }
    if (from - end > bridgeUs) {
      close();
      [start, end] = [from, to];
    } else {
      end = Math.max(end, to);
    }
    if (at % (2 * BREATH_ROWS) === 0) {
      yield;
    }
  }
  close();
  return spans;
}

/** What is left of spans where holes are; both in order. */
function without(spans: readonly Span[], holes: readonly Span[]): readonly Span[] {
  const left: Span[] = [];
  let first = 0;
  for (const { fromUs, toUs } of spans) {
    while ((holes[first]?.toUs ?? Infinity) <= fromUs) {
      first += 1;
    }
    let from = fromUs;
    for (let at = first; (holes[at]?.fromUs ?? Infinity) < toUs; at += 1) {
      const hole = holes[at];
      if (hole !== undefined && hole.fromUs > from) {
        left.push({ fromUs: from, toUs: hole.fromUs });
      }
      from = Math.max(from, hole?.toUs ?? from);
    }
    if (toUs > from) {
      left.push({ fromUs: from, toUs });
    }
  }
  return left;
}

/** Every microsecond of the extent in one stretch, neighbours of different kinds. */
function tiled(watched: readonly Span[], doubts: readonly DoubtSpan[], extent: Span): readonly Stretch[] {
  const stretches: Stretch[] = [];
  const add = (kind: StretchKind, fromUs: number, toUs: number): void => {
    const last = stretches.at(-1);
    if (toUs <= fromUs) {
      return;
    }
    if (last?.kind === kind) {
      stretches[stretches.length - 1] = { kind, fromUs: last.fromUs, toUs };
    } else {
      stretches.push({ kind, fromUs, toUs });
    }
  };
  let doubt = 0;
  const pass = (fromUs: number, toUs: number): void => {
    let at = fromUs;
    while (at < toUs) {
      while ((doubts[doubt]?.toUs ?? Infinity) <= at) {
        doubt += 1;
      }
      const next = doubts[doubt];
      const [start, end] = [Math.min(toUs, next?.fromUs ?? toUs), Math.min(toUs, next?.toUs ?? toUs)];
      add('dead', at, start);
      add(next?.why ?? 'dead', Math.max(at, start), end);
      at = end;
    }
  };
  let at = extent.fromUs;
  for (const { fromUs, toUs } of watched) {
    pass(at, fromUs);
    add('watched', fromUs, toUs);
    at = toUs;
  }
  pass(at, extent.toUs);
  return stretches;
}
