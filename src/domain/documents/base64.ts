// Bytes as text, for pictures inside a page.

/** Bytes per call: the arguments of a call lie on the stack. */
const SLICE = 0x2000;

/** Base64 with padding. */
export function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let from = 0; from < bytes.length; from += SLICE) {
    binary += String.fromCharCode(...bytes.subarray(from, from + SLICE));
  }
  return btoa(binary);
}

/** Bytes of hexadecimal digits. */
export function hexToBytes(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
