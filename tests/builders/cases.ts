// Cases for tests: a flagrance with two people, built by commands only, on a day in March in Paris.

import {
  userId,
  type Authorisation,
  type CaseFile,
  type CaseUser,
  type Provenance,
} from '../../src/domain/case/case-file.ts';
import type { Actor, CaseCommand, CaseFacts, CommandContext } from '../../src/domain/case/commands.ts';
import { decide, draft } from '../../src/domain/case/decide.ts';
import { sha256 } from '../../src/domain/ids.ts';
import { DATA_NATURES, type Role } from '../../src/domain/law/enumerations.ts';
import { day, instant } from '../../src/domain/time/instant.ts';

export const PARIS = 'Europe/Paris';
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** 10 March 2026, 09:00 in Paris. */
export const START = instant(Date.parse('2026-03-10T08:00:00Z'));
export const HASH = sha256('ab'.repeat(32));

export const DIRECTOR: Actor = { userId: userId('u1'), role: 'DIRECTEUR_ENQUETE', quality: undefined };
export const INVESTIGATOR: Actor = { userId: userId('u2'), role: 'ENQUETEUR', quality: undefined };
export const MAGISTRATE: Actor = { userId: userId('control'), role: 'CONTROLE', quality: 'MAGISTRAT_SAISI' };
export const REFERENT: Actor = { userId: userId('u3'), role: 'REFERENT', quality: undefined };

export const contextOf = (given: Partial<CommandContext> = {}): CommandContext => ({
  actor: DIRECTOR,
  now: START,
  timeZone: PARIS,
  derogationsAllowed: false,
  isInstalled: true,
  ...given,
});

export const personOf = (actor: Actor, role: Role = actor.role): Omit<CaseUser, 'addedBy' | 'recordedAt'> => ({
  userId: actor.userId,
  role,
  label: 'Capitaine X, 123456',
  habilitation: { authority: 'Chef de service', from: day('2026-01-01'), until: undefined, natures: DATA_NATURES },
});

export const FACTS: CaseFacts = {
  service: 'Sûreté départementale',
  procedureNumber: '2026/000123',
  framework: 'FLAGRANCE',
  flagranceFrom: START,
  facts: { qualification: 'Vol aggravé', natinf: '', placeAndDate: 'Lyon, 10 mars 2026' },
  organisedCrime: false,
};

export const DEEMED: Omit<Authorisation, 'recordedAt'> = {
  form: 'REPUTEE_ACQUISE',
  magistrate: { quality: 'PROCUREUR', name: '', court: '' },
  at: START,
  confirmedAt: undefined,
  noContraryDecision: true,
  reference: '',
  scope: { from: undefined, to: undefined, classes: ['person', 'unclassified'], zones: [] },
};

export const WRITTEN: Omit<Authorisation, 'recordedAt'> = {
  ...DEEMED,
  form: 'ECRITE',
  magistrate: { quality: 'PROCUREUR', name: 'Mme Y', court: 'TJ de Lyon' },
  noContraryDecision: false,
  reference: 'cote 12',
};

export const PROVENANCE: Provenance = {
  obtention: 'REQUISITION_60_1',
  reference: 'PV 4',
  holder: 'Syndic',
  obtainedOn: day('2026-03-10'),
  camera: 'Hall',
  place: '1 rue Z',
  startsAt: instant(START - 10 * HOUR),
  clockOffsetMs: undefined,
  clockOffsetSource: '',
};

/** Commands one after the other. */
export const after = (file: CaseFile, commands: readonly CaseCommand[], context = contextOf()): CaseFile =>
  commands.reduce((now, command) => decide(now, command, context), file);

export const newDraft = (facts: Partial<CaseFacts> = {}, context = contextOf()): CaseFile =>
  draft('case-1', { ...FACTS, ...facts }, personOf(DIRECTOR), context);

/** A flagrance, deemed authorised, with an investigator. */
export const authorisedCase = (): CaseFile =>
  after(newDraft(), [
    { kind: 'list-user', user: personOf(INVESTIGATOR) },
    { kind: 'authorise', authorisation: DEEMED },
  ]);

/** The same, its one recording ready and a use session going on. */
export const readyCase = (): CaseFile =>
  after(authorisedCase(), [
    { kind: 'add-recording', id: 'r1', name: 'a.mp4', sizeBytes: 10 },
    { kind: 'set-provenance', recordingId: 'r1', provenance: PROVENANCE },
    { kind: 'note-hash', recordingId: 'r1', sha256: HASH },
    { kind: 'start-session', clockGapMs: 0 },
  ]);

export const ANALYSE: CaseCommand = { kind: 'start-analysis', recordingId: 'r1' };

/** In use, and everything there that a closing waits for. */
export const closableCase = (): CaseFile =>
  after(readyCase(), [
    ANALYSE,
    { kind: 'end-session' },
    { kind: 'note-mention', mention: 'M1', session: undefined },
    { kind: 'note-mention', mention: 'M2', session: 1 },
    { kind: 'note-report', sha256: HASH },
    { kind: 'join-report', joinedAs: 'cote 30' },
  ]);
