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
 * A draft whose creation was cut short: nothing was ever written in it, not its file, nor its number noted, so that it
 * cannot be opened; if it has a third share, nobody was given it.
 */
export async function isAbandoned(row: CaseRow): Promise<boolean> {
  const isNoted = row.holders.some(({ number }) => number !== undefined);
  return row.state === 'DRAFT' && !isNoted && (await countOf(row)) === 0;
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
