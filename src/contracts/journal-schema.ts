// What may stand in a journal: a closed set of events whose facts are identifiers, codes, numbers and hashes.
// Checked before an entry is written; nothing about a person can pass, save a motive of 200 characters.

import * as v from 'valibot';

import type { CaseCommand, EditCommand, ReviewCommand } from '../domain/case/commands.ts';
import type { EntryContent } from '../domain/journal/entry.ts';
import { CONTROL_QUALITIES, DISMISSAL_MOTIVES, ROLES } from '../domain/law/enumerations.ts';
import { MOST_CORNERS, MOST_POLYGONS } from '../domain/settings/polygon.ts';
import { SENSITIVITIES } from '../domain/settings/sensitivity.ts';
import { ALERT_CODES, AppError } from './errors.ts';
import type { JournalEvent } from './journal.ts';
import { MODEL_REFUSALS } from './model.ts';

/** Longest motive, in UTF-16 code units. */
export const LONGEST_MOTIVE = 200;

/** Given at random or by counting (`…/12/2`): says nothing of anybody. */
const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._/:-]{0,119}$/));
/** A word of a closed list elsewhere: no space, no accent, nothing that a sentence or a name is written with. */
const code = v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9]*(?:[-_.:][A-Za-z0-9]+)*$/));
const codes = v.pipe(v.array(v.pipe(code, v.maxLength(80))), v.maxLength(200));
const shortCode = v.pipe(code, v.maxLength(60));
/** A criterion of a search: its code, then at most one closed value or range (`class:person`, `speed:1-3.5`). */
const CODED = /^[a-z][a-zA-Z0-9-]{0,40}(?:[:=][A-Za-z0-9][A-Za-z0-9.,|/-]{0,60})?$/;
/** Of a drawing: for which recordings; none, where those of a camera are not there. */
const PLACE = '(?:[A-Za-z0-9-]{1,40}(?:\\+[A-Za-z0-9-]{1,40}){0,199})?';
const DRAWN_CODE = `^[a-z][a-z0-9-]{0,40}:${PLACE}`;
/** One that was drawn: its code, for which recordings, a measure, and its points in thousandths of the picture. */
const DRAWN = new RegExp(`${DRAWN_CODE}(?:/[0-9.]{1,8})?/\\d{1,4},\\d{1,4}(?:\\|\\d{1,4},\\d{1,4}){1,47}$`);
/** Nearness: its code, for which recordings, two measures. */
const NEAR = new RegExp(`${DRAWN_CODE}(?:/[0-9.]{1,8}){2}$`);
const criterion = v.pipe(
  v.string(),
  v.check((code) => [CODED, DRAWN, NEAR].some((form) => form.test(code))),
);
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const ordinal = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const model = v.pipe(v.string(), v.regex(/^[\w.-]{1,60}$/));
/** Empty while the installation record is not complete. */
const build = v.pipe(v.string(), v.regex(/^(?:[A-Za-z0-9][A-Za-z0-9._+-]{0,79})?$/));
const alertCode = v.picklist(ALERT_CODES);
const role = v.picklist(ROLES);
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const polygon = v.pipe(v.array(v.strictObject({ x: share, y: share })), v.minLength(3), v.maxLength(MOST_CORNERS));
const settings = v.strictObject({
  sensitivity: v.picklist(SENSITIVITIES),
  masks: v.pipe(v.array(polygon), v.maxLength(MOST_POLYGONS)),
});

type CommandKind = CaseCommand['kind'] | ReviewCommand['kind'] | EditCommand['kind'];

/** Every command of the domain; a new one does not compile until it stands here. */
const COMMANDS: { readonly [K in CommandKind]: K } = {
  describe: 'describe',
  authorise: 'authorise',
  'set-scope': 'set-scope',
  'extend-flagrance': 'extend-flagrance',
  'convert-to-preliminary': 'convert-to-preliminary',
  'contrary-decision': 'contrary-decision',
  'list-user': 'list-user',
  'delist-user': 'delist-user',
  'add-recording': 'add-recording',
  'set-provenance': 'set-provenance',
  'note-hash': 'note-hash',
  'remove-recording': 'remove-recording',
  'start-session': 'start-session',
  'end-session': 'end-session',
  'start-analysis': 'start-analysis',
  'count-out-of-scope': 'count-out-of-scope',
  'note-mention': 'note-mention',
  'request-copy': 'request-copy',
  derogate: 'derogate',
  order: 'order',
  'note-report': 'note-report',
  'join-report': 'join-report',
  close: 'close',
  erase: 'erase',
  retain: 'retain',
  dismiss: 'dismiss',
  undo: 'undo',
  link: 'link',
  unlink: 'unlink',
  merge: 'merge',
  split: 'split',
  unedit: 'unedit',
};
const command = v.enum(COMMANDS);

