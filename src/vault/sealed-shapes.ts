// What lies sealed in the registry, as JSON: checked again after it was opened, because builds change.

import * as v from 'valibot';

import { AppError } from '../contracts/errors.ts';
import type { UserProfile } from '../contracts/vault.ts';
import { userId } from '../domain/case/case-file.ts';
import type { Block } from '../domain/documents/model.ts';
import type { ChainEntry } from '../domain/journal/entry.ts';
import { DATA_NATURES, ROLES, USER_QUALITIES } from '../domain/law/enumerations.ts';
import { sha256 } from '../domain/ids.ts';
import { day, instant } from '../domain/time/instant.ts';
import { fromBase64, fromText, toBase64, toText, type Bytes } from './bytes.ts';
import type { PublicKeys } from './keys.ts';

/** JSON has no `undefined`: it is written as null. */
const maybe = <T>(schema: v.GenericSchema<unknown, T>) =>
  v.pipe(
    v.nullable(schema),
    v.transform((value) => value ?? undefined),
  );
const branded = <T>(brand: (text: string) => T) =>
  v.pipe(
    v.string(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      try {
        return brand(dataset.value);
      } catch {
        addIssue({ message: 'not what it should be' });
        return NEVER;
      }
    }),
  );
const aDay = branded(day);
const base64 = branded(fromBase64);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const installationRecord = v.strictObject({
  service: v.string(),
  controller: v.string(),
  dpo: v.string(),
  engagement: maybe(v.strictObject({ sentOn: aDay, receipt: v.string(), receiptOn: aDay })),
  aipd: maybe(v.strictObject({ version: v.string(), on: aDay })),
  coveredVersion: v.string(),
  coveredBuild: v.string(),
  timeZone: v.string(),
  maskInReview: v.boolean(),
  maskInExports: v.boolean(),
  derogationsAllowed: v.boolean(),
  autoLockMinutes: v.number(),
  confirmedStatutes: v.array(v.string()),
});

const publicKeys = v.strictObject({ wrap: base64, sign: base64 });

export interface KnownUser {
  readonly profile: UserProfile;
  readonly publicKeys: PublicKeys;
}

/** A user as sealed: profile and public keys, so that nobody can put another key in their place. */
export const knownUser: v.GenericSchema<unknown, KnownUser> = v.strictObject({
  profile: v.strictObject({
    userId: v.pipe(v.string(), v.transform(userId)),
    role: v.picklist(ROLES),
    quality: v.picklist(USER_QUALITIES),
    label: v.string(),
    habilitation: v.strictObject({
      authority: v.string(),
      from: aDay,
      until: maybe(aDay),
      natures: v.array(v.picklist(DATA_NATURES)),
    }),
    isActive: v.boolean(),
  }),
  publicKeys,
});

/** Keys of the installation itself: it signs what happened while nobody had unlocked. */
export const installationSecrets = v.strictObject({
  systemKeys: v.string(),
  systemPublicKeys: publicKeys,
  controlPublicKeys: publicKeys,
});

/** The last entry of every journal, kept apart from the entries: what was cut off is missed. */
export const heads = v.record(
  v.string(),
  v.strictObject({ seq: count, hash: v.string(), actor: v.string(), signature: v.string() }),
);
export type Heads = v.InferOutput<typeof heads>;

export const chainEntry = v.strictObject({
  seq: count,
  at: v.string(),
  chain: v.string(),
  actor: v.string(),
  role: v.string(),
  event: v.custom<ChainEntry['event']>(
    (value) => typeof value === 'object' && value !== null && typeof Reflect.get(value, 'kind') === 'string',
  ),
  motive: maybe(v.string()),
  previous: v.string(),
  hash: v.string(),
  signature: v.string(),
});

/** Blocks of a certificate: it holds no picture. */
const block: v.GenericSchema<unknown, Block> = v.variant('kind', [
  v.strictObject({ kind: v.literal('heading'), level: v.picklist([2, 3]), text: v.string() }),
  v.strictObject({ kind: v.picklist(['paragraph', 'notice']), text: v.string() }),
  v.strictObject({ kind: v.literal('list'), items: v.array(v.string()) }),
  v.strictObject({ kind: v.literal('definitions'), items: v.array(v.tuple([v.string(), v.string()])) }),
  v.strictObject({
    kind: v.literal('table'),
    columns: v.array(v.strictObject({ label: v.string(), weight: v.number() })),
    rows: v.array(v.array(v.string())),
  }),
  v.strictObject({ kind: v.literal('page-break') }),
]);

export const certificate = v.strictObject({
  text: v.string(),
  sha256: branded(sha256),
  /** Absent in those of earlier builds. */
  model: v.optional(
    v.strictObject({
      kind: v.literal('CERTIFICATE'),
      title: v.string(),
      running: v.string(),
      chain: v.string(),
      drawnUpAt: v.pipe(count, v.transform(instant)),
      blocks: v.array(block),
    }),
  ),
});

/** Plain values as JSON bytes; byte arrays as base64. */
export function toJson(value: unknown): Bytes {
  return fromText(
    JSON.stringify(value, (_, member: unknown) =>
      member === undefined ? null : member instanceof Uint8Array ? toBase64(Uint8Array.from(member)) : member,
    ),
  );
}

/** Fails with STORAGE_FAILED on bytes of another shape. */
export function fromJson<T>(schema: v.GenericSchema<unknown, T>, bytes: Bytes, store: string): T {
  try {
    return v.parse(schema, JSON.parse(toText(bytes)));
  } catch (error) {
    throw new AppError('STORAGE_FAILED', { store }, { cause: error });
  }
}
