// What a verification found, in codes: each with the number of the entry it is about.

import type { Anchor } from './anchor.ts';

/** Which part of an altered entry no longer fits the rest. */
export type AlteredPart = 'content' | 'hash' | 'link';

/** Proof that the journal is not what was written. `seq`: number of the first entry concerned. */
export type JournalFault =
  /** There is nothing to verify. */
  | { readonly code: 'EMPTY'; readonly seq: 1 }
  /** What stands at this place (1-based) of the file is no entry at all. */
  | { readonly code: 'MALFORMED'; readonly seq: number }
  /** It does not say what its hash covers. */
  | { readonly code: 'ALTERED'; readonly seq: number; readonly part: AlteredPart }
  /** It names another predecessor than the entry that stands before it. */
  | { readonly code: 'CHAIN_BROKEN'; readonly seq: number }
  /** Entries `seq` to `to` are not there, later ones are. */
  | { readonly code: 'MISSING'; readonly seq: number; readonly to: number }
  /** It stands after an entry with a greater number. */
  | { readonly code: 'OUT_OF_ORDER'; readonly seq: number }
  /** Another entry has the same number. */
  | { readonly code: 'REPEATED'; readonly seq: number }
  /** Entries `seq` to at least `to` are not there: an anchor or a checkpoint says that they were written. */
  | { readonly code: 'TRUNCATED'; readonly seq: number; readonly to: number }
  /** It belongs to another journal. */
  | { readonly code: 'OTHER_CHAIN'; readonly seq: number; readonly chain: string }
  | { readonly code: 'UNKNOWN_KEY'; readonly seq: number; readonly actor: string }
  | { readonly code: 'SIGNATURE_WRONG'; readonly seq: number; readonly actor: string }
  /** An anchor on paper says another hash: the journal was rewritten up to here, by somebody who has the keys. */
  | { readonly code: 'ANCHOR_MISMATCH'; readonly seq: number; readonly anchor: Anchor; readonly found: string }
  /** A checkpoint that its own signature does not cover, or that the journal contradicts. */
  | { readonly code: 'CHECKPOINT_WRONG'; readonly seq: number };

/** What a reader has to know, and what proves nothing by itself. */
export type JournalNotice =
  /** The clock of the machine stood `byMs` milliseconds earlier than at some entry before. */
  | { readonly code: 'CLOCK_WENT_BACK'; readonly seq: number; readonly byMs: number }
  /** Entries 1 to `seq` were removed at the end of their time; a signed checkpoint stands for them. */
  | { readonly code: 'PRUNED'; readonly seq: number }
  /** An anchor lies before the first entry kept: it cannot be compared. */
  | { readonly code: 'ANCHOR_TOO_OLD'; readonly seq: number }
  /** From entry `seq` on, no anchor on paper: an end cut off, or rewritten with the keys, would not be seen. */
  | { readonly code: 'NOT_ANCHORED'; readonly seq: number; readonly to: number };

/** The whole account of a verification. */
export interface JournalAccount {
  readonly isIntact: boolean;
  /** By number of entry; the first one is where the journal first breaks. */
  readonly faults: readonly JournalFault[];
  readonly firstBreak: JournalFault | undefined;
  readonly notices: readonly JournalNotice[];
  /** Number of entries read, and the last of them: what the next anchor will say. */
  readonly count: number;
  readonly head: { readonly seq: number; readonly hash: string } | undefined;
}
