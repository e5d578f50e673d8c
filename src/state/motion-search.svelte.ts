// A search in a drawn zone as the person sees it: the zone, the question, how far it is, and what was found.

import { toAppError, type Alert } from '../contracts/errors.ts';
import type { MotionAnswer, MotionDemand, MotionPictures, MotionProgress } from '../contracts/motion-search.ts';
import type { RecordingState, Session } from '../contracts/session.ts';
import type { FrameTable } from '../domain/footage/frame.ts';
import type { RecordingId } from '../domain/ids.ts';
import {
  exactReads,
  momentsOf,
  USUAL_MOTION,
  type ExactRead,
  type MotionMoment,
  type MotionQuestion,
  type MotionSensitivity,
} from '../domain/motion-search/moments.ts';
import {
  joinedRows,
  mergedRows,
  NO_ROWS,
  sharesOf,
  unitedStretches,
  type MotionRows,
  type Stretch,
} from '../domain/motion-search/rows.ts';
import { inPicture, type Point, type Polygon } from '../domain/settings/polygon.ts';

/** A stretch of several changes gives new ones once it is read: so often is read on. */
const MOST_ROUNDS = 4;

/** Where a person looks. */
export interface MotionZone {
  readonly recordingId: RecordingId;
  readonly corners: Polygon;
}

/** What one search has read. */
export interface MotionResult {
  readonly recordingId: RecordingId;
  readonly table: FrameTable;
  readonly demand: MotionDemand;
  /** Pictures of the search itself, and with those that were read to be exact. */
  readonly coarse: MotionRows;
  readonly rows: MotionRows;
  /** `undefined` while it is read. */
  readonly answer: MotionAnswer | undefined;
  /** What could not be decoded, of both. */
  readonly unread: readonly Stretch[];
}

export class MotionSearch implements Disposable {
  readonly #search: Session['searchMotion'];
  #isOpen = $state(false);
  #zone: MotionZone | undefined = $state.raw();
  #question: MotionQuestion = $state('appeared');
  #pictures: MotionPictures = $state('keys');
  #sensitivity: MotionSensitivity = $state.raw(USUAL_MOTION);
  #result: MotionResult | undefined = $state.raw();
  #progress: Omit<MotionProgress, 'rows'> | undefined = $state.raw();
  #problem: Alert | undefined = $state.raw();
  /** How fast every picture of a recording was read. */
  #everyPerS: { readonly recordingId: RecordingId; readonly perS: number } | undefined = $state.raw();
  #abort: AbortController | undefined;
  /** Stretches that were read to be exact. */
  #read: ReadonlySet<number> = new Set();

  readonly #moments = $derived(this.#result === undefined ? [] : this.#momentsIn(this.#result, this.#result.rows));
  readonly #shares = $derived(sharesOf(this.#result?.rows ?? NO_ROWS, this.#sensitivity.leastDifference));
  readonly #pending = $derived(this.#result?.answer === undefined ? [] : this.#readsFor(this.#result));

  constructor(search: Session['searchMotion']) {
    this.#search = search;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  open(): void {
    this.#isOpen = true;
  }

  /** What was found stays for when it is opened again. */
  close(): void {
    this.stop();
    this.#isOpen = false;
  }

  get zone(): MotionZone | undefined {
    return this.#zone;
  }

  get question(): MotionQuestion {
    return this.#question;
  }

  set question(question: MotionQuestion) {
    this.#question = question;
  }

  get pictures(): MotionPictures {
    return this.#pictures;
  }

  set pictures(pictures: MotionPictures) {
    this.#pictures = pictures;
  }

  get sensitivity(): MotionSensitivity {
    return this.#sensitivity;
  }

  /** Counts at once for what was read. */
  set sensitivity(sensitivity: MotionSensitivity) {
    this.#sensitivity = sensitivity;
  }

  get result(): MotionResult | undefined {
    return this.#result;
  }

  /** `undefined`: nothing is being read. */
  get progress(): Omit<MotionProgress, 'rows'> | undefined {
    return this.#progress;
  }

  get problem(): Alert | undefined {
    return this.#problem;
  }

  /** What was found, in order of time. */
  get moments(): readonly MotionMoment[] {
    return this.#moments;
  }

  /** The curve: the share of the zone that differs at each row of the result, 0–1. */
  get shares(): Float32Array {
    return this.#shares;
  }

  /** Stretches to read so that every moment is exact. */
  get pending(): readonly ExactRead[] {
    return this.#pending;
  }

  /** Whether what was found is of the zone and question as they stand. */
  get isCurrent(): boolean {
    const demand = this.#result?.demand;
    return (
      demand !== undefined &&
      demand.zone === this.#zone?.corners &&
      demand.question === this.#question &&
      demand.pictures === this.#pictures
    );
  }

  /** Pictures a second when every one of a recording is read; `undefined` until a search has told. */
  everyPerS(recordingId: RecordingId | undefined): number | undefined {
    return this.#everyPerS?.recordingId === recordingId ? this.#everyPerS?.perS : undefined;
  }

  draw(recordingId: RecordingId, corners: Polygon): void {
    this.#zone = { recordingId, corners };
  }

