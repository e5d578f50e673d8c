import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AppError } from '../../../src/contracts/errors.ts';
import { checkEvent, EVENT_KINDS, faultOfEvent } from '../../../src/contracts/journal-schema.ts';
import type { JournalEvent } from '../../../src/contracts/journal.ts';

const SHA = 'ab'.repeat(32);

/** One lawful event of every kind. */
const EVENTS: Readonly<Record<JournalEvent['kind'], object>> = {
  'case-opened': {},
  'case-closed': {},
  'recording-hashed': { recordingId: 'r-1', sha256: SHA },
  'recording-refused': { recordingId: 'r-1', code: 'NOT_A_VIDEO' },
  'analysis-started': {
    recordingId: 'r-1',
    model: 'centernet',
    backend: 'wasm',
    settings: {
      sensitivity: 'fine',
      masks: [
        [
          { x: 0, y: 0 },
          { x: 1, y: 0 },
          { x: 0.5, y: 0.5 },
        ],
      ],
    },
  },
  'analysis-ended': { recordingId: 'r-1', tracks: 0, cancelled: true },
  'analysis-resumed': { recordingId: 'r-1' },
  'analysis-failed': { recordingId: 'r-1', code: 'WORKER_LOST' },
  'results-exported': { recordingId: 'r-1', sha256: SHA },
  'figures-printed': { recordings: 2, objects: 14 },
  'synopsis-exported': { recordings: ['r-1', 'r-2'], objects: 14, sha256: SHA, mapSha256: SHA, masked: ['r-1/12/1'] },
  'still-exported': { recordingId: 'r-1', ordinal: 1, sha256: SHA },
  'model-added': { model: 'own', sha256: [SHA, SHA] },
  'model-refused': { model: 'own', code: 'MODEL_REFUSED', reason: 'schema' },
  'installation-recorded': { build: '0.3.0', complete: true },
  'clock-went-back': {},
  'clock-confirmed': {},
  'user-added': { user: 'u-1', role: 'ENQUETEUR' },
  'user-enabled': { user: 'u-1', role: 'REFERENT' },
  'user-disabled': { user: 'u-1', role: 'CONTROLE' },
  'passphrase-changed': {},
  unlocked: {},
  locked: {},
  'unlock-refused': {},
  'control-access': { quality: 'MAGISTRAT_SAISI' },
  'case-created': { share: false },
  'share-confirmed': {},
  'case-command': { command: 'authorise', before: SHA, after: SHA },
  'command-refused': { command: 'start-analysis', missing: ['AUTHORISATION', 'PROVENANCE_MISSING', 'scope.from'] },
  'recording-attached': { recordingId: 'r-1' },
  searched: { criteria: ['class:person', 'colour:red,blue', 'speed:1-3.5', 'zone'], hits: 4 },
  consulted: { target: 'r-1/12/2' },
  reviewed: { command: 'dismiss', target: 'r-1/12' },
  tray: { command: 'tray-add', target: 'i-1', recordingId: 'r-1', ordinal: 12 },
  kept: { command: 'search-save', target: 's-1' },
  'identity-typed': { link: 'l-1' },
  'document-issued': { document: 'REPORT', sha256: SHA },
  'dismissed-purged': { tracks: 4 },
  erased: { cause: 'PERSONNE_RETROUVEE', records: 1000 },
  'integrity-alert': { code: 'JOURNAL_BROKEN' },
};

const eventOf = (kind: string, facts: object): JournalEvent => ({ kind, ...facts }) as JournalEvent;

/** Every path to a text of an event. */
function* textsOf(value: unknown, path: readonly (string | number)[] = []): Generator<readonly (string | number)[]> {
  if (typeof value === 'string') {
    yield path;
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      yield* textsOf(member, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  }
}

function replaced(value: unknown, [key, ...rest]: readonly (string | number)[], text: string): unknown {
  if (key === undefined) {
    return text;
  }
  if (Array.isArray(value)) {
    return value.map((member: unknown, i) => (i === key ? replaced(member, rest, text) : member));
  }
  return { ...(value as object), [key]: replaced((value as Record<string, unknown>)[key], rest, text) };
}

it('L18 knows every event, and lets each one pass as it is meant', () => {
  expect(Object.keys(EVENTS).sort()).toEqual([...EVENT_KINDS].sort());
  for (const [kind, facts] of Object.entries(EVENTS)) {
    expect(faultOfEvent(eventOf(kind, facts)), kind).toBeUndefined();
  }
});

it.each([
  ...['Jean Dupont', 'né le 3 mai 1980', 'C:\\Users\\dupont\\cam 1.mp4', '/home/x/cam 1.mp4', 'PV 2026/0412'],
  ...['06 12 34 56 78', 'jean.dupont@example.org', 'Élodie', 'a\nb', '<b>', 'x'.repeat(400)],
])('L18 lets %j stand in no fact of no event', (text) => {
  for (const [kind, facts] of Object.entries(EVENTS)) {
    for (const path of textsOf(facts)) {
      const event = replaced({ kind, ...facts }, path, text) as JournalEvent;
      expect(faultOfEvent(event), `${kind} ${path.join('.')}`).toBeDefined();
    }
  }
});

it('L18 refuses a sentence, whatever it says, wherever it stands', () => {
  const sentence = fc.tuple(fc.lorem({ maxCount: 3 }), fc.lorem({ maxCount: 3 })).map((words) => words.join(' '));
  fc.assert(
    fc.property(fc.constantFrom(...Object.entries(EVENTS)), sentence, ([kind, facts], text) => {
      for (const path of textsOf(facts)) {
        expect(faultOfEvent(replaced({ kind, ...facts }, path, text) as JournalEvent)).toBeDefined();
      }
    }),
  );
});

it('L18 refuses an event that says more, or that it does not know', () => {
  for (const [kind, facts] of Object.entries(EVENTS)) {
    expect(faultOfEvent(eventOf(kind, { ...facts, name: 'x' })), kind).toBe('name');
  }
  expect(faultOfEvent({ kind: 'seen' })).toBe('kind');
  expect(faultOfEvent({ kind: '__proto__' })).toBe('kind');
});

it('L18 takes a motive of two hundred characters on one line, and no more', () => {
  const event: JournalEvent = { kind: 'consulted', target: 'r-1/4' };
  const failing = (motive: string): unknown => {
    try {
      checkEvent(event, motive);
      return undefined;
    } catch (error) {
      return error instanceof AppError ? error.facts['field'] : error;
    }
  };
  expect(failing('Vérification à la demande de l’enquête, vue n° 4')).toBeUndefined();
  expect(failing('é'.repeat(200))).toBeUndefined();
  expect(failing('é'.repeat(201))).toBe('consulted.motive');
  expect(failing('a\nb')).toBe('consulted.motive');
  expect(failing('')).toBe('consulted.motive');
  expect(() => {
    checkEvent(event, undefined);
  }).not.toThrow();
});

it('L18 tells what was drawn for the recordings of a camera, of several or of none, in any alternative', () => {
  const ids = ['0f8fad5b-d9cb-469f-a165-70867728950e', '7c9e6679-7425-40de-944b-e07fc1f90ae7'];
  for (const place of ['all', ids[0], ids.join('+'), '']) {
    for (const prefix of ['', 'not-', 'or2-', 'or6-not-']) {
      const criteria = [`${prefix}zone-stay:${place}/10/20,500|400,500|400,950`, `${prefix}near-person:${place}/1.5/5`];
      expect(faultOfEvent(eventOf('searched', { criteria, hits: 1 })), criteria.join(' ')).toBeUndefined();
    }
  }
});
