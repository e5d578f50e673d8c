// Erasing a case so that it stays erased: the wrapped keys first, then the records, then the database (legal e.4).
// Each step can be done again: an erasure that was cut short is finished at the next look at the deadlines.

import type { ErasureAccount } from '../contracts/vault.ts';
import type { Registry } from '../storage/registry.ts';
import { caseDatabaseName, countRecords, eraseDatabase } from '../storage/erase-database.ts';
import type { CaseRow, ErasureRow } from '../storage/registry-shapes.ts';

/** How many records an erasure would delete. */
export async function countOf(row: CaseRow): Promise<number> {
  const counts = await countRecords(caseDatabaseName(row.id));
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/**
 * Why a case can never be opened, and holds nothing that is lost with it; `undefined`: it can, or it does.
 * `ABANDONED`: nothing was ever written in it, not its file, nor its number noted. `SHARE_LOST`: nobody has said that its
 * third share is saved, and nothing but its file was ever written in it.
 */
export async function whyLost(row: CaseRow): Promise<'ABANDONED' | 'SHARE_LOST' | undefined> {
  const isNoted = row.holders.some(({ number }) => number !== undefined);
  const isBare = row.state === 'DRAFT' && !isNoted;
  if (!isBare && !row.awaitsShare) {
    return undefined;
  }
  const { caseFiles = 0, ...others } = await countRecords(caseDatabaseName(row.id));
  if (Object.values(others).some((count) => count > 0)) {
    return undefined;
  }
  if (isBare && caseFiles === 0) {
    return 'ABANDONED';
  }
  return row.awaitsShare ? 'SHARE_LOST' : undefined;
}

export async function eraseCase(
  registry: Registry,
  row: CaseRow,
  { at, cause }: Pick<ErasureRow, 'at' | 'cause'>,
): Promise<ErasureAccount> {
  await registry.putCase({ ...row, state: 'ERASED', holders: [] });
  const recordsDeleted = await eraseDatabase(caseDatabaseName(row.id));
  const account = {
    wrapsDeleted: row.holders.length,
    recordsDeleted,
    databaseDeleted: true,
    hadShare: row.hasShare,
  };
  await registry.endErasure({ id: row.id, version: 1, at, cause, account });
  return account;
}
