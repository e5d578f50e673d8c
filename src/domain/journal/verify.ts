// Verifies a journal against itself, its signatures, and what was printed of it. Hash and signatures are passed in:
// the same function serves the vault and the page that a magistrate opens.

import type { JournalAccount, JournalFault, JournalNotice } from './account.ts';
import type { Anchor } from './anchor.ts';
import type { Checkpoint, HashText } from './chain.ts';
import { GENESIS } from './chain.ts';
import type { ChainEntry } from './entry.ts';
import { inspectEntries, signatureState, type Inspected, type VerifySignature } from './inspect.ts';

export interface JournalCheck<Key> {
  /** Which journal it must be; that of the first entry where it is left out. */
  readonly chain?: string | undefined;
  /** Public keys by actor. */
  readonly keys: Readonly<Record<string, Key>>;
  readonly anchors: readonly Anchor[];
  readonly checkpoints?: readonly Checkpoint[];
  /** Places (1-based) where the reader found something that is no entry. */
  readonly malformed?: readonly number[];
  readonly hash: HashText;
  readonly verifySignature: VerifySignature<Key>;
}

/** Names every fault of a journal, in the order of its entries. Throws only when `hash` or `verifySignature` does. */
export async function verifyJournal<Key>(
  entries: readonly ChainEntry[],
  check: JournalCheck<Key>,
): Promise<JournalAccount> {
  const usable = entries.filter(({ seq }) => Number.isSafeInteger(seq) && seq >= 1);
  const inspected = await inspectEntries(inOrder(usable), check);
  const checkpoints = await signedCheckpoints(check);
  const chain = check.chain ?? usable[0]?.chain;
  const faults: JournalFault[] = [
    ...malformedFaults(entries, check.malformed ?? []),
    ...orderFaults(usable),
    ...gapFaults(inspected, checkpoints.valid),
    ...inspected.flatMap((entry, i) => entryFaults(entry, inspected[i - 1], chain)),
    ...checkpoints.wrong,
    ...anchorFaults(inspected, check.anchors),
    ...checkpointFaults(inspected, checkpoints.valid),
  ];
  // A stable sort: of one entry, what is wrong with itself comes before what contradicts it from outside.
  const sorted = faults.toSorted((a, b) => a.seq - b.seq);
  const last = inspected.at(-1)?.entry;
  return {
    isIntact: sorted.length === 0,
    faults: sorted,
    firstBreak: sorted[0],
    notices: notices(inspected, check.anchors, checkpoints.valid).toSorted((a, b) => a.seq - b.seq),
    count: usable.length,
    head: last === undefined ? undefined : { seq: last.seq, hash: last.hash },
  };
}

