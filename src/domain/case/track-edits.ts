// Objects put together or cut in two by hand: a layer over what an analysis gave, which itself never changes.

import { numberOfTrack, trackId, type RecordingId, type TrackId } from '../ids.ts';
import type { Instant } from '../time/instant.ts';
import type { UserId } from './case-file.ts';
import { mergedFacts, type TrackFacts } from './merged-facts.ts';

/** Who has done it, when, and to which analysis of which recording. */
interface Signed {
  readonly id: string;
  /** Counted in the case: later ones rest on earlier ones. */
  readonly seq: number;
  readonly recording: RecordingId;
  readonly run: number;
  readonly by: UserId;
  readonly at: Instant;
}

/** Objects of one recording that a person holds to be one. */
export interface Merge extends Signed {
  readonly kind: 'merge';
  /** Numbers under which they were listed, in order of time; the first one keeps its pseudonym. */
  readonly numbers: readonly number[];
}

/** What each half of a cut object shows of itself: counted from its own boxes. */
export type HalfFacts = Pick<
  TrackFacts,
  | 'confidence'
  | 'detections'
  | 'firstOrdinal'
  | 'lastOrdinal'
  | 'firstUs'
  | 'lastUs'
  | 'bestOrdinal'
  | 'bestUs'
  | 'bestBox'
>;

/** One object that a person holds to be two. */
export interface Split extends Signed {
  readonly kind: 'split';
  readonly number: number;
  /** First ordinal of the second half. */
  readonly ordinal: number;
  /** Number and pseudonym of the second half. */
  readonly fresh: number;
  readonly pseudonym: string;
  readonly halves: readonly [HalfFacts, HalfFacts];
}

export type TrackEdit = Merge | Split;

/** A piece of what an analysis gave, ordinals inclusive. */
export interface Piece {
  readonly number: number;
  readonly from: number;
  readonly to: number;
}

/** An object as it is listed after all edits. */
export interface EditedTrack {
  readonly number: number;
  /** "P-0012 + P-0031" of objects put together. */
  readonly pseudonym: string;
  readonly facts: TrackFacts;
  /** In order of time, without overlap; every box of it lies in exactly one of them. */
  readonly pieces: readonly Piece[];
  /** The edit that made it last. */
  readonly edit: TrackEdit;
}

/** What an analysis gave of an object: `undefined` when there is none of this number. */
export type Original = (number: number) => { readonly pseudonym: string; readonly facts: TrackFacts } | undefined;

type Laid = Omit<EditedTrack, 'edit'> & { readonly edit: TrackEdit | undefined };

/** The edits of one analysis, laid over what it gave. */
export class EditLayer {
  readonly #listed: ReadonlyMap<number, Laid>;
  readonly #edits: readonly TrackEdit[];
  /** Every number that an edit speaks of, whether it is listed now or not. */
  readonly touched: ReadonlySet<number>;

  /** `edits`: in the order in which they were made. */
  constructor(edits: readonly TrackEdit[], original: Original) {
    this.#edits = edits;
    this.touched = new Set(edits.flatMap(numbersOf));
    this.#listed = lay(edits, original);
  }

