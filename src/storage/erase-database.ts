// Erasing the database of a case: its records one store after the other, counted, then the database itself.

import Dexie from 'dexie';

import { guarded } from './guarded.ts';

/** Name of the database of a dossier: a random id, never its number. */
export function caseDatabaseName(caseId: string): string {
  return `derush-${caseId}`;
}

/** How many records each store of a database holds; {} when it is not there. */
export async function countRecords(name: string): Promise<Record<string, number>> {
  return visit(name, (table) => table.count());
}

/** Deletes every record, then the database. Gives what was deleted, by store. */
export async function eraseDatabase(name: string): Promise<Record<string, number>> {
  const counts = await visit(name, async (table) => {
    const count = await table.count();
    await table.clear();
    return count;
  });
  await guarded(() => Dexie.delete(name));
  return counts;
}

/** Opened as it lies on disk, whatever stores it has: a newer or older shape is erased like today's. */
async function visit(
  name: string,
  work: (table: Dexie['tables'][number]) => PromiseLike<number>,
): Promise<Record<string, number>> {
  if (!(await guarded(() => Dexie.exists(name)))) {
    return {};
  }
  const database = new Dexie(name);
  try {
    await guarded(() => database.open());
    const counts: Record<string, number> = {};
    for (const table of database.tables) {
      counts[table.name] = await guarded(() => work(table));
    }
    return counts;
  } finally {
    database.close();
  }
}
