// Sealing and opening the records of one case: the only way to stored content. Whoever seals holds no key, unless it is
// an Exercice, whose key lives in the page's memory and dies with it.

/** Where a record belongs. A record moved to another case, store or identity no longer opens. */
export interface RecordPlace {
  readonly caseId: string;
  readonly store: string;
  readonly recordId: string;
}

/** A sealed value as it lies in the database. */
export interface Envelope {
  /** 96 random bits. */
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

/** Seals and opens records of one case. Fails with STORAGE_FAILED for an altered or moved record, VAULT_LOCKED when locked. */
export interface Sealer {
  seal(place: RecordPlace, plain: Uint8Array<ArrayBuffer>): Promise<Envelope>;
  open(place: RecordPlace, envelope: Envelope): Promise<Uint8Array<ArrayBuffer>>;
}

/** What travels to a worker so that it can seal: the key of an Exercice, or a port to the vault of a dossier. */
export type SealerGrant =
  { readonly kind: 'key'; readonly key: CryptoKey } | { readonly kind: 'port'; readonly port: MessagePort };
