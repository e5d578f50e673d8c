// What can happen to a camera, apart from what it films; and the stretches of one unchanging view.

/**
 * `moved`: knocked or turned, and it stays so · `ptz`: turning or zooming for a while · `cut`: another view from one
 * picture to the next · `lighting`: day to night, infrared, lights on or off, suddenly · `covered`: nothing to be
 * seen, because black, uniform or blurred · `frozen`: the same picture again and again although time goes on.
 */
export const SCENE_EVENT_KINDS = ['moved', 'ptz', 'cut', 'lighting', 'covered', 'frozen'] as const;

export type SceneEventKind = (typeof SCENE_EVENT_KINDS)[number];

/** A picture by its time (µs) and its 1-based place. */
export interface Moment {
  readonly us: number;
  readonly ordinal: number;
}

/** One event, dated by the first watched picture on which it shows. */
export interface SceneEvent {
  readonly kind: SceneEventKind;
  readonly fromUs: number;
  readonly ordinal: number;
  /** Last watched picture of it; that of the beginning when it is over at once; `undefined` while it goes on. */
  readonly toUs: number | undefined;
  readonly toOrdinal: number | undefined;
}

/** Kinds that last, until something else is seen. */
export const LASTING: ReadonlySet<SceneEventKind> = new Set(['ptz', 'covered', 'frozen']);

/** Kinds after which it is another view: objects before and after have no common place. */
export const ENDS_VIEW: ReadonlySet<SceneEventKind> = new Set(['ptz', 'cut']);

/** A stretch of one view in one light, both ends included. */
export interface SceneSpan {
  readonly fromUs: number;
  readonly toUs: number;
  readonly fromOrdinal: number;
  readonly toOrdinal: number;
}

/** Kinds that begin another scene. */
const SPLITS: ReadonlySet<SceneEventKind> = new Set(['moved', 'ptz', 'cut', 'lighting']);

/**
 * The scenes of a recording from `first` to `last`: each event that changes view or light begins another one,
 * a `ptz` where it ends (its movement belongs to the scene before).
 */
export function splitScenes(events: readonly SceneEvent[], first: Moment, last: Moment): SceneSpan[] {
  const starts = events
    .filter(({ kind }) => SPLITS.has(kind))
    .map(({ kind, fromUs, ordinal, toUs, toOrdinal }): Moment => {
      return kind === 'ptz' ? { us: toUs ?? last.us, ordinal: toOrdinal ?? last.ordinal } : { us: fromUs, ordinal };
    })
    .filter(({ ordinal }) => ordinal > first.ordinal && ordinal <= last.ordinal)
    .sort((a, b) => a.ordinal - b.ordinal)
    .filter(({ ordinal }, index, all) => ordinal !== all[index - 1]?.ordinal);
  return [first, ...starts].map((start, index) => {
    const next = starts[index];
    // The end of a scene is the time at which the next one begins: no picture lies between.
    return {
      fromUs: start.us,
      fromOrdinal: start.ordinal,
      toUs: next?.us ?? last.us,
      toOrdinal: next === undefined ? last.ordinal : next.ordinal - 1,
    };
  });
}
