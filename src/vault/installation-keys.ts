// The installation key: seals what the registry says of people, and the journals. Every user holds it, no case hangs on it.

import type * as v from 'valibot';

import { AppError } from '../contracts/errors.ts';
import type { Envelope } from '../contracts/sealer.ts';
import { bound, fromText, type Bytes } from './bytes.ts';
import { asSecret, drawKey, openAs, sealAs } from './keys.ts';
import { fromJson, toJson } from './sealed-shapes.ts';

/** Seals JSON values under one key of the installation, each bound to its store and id. */
export class JsonSealer {
  readonly #key: CryptoKey;

  constructor(key: CryptoKey) {
    this.#key = key;
  }

  seal(store: string, id: string, value: unknown): Promise<Envelope> {
    return sealAs(this.#key, bound(store, id), toJson(value));
  }

  /** Fails with STORAGE_FAILED when it was altered, moved, or is of another shape. */
  async open<T>(schema: v.GenericSchema<unknown, T>, store: string, id: string, envelope: Envelope): Promise<T> {
    const plain = await openAs(this.#key, bound(store, id), envelope);
    if (plain === undefined) {
      throw new AppError('STORAGE_FAILED', { store });
    }
    return fromJson(schema, plain, store);
  }
}

export interface InstallationKeys {
  readonly installationId: string;
  /** For the installation record, the users, the certificates. */
  readonly registry: JsonSealer;
  /** For entries and heads of journals, apart: an analysis under a locked screen keeps this one only. */
  readonly journal: JsonSealer;
}

/** Draws the keys; `bytes` are wiped. */
export async function installationKeys(installationId: string, bytes: Bytes): Promise<InstallationKeys> {
  const secret = await asSecret(bytes);
  bytes.fill(0);
  const draw = async (use: string): Promise<JsonSealer> =>
    new JsonSealer(await drawKey(secret, fromText(installationId), bound('derush/installation/1', use)));
  return { installationId, registry: await draw('registry'), journal: await draw('journal') };
}
