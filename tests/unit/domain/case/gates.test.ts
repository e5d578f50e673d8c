import { describe, expect, test } from 'vitest';

import { userId, type CaseFile } from '../../../../src/domain/case/case-file.ts';
import { decide, draft } from '../../../../src/domain/case/decide.ts';
import { missing } from '../../../../src/domain/case/gates.ts';
import { mayAnalyseRecording, permitFor } from '../../../../src/domain/case/permit.ts';
import { sha256 } from '../../../../src/domain/ids.ts';
import { refusalOf, type MissingCode } from '../../../../src/domain/law/codes.ts';
import { day, instant } from '../../../../src/domain/time/instant.ts';
import {
  after,
  ANALYSE,
  authorisedCase,
  closableCase,
  contextOf,
  DAY,
  DEEMED,
  DIRECTOR,
  FACTS,
  HASH,
  newDraft,
  personOf,
  PROVENANCE,
  readyCase,
  START,
  WRITTEN,
} from '../../../builders/cases.ts';

const context = contextOf();

/** A ready case with something taken out again, as no command could. */
const without = (change: Partial<CaseFile>): CaseFile => ({ ...readyCase(), ...change });
const provenanceWithout = (change: Partial<typeof PROVENANCE>): CaseFile => {
  const file = readyCase();
  return { ...file, recordings: file.recordings.map((one) => ({ ...one, provenance: { ...PROVENANCE, ...change } })) };
};
const authorisedWith = (change: Partial<typeof WRITTEN>): CaseFile =>
  without({ authorisations: [{ ...WRITTEN, ...change, recordedAt: START }] });
const userWith = (change: object): CaseFile => {
  const user = { ...personOf(DIRECTOR), addedBy: DIRECTOR.userId, recordedAt: START };
  return without({ users: [{ ...user, habilitation: { ...user.habilitation, ...change } }] });
};

const CASE_FIELDS: readonly (readonly [MissingCode, CaseFile])[] = [
  ['SERVICE', without({ service: ' ' })],
  ['PROCEDURE_NUMBER', without({ procedureNumber: '' })],
  ['FRAMEWORK', without({ framework: undefined })],
  ['FLAGRANCE_START', without({ flagranceFrom: undefined })],
  ['FACTS_QUALIFICATION', without({ facts: { ...FACTS.facts, qualification: '' } })],
  ['FACTS_PLACE_DATE', without({ facts: { ...FACTS.facts, placeAndDate: '' } })],
  ['AUTHORISATION', without({ authorisations: [] })],
  ['MAGISTRATE_NAME', authorisedWith({ magistrate: { ...WRITTEN.magistrate, name: '' } })],
  ['MAGISTRATE_COURT', authorisedWith({ magistrate: { ...WRITTEN.magistrate, court: '' } })],
  ['AUTHORISATION_CONFIRMATION', authorisedWith({ form: 'VERBALE_CONFIRMEE' })],
  ['NO_CONTRARY_DECISION', authorisedWith({ ...DEEMED, noContraryDecision: false })],
  ['AUTHORISATION_REFERENCE', authorisedWith({ reference: '' })],
  ['SCOPE_PERIOD', authorisedWith({ scope: { ...WRITTEN.scope, from: START, to: instant(START - 1) } })],
  ['SCOPE_CLASSES', authorisedWith({ scope: { ...WRITTEN.scope, classes: [] } })],
  ['SCOPE_ZONES', authorisedWith({ scope: { ...WRITTEN.scope, zones: [{ camera: 'Hall', polygon: [] }] } })],
  ['NEW_AUTHORISATION', without({ state: 'SUSPENDED' })],
  ['HABILITATION_AUTHORITY', userWith({ authority: '' })],
  ['HABILITATION_NATURES', userWith({ natures: [] })],
];