/** By number, each number once. */
function inOrder(entries: readonly ChainEntry[]): readonly ChainEntry[] {
  const bySeq = new Map(entries.toReversed().map((entry) => [entry.seq, entry]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

function malformedFaults(entries: readonly ChainEntry[], malformed: readonly number[]): JournalFault[] {
  if (entries.length === 0 && malformed.length === 0) {
    return [{ code: 'EMPTY', seq: 1 }];
  }
  const unnumbered = entries.flatMap(({ seq }, i) => (Number.isSafeInteger(seq) && seq >= 1 ? [] : [i + 1]));
  return [...malformed, ...unnumbered].map((seq) => ({ code: 'MALFORMED', seq }));
}

function orderFaults(entries: readonly ChainEntry[]): JournalFault[] {
  const seen = new Set<number>();
  let greatest = 0;
  return entries.flatMap(({ seq }): JournalFault[] => {
    const code = seen.has(seq) ? 'REPEATED' : seq < greatest ? 'OUT_OF_ORDER' : undefined;
    seen.add(seq);
    greatest = Math.max(greatest, seq);
    return code === undefined ? [] : [{ code, seq }];
  });
}

function gapFaults(inspected: readonly Inspected[], checkpoints: readonly Checkpoint[]): JournalFault[] {
  return inspected.flatMap(({ entry: { seq } }, i): JournalFault[] => {
    const before = inspected[i - 1]?.entry.seq ?? prunedUpTo(inspected, checkpoints);
    return seq === before + 1 ? [] : [{ code: 'MISSING', seq: before + 1, to: seq - 1 }];
  });
}

/** Number of the last entry that a signed checkpoint stands for at the start of the journal; 0 when it is whole. */
function prunedUpTo(inspected: readonly Inspected[], checkpoints: readonly Checkpoint[]): number {
  const first = inspected[0]?.entry;
  const stand = checkpoints.find(({ seq, hash }) => seq + 1 === first?.seq && hash === first.previous);
  return stand?.seq ?? 0;
}

function entryFaults(inspected: Inspected, before: Inspected | undefined, chain: string | undefined): JournalFault[] {
  const { entry, altered, signature } = inspected;
  const { seq, actor } = entry;
  if (altered !== undefined) {
    return [{ code: 'ALTERED', seq, part: altered }];
  }
  const faults: JournalFault[] = [];
  if (!followsOn(entry, before)) {
    faults.push({ code: 'CHAIN_BROKEN', seq });
  }
  if (entry.chain !== chain) {
    faults.push({ code: 'OTHER_CHAIN', seq, chain: entry.chain });
  }
  if (signature === 'unknown-key') {
    faults.push({ code: 'UNKNOWN_KEY', seq, actor });
  } else if (signature === 'wrong') {
    faults.push({ code: 'SIGNATURE_WRONG', seq, actor });
  }
  return faults;
}

/** Whether an entry names its predecessor; one that is missing is named as such, not twice. */
function followsOn({ seq, previous }: ChainEntry, before: Inspected | undefined): boolean {
  if (seq === 1) {
    return previous === GENESIS;
  }
  if (before?.entry.seq !== seq - 1) {
    return true;
  }
  return previous === before.entry.hash || previous === before.computed;
}

/** What stands at an anchor's place does not begin as the anchor says, or the journal ends before it. */
function anchorFaults(inspected: readonly Inspected[], anchors: readonly Anchor[]): JournalFault[] {
  const last = inspected.at(-1)?.entry.seq ?? 0;
  return anchors.flatMap((anchor): JournalFault[] => {
    if (anchor.seq > last) {
      return [{ code: 'TRUNCATED', seq: last + 1, to: anchor.seq }];
    }
    const found = inspected.find(({ entry }) => entry.seq === anchor.seq);
    return found === undefined || [found.entry.hash, found.computed].some((hash) => hash?.startsWith(anchor.head))
      ? []
      : [{ code: 'ANCHOR_MISMATCH', seq: anchor.seq, anchor, found: found.entry.hash.slice(0, 16) }];
  });
}

function checkpointFaults(inspected: readonly Inspected[], checkpoints: readonly Checkpoint[]): JournalFault[] {
  const last = inspected.at(-1)?.entry.seq ?? 0;
  return checkpoints.flatMap(({ seq, hash }): JournalFault[] => {
    if (seq > last) {
      return [{ code: 'TRUNCATED', seq: last + 1, to: seq }];
    }
    const found = inspected.find(({ entry }) => entry.seq === seq);
    const isSame = found === undefined || found.entry.hash === hash || found.computed === hash;
    return isSame ? [] : [{ code: 'CHECKPOINT_WRONG', seq }];
  });
}

async function signedCheckpoints<Key>(
  check: JournalCheck<Key>,
): Promise<{ readonly valid: readonly Checkpoint[]; readonly wrong: readonly JournalFault[] }> {
  const valid: Checkpoint[] = [];
  const wrong: JournalFault[] = [];
  for (const checkpoint of check.checkpoints ?? []) {
    if ((await signatureState(checkpoint, checkpoint.hash, check)) === 'valid') {
      valid.push(checkpoint);
    } else {
      wrong.push({ code: 'CHECKPOINT_WRONG', seq: checkpoint.seq });
    }
  }
  return { valid, wrong };
}

function notices(
  inspected: readonly Inspected[],
  anchors: readonly Anchor[],
  checkpoints: readonly Checkpoint[],
): JournalNotice[] {
  const first = inspected[0]?.entry.seq ?? 1;
  const last = inspected.at(-1)?.entry.seq ?? 0;
  const pruned = prunedUpTo(inspected, checkpoints);
  // The anchor that the exported file carries of itself proves only that nothing was cut off since.
  const paper = anchors.filter(({ source }) => source !== 'EXPORT').map(({ seq }) => seq);
  const anchored = Math.max(0, ...paper);
  const found: JournalNotice[] = clockNotices(inspected);
  found.push(...paper.filter((seq) => seq < first).map((seq): JournalNotice => ({ code: 'ANCHOR_TOO_OLD', seq })));
  if (pruned > 0) {
    found.push({ code: 'PRUNED', seq: pruned });
  }
  if (anchored < last) {
    found.push({ code: 'NOT_ANCHORED', seq: Math.max(anchored + 1, first), to: last });
  }
  return found;
}

function clockNotices(inspected: readonly Inspected[]): JournalNotice[] {
  let latest = Number.NEGATIVE_INFINITY;
  return inspected.flatMap(({ entry: { seq, at } }): JournalNotice[] => {
    const moment = Date.parse(at);
    const byMs = latest - moment;
    latest = Math.max(latest, Number.isNaN(moment) ? latest : moment);
    return byMs > 0 ? [{ code: 'CLOCK_WENT_BACK', seq, byMs }] : [];
  });
}
