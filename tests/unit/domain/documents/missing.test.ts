import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Authorisation, CaseFile, CaseRecording, CaseUser } from '../../../../src/domain/case/case-file.ts';
import { certificate } from '../../../../src/domain/documents/certificate.ts';
import { controlFile } from '../../../../src/domain/documents/control-file.ts';
import { mentionM1 } from '../../../../src/domain/documents/mention-m1.ts';
import { mentionM2 } from '../../../../src/domain/documents/mention-m2.ts';
import { documentMissing, type DocumentInputs } from '../../../../src/domain/documents/missing.ts';
import type { DocumentModel } from '../../../../src/domain/documents/model.ts';
import { report } from '../../../../src/domain/documents/report.ts';
import { inFormOrder, LawRefusal, MISSING, type MissingCode } from '../../../../src/domain/law/codes.ts';
import {
  aCaseFile,
  aCertificate,
  aControlFile,
  anM1,
  anM2,
  aPreliminaryCase,
  aReport,
} from '../../../builders/document-inputs.ts';

/** Takes one mandatory thing away; several at once work together. */
type Removals<Input> = Readonly<Partial<Record<MissingCode, (input: Input) => Input>>>;

const BLANK = ' ';

type Change = (file: CaseFile) => Partial<CaseFile>;

const eachAuthorisation =
  (change: (given: Authorisation) => Partial<Authorisation>): Change =>
  ({ authorisations }) => ({ authorisations: authorisations.map((given) => ({ ...given, ...change(given) })) });
const eachUser =
  (change: (user: CaseUser) => Partial<CaseUser>): Change =>
  ({ users }) => ({ users: users.map((user) => ({ ...user, ...change(user) })) });
const eachProvenance =
  (change: Partial<NonNullable<CaseRecording['provenance']>>): Change =>
  ({ recordings }) => ({
    recordings: recordings.map((one) => ({
      ...one,
      provenance: one.provenance === undefined ? undefined : { ...one.provenance, ...change },
    })),
  });

const OF_CASE: Readonly<Partial<Record<MissingCode, Change>>> = {
  SERVICE: () => ({ service: BLANK }),
  PROCEDURE_NUMBER: () => ({ procedureNumber: '' }),
  FRAMEWORK: () => ({ framework: undefined }),
  FACTS_QUALIFICATION: ({ facts }) => ({ facts: { ...facts, qualification: '' } }),
  FACTS_PLACE_DATE: ({ facts }) => ({ facts: { ...facts, placeAndDate: BLANK } }),
  AUTHORISATION: () => ({ authorisations: [] }),
  MAGISTRATE_NAME: eachAuthorisation(({ magistrate }) => ({ magistrate: { ...magistrate, name: '' } })),
  MAGISTRATE_COURT: eachAuthorisation(({ magistrate }) => ({ magistrate: { ...magistrate, court: '' } })),
  AUTHORISATION_REFERENCE: eachAuthorisation(() => ({ reference: '' })),
  SCOPE_CLASSES: eachAuthorisation(({ scope }) => ({ scope: { ...scope, classes: [] } })),
  USER_LISTED: () => ({ users: [] }),
  USER_LABEL: eachUser(() => ({ label: BLANK })),
  HABILITATION_AUTHORITY: eachUser(({ habilitation }) => ({ habilitation: { ...habilitation, authority: '' } })),
  HABILITATION_NATURES: eachUser(({ habilitation }) => ({ habilitation: { ...habilitation, natures: [] } })),
  RECORDING_REFERENCE: eachProvenance({ reference: '' }),
  RECORDING_HOLDER: eachProvenance({ holder: '' }),
  RECORDING_CAMERA: eachProvenance({ camera: '' }),
  RECORDING_PLACE: eachProvenance({ place: BLANK }),
  RECORDING_PROVENANCE: ({ recordings }) => ({
    recordings: recordings.map((one) => ({ ...one, provenance: undefined })),
  }),
  CLOCK_OFFSET_SOURCE: eachProvenance({ clockOffsetSource: '' }),
};

function ofCase<Input extends { readonly file: CaseFile }>(): Removals<Input> {
  return Object.fromEntries(
    Object.entries(OF_CASE).map(([code, change]) => [
      code,
      (input: Input): Input => ({ ...input, file: { ...input.file, ...change(input.file) } }),
    ]),
  );
}

const M1: Removals<DocumentInputs['M1']> = {
  ...ofCase(),
  RECORDING: (input) => ({ ...input, file: { ...input.file, recordings: [] } }),
  SOFTWARE: (input) => ({ ...input, software: { ...input.software, build: '' } }),
  ENGAGEMENT: (input) => ({ ...input, installation: { ...input.installation, engagement: undefined } }),
  JOURNAL_ANCHOR: (input) => ({ ...input, journal: undefined }),
};

