// Small things about bytes that every part of the vault needs.

export type Bytes = Uint8Array<ArrayBuffer>;

export const randomBytes = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

export const toText = (bytes: Bytes): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

export const fromText = (text: string): Bytes => new TextEncoder().encode(text);

export function concat(...parts: readonly Bytes[]): Bytes {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export const toHex = (bytes: Bytes): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export const toBase64 = (bytes: Bytes): string => btoa(String.fromCharCode(...bytes));

/** Throws on anything that is not base64. */
export const fromBase64 = (text: string): Bytes => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** Length-prefixed, so that no two lists ever read the same. */
export function bound(...parts: readonly string[]): Bytes {
  return fromText(parts.map((part) => `${part.length}:${part}`).join('|'));
}

export async function sha256Hex(text: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', fromText(text))));
}
