// What the registry holds on disk, versioned, checked at every reading. In clear: ids, states, deadlines, wrapped keys and
// what an unlock needs. Everything that says something about a person or a procedure is sealed.

import * as v from 'valibot';

import type { Envelope } from '../contracts/sealer.ts';
import { CASE_STATES } from '../domain/case/case-file.ts';

const VERSION = 1;

const bytes = v.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const envelope: v.GenericSchema<Envelope> = v.strictObject({
  iv: bytes,
  data: v.custom<ArrayBuffer>((value) => Object.prototype.toString.call(value) === '[object ArrayBuffer]'),
});

/** Bytes wrapped for one holder: only the private key of the holder opens them, and only as what they were wrapped as. */
const wrap = v.strictObject({
  /** Public half of the pair made for this wrap alone, raw P-256. */
  ephemeral: bytes,
  sealed: envelope,
});
export type Wrap = v.InferOutput<typeof wrap>;

/** Argon2id: memory in KiB. The floors are those of OWASP; a record below them is refused. */
export const kdfParams = v.variant('kind', [
  v.strictObject({
    kind: v.literal('argon2id'),
    salt: bytes,
    memoryKiB: v.pipe(v.number(), v.safeInteger(), v.minValue(19_456)),
    passes: v.pipe(v.number(), v.safeInteger(), v.minValue(2)),
  }),
  v.strictObject({
    kind: v.literal('pbkdf2'),
    salt: bytes,
    iterations: v.pipe(v.number(), v.safeInteger(), v.minValue(600_000)),
  }),
]);
export type KdfParams = v.InferOutput<typeof kdfParams>;

export const installationRow = v.strictObject({
  id: v.literal('installation'),
  version: v.literal(VERSION),
  installationId: v.string(),
  /** Users are looked up by a slow, salted hash of their registration number. */
  lookupSalt: bytes,
  /** Latest moment ever seen, ms since 1970. */
  lastSeen: count,
  failures: v.strictObject({ count, lastAt: count }),
  /** The installation key for the control key. */
  controlWrap: wrap,
  /** Under the installation key: its record, the keys that sign and receive, the head of every journal. */
  record: envelope,
  secrets: envelope,
  heads: envelope,
});
export type InstallationRow = v.InferOutput<typeof installationRow>;

export const userRow = v.strictObject({
  id: v.string(),
  version: v.literal(VERSION),
  lookup: v.string(),
  kdf: kdfParams,
  /** Private keys under the key of the passphrase. */
  privateKeys: envelope,
  /** The installation key; gone while the user is not active. */
  installationKey: v.undefinedable(wrap),
  /** Profile and public keys under the installation key. */
  profile: envelope,
});
export type UserRow = v.InferOutput<typeof userRow>;

export const caseRow = v.strictObject({
  id: v.string(),
  version: v.literal(VERSION),
  state: v.picklist(CASE_STATES),
  deadline: count,
  hasShare: v.boolean(),
  /** The share was handed over and nobody has said yet that it is saved. Absent in rows of earlier builds. */
  awaitsShare: v.optional(v.boolean(), false),
  /** A known text under the case's key: tells a right share from a wrong one. */
  check: envelope,
  holders: v.array(
    v.strictObject({
      holder: v.string(),
      /** The stored half of the case's key. */
      key: wrap,
      /** The procedure number, so that the holder sees it before opening. */
      number: v.undefinedable(wrap),
    }),
  ),
});
export type CaseRow = v.InferOutput<typeof caseRow>;

export const journalRow = v.strictObject({ id: v.string(), chain: v.string(), seq: count, sealed: envelope });
export type JournalRow = v.InferOutput<typeof journalRow>;

export const certificateRow = v.strictObject({ id: v.string(), sealed: envelope });
export type CertificateRow = v.InferOutput<typeof certificateRow>;

/** What is left of an erased case: the line from which its certificate is written. */
export const erasureRow = v.strictObject({
  id: v.string(),
  version: v.literal(VERSION),
  at: count,
  cause: v.picklist(['DEADLINE', 'ORDER', 'ABANDONED', 'SHARE_LOST']),
  account: v.strictObject({
    wrapsDeleted: count,
    recordsDeleted: v.record(v.string(), count),
    databaseDeleted: v.boolean(),
    hadShare: v.boolean(),
  }),
});
export type ErasureRow = v.InferOutput<typeof erasureRow>;

/** Events of a moment when no key was there to sign them: chained at the next unlock. No personal data. */
export const pendingRow = v.strictObject({
  id: v.string(),
  at: count,
  chain: v.string(),
  event: v.variant('kind', [
    v.strictObject({ kind: v.literal('unlock-refused') }),
    v.strictObject({ kind: v.literal('clock-went-back') }),
    v.strictObject({ kind: v.literal('erased'), cause: v.string(), records: count }),
  ]),
});
export type PendingRow = v.InferOutput<typeof pendingRow>;
