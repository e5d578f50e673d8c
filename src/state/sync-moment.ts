// The instant that the leading camera shows, and where another one has to be for it.

import type { RecordingState } from '../contracts/session.ts';
import { ordinalAt } from '../domain/footage/frame.ts';
import type { RecordingId } from '../domain/ids.ts';
import { footageAt, ordinalFrom, type FootageAt, type FootageEdge, type SyncCamera } from './sync-cameras.ts';
import type { LinePlace } from './sync-clock.ts';
import type { Aim } from './sync-follower.svelte.ts';
import type { Ahead } from './sync-run.ts';

/** What the player shows. */
export interface SyncLeader {
  readonly recording: RecordingState;
  /** 0: none yet. */
  readonly ordinal: number;
  readonly rate: number;
  /** Mean ordinals per painted frame while it plays. */
  readonly stride: number;
}

export interface Moment {
  readonly leader: SyncLeader;
  readonly place: LinePlace;
  /** Presentation time of the leader, µs. */
  readonly us: number;
}

/** One frame of one recording. */
export interface FrameOf {
  readonly id: RecordingId;
  readonly ordinal: number;
}

/** `undefined`: the leader shows nothing. */
export function momentOf(
  leader: SyncLeader | undefined,
  placeOf: (recording: RecordingState) => LinePlace,
): Moment | undefined {
  const us = leader?.recording.table?.us[leader.ordinal - 1];
  return leader === undefined || us === undefined ? undefined : { leader, place: placeOf(leader.recording), us };
}

/** Where a camera has to be; one that nothing places stands where the person was in it. */
export function aimAt(
  footage: FootageAt,
  { leader, place }: Moment,
  positionIn: (id: RecordingId) => number,
): Aim | undefined {
  switch (footage.kind) {
    case 'footage': {
      const { recording, us } = footage;
      const shiftUs = place.shiftUs - footage.place.shiftUs;
      const step = Math.sign(leader.rate) * leader.stride;
      const ahead: Ahead = (n) => {
        const then = leader.recording.table?.us[leader.ordinal - 1 + Math.round(n * step)];
        return then === undefined ? undefined : then + shiftUs;
      };
      return { id: recording.id, table: recording.table, us, rate: leader.rate, ahead };
    }
    case 'unaligned': {
      const { id, table } = footage.recording;
      const us = table.us[positionIn(id) - 1] ?? 0;
      return { id, table, us, rate: 0, ahead: () => undefined };
    }
    case 'gap':
    case 'closed':
      return undefined;
  }
}

/** The frame at which an edge of a camera's footage is seen: of the leading camera where it has one, else its own. */
export function frameAtEdge(
  edge: FootageEdge,
  leading: SyncCamera | undefined,
  line: string | undefined,
  placeOf: (recording: RecordingState) => LinePlace,
): FrameOf {
  const there = leading === undefined || line === undefined ? undefined : footageAt(leading, line, edge.atUs, placeOf);
  if (there?.kind === 'footage') {
    const { table, id } = there.recording;
    const ordinal = edge.ordinal === 1 ? ordinalFrom(table, there.us) : ordinalAt(table, there.us);
    // Where the leading camera ends before, the edge is seen with the other camera only.
    if (edge.ordinal > 1 || (table.us[ordinal - 1] ?? -Infinity) >= there.us) {
      return { id, ordinal };
    }
  }
  return { id: edge.recording.id, ordinal: edge.ordinal };
}
