import Dexie from 'dexie';
import { describe, expect, it } from 'vitest';

import { AppError } from '../../../src/contracts/errors.ts';
import { guarded } from '../../../src/storage/guarded.ts';

const codeOf = async (error: unknown): Promise<unknown> =>
  guarded(() => Promise.reject(error instanceof Error ? error : new Error(String(error)))).catch((thrown: unknown) =>
    thrown instanceof AppError ? thrown.code : thrown,
  );

describe('a failure of the store', () => {
  it.each([
    ['a request', new DOMException('The quota has been exceeded.', 'QuotaExceededError')],
    ['dexie', new Dexie.QuotaExceededError()],
    ['an aborted transaction', new Dexie.AbortError('aborted', new DOMException('', 'QuotaExceededError'))],
    ['a cause', new Error('put failed', { cause: new DOMException('', 'QuotaExceededError') })],
    ['the store below', new DOMException('Encountered full disk while committing transaction.', 'UnknownError')],
  ])('is a full disk when %s says so', async (_, error) => {
    expect(await codeOf(error)).toBe('STORAGE_FULL');
  });

  it.each([new Dexie.AbortError('closed'), new DOMException('', 'InvalidStateError'), new Error('no')])(
    'is no full disk when nothing says so: %s',
    async (error) => {
      expect(await codeOf(error)).toBe('STORAGE_FAILED');
    },
  );

  it('keeps its own code when it has one', async () => {
    expect(await codeOf(new AppError('VAULT_LOCKED'))).toBe('VAULT_LOCKED');
  });
});
