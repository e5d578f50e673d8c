// Hashes and signatures by the browser's own WebCrypto.

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;
/** An uncompressed point, as opposed to SPKI. */
const RAW_POINT_BYTES = 65;

/** SHA-256 of bytes, or of a text in UTF-8, in hexadecimal. */
export async function sha256Of(data: Uint8Array<ArrayBuffer> | string): Promise<string> {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A public key as an exported journal writes it. `undefined` when it is none: its entries then have no known key. */
export async function importKey(base64: string): Promise<CryptoKey | undefined> {
  const bytes = fromBase64(base64);
  const format = bytes.length === RAW_POINT_BYTES ? 'raw' : 'spki';
  return crypto.subtle.importKey(format, bytes, ECDSA, false, ['verify']).catch(() => undefined);
}

export function verifySignature(key: CryptoKey, bytes: Uint8Array<ArrayBuffer>, signature: string): Promise<boolean> {
  return crypto.subtle.verify(SIGNATURE, key, fromBase64(signature), bytes);
}

/** First 16 digits of the hash of a public key: what is compared with the paper given at the installation. */
export async function fingerprintOf(base64: string): Promise<string> {
  return (await sha256Of(fromBase64(base64))).slice(0, 16);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
