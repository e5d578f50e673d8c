// The bars of time of some recordings: hours and days on the clock of the case where there is one, steps of presentation time elsewhere.

import type { RecordingState } from '../contracts/session.ts';
import type { RecordingId } from '../domain/ids.ts';
import { stepFor, TimeBars, type TimeBar } from '../domain/layers/time-bars.ts';
import type { Window } from '../domain/query/track-query.ts';
import { startOfDay, zoneOffsetMs } from '../domain/time/calendar.ts';
import { day } from '../domain/time/instant.ts';
import { caseTimeOf } from './case-clock.ts';
import { searchSpans } from './search-spans.ts';

/** `hour`: of the day · `day`: since 1970, of the calendar · `step`: since the first picture of each recording. */
export type TimeKind = 'hour' | 'day' | 'step';

const HOUR_US = 3_600_000_000;
const DAY_US = 24 * HOUR_US;
/** Clocks of all zones change at whole quarters of an hour. */
const QUARTER_US = HOUR_US / 4;

/** Where a recording lies in time. */
interface Placed {
  readonly recording: RecordingState;
  readonly firstUs: number;
  readonly lastUs: number;
  readonly isClocked: boolean;
}

export class FigureTime {
  readonly #placed: ReadonlyMap<RecordingId, Placed>;
  readonly #timeZone: string;
  readonly #offsets = new Map<number, number>();
  /** Length of a step, µs. */
  readonly stepUs: number;
  readonly #bars: Readonly<Record<TimeKind, TimeBars>>;

  constructor(
    scope: readonly RecordingState[],
    timeZone: string,
    windowsOf: (recording: RecordingState) => readonly Window[] | undefined,
  ) {
    this.#timeZone = timeZone;
    const placed = scope.flatMap((recording) => placeOf(recording));
    this.#placed = new Map(placed.map((one) => [one.recording.id, one]));
    const unclocked = placed.filter(({ isClocked }) => !isClocked);
    this.stepUs = stepFor(Math.max(1, ...unclocked.map(({ firstUs, lastUs }) => lastUs - firstUs)));
    this.#bars = {
      hour: new TimeBars((us) => this.#keyOf('hour', us), QUARTER_US),
      day: new TimeBars((us) => this.#keyOf('day', us), QUARTER_US),
      step: new TimeBars((us) => this.#keyOf('step', us), this.stepUs),
    };
    for (const one of placed) {
      this.#addFootage(one, windowsOf(one.recording));
    }
  }

  /** Recordings with a clock, and without. */
  get clocked(): number {
    return [...this.#placed.values()].filter(({ isClocked }) => isClocked).length;
  }

  get unclocked(): number {
    return this.#placed.size - this.clocked;
  }

  /** Bars in order, also those in which nobody came. */
  bars(kind: TimeKind): readonly TimeBar[] {
    return this.#bars[kind].all;
  }

  /** An object counts where it appears. */
  add(recordingId: RecordingId, firstUs: number, isUnsure: boolean): void {
    const one = this.#placed.get(recordingId);
    const at = one === undefined ? undefined : axisTime(one, firstUs);
    if (one?.isClocked === true && at !== undefined) {
      this.#bars.hour.addObject(at, isUnsure);
      this.#bars.day.addObject(at, isUnsure);
    } else {
      this.#bars.step.addObject(at ?? firstUs, isUnsure);
    }
  }

  /**
   * The presentation time of each recording that a step covers; of one that has a clock, and so no steps, an empty
   * interval after its end.
   */
  intervalsOf(step: number): ReadonlyMap<RecordingId, Window> {
    const intervals = new Map<RecordingId, Window>();
    for (const { recording, firstUs, lastUs, isClocked } of this.#placed.values()) {
      const fromUs = firstUs + step * this.stepUs;
      const isNone = isClocked || fromUs > lastUs;
      const none = { fromUs: lastUs + 1, toUs: lastUs + 1 };
      intervals.set(recording.id, isNone ? none : { fromUs, toUs: Math.min(lastUs, fromUs + this.stepUs - 1) });
    }
    return intervals;
  }

  /** A day of {@link bars}, real time, µs since 1970. */
  periodOf(key: number): Window {
    const start = (number: number): number =>
      startOfDay(day(new Date((number * DAY_US) / 1000).toISOString().slice(0, 10)), this.#timeZone) * 1000;
    return { fromUs: start(key), toUs: start(key + 1) - 1 };
  }

  #addFootage(one: Placed, windows: readonly Window[] | undefined): void {
    const bars = one.isClocked ? [this.#bars.hour, this.#bars.day] : [this.#bars.step];
    for (const { state, fromUs, toUs } of searchSpans(one.recording, windows)) {
      const [from, to] = [axisTime(one, fromUs), axisTime(one, toUs)];
      if (from !== undefined && to !== undefined) {
        for (const bar of bars) {
          bar.addFootage(from, to, state);
        }
      }
    }
  }

  #keyOf(kind: TimeKind, us: number): number {
    if (kind === 'step') {
      return Math.floor(us / this.stepUs);
    }
    const local = us + this.#offsetAt(us);
    return kind === 'day' ? Math.floor(local / DAY_US) : Math.floor(local / HOUR_US) % 24;
  }

  /** Local time minus UTC, µs: asked once for each quarter of an hour. */
  #offsetAt(us: number): number {
    const quarter = Math.floor(us / QUARTER_US);
    const known = this.#offsets.get(quarter);
    const offset = known ?? zoneOffsetMs((quarter * QUARTER_US) / 1000, this.#timeZone) * 1000;
    if (known === undefined) {
      this.#offsets.set(quarter, offset);
    }
    return offset;
  }
}

function placeOf(recording: RecordingState): Placed[] {
  const { table } = recording;
  const [firstUs, lastUs] = [table?.us[0], table?.us.at(-1)];
  return firstUs === undefined || lastUs === undefined
    ? []
    : [{ recording, firstUs, lastUs, isClocked: caseTimeOf(recording, firstUs) !== undefined }];
}

/** Time on the axis of the bars: of the case, or since the first picture. */
function axisTime({ recording, firstUs, isClocked }: Placed, us: number): number | undefined {
  return isClocked ? caseTimeOf(recording, us) : us - firstUs;
}
