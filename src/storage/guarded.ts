// What can go wrong in a store, as something a person can act on.

import Dexie from 'dexie';

import { AppError } from '../contracts/errors.ts';

/** Names what went wrong in the store: a full disk (STORAGE_FULL) has its own advice. Keeps the code of an `AppError`. */
export async function guarded<T>(work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) {
      throw error;
    }
    const isFull =
      error instanceof Dexie.QuotaExceededError ||
      (error instanceof Error && /quota/i.test(`${error.name} ${error.message}`));
    throw new AppError(isFull ? 'STORAGE_FULL' : 'STORAGE_FAILED', {}, { cause: error });
  }
}
