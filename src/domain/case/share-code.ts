// The "clé de dossier" on paper: 32 bytes as groups of letters and digits that nobody takes for one another, with a check.

/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SHARE_BYTES = 32;
const CODE_LETTERS = Math.ceil((SHARE_BYTES * 8) / 5);
const CHECK_LETTERS = 4;
const GROUP = 4;

/** A share as it is printed: 14 groups of four. Throws on anything but 32 bytes: a bug. */
export function shareCode(share: Uint8Array): string {
  if (share.length !== SHARE_BYTES) {
    throw new RangeError(`Not a share: ${share.length} bytes`);
  }
  const letters = toLetters(share) + checkOf(share);
  return (letters.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}

/** The share of a code as somebody types it; `undefined` when a letter is wrong, lacks or stands elsewhere. */
export function readShareCode(code: string): Uint8Array<ArrayBuffer> | undefined {
  const letters = code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const values = Array.from(letters, (letter) => ALPHABET.indexOf(letter));
  if (values.length !== CODE_LETTERS + CHECK_LETTERS || values.includes(-1)) {
    return undefined;
  }
  const share = toBytes(values.slice(0, CODE_LETTERS));
  // The bits that no byte fills are in the check too: they are nothing but zero.
  return toLetters(share) + checkOf(share) === letters ? share : undefined;
}

function toLetters(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const fives = bits.padEnd(CODE_LETTERS * 5, '0').match(/.{5}/g) ?? [];
  return fives.map((five) => ALPHABET[Number.parseInt(five, 2)] ?? '').join('');
}

function toBytes(values: readonly number[]): Uint8Array<ArrayBuffer> {
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('');
  return Uint8Array.from({ length: SHARE_BYTES }, (_, at) => Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2));
}

/** Twenty bits of a CRC-32 (reversed polynomial 0xEDB88320): a typing fault is found, nothing is proved. */
function checkOf(bytes: Uint8Array): string {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
  }
  const check = (~crc >>> 0) % 2 ** (CHECK_LETTERS * 5);
  return Array.from({ length: CHECK_LETTERS }, (_, at) => ALPHABET[(check >>> (at * 5)) & 31] ?? '').join('');
}
