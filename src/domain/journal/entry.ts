// One line of a journal: what was done, by whom, when; chained by hash to the line before, and signed.

/** A value of JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What an entry says before it is chained. */
export interface EntryContent {
  /** 1-based, without gaps. */
  readonly seq: number;
  /** UTC date and time of the machine, ISO 8601 with milliseconds. */
  readonly at: string;
  /** Which journal: the id of a case, or `installation`. */
  readonly chain: string;
  /** Id of a user, or `system`. */
  readonly actor: string;
  readonly role: string;
  /** Identifiers, codes, numbers, hashes: no personal data. */
  readonly event: { readonly kind: string; readonly [key: string]: Json };
  /** Asked for where the law wants one; at most 200 characters, no names. */
  readonly motive: string | undefined;
}

/** An entry in its chain. */
export interface ChainEntry extends EntryContent {
  /** SHA-256 of the entry before, hexadecimal; 64 zeros for the first one. */
  readonly previous: string;
  /** SHA-256 of the canonical form (RFC 8785) of content and `previous`. */
  readonly hash: string;
  /** ECDSA P-256 over the hash, by the actor's key, base64. */
  readonly signature: string;
}
