// The file of a case as bytes: a closed list of fields, checked when it is read back. What stands beside them is dropped.

import * as v from 'valibot';

import { AppError } from '../contracts/errors.ts';
import { CASE_STATES, userId, type CaseFile } from '../domain/case/case-file.ts';
import { sha256 } from '../domain/ids.ts';
import {
  AUTHORISATION_FORMS,
  CLOSING_EVENTS,
  DATA_NATURES,
  FRAMEWORKS,
  MAGISTRATE_QUALITIES,
  OBTENTIONS,
  ROLES,
} from '../domain/law/enumerations.ts';
import { day, instant } from '../domain/time/instant.ts';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint-codec.ts';

const VERSION = 1;

const text = v.string();
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const moment = v.pipe(v.number(), v.safeInteger(), v.transform(instant));
const date = v.pipe(v.string(), v.transform(day));
const user = v.pipe(v.string(), v.transform(userId));
const hash = v.pipe(v.string(), v.transform(sha256));
const maybe = v.undefinedable;

const magistrate = v.object({ quality: v.picklist(MAGISTRATE_QUALITIES), name: text, court: text });
const scope = v.object({
  from: maybe(moment),
  to: maybe(moment),
  classes: v.array(text),
  zones: v.array(v.object({ camera: text, polygon: v.array(v.object({ x: v.number(), y: v.number() })) })),
});
const authorisation = v.object({
  form: v.picklist(AUTHORISATION_FORMS),
  magistrate,
  at: moment,
  confirmedAt: maybe(moment),
  noContraryDecision: v.boolean(),
  reference: text,
  scope,
  recordedAt: moment,
});
const provenance = v.object({
  obtention: v.picklist(OBTENTIONS),
  reference: text,
  holder: text,
  obtainedOn: date,
  camera: text,
  place: text,
  startsAt: maybe(moment),
  clockOffsetMs: maybe(v.number()),
  clockOffsetSource: text,
});
const habilitation = v.object({
  authority: text,
  from: date,
  until: maybe(date),
  natures: v.array(v.picklist(DATA_NATURES)),
});

const caseFile = v.object({
  id: text,
  state: v.picklist(CASE_STATES),
  createdAt: moment,
  createdBy: user,
  service: text,
  procedureNumber: text,
  framework: maybe(v.picklist(FRAMEWORKS)),
  flagranceFrom: maybe(moment),
  flagranceExtended: v.boolean(),
  facts: v.object({ qualification: text, natinf: text, placeAndDate: text }),
  organisedCrime: v.boolean(),
  authorisations: v.array(authorisation),
  contraryDecision: maybe(v.object({ on: date, reference: text })),
  users: v.array(
    v.object({
      userId: user,
      role: v.picklist(ROLES),
      label: text,
      habilitation,
      addedBy: user,
      recordedAt: moment,
    }),
  ),
  recordings: v.array(
    v.object({
      id: text,
      name: text,
      sizeBytes: count,
      sha256: maybe(hash),
      provenance: maybe(provenance),
      recordedAt: moment,
    }),
  ),
  sessions: v.array(
    v.object({
      number: count,
      userId: user,
      from: moment,
      to: maybe(moment),
      clockGapMs: maybe(v.number()),
      mentionedAt: maybe(moment),
    }),
  ),
  derogations: v.array(v.object({ magistrate, reference: text, decidedOn: date, until: date, recordedAt: moment })),
  orders: v.array(
    v.object({
      kind: v.picklist(['ERASE', 'COMPLETE', 'RECTIFY', 'REQUALIFY']),
      target: text,
      orderedOn: date,
      reference: text,
      recordedAt: moment,
    }),
  ),
  copyRequests: v.array(v.object({ magistrate, requestedOn: date, reference: text, recordedAt: moment })),
  m1At: maybe(moment),
  report: maybe(v.object({ sha256: hash, at: moment, joinedAs: maybe(text) })),
  closure: maybe(v.object({ event: v.picklist(CLOSING_EVENTS), at: moment, precision: text })),
  outOfScope: v.object({ period: count, zones: count, classes: count }),
});
const stored = v.strictObject({ version: v.literal(VERSION), file: caseFile });

/** The file with the fields that it has, and no other: what a caller's object carries beside them is left out. */
export function closedCaseFile(file: CaseFile): CaseFile {
  return v.parse(caseFile, file);
}

export function encodeCaseFile(file: CaseFile): Uint8Array<ArrayBuffer> {
  return encodeCheckpoint({ version: VERSION, file });
}

/** Reads a case file back. Fails with STORAGE_FAILED on anything that was not written by {@link encodeCaseFile}. */
export function decodeCaseFile(plain: Uint8Array<ArrayBuffer>): CaseFile {
  try {
    return v.parse(stored, decodeCheckpoint(plain)).file;
  } catch (error) {
    throw new AppError('STORAGE_FAILED', { store: 'caseFiles' }, { cause: error });
  }
}
