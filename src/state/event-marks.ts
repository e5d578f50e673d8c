// Where the events of a camera stand on its lane: those too near to be told apart share one mark.

import type { SceneEvent } from '../domain/scene/scene-events.ts';
import { clustersOf } from './lane-marks.ts';

/** One mark: an event, or several in order. */
export interface EventMark {
  /** Place of the first event, pixels of the lane. */
  readonly x: number;
  readonly events: readonly [SceneEvent, ...SceneEvent[]];
}

/**
 * Marks of the events (in order) that begin within a lane of `width` pixels, at least `least` pixels apart; `place`
 * gives the place of a time.
 */
export function eventMarks(
  events: readonly SceneEvent[],
  place: (us: number) => number,
  width: number,
  least: number,
): EventMark[] {
  const clusters = clustersOf(events, ({ fromUs }) => place(fromUs), width, least);
  return clusters.map(({ x, members }) => ({ x, events: members }));
}

/** The event of a mark to go to from the frame shown: the next one after it, or the first. */
export function eventToShow({ events }: EventMark, ordinal: number | undefined): SceneEvent {
  const isHere = events.some((event) => event.ordinal === ordinal);
  return (isHere ? events.find((event) => event.ordinal > (ordinal ?? 0)) : undefined) ?? events[0];
}