const M2: Removals<DocumentInputs['M2']> = {
  ...ofCase(),
  RECORDING_HASH: (input) => ({
    ...input,
    file: { ...input.file, recordings: input.file.recordings.map((one) => ({ ...one, sha256: undefined })) },
  }),
  SESSION: (input) => ({ ...input, session: { ...input.session, number: 99 } }),
  SESSION_END: (input) => ({
    ...input,
    file: { ...input.file, sessions: input.file.sessions.map((one) => ({ ...one, to: undefined })) },
  }),
  SESSION_COUNTS: (input) => ({ ...input, session: { ...input.session, counts: undefined } }),
  MODEL: (input) => ({
    ...input,
    session: { ...input.session, models: input.session.models.map((model) => ({ ...model, sha256: [] })) },
  }),
  SOFTWARE: (input) => ({ ...input, software: { ...input.software, version: '' } }),
  ENGAGEMENT: (input) => ({ ...input, installation: { ...input.installation, engagement: undefined } }),
  JOURNAL_ANCHOR: (input) => ({ ...input, journal: undefined }),
};

const REPORT: Removals<DocumentInputs['REPORT']> = {
  ...ofCase(),
  RECORDING: (input) => ({ ...input, file: { ...input.file, recordings: [] } }),
  RECORDING_HASH: (input) => ({
    ...input,
    file: { ...input.file, recordings: input.file.recordings.map((one) => ({ ...one, sha256: undefined })) },
  }),
  RECORDING_HASH_AFTER: (input) => ({
    ...input,
    recordings: input.recordings.map((one) => ({ ...one, sha256After: undefined })),
  }),
  RECORDING_COVERAGE: (input) => ({
    ...input,
    recordings: input.recordings.map((one) => ({ ...one, coverage: undefined })),
  }),
  SESSION: (input) => ({ ...input, sessions: [] }),
  SESSION_END: (input) => ({
    ...input,
    file: { ...input.file, sessions: input.file.sessions.map((one) => ({ ...one, to: undefined })) },
  }),
  SESSION_COUNTS: (input) => ({
    ...input,
    sessions: input.sessions.map((one) => ({ ...one, counts: undefined })),
  }),
  AUTHOR: (input) => ({ ...input, author: undefined }),
  SOFTWARE: (input) => ({ ...input, software: { ...input.software, name: '' } }),
  ENGAGEMENT: (input) => ({ ...input, installation: { ...input.installation, engagement: undefined } }),
  MODEL: (input) => ({ ...input, models: [] }),
  ENVIRONMENT: (input) => ({ ...input, environment: { ...input.environment, graphics: '' } }),
  FINDING: (input) => ({
    ...input,
    objects: input.objects.map((one) => ({ ...one, decision: { ...one.decision, finding: BLANK } })),
  }),
  LINK_GROUND: (input) => ({ ...input, links: input.links.map((link) => ({ ...link, ground: '' })) }),
  LINK_TRACKS: (input) => ({ ...input, links: input.links.map((link) => ({ ...link, tracks: [] })) }),
  IDENTITY_SOURCE: (input) => ({
    ...input,
    links: input.links.map((link) => ({ ...link, identity: { text: 'Jean EXEMPLE', source: '' } })),
  }),
  JOURNAL_ANCHOR: (input) => ({ ...input, journal: undefined }),
  JOURNAL_VERDICT: (input) => ({ ...input, journalAccount: undefined }),
};

const CERTIFICATE: Removals<DocumentInputs['CERTIFICATE']> = {
  PROCEDURE_NUMBER: (input) => ({ ...input, procedureNumber: '' }),
  FRAMEWORK: (input) => ({ ...input, framework: undefined }),
  SOFTWARE: (input) => ({ ...input, software: { ...input.software, build: '' } }),
  ERASURE_CAUSE: (input) => ({ ...input, cause: undefined }),
  ERASURE_ACCOUNT: (input) => ({ ...input, account: undefined }),
  JOURNAL_ANCHOR: (input) => ({ ...input, journal: undefined }),
};

const CONTROL: Removals<DocumentInputs['CONTROL']> = {
  SERVICE: (input) => ({ ...input, installation: { ...input.installation, service: '' } }),
  CONTROLLER: (input) => ({ ...input, installation: { ...input.installation, controller: '' } }),
  AIPD: (input) => ({ ...input, installation: { ...input.installation, aipd: undefined } }),
  ENGAGEMENT: (input) => ({ ...input, installation: { ...input.installation, engagement: undefined } }),
  SOFTWARE: (input) => ({ ...input, software: { ...input.software, build: '' } }),
  ENVIRONMENT: (input) => ({ ...input, environment: { ...input.environment, browser: '' } }),
  MODEL: (input) => ({ ...input, models: [] }),
  USER_LISTED: (input) => ({ ...input, users: [] }),
  USER_LABEL: (input) => ({ ...input, users: input.users.map((user) => ({ ...user, label: '' })) }),
  HABILITATION_AUTHORITY: (input) => ({
    ...input,
    users: input.users.map((user) => ({ ...user, habilitation: { ...user.habilitation, authority: '' } })),
  }),
  HABILITATION_NATURES: (input) => ({
    ...input,
    users: input.users.map((user) => ({ ...user, habilitation: { ...user.habilitation, natures: [] } })),
  }),
  JOURNAL_ANCHOR: (input) => ({
    ...input,
    journals: input.journals.map(({ chain, account }) => ({ chain, account: { ...account, head: undefined } })),
  }),
  JOURNAL_VERDICT: (input) => ({ ...input, journals: [] }),
};

