// Brightness, contrast, gamma and sharpness of the picture as it is looked at: never of a recording, nor of an export.

import type { RecordingId } from '../../domain/ids.ts';

export interface Adjustment {
  /** Added, −1 to 1; 0 as recorded. */
  readonly brightness: number;
  /** Distance from mid-grey, times this; 1 as recorded. */
  readonly contrast: number;
  /** Above 1 opens the shadows; 1 as recorded. */
  readonly gamma: number;
  /** How much of the difference to the four pixels around is added; 0 as recorded. */
  readonly sharpness: number;
}

export type AdjustmentName = keyof Adjustment;

export const AS_RECORDED: Adjustment = { brightness: 0, contrast: 1, gamma: 1, sharpness: 0 };

export interface AdjustmentLimits {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

export const ADJUSTMENT_LIMITS: Readonly<Record<AdjustmentName, AdjustmentLimits>> = {
  brightness: { min: -0.5, max: 0.5, step: 0.02 },
  contrast: { min: 0.4, max: 3, step: 0.05 },
  gamma: { min: 0.4, max: 4, step: 0.05 },
  sharpness: { min: 0, max: 3, step: 0.1 },
};

export const ADJUSTMENT_NAMES = [
  'brightness',
  'contrast',
  'gamma',
  'sharpness',
] as const satisfies readonly AdjustmentName[];

/** Each recording keeps its own: what suits a dark camera spoils another. */
export class Adjustments {
  /** Those that are not as recorded. */
  #kept: ReadonlyMap<RecordingId, Adjustment> = $state.raw(new Map());
  #isOpen = $state(false);
  #isUnavailable = $state(false);

  /** Whether the controls are shown. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  set isOpen(isOpen: boolean) {
    this.#isOpen = isOpen;
  }

  /** The graphics of this machine cannot do it, or no longer: the picture is shown as recorded. */
  get isUnavailable(): boolean {
    return this.#isUnavailable;
  }

  set isUnavailable(isUnavailable: boolean) {
    this.#isUnavailable = isUnavailable;
  }

  /** `undefined`: as recorded. */
  of(id: RecordingId | undefined): Adjustment | undefined {
    return id === undefined ? undefined : this.#kept.get(id);
  }

  set(id: RecordingId, name: AdjustmentName, value: number): void {
    const { min, max } = ADJUSTMENT_LIMITS[name];
    const next = { ...(this.of(id) ?? AS_RECORDED), [name]: Math.min(max, Math.max(min, value)) };
    const isAsRecorded = ADJUSTMENT_NAMES.every((each) => Math.abs(next[each] - AS_RECORDED[each]) < 1e-6);
    this.#keep(id, isAsRecorded ? undefined : next);
  }

  reset(id: RecordingId): void {
    this.#keep(id, undefined);
  }

  #keep(id: RecordingId, adjustment: Adjustment | undefined): void {
    const next = new Map(this.#kept);
    if (adjustment === undefined) {
      next.delete(id);
    } else {
      next.set(id, adjustment);
    }
    this.#kept = next;
  }
}
