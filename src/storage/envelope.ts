// Every stored value is sealed: AES-256-GCM (NIST SP 800-38D), bound to where it belongs.

import { AppError } from '../contracts/errors.ts';
import type { Envelope, RecordPlace } from '../contracts/sealer.ts';

/** Version of the persisted shapes; part of what an envelope is bound to. */
export const SCHEMA_VERSION = 2;

/** A new key that lives in memory only and cannot be exported. */
export function createCaseKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

export async function seal(key: CryptoKey, place: RecordPlace, plain: Uint8Array<ArrayBuffer>): Promise<Envelope> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: boundTo(place) }, key, plain);
  return { iv, data };
}

/** Opens an envelope. Fails with STORAGE_FAILED when it was altered, moved, or sealed under another key. */
export async function open(key: CryptoKey, place: RecordPlace, envelope: Envelope): Promise<Uint8Array<ArrayBuffer>> {
  const params = { name: 'AES-GCM', iv: envelope.iv, additionalData: boundTo(place) };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(params, key, envelope.data));
  } catch (error) {
    throw new AppError('STORAGE_FAILED', { store: place.store }, { cause: error });
  }
}

/** Length-prefixed, so that no two places ever read the same. */
function boundTo({ caseId, store, recordId }: RecordPlace): Uint8Array<ArrayBuffer> {
  const parts = [caseId, store, recordId, String(SCHEMA_VERSION)];
  return new TextEncoder().encode(parts.map((part) => `${part.length}:${part}`).join('|'));
}
