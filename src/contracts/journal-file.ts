// The exported journal (`.derush-journal.json`): all that somebody else needs to verify it, without the application.

import * as v from 'valibot';

import type { Anchor } from '../domain/journal/anchor.ts';
import { ANCHOR_SOURCES } from '../domain/journal/anchor.ts';
import type { Checkpoint } from '../domain/journal/chain.ts';
import type { ChainEntry, Json } from '../domain/journal/entry.ts';
import { day } from '../domain/time/instant.ts';
import { AppError } from './errors.ts';

/** End of the name of an exported journal. */
export const JOURNAL_FILE_SUFFIX = '.derush-journal.json';

export const JOURNAL_FILE_VERSION = 1;

export interface JournalFile {
  /** Which journal: the id of a case, or `installation`. */
  readonly chain: string;
  /** Version of the application that wrote the file. */
  readonly toolVersion: string;
  /** UTC, ISO 8601. */
  readonly exportedAt: string;
  /** Public keys by actor: ECDSA P-256, SPKI or raw point, base64. */
  readonly keys: Readonly<Record<string, string>>;
  /** What was printed of this journal, as far as the application knows. */
  readonly anchors: readonly Anchor[];
  readonly checkpoints: readonly Checkpoint[];
  readonly entries: readonly ChainEntry[];
}

/** A journal as read: entries that are none are left out, and their places (1-based) kept. */
export interface ReadJournal extends JournalFile {
  readonly malformed: readonly number[];
}

/** The text of an exported journal: UTF-8, one entry a line, so that a person can read it too. */
export function writeJournalFile(file: JournalFile): string {
  const { chain, toolVersion, exportedAt, keys, anchors, checkpoints, entries } = file;
  const head = {
    format: 'derush-journal',
    version: JOURNAL_FILE_VERSION,
    tool: { name: 'Dérush', version: toolVersion },
  };
  const facts = JSON.stringify({ ...head, chain, exportedAt, keys, anchors, checkpoints }, undefined, 1);
  const lines = entries.map((entry) => JSON.stringify(entry)).join(',\n');
  return `${facts.slice(0, -2)},\n "entries": [\n${lines}\n]\n}\n`;
}

const seq = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const hex64 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const isDay = (value: string): boolean => {
  try {
    return day(value) === value;
  } catch {
    return false;
  }
};

const anchorSchema = v.pipe(
  v.strictObject({
    seq,
    head: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
    on: v.optional(v.pipe(v.string(), v.check(isDay), v.transform(day))),
    source: v.optional(v.picklist(ANCHOR_SOURCES)),
  }),
  v.transform(({ seq: at, head, on, source }): Anchor => ({ seq: at, head, on, source })),
);

const fileSchema = v.strictObject({
  format: v.literal('derush-journal'),
  version: v.literal(JOURNAL_FILE_VERSION),
  tool: v.strictObject({ name: v.string(), version: v.pipe(v.string(), v.maxLength(60)) }),
  chain: v.pipe(v.string(), v.nonEmpty(), v.maxLength(120)),
  exportedAt: v.pipe(v.string(), v.isoTimestamp()),
  keys: v.record(v.string(), v.pipe(v.string(), v.base64())),
  anchors: v.array(anchorSchema),
  checkpoints: v.array(v.strictObject({ seq, hash: hex64, actor: v.string(), signature: v.string() })),
  entries: v.array(v.unknown()),
});

/** Everything that comes out of `JSON.parse` is JSON: only the form of an event is left to look at. */
const eventSchema = v.custom<{ readonly kind: string; readonly [key: string]: Json }>(
  (value) => typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string',
);

/** Form alone: what the texts say is for the verification to judge, which names the entry. */
const entrySchema = v.pipe(
  v.strictObject({
    seq,
    at: v.pipe(v.string(), v.isoTimestamp()),
    chain: v.string(),
    actor: v.string(),
    role: v.string(),
    event: eventSchema,
    motive: v.optional(v.string()),
    previous: hex64,
    hash: hex64,
    signature: v.string(),
  }),
  v.transform(({ motive, ...rest }): ChainEntry => ({ ...rest, motive })),
);

/** Reads an exported journal. Fails with INPUT_INVALID when the file as a whole is none, or of a later version. */
export function readJournalFile(text: string): ReadJournal {
  const result = v.safeParse(fileSchema, parse(text));
  if (!result.success) {
    throw new AppError('INPUT_INVALID', { reason: 'not-a-journal', field: v.getDotPath(result.issues[0]) ?? '' });
  }
  const { chain, tool, exportedAt, keys, anchors, checkpoints, entries } = result.output;
  const read = entries.map((entry) => v.safeParse(entrySchema, entry));
  return {
    chain,
    toolVersion: tool.version,
    exportedAt,
    keys,
    anchors,
    checkpoints,
    entries: read.flatMap((entry) => (entry.success ? [entry.output] : [])),
    malformed: read.flatMap((entry, i) => (entry.success ? [] : [i + 1])),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError('INPUT_INVALID', { reason: 'not-json' }, { cause: error });
  }
}
