// From a passphrase to a key: Argon2id (RFC 9106), PBKDF2 where WebAssembly is refused. The parameters are stored beside
// what they protect and raised at the next unlock when this build asks for more.

import { argon2id } from 'hash-wasm';

import type { KdfParams } from '../storage/registry-shapes.ts';
import { fromText, randomBytes, toHex, type Bytes } from './bytes.ts';

/** What a guess of a passphrase shall cost. */
export interface KdfCost {
  /** KiB. */
  readonly memoryKiB: number;
  readonly passes: number;
  /** Of PBKDF2-SHA-256, the fallback. */
  readonly iterations: number;
}

/** Argon2id with 64 MiB and 3 passes (one lane: a worker has one thread); about half a second. */
export const KDF_COST: KdfCost = { memoryKiB: 65_536, passes: 3, iterations: 1_000_000 };

/** Iterations of the hash by which a registration number is looked up: numbers are short, so it must be slow. */
const LOOKUP_ITERATIONS = 600_000;
const KEY_BYTES = 32;

/** Whether Argon2id runs here: its WebAssembly may be refused by a policy. */
export async function availableKdf(): Promise<KdfParams['kind']> {
  try {
    await argon2id({ ...argon({ memoryKiB: 8, passes: 1 }), password: 'probe', salt: new Uint8Array(16) });
    return 'argon2id';
  } catch {
    // Not hidden: `status()` says which one is used.
    return 'pbkdf2';
  }
}

/** Parameters for a new passphrase, with a new salt. */
export async function newKdfParams({ memoryKiB, passes, iterations }: KdfCost): Promise<KdfParams> {
  const salt = randomBytes(32);
  const kind = await availableKdf();
  return kind === 'argon2id' ? { kind, salt, memoryKiB, passes } : { kind, salt, iterations };
}

/** Whether a passphrase should be derived anew, at the present cost. */
export function isOutdated(params: KdfParams, cost: KdfCost, available: KdfParams['kind']): boolean {
  return params.kind === 'pbkdf2'
    ? available === 'argon2id' || params.iterations < cost.iterations
    : params.memoryKiB < cost.memoryKiB || params.passes < cost.passes;
}

/** The key of a passphrase: AES-256-GCM, not exportable. */
export async function passphraseKey(passphrase: string, params: KdfParams): Promise<CryptoKey> {
  // The same words typed on two keyboards are the same letters.
  const password = fromText(passphrase.normalize('NFKC'));
  const bytes =
    params.kind === 'argon2id'
      ? new Uint8Array(await argon2id({ ...argon(params), password, salt: params.salt }))
      : await pbkdf2(password, params.salt, params.iterations);
  password.fill(0);
  const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
  bytes.fill(0);
  return key;
}

/** What stands for a registration number on disk. */
export async function lookupOf(registrationNumber: string, salt: Bytes): Promise<string> {
  const text = registrationNumber.normalize('NFKC').replaceAll(/\s+/g, '').toUpperCase();
  return toHex(await pbkdf2(fromText(text), salt, LOOKUP_ITERATIONS));
}

function argon({ memoryKiB, passes }: Pick<KdfCost, 'memoryKiB' | 'passes'>) {
  return {
    memorySize: memoryKiB,
    iterations: passes,
    parallelism: 1,
    hashLength: KEY_BYTES,
    outputType: 'binary',
  } as const;
}

async function pbkdf2(password: Bytes, salt: Bytes, iterations: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
  const params = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return new Uint8Array(await crypto.subtle.deriveBits(params, key, 8 * KEY_BYTES));
}
