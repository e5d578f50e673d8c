import { afterEach, describe, expect, it } from 'vitest';

import { AppError } from '../../../src/contracts/errors.ts';
import { WorkerClient } from '../../../src/services/worker-client.ts';
import { FakeWorker } from '../../builders/fake-worker.ts';

interface Api {
  double(value: number): Promise<number>;
  refuse(): Promise<void>;
  breakDown(): Promise<void>;
  never(): Promise<void>;
}

const api: Api = {
  double: (value) => Promise.resolve(value * 2),
  refuse: () => Promise.reject(new AppError('DATA_MISSING', { declared: 160, present: 84 })),
  breakDown: () => Promise.reject(new TypeError('x is undefined')),
  never: () => new Promise(() => undefined),
};

const open: Disposable[] = [];
function connect(): { worker: FakeWorker; client: WorkerClient<Api> } {
  const worker = new FakeWorker(api);
  const client = new WorkerClient<Api>(worker);
  open.push(client);
  return { worker, client };
}
afterEach(() => {
  open.splice(0).forEach((client) => {
    client[Symbol.dispose]();
  });
});

describe('a worker behind its client', () => {
  it('answers', async () => {
    expect(await connect().client.call((remote) => remote.double(21))).toBe(42);
  });

  it('sends an AppError with its code and facts, and a bug as INTERNAL with its message', async () => {
    const { client } = connect();
    const refused: unknown = await client.call((remote) => remote.refuse()).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AppError);
    expect(refused).toMatchObject({ code: 'DATA_MISSING', facts: { declared: 160, present: 84 } });
    await expect(client.call((remote) => remote.breakDown())).rejects.toMatchObject({
      code: 'INTERNAL',
      facts: { message: 'TypeError: x is undefined' },
    });
  });

  it('fails every pending and later call with WORKER_LOST when it dies', async () => {
    const { worker, client } = connect();
    const pending = client.call((remote) => remote.never());
    worker.die('out of memory');
    await expect(pending).rejects.toMatchObject({ code: 'WORKER_LOST', facts: { message: 'out of memory' } });
    await expect(client.call((remote) => remote.never())).rejects.toMatchObject({ code: 'WORKER_LOST' });
  });

  it('keeps its death to those who called: no error of the page on top of it', () => {
    expect(connect().worker.die('out of memory')).toBe(false);
  });

  it('fails what is pending when it is let go, and ends the worker', async () => {
    const { worker, client } = connect();
    const pending = client.call((remote) => remote.never());
    client[Symbol.dispose]();
    await expect(pending).rejects.toMatchObject({ code: 'WORKER_LOST' });
    expect(worker.terminated).toBe(1);
  });
});