/** Things that lie inside another: once that is gone, nobody can miss them. */
const INSIDE: Readonly<Partial<Record<MissingCode, readonly MissingCode[]>>> = {
  AUTHORISATION: ['MAGISTRATE_NAME', 'MAGISTRATE_COURT', 'AUTHORISATION_REFERENCE', 'SCOPE_CLASSES'],
  USER_LISTED: ['USER_LABEL', 'HABILITATION_AUTHORITY', 'HABILITATION_NATURES'],
  RECORDING: [
    'RECORDING_PROVENANCE',
    'RECORDING_REFERENCE',
    'RECORDING_HOLDER',
    'RECORDING_CAMERA',
    'RECORDING_PLACE',
    'CLOCK_OFFSET_SOURCE',
    'RECORDING_HASH',
    'RECORDING_HASH_AFTER',
    'RECORDING_COVERAGE',
  ],
  RECORDING_PROVENANCE: [
    'RECORDING_REFERENCE',
    'RECORDING_HOLDER',
    'RECORDING_CAMERA',
    'RECORDING_PLACE',
    'CLOCK_OFFSET_SOURCE',
  ],
  SESSION: [
    'SESSION_END',
    'SESSION_COUNTS',
    'USER_LISTED',
    'USER_LABEL',
    'HABILITATION_AUTHORITY',
    'HABILITATION_NATURES',
  ],
  JOURNAL_VERDICT: ['JOURNAL_ANCHOR'],
};

function judge<K extends keyof DocumentInputs>(
  kind: K,
  complete: DocumentInputs[K],
  removals: Removals<DocumentInputs[K]>,
  build: (input: DocumentInputs[K]) => DocumentModel,
): void {
  const codes = inFormOrder(Object.keys(removals).filter((code): code is MissingCode => code in MISSING));

  function without(taken: readonly MissingCode[]): DocumentInputs[K] {
    return taken.reduce((input, code) => removals[code]?.(input) ?? input, complete);
  }

  describe(`L05 L06 L34 ${kind} without something mandatory`, () => {
    it(`${kind} is complete as it is`, () => {
      expect(documentMissing(kind, complete)).toEqual([]);
      expect(build(complete).blocks.length).toBeGreaterThan(0);
    });

    it.each(codes)(`${kind} is refused without %s, by that code`, (code) => {
      const input = without([code]);
      expect(documentMissing(kind, input)).toContain(code);
      expect(() => build(input)).toThrow(LawRefusal);
    });

    it(`${kind} is refused with each code of all that is missing at once, and never drawn up`, () => {
      fc.assert(
        fc.property(fc.subarray([...codes], { minLength: 1 }), (taken) => {
          const input = without(taken);
          const found = documentMissing(kind, input);
          const hidden = new Set(taken.flatMap((code) => INSIDE[code] ?? []));
          expect(found).toEqual(expect.arrayContaining(taken.filter((code) => !hidden.has(code))));
          expect(found).toEqual(inFormOrder(found));
          expect(() => build(input)).toThrow(LawRefusal);
        }),
      );
    });
  });
}

judge('M1', anM1(aPreliminaryCase()), M1, mentionM1);
judge('M2', anM2(aPreliminaryCase()), M2, mentionM2);
judge('REPORT', aReport(aPreliminaryCase()), REPORT, report);
judge('CERTIFICATE', aCertificate(), CERTIFICATE, certificate);
judge('CONTROL', aControlFile(), CONTROL, controlFile);

describe('L03 what only a flagrance has to say', () => {
  it('L03 M1 is refused without its start, and without the statement that no contrary decision is known', () => {
    expect(documentMissing('M1', anM1({ ...aCaseFile, flagranceFrom: undefined }))).toEqual(['FLAGRANCE_START']);
    const authorisations = aCaseFile.authorisations.map((given) => ({ ...given, noContraryDecision: false }));
    expect(documentMissing('M1', anM1({ ...aCaseFile, authorisations }))).toEqual(['NO_CONTRARY_DECISION']);
  });

  it('L03 a deemed authorisation needs neither a named magistrate nor a piece', () => {
    expect(documentMissing('M1', anM1(aCaseFile))).toEqual([]);
  });
});
