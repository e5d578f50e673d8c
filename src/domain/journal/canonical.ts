// The one text of a JSON value (RFC 8785, JSON Canonicalization Scheme): what a hash can be taken of.

import type { Json } from './entry.ts';

/**
 * Canonical JSON: no space, members sorted by the UTF-16 code units of their names, numbers as ECMAScript writes them.
 * Throws a `RangeError` on what has no canonical form: numbers that are not finite, lone surrogates.
 */
export function canonicalJson(value: Json): string {
  switch (typeof value) {
    case 'string':
      return canonicalString(value);
    case 'number':
      if (!Number.isFinite(value)) {
        throw new RangeError(`Not a number of JSON: ${value}`);
      }
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return value === null ? 'null' : isArray(value) ? canonicalArray(value) : canonicalObject(value);
    default:
      throw new RangeError(`Not a value of JSON: ${typeof value}`);
  }
}

/** `Array.isArray`, which does not narrow read-only arrays. */
export function isArray(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

function canonicalString(value: string): string {
  if (/\p{Surrogate}/u.test(value)) {
    throw new RangeError('A lone surrogate is not text');
  }
  return JSON.stringify(value);
}

function canonicalArray(values: readonly Json[]): string {
  // Not `map`: it leaves out the holes of a sparse array, which are no values of JSON.
  return `[${Array.from(values, canonicalJson).join(',')}]`;
}

function canonicalObject(value: { readonly [key: string]: Json }): string {
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${members.map(([key, member]) => `${canonicalString(key)}:${canonicalJson(member)}`).join(',')}}`;
}
