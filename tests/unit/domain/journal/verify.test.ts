import { expect, it } from 'vitest';
import { anchorOf } from '../../../../src/domain/journal/anchor.ts';
import { chainEntry, checkpointOf, GENESIS, signedBytes } from '../../../../src/domain/journal/chain.ts';
import type { ChainEntry } from '../../../../src/domain/journal/entry.ts';
import { verifyJournal } from '../../../../src/domain/journal/verify.ts';
import { missedMutations } from '../../../builders/journal-mutations.ts';
import { aCheck, aJournal, aSigner, hashText, signHash } from '../../../builders/journals.ts';

const signers = [aSigner('u-1'), aSigner('u-2')];
const entries = await aJournal(12, signers);
const check = aCheck(entries, signers);

const at = (seq: number): ChainEntry => {
  const entry = entries[seq - 1];
  if (entry === undefined) {
    throw new RangeError(`No entry ${seq}`);
  }
  return entry;
};
const changed = (seq: number, change: Partial<ChainEntry>): ChainEntry[] =>
  entries.map((entry) => (entry.seq === seq ? { ...entry, ...change } : entry));
const other = (hex: string): string => `${hex.startsWith('0') ? '1' : '0'}${hex.slice(1)}`;

it('L19 finds nothing to say of a journal as it was written', async () => {
  expect(await verifyJournal(entries, check)).toEqual({
    isIntact: true,
    faults: [],
    firstBreak: undefined,
    notices: [],
    count: 12,
    head: { seq: 12, hash: at(12).hash },
  });
});

it('L19 says what part of an altered entry no longer fits', async () => {
  const cases = [
    [{ motive: 'autre chose' }, 'content'],
    [{ role: 'CONTROLE' }, 'content'],
    [{ hash: other(at(5).hash) }, 'hash'],
    [{ previous: other(at(5).previous) }, 'link'],
  ] as const;
  for (const [change, part] of cases) {
    const { faults } = await verifyJournal(changed(5, change), check);
    expect(faults).toEqual([{ code: 'ALTERED', seq: 5, part }]);
  }
});

it('L19 takes what has no canonical form for altered', async () => {
  const { faults } = await verifyJournal(changed(5, { motive: '\ud800' }), check);
  expect(faults).toEqual([{ code: 'ALTERED', seq: 5, part: 'content' }]);
});

it('L19 names deleted entries by their numbers, once', async () => {
  const kept = entries.filter(({ seq }) => seq !== 4 && seq !== 5 && seq !== 9);
  expect((await verifyJournal(kept, check)).faults).toEqual([
    { code: 'MISSING', seq: 4, to: 5 },
    { code: 'MISSING', seq: 9, to: 9 },
  ]);
  expect((await verifyJournal(entries.slice(3), check)).faults).toEqual([{ code: 'MISSING', seq: 1, to: 3 }]);
});

it('L19 names what stands out of order or twice', async () => {
  const swapped = [...entries.slice(0, 2), at(4), at(3), ...entries.slice(4)];
  expect((await verifyJournal(swapped, check)).faults).toEqual([{ code: 'OUT_OF_ORDER', seq: 3 }]);
  expect((await verifyJournal([...entries.slice(0, 7), ...entries.slice(6)], check)).faults).toEqual([
    { code: 'REPEATED', seq: 7 },
  ]);
});

it('L19 sees an end cut off by an anchor on paper, or by a signed checkpoint, and only then', async () => {
  const kept = entries.slice(0, 9);
  expect((await verifyJournal(kept, check)).faults).toEqual([{ code: 'TRUNCATED', seq: 10, to: 12 }]);
  const alone = { ...check, anchors: [] };
  const checkpoints = [checkpointOf(at(11))];
  expect((await verifyJournal(kept, { ...alone, checkpoints })).faults).toEqual([
    { code: 'TRUNCATED', seq: 10, to: 11 },
  ]);
  const { isIntact, notices } = await verifyJournal(kept, alone);
  expect(isIntact).toBe(true);
  expect(notices).toEqual([{ code: 'NOT_ANCHORED', seq: 1, to: 9 }]);
});

it('L19 sees what was rewritten with the true keys by the anchor that was printed before', async () => {
  const rewritten = await aJournal(12, signers, { eventAt: () => ({ kind: 'unlocked' }) });
  expect((await verifyJournal(rewritten, { ...check, anchors: [] })).isIntact).toBe(true);
  expect((await verifyJournal(rewritten, check)).faults).toMatchObject([
    { code: 'ANCHOR_MISMATCH', seq: 12, found: rewritten.at(-1)?.hash.slice(0, 16) },
  ]);
});

it('L19 does not count the anchor of the file itself as one on paper', async () => {
  const anchors = [anchorOf(at(6), undefined, 'REPORT'), anchorOf(at(12), undefined, 'EXPORT')];
  const { isIntact, notices } = await verifyJournal(entries, { ...check, anchors });
  expect(isIntact).toBe(true);
  expect(notices).toEqual([{ code: 'NOT_ANCHORED', seq: 7, to: 12 }]);
});

