import { afterEach, describe, expect, it } from 'vitest';

import { AppError } from '../../../src/contracts/errors.ts';
import type { Sealer } from '../../../src/contracts/sealer.ts';
import { createCaseKey } from '../../../src/storage/envelope.ts';
import { KeySealer, sealerOf } from '../../../src/storage/key-sealer.ts';
import { PortSealer, serveSealer } from '../../../src/storage/sealer-port.ts';

const place = { caseId: 'case-1', store: 'chunks', recordId: 'r/1' };
const bytes = (text: string) => new TextEncoder().encode(text);
const opened: MessagePort[] = [];

function served(sealer: Sealer, onEnd?: () => void): { readonly client: PortSealer; readonly sent: unknown[] } {
  const { port1, port2 } = new MessageChannel();
  opened.push(port1, port2);
  const sent: unknown[] = [];
  serveSealer(port2, sealer, onEnd === undefined ? {} : { onEnd });
  const post = port1.postMessage.bind(port1);
  port1.postMessage = (message: unknown, transfer?: unknown) => {
    sent.push(message);
    post(message, transfer as Transferable[]);
  };
  return { client: new PortSealer(port1), sent };
}

afterEach(() => {
  opened.splice(0).forEach((port) => {
    port.close();
  });
});

describe('a sealer over a port', () => {
  it('seals and opens as the key does, and leaves the bytes of the caller alone', async () => {
    const key = new KeySealer(await createCaseKey());
    const { client } = served(key);
    const plain = bytes('boxes');
    const envelope = await client.seal(place, plain);
    expect(new TextDecoder().decode(plain)).toBe('boxes');
    expect(await key.open(place, envelope)).toEqual(plain);
    expect(await client.open(place, envelope)).toEqual(plain);
    expect(await client.open(place, envelope)).toEqual(plain);
  });

  it('sends what is asked in one turn as one message, and gives each its own answer', async () => {
    const { client, sent } = served(new KeySealer(await createCaseKey()));
    const texts = Array.from({ length: 50 }, (_, i) => `record ${String(i)}`);
    const envelopes = await Promise.all(
      texts.map((text, i) => client.seal({ ...place, recordId: text }, bytes(String(i)))),
    );
    expect(sent).toHaveLength(1);
    const back = await Promise.all(
      envelopes.map((envelope, i) => client.open({ ...place, recordId: texts[i] ?? '' }, envelope)),
    );
    expect(back.map((plain) => new TextDecoder().decode(plain))).toEqual(texts.map((_, i) => String(i)));
  });

  it('keeps the code of each failure, and the others of its batch succeed', async () => {
    const key = new KeySealer(await createCaseKey());
    const { client } = served(key);
    const envelope = await client.seal(place, bytes('x'));
    const [moved, right] = await Promise.allSettled([
      client.open({ ...place, store: 'crops' }, envelope),
      client.open(place, envelope),
    ]);
    expect(moved).toMatchObject({ status: 'rejected', reason: { code: 'STORAGE_FAILED', facts: { store: 'crops' } } });
    expect(right.status).toBe('fulfilled');
    const locked = served({
      seal: () => Promise.reject(new AppError('VAULT_LOCKED')),
      open: () => Promise.reject(new AppError('VAULT_LOCKED')),
    });
    await expect(locked.client.seal(place, bytes('x'))).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
  });

  it('tells the vault when nothing more comes, once, and then refuses', async () => {
    let ends = 0;
    const { client } = served(new KeySealer(await createCaseKey()), () => (ends += 1));
    client[Symbol.dispose]();
    client[Symbol.dispose]();
    await expect(client.seal(place, bytes('x'))).rejects.toMatchObject({ code: 'WORKER_LOST' });
    await expect.poll(() => ends).toBe(1);
  });

  it('does not hang when the vault is gone', async () => {
    const { port1, port2 } = new MessageChannel();
    opened.push(port1, port2);
    const asked = new PortSealer(port1).seal(place, bytes('x'));
    port2.close();
    await expect(asked).rejects.toMatchObject({ code: 'WORKER_LOST' });
  });

  it('is what a grant gives', async () => {
    const key = await createCaseKey();
    expect(sealerOf({ kind: 'key', key })).toBeInstanceOf(KeySealer);
    const { port1, port2 } = new MessageChannel();
    opened.push(port1, port2);
    expect(sealerOf({ kind: 'port', port: port1 })).toBeInstanceOf(PortSealer);
  });
});
