// What can go wrong in a store, as something a person can act on.

import { AppError } from '../contracts/errors.ts';

/** An error, the one that it comes from, and so on: no more than this. */
const MOST_CAUSES = 5;

/** Names what went wrong in the store: a full disk (STORAGE_FULL) has its own advice. Keeps the code of an `AppError`. */
export async function guarded<T>(work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) {
      throw error;
    }
    throw new AppError(isFull(error) ? 'STORAGE_FULL' : 'STORAGE_FAILED', {}, { cause: error });
  }
}

/** The browser says so at a request, or only when the whole transaction is written: then the reason lies inside of an abort. */
function isFull(error: unknown): boolean {
  let cause = error;
  for (let depth = 0; depth < MOST_CAUSES && typeof cause === 'object' && cause !== null; depth += 1) {
    if (/quota|full disk|disk full/i.test(`${textOf(cause, 'name')} ${textOf(cause, 'message')}`)) {
      return true;
    }
    cause = 'inner' in cause ? cause.inner : 'cause' in cause ? cause.cause : undefined;
  }
  return false;
}

function textOf(value: object, name: string): string {
  const text: unknown = Reflect.get(value, name);
  return typeof text === 'string' ? text : '';
}
