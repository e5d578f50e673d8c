// Key pairs of users, wrapping for a holder, and keys drawn from a secret. Every bytes-to-key step names what it is for.

import { AppError } from '../contracts/errors.ts';
import type { Envelope } from '../contracts/sealer.ts';
import type { Wrap } from '../storage/registry-shapes.ts';
import { bound, concat, fromBase64, fromText, randomBytes, toBase64, toText, type Bytes } from './bytes.ts';

const ECDH = { name: 'ECDH', namedCurve: 'P-256' } as const;
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGN = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** Public halves: raw P-256 to wrap for, SPKI to verify signatures with. */
export interface PublicKeys {
  readonly wrap: Bytes;
  readonly sign: Bytes;
}

/** Private halves, not exportable. */
export interface PrivateKeys {
  readonly unwrap: CryptoKey;
  readonly sign: CryptoKey;
}

/** Two new pairs; the private halves as bytes to be sealed at once. */
export async function newPairs(): Promise<{ readonly publicKeys: PublicKeys; readonly privateBytes: Bytes }> {
  const wrap = await crypto.subtle.generateKey(ECDH, true, ['deriveBits']);
  const sign = await crypto.subtle.generateKey(ECDSA, true, ['sign', 'verify']);
  const [unwrapBytes, signBytes, wrapPublic, signPublic] = await Promise.all([
    crypto.subtle.exportKey('pkcs8', wrap.privateKey),
    crypto.subtle.exportKey('pkcs8', sign.privateKey),
    crypto.subtle.exportKey('raw', wrap.publicKey),
    crypto.subtle.exportKey('spki', sign.publicKey),
  ]);
  return {
    publicKeys: { wrap: new Uint8Array(wrapPublic), sign: new Uint8Array(signPublic) },
    privateBytes: fromText(
      JSON.stringify({ unwrap: toBase64(new Uint8Array(unwrapBytes)), sign: toBase64(new Uint8Array(signBytes)) }),
    ),
  };
}

/** Private keys out of the bytes of {@link newPairs}, which are wiped. */
export async function importPrivateKeys(privateBytes: Bytes): Promise<PrivateKeys> {
  const parsed: unknown = JSON.parse(toText(privateBytes));
  privateBytes.fill(0);
  const bytesOf = (name: string): Bytes => {
    const text: unknown = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, name) : undefined;
    return fromBase64(typeof text === 'string' ? text : '');
  };
  return {
    unwrap: await crypto.subtle.importKey('pkcs8', bytesOf('unwrap'), ECDH, false, ['deriveBits']),
    sign: await crypto.subtle.importKey('pkcs8', bytesOf('sign'), ECDSA, false, ['sign']),
  };
}

export async function sign(key: CryptoKey, bytes: Bytes): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.sign(SIGN, key, bytes)));
}

/** Seals bytes under a key, for one purpose: elsewhere they do not open. */
export async function sealAs(key: CryptoKey, purpose: Bytes, plain: Bytes): Promise<Envelope> {
  const iv = randomBytes(12);
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: purpose }, key, plain);
  return { iv, data };
}

/** `undefined` when the key is not the one, or the bytes were altered or meant for something else. */
export async function openAs(key: CryptoKey, purpose: Bytes, { iv, data }: Envelope): Promise<Bytes | undefined> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: purpose }, key, data));
  } catch {
    // Decryption has one way of failing; the caller knows what it means there.
    return undefined;
  }
}

/** A secret from which keys are drawn (HKDF-SHA-256, RFC 5869); its bytes are not kept. */
export function asSecret(bytes: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveBits', 'deriveKey']);
}

/** A key for one use of a secret: another salt or another use gives an unrelated key. */
export function drawKey(secret: CryptoKey, salt: Bytes, use: Bytes): Promise<CryptoKey> {
  const params = { name: 'HKDF', hash: 'SHA-256', salt, info: use };
  return crypto.subtle.deriveKey(params, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** What a wrap is for: which secret, of what, for whom. */
export interface WrapPurpose {
  readonly what: 'installation-key' | 'case-key' | 'procedure-number' | 'share';
  /** Id of the case or of the installation. */
  readonly of: string;
  readonly holder: string;
}

/** Wraps bytes for a holder's public key: ECDH with a pair of one use → HKDF → AES-GCM, bound to its purpose. */
export async function wrapFor(publicKey: Bytes, bytes: Bytes, purpose: WrapPurpose): Promise<Wrap> {
  const pair = await crypto.subtle.generateKey(ECDH, true, ['deriveBits']);
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const holder = await crypto.subtle.importKey('raw', publicKey, ECDH, true, []);
  const key = await agreedKey(pair.privateKey, holder, ephemeral, purpose);
  return { ephemeral, sealed: await sealAs(key, boundTo(purpose), bytes) };
}

/** Fails with STORAGE_FAILED when the wrap was altered, or was made for somebody or something else. */
export async function unwrap(privateKey: CryptoKey, wrap: Wrap, purpose: WrapPurpose): Promise<Bytes> {
  const refusal = new AppError('STORAGE_FAILED', { store: purpose.what });
  const ephemeral = await crypto.subtle.importKey('raw', wrap.ephemeral, ECDH, true, []).catch(() => {
    throw refusal;
  });
  const key = await agreedKey(privateKey, ephemeral, wrap.ephemeral, purpose);
  const bytes = await openAs(key, boundTo(purpose), wrap.sealed);
  if (bytes === undefined) {
    throw refusal;
  }
  return bytes;
}

async function agreedKey(own: CryptoKey, other: CryptoKey, salt: Bytes, purpose: WrapPurpose): Promise<CryptoKey> {
  const shared = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, own, 256));
  const key = await drawKey(await asSecret(shared), salt, concat(fromText('derush/wrap/1|'), boundTo(purpose)));
  shared.fill(0);
  return key;
}

const boundTo = ({ what, of, holder }: WrapPurpose): Bytes => bound('wrap', what, of, holder);
