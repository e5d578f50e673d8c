// What people decide about the objects that were proposed. The tool proposes; nothing here happens by itself.

import type { TrackId } from '../ids.ts';
import type { DismissalMotive, PersonCategory } from '../law/enumerations.ts';
import type { Instant } from '../time/instant.ts';
import type { UserId } from './case-file.ts';

/** What a person has decided about a track; a track without decision is PROPOSED. */
export interface TrackDecision {
  readonly track: TrackId;
  readonly state: 'RETAINED' | 'DISMISSED';
  readonly by: UserId;
  readonly at: Instant;
  /** What the eye sees on the original pictures. */
  readonly finding: string;
  /** What the investigator makes of it. Never indexed. */
  readonly appreciation: string;
  /** Of a dismissal. */
  readonly motive: DismissalMotive | undefined;
}

/** "L'enquêteur estime que X et Y sont le même objet": a human statement (CPP 230-21). */
export interface Link {
  readonly id: string;
  /** At least two, all of them RETAINED. */
  readonly tracks: readonly TrackId[];
  /** Why they agree. */
  readonly ground: string;
  readonly finding: string;
  readonly appreciation: string;
  readonly category: PersonCategory;
  /** Typed by hand from a piece of the procedure; only here may an identity appear. */
  readonly identity: { readonly text: string; readonly source: string } | undefined;
  readonly by: UserId;
  readonly at: Instant;
}
