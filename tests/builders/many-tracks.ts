// A dossier of any size, without a picture: chunks as an analysis would have written them, the same for the same plan.

import type { Observation, TrackSummary } from '../../src/contracts/analysis.ts';
import {
  COLOUR_NAMES,
  DIRECTIONS,
  EDGES,
  SIZES,
  SPEEDS,
  type Colours,
  type TrackAttributes,
} from '../../src/domain/attributes/attributes.ts';
import { CARRIED, CLASS_NAMES } from '../../src/domain/detection/classes.ts';
import { recordingId, type RecordingId } from '../../src/domain/ids.ts';
import { micros } from '../../src/domain/time/micros.ts';
import type { AnalysisChunk } from '../../src/storage/chunk-codec.ts';
import { seededRandom } from '../reels/random.ts';

export interface ManyTracksPlan {
  readonly tracks: number;
  /** Boxes of each. */
  readonly samples: number;
  readonly recordings?: number;
  readonly seed?: number;
}

export interface PlannedChunk {
  readonly recordingId: RecordingId;
  readonly chunk: AnalysisChunk;
}

/** As many as a commit holds in a busy street. */
const TRACKS_A_CHUNK = 280;
/** So many go on into the next chunk, and are told in both. */
const STRADDLING = 60;
/** So many are in the picture at once. */
const AT_ONCE = 5;
const FRAME_US = 40_000;
/** Frames between two boxes. */
const STEP = 2;

type Random = () => number;
type Row = Observation & { readonly track: number };

export function recordingIds({ recordings = 10 }: ManyTracksPlan): RecordingId[] {
  return Array.from({ length: recordings }, (_, index) => recordingId(`recording-${index}`));
}

/** The chunks of one recording after the other. */
export function* manyTracks(plan: ManyTracksPlan): Generator<PlannedChunk, void, undefined> {
  const ids = recordingIds(plan);
  const random = seededRandom(plan.seed ?? 1);
  for (const [index, id] of ids.entries()) {
    const share = Math.floor(((index + 1) * plan.tracks) / ids.length) - Math.floor((index * plan.tracks) / ids.length);
    for (const chunk of chunksOf(share, plan.samples, random)) {
      yield { recordingId: id, chunk };
    }
  }
}

function* chunksOf(tracks: number, samples: number, random: Random): Generator<AnalysisChunk, void, undefined> {
  let waiting: { readonly rows: readonly Row[]; readonly summaries: readonly TrackSummary[] } = {
    rows: [],
    summaries: [],
  };
  for (let first = 1, seq = 0; first <= tracks; first += TRACKS_A_CHUNK, seq += 1) {
    const last = Math.min(tracks, first + TRACKS_A_CHUNK - 1);
    const paths = Array.from({ length: last - first + 1 }, (_, index) => aPath(first + index, samples, random));
    const isEnd = last === tracks;
    const border = isEnd ? paths.length : paths.length - STRADDLING;
    const whole = paths.slice(0, border);
    const cut = paths.slice(border);
    const half = Math.floor(samples / 2);
    const summaries = paths.map(({ summary }) => summary);
    yield {
      seq,
      observations: [
        ...waiting.rows,
        ...interleave(whole.map(({ rows }) => rows)),
        ...interleave(cut.map(({ rows }) => rows.slice(0, half))),
      ],
      summaries: [...waiting.summaries, ...summaries],
      coverage: [
        {
          state: 'detected',
          fromOrdinal: ordinalOf(first),
          toOrdinal: ordinalOf(last + 1) - 1,
          fromUs: micros(ordinalOf(first) * FRAME_US),
          toUs: micros((ordinalOf(last + 1) - 1) * FRAME_US),
        },
      ],
      motion: [],
    };
    waiting = {
      rows: interleave(cut.map(({ rows }) => rows.slice(half))),
      summaries: cut.map(({ summary }) => summary),
    };
  }
}

/** Frame on which the `number`-th object appears: about one a second. */
function ordinalOf(number: number): number {
  return 1 + number * 25;
}