  /** Objects that were edited, as they are listed now. */
  get edited(): readonly EditedTrack[] {
    return [...this.#listed.values()].flatMap((one) => (one.edit === undefined ? [] : [{ ...one, edit: one.edit }]));
  }

  get isEmpty(): boolean {
    return this.#edits.length === 0;
  }

  /** What is listed under a number, when an edit made it. */
  at(number: number): EditedTrack | undefined {
    const found = this.#listed.get(number);
    return found?.edit === undefined ? undefined : { ...found, edit: found.edit };
  }

  /** Number under which a box of the analysis is listed now. */
  ownerOf(number: number, ordinal: number): number {
    return this.#edits.reduce((owner, edit) => afterEdit(edit, owner, ordinal), number);
  }
}

/** Numbers that an edit takes away or makes. */
export function numbersOf(edit: TrackEdit): readonly number[] {
  return edit.kind === 'merge' ? edit.numbers : [edit.number, edit.fresh];
}

/** Under which identity an object is listed now that was put aside by one of its pictures; itself when nobody touched it. */
export function trackNow(edits: readonly TrackEdit[], track: TrackId, ordinal: number): TrackId {
  const number = numberOfTrack(track);
  const own = edits.filter(({ recording, run }) => trackId(recording, number, run) === track);
  const [first] = own;
  return first === undefined
    ? track
    : trackId(
        first.recording,
        own.reduce((owner, edit) => afterEdit(edit, owner, ordinal), number),
        first.run,
      );
}

function afterEdit(edit: TrackEdit, number: number, ordinal: number): number {
  if (edit.kind === 'merge') {
    return edit.numbers.includes(number) ? (edit.numbers[0] ?? number) : number;
  }
  return number === edit.number && ordinal >= edit.ordinal ? edit.fresh : number;
}

function lay(edits: readonly TrackEdit[], original: Original): ReadonlyMap<number, Laid> {
  const listed = new Map<number, Laid>();
  const find = (number: number): Laid | undefined => listed.get(number) ?? asGiven(number, original);
  for (const edit of edits) {
    if (edit.kind === 'merge') {
      const parts = edit.numbers.map(find).filter((part) => part !== undefined);
      edit.numbers.forEach((number) => listed.delete(number));
      const [first] = parts;
      if (first !== undefined) {
        listed.set(first.number, merged(first, parts, edit));
      }
    } else {
      const whole = find(edit.number);
      if (whole !== undefined) {
        const [before, after] = cut(whole, edit);
        listed.set(edit.number, before);
        listed.set(edit.fresh, after);
      }
    }
  }
  return listed;
}

function asGiven(number: number, original: Original): Laid | undefined {
  const found = original(number);
  if (found === undefined) {
    return undefined;
  }
  const { firstOrdinal: from, lastOrdinal: to } = found.facts;
  return { number, ...found, pieces: [{ number, from, to }], edit: undefined };
}

function merged(first: Laid, parts: readonly Laid[], edit: Merge): Laid {
  return {
    number: first.number,
    pseudonym: parts.map(({ pseudonym }) => pseudonym).join(' + '),
    facts: mergedFacts(parts.map(({ facts }) => facts)),
    pieces: parts.flatMap(({ pieces }) => pieces).sort((a, b) => a.from - b.from),
    edit,
  };
}

function cut(whole: Laid, edit: Split): readonly [Laid, Laid] {
  const [before, after] = edit.halves;
  const { attributes } = whole.facts;
  const stopsIn = ({ firstUs, lastUs }: HalfFacts): TrackFacts['attributes']['stops'] =>
    attributes.stops.filter(({ fromUs, toUs }) => fromUs < lastUs && toUs > firstUs);
  // Where it went and how fast was told of the whole: of a half nothing is known until somebody measures it.
  const unmeasured = { ...attributes, direction: undefined, speed: undefined };
  const first = { ...unmeasured, left: undefined, stops: stopsIn(before) };
  const second = { ...unmeasured, entered: undefined, stops: stopsIn(after) };
  const piecesIn = (from: number, to: number): readonly Piece[] =>
    whole.pieces
      .filter((piece) => piece.to >= from && piece.from <= to)
      .map((piece) => ({ ...piece, from: Math.max(piece.from, from), to: Math.min(piece.to, to) }));
  return [
    {
      ...whole,
      facts: { ...whole.facts, ...before, attributes: first },
      pieces: piecesIn(-Infinity, edit.ordinal - 1),
      edit,
    },
    {
      number: edit.fresh,
      pseudonym: edit.pseudonym,
      facts: { ...whole.facts, ...after, attributes: second },
      pieces: piecesIn(edit.ordinal, Infinity),
      edit,
    },
  ];
}