it('L19 tells an unknown key from a wrong signature, and another journal', async () => {
  const keys = { 'u-1': check.keys['u-1'] ?? signers[0]?.publicKey };
  if (keys['u-1'] === undefined) {
    throw new Error('no key');
  }
  const unknown = await verifyJournal(entries, { ...check, keys: { 'u-1': keys['u-1'] } });
  expect(unknown.firstBreak).toEqual({ code: 'UNKNOWN_KEY', seq: 1, actor: 'u-2' });
  const foreign = changed(3, { signature: signHash(aSigner('x'), at(3).hash) });
  expect((await verifyJournal(foreign, check)).faults).toEqual([{ code: 'SIGNATURE_WRONG', seq: 3, actor: 'u-2' }]);
  const elsewhere = await verifyJournal(entries, { ...check, chain: 'case-2' });
  expect(elsewhere.firstBreak).toEqual({ code: 'OTHER_CHAIN', seq: 1, chain: 'case-1' });
});

it('L19 refuses another text of the same signature', async () => {
  const signature = at(3).signature;
  const last = signature.charAt(85);
  const twin = String.fromCharCode(last.charCodeAt(0) + 1);
  const padded = `${signature.slice(0, 85)}${twin}==`;
  expect(Buffer.from(padded, 'base64').equals(Buffer.from(signature, 'base64'))).toBe(true);
  expect((await verifyJournal(changed(3, { signature: padded }), check)).firstBreak?.code).toBe('SIGNATURE_WRONG');
});

it('L19 goes on after entries removed at the end of their time, by the checkpoint that stands for them', async () => {
  const kept = entries.slice(5);
  const checkpoints = [checkpointOf(at(5))];
  const account = await verifyJournal(kept, { ...check, checkpoints });
  expect(account.faults).toEqual([]);
  expect(account.notices).toEqual([{ code: 'PRUNED', seq: 5 }]);
  const forged = [{ ...checkpointOf(at(5)), signature: at(4).signature }];
  expect((await verifyJournal(kept, { ...check, checkpoints: forged })).faults).toEqual([
    { code: 'MISSING', seq: 1, to: 5 },
    { code: 'CHECKPOINT_WRONG', seq: 5 },
  ]);
});

it('L19 notes a clock that went back, and calls it no fault', async () => {
  const early = await chainEntry(
    { ...at(12), seq: 13, at: '2026-11-20T08:05:00.000Z', actor: 'u-1' },
    at(12),
    hashText,
  );
  const [signer] = signers;
  const signature = signer === undefined ? '' : signHash(signer, early.hash);
  const { isIntact, notices } = await verifyJournal([...entries, { ...early, signature }], check);
  expect(isIntact).toBe(true);
  expect(notices).toContainEqual({ code: 'CLOCK_WENT_BACK', seq: 13, byMs: 7 * 60_000 });
});

it('L19 lets nobody write unsigned, the system neither', async () => {
  const content = { ...at(12), seq: 13, actor: 'system', role: 'system', event: { kind: 'clock-went-back' } };
  const added = [...entries, { ...(await chainEntry(content, at(12), hashText)), signature: '' }];
  expect((await verifyJournal(added, check)).firstBreak).toEqual({ code: 'UNKNOWN_KEY', seq: 13, actor: 'system' });
  const installation = aSigner('system');
  const known = { ...check, keys: { ...check.keys, system: installation.publicKey } };
  expect((await verifyJournal(added, known)).firstBreak).toEqual({ code: 'SIGNATURE_WRONG', seq: 13, actor: 'system' });
  const signed = added.map((e) => (e.seq === 13 ? { ...e, signature: signHash(installation, e.hash) } : e));
  expect((await verifyJournal(signed, known)).isIntact).toBe(true);
});

it('L19 calls a journal without entries empty, not intact, and places what is no entry', async () => {
  expect((await verifyJournal([], { ...check, anchors: [] })).firstBreak).toEqual({ code: 'EMPTY', seq: 1 });
  const { faults } = await verifyJournal(entries.slice(1), { ...check, malformed: [1] });
  expect(faults).toEqual([
    { code: 'MALFORMED', seq: 1 },
    { code: 'MISSING', seq: 1, to: 1 },
  ]);
});

it('L19 chains from the genesis, one number after the other, and signs 32 bytes', async () => {
  const first = await chainEntry({ ...at(1) }, undefined, hashText);
  expect(first.previous).toBe(GENESIS);
  expect(first.hash).toBe(at(1).hash);
  await expect(chainEntry({ ...at(3) }, at(1), hashText)).rejects.toThrow(RangeError);
  expect([...signedBytes(`00ff${'0'.repeat(60)}`)].slice(0, 3)).toEqual([0, 255, 0]);
  expect(() => signedBytes('00')).toThrow(RangeError);
});

it('L19 catches a hundred drawn mutations, and names the first entry of each', async () => {
  expect(await missedMutations(100, 20261122)).toEqual([]);
});