/** Boxes frame by frame, a few objects at a time. */
function interleave(paths: readonly (readonly Row[])[]): Row[] {
  const rows: Row[] = [];
  for (let from = 0; from < paths.length; from += AT_ONCE) {
    rows.push(
      ...paths
        .slice(from, from + AT_ONCE)
        .flat()
        .sort((a, b) => a.ordinal - b.ordinal),
    );
  }
  return rows;
}

/** One object that crosses the picture: a straight walk, a detector's tremor, a box on every second frame. */
function aPath(
  number: number,
  samples: number,
  random: Random,
): { readonly rows: Row[]; readonly summary: TrackSummary } {
  const firstOrdinal = ordinalOf(number) + Math.floor(random() * 25);
  const start = { x: random() * 1800, y: random() * 900, w: 20 + random() * 60, h: 50 + random() * 150 };
  const speed = { x: (random() - 0.5) * 12, y: (random() - 0.5) * 4, grows: 1 + (random() - 0.5) / 100 };
  const tremor = (): number => (random() - 0.5) * 1.5;
  const rows = Array.from({ length: samples }, (_, sample): Row => {
    const isSeen = sample % 3 === 0;
    return {
      track: number,
      ordinal: firstOrdinal + sample * STEP,
      box: {
        x: start.x + speed.x * sample + tremor(),
        y: start.y + speed.y * sample + tremor(),
        w: start.w * speed.grows ** sample + tremor(),
        h: start.h * speed.grows ** sample + tremor(),
      },
      score: isSeen ? 0.5 + random() / 2 : 0,
      origin: isSeen ? 'detected' : 'interpolated',
    };
  });
  return { rows, summary: aSummary(number, rows, random) };
}

function aSummary(number: number, rows: readonly Row[], random: Random): TrackSummary {
  const first = rows[0]?.ordinal ?? 1;
  const last = rows.at(-1)?.ordinal ?? first;
  const best = rows[Math.floor(rows.length / 2)] ?? rows[0];
  const objectClass = pick(CLASS_NAMES, random) ?? 'person';
  const doubt = random() / 2;
  return {
    number,
    objectClass,
    votes: { unclassified: doubt, [objectClass]: objectClass === 'unclassified' ? 1 : 1 - doubt },
    confidence: 0.3 + random() * 0.7,
    detections: Math.ceil(rows.length / 3),
    firstOrdinal: first,
    lastOrdinal: last,
    firstUs: first * FRAME_US,
    lastUs: last * FRAME_US,
    bestOrdinal: best?.ordinal ?? first,
    bestUs: (best?.ordinal ?? first) * FRAME_US,
    bestBox: best?.box ?? { x: 0, y: 0, w: 1, h: 1 },
    attributes: someAttributes(first * FRAME_US, random),
  };
}

function someAttributes(us: number, random: Random): TrackAttributes {
  const colours = (): Colours => {
    const name = pick(COLOUR_NAMES, random) ?? 'grey';
    const other = pick(COLOUR_NAMES, random) ?? 'grey';
    const both = [{ name, share: 0.6 }, ...(other === name ? [] : [{ name: other, share: 0.3 }])];
    return both.slice(0, Math.floor(random() * 3));
  };
  return {
    upper: colours(),
    lower: colours(),
    vehicle: colours(),
    direction: pick([undefined, ...DIRECTIONS], random),
    entered: pick([undefined, ...EDGES], random),
    left: pick([undefined, ...EDGES], random),
    stops: random() < 0.1 ? [{ fromUs: us, toUs: us + 1_000_000 }] : [],
    speed: pick([undefined, ...SPEEDS], random),
    size: pick(SIZES, random) ?? 'medium',
    carried: CARRIED.filter(() => random() < 0.05).map((name) => ({ name, share: 0.5 })),
  };
}

function pick<T>(list: readonly T[], random: Random): T | undefined {
  return list[Math.floor(random() * list.length)];
}