  movePoint(index: number, to: Point): void {
    if (this.#zone !== undefined) {
      this.#zone = { ...this.#zone, corners: this.#zone.corners.with(index, inPicture(to)) };
    }
  }

  /** Moves the whole zone, as far as the picture goes. */
  moveBy(dx: number, dy: number): void {
    if (this.#zone !== undefined) {
      const { corners } = this.#zone;
      const held = (by: number, of: readonly number[]): number =>
        Math.max(-Math.min(...of), Math.min(1 - Math.max(...of), by));
      const [x, y] = [
        held(
          dx,
          corners.map((one) => one.x),
        ),
        held(
          dy,
          corners.map((one) => one.y),
        ),
      ];
      this.#zone = { ...this.#zone, corners: corners.map((one) => inPicture({ x: one.x + x, y: one.y + y })) };
    }
  }

  clear(): void {
    this.stop();
    this.#zone = undefined;
    this.#result = undefined;
    this.#problem = undefined;
  }

  /** Searches a span of the recording of the zone; `reference`: the picture on screen. Then reads on to be exact. */
  async start({ id, table }: RecordingState, span: Stretch, reference: number): Promise<void> {
    const zone = this.#zone?.corners;
    if (zone === undefined || table === undefined) {
      return;
    }
    const { lastsUs } = this.#sensitivity;
    const demand = { question: this.#question, pictures: this.#pictures, zone, reference, span, lastsUs };
    await this.#run(async (abort) => {
      this.#read = new Set();
      const empty = { coarse: NO_ROWS, rows: NO_ROWS, answer: undefined, unread: [] };
      this.#result = { recordingId: id, table, demand, ...empty };
      const { rows, answer } = await this.#ask(id, demand, abort, (so) => {
        this.#change({ coarse: so, rows: so });
      });
      this.#change({ coarse: rows, rows, answer, unread: answer.unread });
      this.#everyPerS = answer.everyPerS === undefined ? this.#everyPerS : { recordingId: id, perS: answer.everyPerS };
      if (!answer.isStopped) {
        await this.#readOn(abort);
      }
    });
  }

  /** Reads what lies between two pictures that differ, until every moment is exact. */
  async makeExact(): Promise<void> {
    await this.#run((abort) => this.#readOn(abort));
  }

  stop(): void {
    this.#abort?.abort();
  }

  [Symbol.dispose](): void {
    this.stop();
  }

  async #run(work: (abort: AbortController) => Promise<void>): Promise<void> {
    this.stop();
    const abort = new AbortController();
    this.#abort = abort;
    this.#problem = undefined;
    this.#progress = { done: 0, total: 0, etaS: undefined };
    try {
      await work(abort);
    } catch (error) {
      if (this.#abort === abort && !abort.signal.aborted) {
        this.#problem = toAppError(error).toAlert();
      }
    } finally {
      if (this.#abort === abort) {
        this.#progress = undefined;
      }
    }
  }

  async #readOn(abort: AbortController): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS && !abort.signal.aborted; round += 1) {
      const result = this.#result;
      const reads = result === undefined ? [] : this.#readsFor(result);
      if (result === undefined || reads.length === 0) {
        return;
      }
      const { rows, answer } = await this.#ask(result.recordingId, { ...result.demand, reads }, abort);
      this.#read = new Set([...this.#read, ...reads.map(({ fromOrdinal }) => fromOrdinal)]);
      this.#change({
        rows: mergedRows(result.rows, rows),
        unread: unitedStretches([...result.unread, ...answer.unread]),
      });
    }
  }

  /** All that was read for a demand. `onRows`: tells what was read so far. */
  async #ask(
    id: RecordingId,
    demand: MotionDemand,
    abort: AbortController,
    onRows?: (rows: MotionRows) => void,
  ): Promise<{ readonly rows: MotionRows; readonly answer: MotionAnswer }> {
    let rows = NO_ROWS;
    const listen = ({ rows: more, ...progress }: MotionProgress): void => {
      rows = joinedRows([rows, more]);
      if (this.#abort === abort) {
        this.#progress = progress;
        onRows?.(rows);
      }
    };
    const answer = await this.#search(id, demand, listen, abort.signal);
    return { rows, answer };
  }

  #momentsIn({ demand, table }: MotionResult, rows: MotionRows): readonly MotionMoment[] {
    return momentsOf(rows, demand.question, this.#lasting(demand), timeOf(table), demand.reference);
  }

  #readsFor(result: MotionResult): readonly ExactRead[] {
    const { coarse, rows, demand, table } = result;
    const moments = this.#momentsIn(result, rows);
    return exactReads(coarse, moments, this.#lasting(demand), timeOf(table)).filter(
      ({ fromOrdinal }) => !this.#read.has(fromOrdinal),
    );
  }

  #lasting({ lastsUs }: MotionDemand): MotionSensitivity {
    return { ...this.#sensitivity, lastsUs };
  }

  #change(change: Partial<MotionResult>): void {
    if (this.#result !== undefined) {
      this.#result = { ...this.#result, ...change };
    }
  }
}

function timeOf({ us }: FrameTable): (ordinal: number) => number {
  return (ordinal) => us[ordinal - 1] ?? 0;
}
