// What an entry of a journal says, for somebody who reads it and not for a program.

import { expect, test } from 'vitest';
import type { SignedEntry } from '../../../src/contracts/journal.ts';
import { dictionaryOf } from '../../../src/i18n/dictionaries.ts';
import { journalFacts } from '../../../src/ui/primitives/journal-facts.ts';

const HASH = 'ab'.repeat(32);
const USER = '7fd38a49-fad7-4848-ae3b-0123456789ab';
const entry = (event: SignedEntry['event'], motive?: string): SignedEntry => ({
  seq: 1,
  at: '2026-11-20T08:00:00.000Z',
  chain: 'case-1',
  actor: USER,
  role: 'DIRECTEUR_ENQUETE',
  event,
  previous: HASH,
  hash: HASH,
  signature: '',
  motive,
});
const said = (event: SignedEntry['event'], locale: 'fr' | 'en' = 'fr', motive?: string): string =>
  journalFacts(entry(event, motive), dictionaryOf(locale), new Map([[USER, 'Capitaine D']]));

test('names the act upon a dossier in the language of the reader, without its proof', () => {
  const event = { kind: 'case-command', command: 'contrary-decision', before: HASH, after: HASH };
  expect(said(event)).toBe('décision contraire');
  expect(said(event, 'en')).toBe('contrary decision');
});

test('names people, roles and codes instead of showing them', () => {
  expect(said({ kind: 'user-added', user: USER, role: 'DIRECTEUR_ENQUETE' })).toBe(
    'utilisateur Capitaine D · rôle Directeur d’enquête',
  );
  expect(said({ kind: 'command-refused', command: 'close', missing: ['CLOSING_EVENT'] })).toContain(
    'clôture · manque ',
  );
  expect(said({ kind: 'command-refused', command: 'close', missing: ['CLOSING_EVENT'] })).not.toContain('CLOSING');
  expect(said({ kind: 'case-created', share: true }, 'en')).toBe('case key yes');
});

test('says settings part by part', () => {
  const settings = { sensitivity: 'normal', masks: [] };
  expect(said({ kind: 'analysis-started', settings })).toBe('réglages (sensibilité normal, zones exclues –)');
});

test('shortens hashes and ids, keeps motives and what it does not know', () => {
  expect(said({ kind: 'recording-hashed', recordingId: USER.replace('7', '8'), sha256: HASH }, 'fr', 'copie')).toBe(
    'enregistrement 8fd38a49 · empreinte abababababab… · motif copie',
  );
  expect(said({ kind: 'of-tomorrow', novelty: 'x', count: 3 })).toBe('novelty x · count 3');
});
