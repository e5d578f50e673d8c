// Real time of what a recording shows: the recorder's clock, set right by what was ascertained about it.

import { instant, type Instant } from '../time/instant.ts';
import type { Micros } from '../time/micros.ts';
import type { Provenance } from './case-file.ts';

/** What tells the time of a recording; `firstUs`: timestamp of its first picture, at which `startsAt` was read. */
export type RecorderClock = Pick<Provenance, 'startsAt' | 'clockOffsetMs'> & { readonly firstUs: Micros };

/** What to add to the recorder's time, ms: positive when the recorder is slow. */
export function offsetBetween(shownByRecorder: Instant, realTime: Instant): number {
  return realTime - shownByRecorder;
}

/** Time that the recorder gives to a presentation timestamp; `undefined`: its start is not known. */
export function recorderTime({ startsAt, firstUs }: RecorderClock, us: Micros): Instant | undefined {
  return startsAt === undefined ? undefined : instant(startsAt + Math.round((us - firstUs) / 1000));
}

/** Real time of a presentation timestamp; where no offset was ascertained, the recorder's is taken for it. */
export function realTime(clock: RecorderClock, us: Micros): Instant | undefined {
  const recorded = recorderTime(clock, us);
  return recorded === undefined ? undefined : instant(recorded + (clock.clockOffsetMs ?? 0));
}
