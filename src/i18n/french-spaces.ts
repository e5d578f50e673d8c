// French typography, applied once to the whole dictionary so that its source stays readable.

const NARROW = '\u202f';
const NO_BREAK = '\u00a0';

/** Replaces the plain spaces that French sets unbreakable: before `; ? ! % ×`, before `:`, inside « ». */
export function frenchSpaces(text: string): string {
  return text
    .replace(/ ([;?!%×])/g, `${NARROW}$1`)
    .replace(/ :/g, `${NO_BREAK}:`)
    .replace(/« /g, `«${NO_BREAK}`)
    .replace(/ »/g, `${NO_BREAK}»`);
}

/** The same tree of words with French spaces everywhere, results of functions included. */
export function withFrenchSpaces<T>(tree: T): T {
  // The shape is kept key for key; only the text inside the strings changes.
  return spaced(tree) as T;
}

function spaced(node: unknown): unknown {
  if (typeof node === 'string') {
    return frenchSpaces(node);
  }
  if (typeof node === 'function') {
    return (...args: unknown[]) => spaced(Reflect.apply(node, undefined, args));
  }
  if (Array.isArray(node)) {
    return node.map(spaced);
  }
  if (typeof node === 'object' && node !== null) {
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, spaced(value)]));
  }
  return node;
}