/** Facts of each event: exactly those of `JournalEvent`, no other. */
const FACTS = {
  'case-opened': {},
  'case-closed': {},
  'recording-hashed': { recordingId: id, sha256 },
  'recording-refused': { recordingId: id, code: alertCode },
  'analysis-started': {
    recordingId: id,
    model,
    backend: v.picklist(['auto', 'webgpu', 'webgpu-software', 'wasm']),
    settings,
  },
  'analysis-ended': { recordingId: id, tracks: count, cancelled: v.boolean() },
  'analysis-resumed': { recordingId: id },
  'analysis-failed': { recordingId: id, code: alertCode },
  'results-exported': { recordingId: id, sha256 },
  'still-exported': {
    recordingId: id,
    ordinal,
    sha256,
    masked: v.optional(v.pipe(v.array(id), v.maxLength(10_000))),
  },
  'figures-printed': { recordings: count, objects: count },
  'synopsis-exported': {
    recordings: v.pipe(v.array(id), v.minLength(1), v.maxLength(1000)),
    objects: count,
    sha256,
    mapSha256: sha256,
    masked: v.optional(v.pipe(v.array(id), v.maxLength(20_000))),
  },
  tray: {
    command: v.picklist(['tray-add', 'tray-remove', 'tray-move', 'tray-comment', 'tray-tick']),
    target: id,
    recordingId: v.optional(id),
    ordinal: v.optional(ordinal),
  },
  kept: {
    command: v.picklist(['search-save', 'search-rename', 'search-delete', 'zone-keep', 'zone-rename', 'zone-delete']),
    target: id,
  },
  'model-added': { model, sha256: v.pipe(v.array(sha256), v.maxLength(100)) },
  'model-refused': { model, code: alertCode, reason: v.picklist(MODEL_REFUSALS) },
  'installation-recorded': { build, complete: v.boolean() },
  'clock-went-back': {},
  'clock-confirmed': {},
  'user-added': { user: id, role },
  'user-enabled': { user: id, role },
  'user-disabled': { user: id, role },
  'passphrase-changed': {},
  unlocked: {},
  locked: {},
  'unlock-refused': {},
  'control-access': { quality: v.picklist(CONTROL_QUALITIES) },
  'case-created': { share: v.boolean() },
  'share-confirmed': {},
  'case-command': { command, before: sha256, after: sha256 },
  'command-refused': { command: shortCode, missing: codes },
  'recording-attached': { recordingId: id },
  searched: { criteria: v.pipe(v.array(criterion), v.maxLength(1000)), hits: count },
  consulted: { target: id },
  reviewed: {
    command,
    target: id,
    motive: v.optional(v.picklist(DISMISSAL_MOTIVES)),
    tracks: v.optional(v.pipe(v.array(id), v.maxLength(500))),
    ordinal: v.optional(ordinal),
  },
  'identity-typed': { link: id },
  'document-issued': { document: shortCode, sha256 },
  'dismissed-purged': { tracks: count },
  erased: { cause: shortCode, records: count },
  'integrity-alert': { code: alertCode },
} as const satisfies Record<JournalEvent['kind'], v.ObjectEntries>;

const SCHEMAS = new Map<string, v.GenericSchema>(
  Object.entries(FACTS).map(([kind, facts]) => [kind, v.strictObject({ kind: v.literal(kind), ...facts })]),
);

/** Kinds of events that a journal knows. */
export const EVENT_KINDS: readonly string[] = Object.keys(FACTS);

/** Path of the first fact that may not stand in a journal, `kind` for an unknown event; `undefined` when all may. */
export function faultOfEvent(event: { readonly kind: string }): string | undefined {
  const schema = SCHEMAS.get(event.kind);
  if (schema === undefined) {
    return 'kind';
  }
  const result = v.safeParse(schema, event);
  return result.success ? undefined : pathOf(result.issues[0]);
}

/** Whether an entry that was read says one of the events of today's journal. */
export function isJournalEvent(event: { readonly kind: string }): event is JournalEvent {
  return faultOfEvent(event) === undefined;
}

/** One line of text: what a person writes to say why. */
const motiveSchema = v.pipe(v.string(), v.nonEmpty(), v.maxLength(LONGEST_MOTIVE), v.regex(/^[^\p{C}\u2028\u2029]*$/u));

/**
 * Guards the writing: throws INPUT_INVALID, naming the fact, on anything that may not stand in a journal.
 * Returns the event as what an entry says.
 */
export function checkEvent(event: JournalEvent, motive: string | undefined): EntryContent['event'] {
  const fault = faultOfEvent(event) ?? (motive === undefined || v.is(motiveSchema, motive) ? undefined : 'motive');
  if (fault !== undefined) {
    throw new AppError('INPUT_INVALID', { field: `${event.kind}.${fault}` });
  }
  // The schema has just left nothing in it but texts, numbers, booleans, and lists of them.
  return event as EntryContent['event'];
}

function pathOf(issue: v.BaseIssue<unknown>): string {
  return v.getDotPath(issue) ?? 'kind';
}