const RECORDING_FIELDS: readonly (readonly [MissingCode, CaseFile])[] = [
  ['RECORDING', without({ recordings: [] })],
  [
    'RECORDING_PROVENANCE',
    without({ recordings: readyCase().recordings.map((one) => ({ ...one, provenance: undefined })) }),
  ],
  ['RECORDING_REFERENCE', provenanceWithout({ reference: '' })],
  ['RECORDING_HOLDER', provenanceWithout({ holder: '' })],
  ['RECORDING_CAMERA', provenanceWithout({ camera: '' })],
  ['RECORDING_PLACE', provenanceWithout({ place: '' })],
  ['CLOCK_OFFSET_SOURCE', provenanceWithout({ clockOffsetMs: -60_000 })],
  ['RECORDING_HASH', without({ recordings: readyCase().recordings.map((one) => ({ ...one, sha256: undefined })) })],
  ['SESSION', without({ sessions: [] })],
];

describe('gates', () => {
  test('L02 nothing lacks in a case that is ready', () => {
    expect(missing(readyCase(), 'import', context)).toEqual([]);
    expect(missing(readyCase(), 'analyse', context)).toEqual([]);
    expect(refusalOf(() => decide(readyCase(), ANALYSE, context))).toEqual([]);
  });

  test.each(CASE_FIELDS)('L02 without %s neither import nor analysis', (code, file) => {
    expect(missing(file, 'import', context)).toEqual([code]);
    expect(missing(file, 'analyse', context)).toEqual([code]);
    const add = { kind: 'add-recording', id: 'r2', name: 'b.mp4', sizeBytes: 1 } as const;
    expect(refusalOf(() => decide(file, add, context))).toEqual([code]);
    expect(refusalOf(() => decide(file, ANALYSE, context))).toEqual([code]);
    expect(refusalOf(() => permitFor(file, 'r1', context))).toEqual([code]);
  });

  test.each(RECORDING_FIELDS)('L08 without %s no analysis', (code, file) => {
    expect(missing(file, 'import', context)).toEqual([]);
    expect(missing(file, 'analyse', context)).toEqual([code]);
    const expected = code === 'RECORDING' ? 'RECORDING_UNKNOWN' : code;
    expect(refusalOf(() => decide(file, ANALYSE, context))).toEqual([expected]);
  });

  test('L02 what lacks is told all at once, in the order of the form', () => {
    const blank = newDraft({ service: '', procedureNumber: '', framework: undefined, flagranceFrom: undefined });
    expect(missing(blank, 'analyse', context)).toEqual([
      'SERVICE',
      'PROCEDURE_NUMBER',
      'FRAMEWORK',
      'AUTHORISATION',
      'RECORDING',
      'SESSION',
    ]);
  });

  test('L21 nothing is done, and no case created, before the installation is complete', () => {
    const closed = contextOf({ isInstalled: false });
    expect(missing(readyCase(), 'analyse', closed)).toEqual(['INSTALLATION']);
    expect(refusalOf(() => decide(readyCase(), ANALYSE, closed))).toEqual(['INSTALLATION']);
    expect(refusalOf(() => draft('c', FACTS, personOf(DIRECTOR), closed))).toEqual(['INSTALLATION']);
  });

  test('L17 nobody creates a case in the name of somebody else, or with an expired habilitation', () => {
    const other = { ...personOf(DIRECTOR), userId: userId('nobody') };
    expect(refusalOf(() => draft('c', FACTS, other, context))).toEqual(['RIGHT']);
    const person = personOf(DIRECTOR);
    const expired = { ...person, habilitation: { ...person.habilitation, until: day('2026-03-09') } };
    expect(refusalOf(() => draft('c', FACTS, expired, context))).toEqual(['HABILITATION_VALID']);
  });

  test('L29 a bounded period asks when the recording begins', () => {
    const scope = { ...WRITTEN.scope, from: START };
    const file = authorisedWith({ scope });
    expect(missing(file, 'analyse', context)).toEqual([]);
    const unknown = file.recordings.map((one) => ({ ...one, provenance: { ...PROVENANCE, startsAt: undefined } }));
    expect(missing({ ...file, recordings: unknown }, 'analyse', context)).toEqual(['RECORDING_START']);
  });

  test('L07 a computer copy waits for the request of the magistrate', () => {
    expect(missing(readyCase(), 'copy', context)).toEqual(['COPY_REQUEST']);
    const request = { magistrate: WRITTEN.magistrate, requestedOn: day('2026-03-10'), reference: 'soit-transmis' };
    const asked = decide(readyCase(), { kind: 'request-copy', request }, context);
    expect(missing(asked, 'copy', context)).toEqual([]);
  });

  test('L06 a report waits for the whole of what it must tell', () => {
    expect(missing(readyCase(), 'report', context)).toEqual([]);
    expect(missing(provenanceWithout({ place: '' }), 'report', context)).toEqual(['RECORDING_PLACE']);
    expect(missing(newDraft({ service: '' }), 'report', context)).toEqual(['SERVICE', 'AUTHORISATION']);
  });
});

