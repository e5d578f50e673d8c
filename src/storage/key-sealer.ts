// Seals with a key in this thread's own memory: that of an Exercice, which dies with the page.

import type { Envelope, RecordPlace, Sealer, SealerGrant } from '../contracts/sealer.ts';
import { open, seal } from './envelope.ts';
import { PortSealer } from './sealer-port.ts';

export class KeySealer implements Sealer {
  readonly #key: CryptoKey;

  constructor(key: CryptoKey) {
    this.#key = key;
  }

  seal(place: RecordPlace, plain: Uint8Array<ArrayBuffer>): Promise<Envelope> {
    return seal(this.#key, place, plain);
  }

  open(place: RecordPlace, envelope: Envelope): Promise<Uint8Array<ArrayBuffer>> {
    return open(this.#key, place, envelope);
  }
}

/** The sealer that a grant gives: the only thing that a worker needs to know of keys. */
export function sealerOf(grant: SealerGrant): Sealer & Partial<Disposable> {
  return grant.kind === 'key' ? new KeySealer(grant.key) : new PortSealer(grant.port);
}
