// When a passphrase is strong enough to stand alone against somebody who has the disk: 80 bits (CNIL 2022-100).

const WORDS = 7;
const WORD_LETTERS = 3;
/** Fewest characters, by how many kinds of them there are: lower case, upper case, digits, others. */
const LEAST: Readonly<Record<number, number>> = { 3: 14, 4: 12 };
/** A passphrase of fewer different characters repeats itself. */
const LEAST_DIFFERENT = 8;

const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}\s]/u];

/** Seven different words, or 14 characters of three kinds, or 12 of four. */
export function isStrongPassphrase(passphrase: string): boolean {
  const text = passphrase.normalize('NFKC').trim();
  const words = text.split(/[\s\-_.,;]+/u).filter((word) => word.length >= WORD_LETTERS);
  if (new Set(words.map((word) => word.toLowerCase())).size >= WORDS) {
    return true;
  }
  const characters = Array.from(text);
  const kinds = KINDS.filter((kind) => kind.test(text)).length;
  const least = LEAST[kinds] ?? Infinity;
  return characters.length >= least && new Set(characters).size >= LEAST_DIFFERENT;
}