describe('recordings', () => {
  const add = { kind: 'add-recording', id: 'r1', name: 'a.mp4', sizeBytes: 10 } as const;
  const hash = { kind: 'note-hash', recordingId: 'r1', sha256: HASH } as const;

  test('L08 not one byte is read without provenance', () => {
    const named = decide(authorisedCase(), add, context);
    expect(refusalOf(() => decide(named, hash, context))).toEqual(['RECORDING_PROVENANCE']);
    const told = decide(named, { kind: 'set-provenance', recordingId: 'r1', provenance: PROVENANCE }, context);
    expect(decide(told, hash, context).recordings[0]?.sha256).toBe(HASH);
  });

  test('L08 a file whose bytes have changed is refused', () => {
    const changed = { ...hash, sha256: sha256('cd'.repeat(32)) };
    expect(refusalOf(() => decide(readyCase(), changed, context))).toEqual(['HASH_CHANGED']);
    expect(refusalOf(() => decide(readyCase(), hash, context))).toEqual([]);
  });

  test('L08 a recording is known once, and unknown ones are refused', () => {
    expect(refusalOf(() => decide(readyCase(), add, context))).toEqual(['RECORDING_TWICE']);
    const unknown = { kind: 'remove-recording', recordingId: 'r9' } as const;
    expect(refusalOf(() => decide(readyCase(), unknown, context))).toEqual(['RECORDING_UNKNOWN']);
    expect(after(readyCase(), [{ kind: 'remove-recording', recordingId: 'r1' }]).recordings).toEqual([]);
  });

  test('L25 nothing is taken in that begins or was obtained in the future', () => {
    const given = (change: Partial<typeof PROVENANCE>): readonly string[] =>
      refusalOf(() =>
        decide(
          readyCase(),
          { kind: 'set-provenance', recordingId: 'r1', provenance: { ...PROVENANCE, ...change } },
          context,
        ),
      );
    expect(given({ obtainedOn: day('2026-03-11') })).toEqual(['FUTURE_DATE']);
    expect(given({ startsAt: instant(START + 1) })).toEqual(['FUTURE_DATE']);
    expect(given({ startsAt: instant(START + 1), clockOffsetMs: -1 })).toEqual([]);
  });
});

describe('permit', () => {
  const permit = permitFor(readyCase(), 'r1', context);
  const job = { caseId: 'case-1', recordingId: 'r1', sha256: HASH };

  test('L02 a worker refuses a job without permit, and one that the permit is not for', () => {
    expect(mayAnalyseRecording(undefined, job, START)).toEqual(['AUTHORISATION']);
    expect(mayAnalyseRecording(permit, job, START)).toEqual([]);
    expect(mayAnalyseRecording(permit, { ...job, caseId: 'case-2' }, START)).toEqual(['RECORDING_UNKNOWN']);
    expect(mayAnalyseRecording(permit, { ...job, recordingId: 'r2' }, START)).toEqual(['RECORDING_UNKNOWN']);
    expect(mayAnalyseRecording(permit, { ...job, sha256: 'ef'.repeat(32) }, START)).toEqual(['HASH_CHANGED']);
  });

  test('L04 a permit ends with the flagrance', () => {
    expect(mayAnalyseRecording(permit, job, instant(permit.until - 1000))).toEqual([]);
    expect(mayAnalyseRecording(permit, job, permit.until)).toEqual(['DEADLINE_PASSED']);
    expect(permit.until).toBeLessThanOrEqual(START + 8 * DAY);
  });

  test('L06 no permit for a case that is closed', () => {
    const closed = decide(closableCase(), { kind: 'close', event: 'CLASSEMENT', precision: '' }, context);
    expect(refusalOf(() => permitFor(closed, 'r1', context))).toEqual(['STATE']);
  });
});
