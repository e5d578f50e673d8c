// The bars of time of some recordings: hours and days on the clock of the case where there is one, steps of presentation time elsewhere.

import type { RecordingState } from '../contracts/session.ts';
import type { RecordingId } from '../domain/ids.ts';
import { stepFor, TimeBars, type TimeBar } from '../domain/layers/time-bars.ts';
import { zoneOffsetMs } from '../domain/time/calendar.ts';
import { caseTimeOf, presentationOf } from './case-clock.ts';
import type { Interval } from './criteria.svelte.ts';
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
    intervalOf: (recording: RecordingState) => Interval | undefined,
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
      this.#addFootage(one, intervalOf(one.recording));
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
   * The part of each recording that a bar covers; an empty interval after its end where it covers none. `undefined`: the
   * bar covers several parts of one recording (the same hour of two days), which no interval can say.
   */
  intervalsOf(kind: TimeKind, key: number): ReadonlyMap<RecordingId, Interval> | undefined {
    const intervals = new Map<RecordingId, Interval>();
    for (const one of this.#placed.values()) {
      const parts = one.isClocked === (kind !== 'step') ? this.#partsOf(one, kind, key) : [];
      if (parts.length > 1) {
        return undefined;
      }
      intervals.set(one.recording.id, parts[0] ?? { fromUs: one.lastUs + 1, toUs: one.lastUs + 1 });
    }
    return intervals;
  }

  /** First moment of a day of {@link bars}, ms since 1970. */
  static dayAt(key: number): number {
    return (key * DAY_US) / 1000;
  }

  #partsOf(one: Placed, kind: TimeKind, key: number): readonly Interval[] {
    const parts: Interval[] = [];
    const grain = kind === 'step' ? this.stepUs : QUARTER_US;
    const [first = 0, last = 0] = [axisTime(one, one.firstUs), axisTime(one, one.lastUs)];
    for (let from = Math.floor(first / grain) * grain; from <= last; from += grain) {
      if (this.#keyOf(kind, from) === key) {
        const before = parts.at(-1);
        const [fromUs, toUs] = [presentationAt(one, from), presentationAt(one, from + grain) - 1];
        if (before !== undefined && before.toUs + 1 === fromUs) {
          parts[parts.length - 1] = { fromUs: before.fromUs, toUs };
        } else {
          parts.push({ fromUs, toUs });
        }
      }
    }
    return parts.map(({ fromUs, toUs }) => ({
      fromUs: Math.max(fromUs, one.firstUs),
      toUs: Math.min(toUs, one.lastUs),
    }));
  }

  #addFootage(one: Placed, interval: Interval | undefined): void {
    const bars = one.isClocked ? [this.#bars.hour, this.#bars.day] : [this.#bars.step];
    for (const { state, fromUs, toUs } of searchSpans(one.recording, interval)) {
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

function presentationAt({ recording, firstUs, isClocked }: Placed, at: number): number {
  return isClocked ? (presentationOf(recording, at) ?? firstUs) : at + firstUs;
}
