// The fields of a dossier and of its recordings, in order: when each is asked, on what ground, what it answers.
// Both forms and the measure of their length are made from this table.

import type { RefusalCode } from '../domain/law/codes.ts';
import type { StatuteId } from '../domain/law/statutes.ts';
import type { CaseAnswers } from './case-form-answers.ts';

/** How something is entered. */
export type FieldKind = 'text' | 'moment' | 'day' | 'gap' | 'choice' | 'choices' | 'tick';

export interface FieldSpec<Id extends string, Answers> {
  readonly id: Id;
  readonly kind: FieldKind;
  readonly statute: StatuteId;
  /** Codes that go away when it is filled in; the focus goes to it from each of them. */
  readonly answers: readonly RefusalCode[];
  /** Whether it belongs to these answers at all; what does not is neither shown nor sent. */
  readonly isAsked: (answers: Answers) => boolean;
  /** Filled in already when the form opens, or not asked for by the law: nobody has to touch it. */
  readonly isReady: boolean;
  /** Folded away until somebody wants it. */
  readonly isFolded: boolean;
}

export const CASE_FIELD_IDS = [
  'framework',
  'procedureNumber',
  'flagranceFrom',
  'qualification',
  'placeAndDate',
  'service',
  'natinf',
  'organisedCrime',
  'form',
  'noContraryDecision',
  'magistrateName',
  'magistrateCourt',
  'authorisedAt',
  'confirmedAt',
  'reference',
  'scopeFrom',
  'scopeTo',
  'scopeClasses',
  'users',
  'share',
] as const;
export type CaseFieldId = (typeof CASE_FIELD_IDS)[number];

export const RECORDING_FIELD_IDS = [
  'obtention',
  'pvReference',
  'holder',
  'obtainedOn',
  'place',
  'camera',
  'startsAt',
  'clockOffset',
  'clockOffsetSource',
] as const;
export type RecordingFieldId = (typeof RECORDING_FIELD_IDS)[number];

type CaseField = FieldSpec<CaseFieldId, CaseAnswers>;
type Rule = Omit<CaseField, 'id'>;

const isFramed = ({ framework }: CaseAnswers): boolean => framework !== undefined;
const isFlagrance = ({ framework }: CaseAnswers): boolean => framework === 'FLAGRANCE';
const isDeemed = (answers: CaseAnswers): boolean => isFramed(answers) && answers.form === 'REPUTEE_ACQUISE';
const isExpress = (answers: CaseAnswers): boolean => isFramed(answers) && answers.form !== 'REPUTEE_ACQUISE';
const isSpoken = (answers: CaseAnswers): boolean => isFramed(answers) && answers.form === 'VERBALE_CONFIRMEE';

const ASKED = { isReady: false, isFolded: false, isAsked: isFramed } as const;
const READY = { isReady: true, isFolded: false, isAsked: isFramed } as const;
const FOLDED = { isReady: true, isFolded: true, isAsked: isFramed } as const;

const RULES: Readonly<Record<CaseFieldId, Rule>> = {
  framework: {
    ...ASKED,
    kind: 'choice',
    statute: 'CPP_230_20',
    answers: ['FRAMEWORK'],
    isAsked: () => true,
  },
  procedureNumber: { ...ASKED, kind: 'text', statute: 'CPP_R40_40', answers: ['PROCEDURE_NUMBER'] },
  flagranceFrom: {
    ...ASKED,
    kind: 'moment',
    statute: 'CPP_53',
    answers: ['FLAGRANCE_START', 'CONVERSION', 'FUTURE_DATE'],
    isAsked: isFlagrance,
  },
  qualification: { ...ASKED, kind: 'text', statute: 'CPP_R40_40', answers: ['FACTS_QUALIFICATION'] },
  placeAndDate: { ...ASKED, kind: 'text', statute: 'CPP_R40_40', answers: ['FACTS_PLACE_DATE'] },
  service: { ...FOLDED, kind: 'text', statute: 'CPP_R40_40', answers: ['SERVICE'] },
  natinf: { ...FOLDED, kind: 'text', statute: 'CPP_R40_40', answers: [] },
  organisedCrime: { ...FOLDED, kind: 'tick', statute: 'CPP_706_73', answers: [] },
  form: { ...READY, kind: 'choice', statute: 'CPP_R40_40_2', answers: ['AUTHORISATION_FORM'] },
  noContraryDecision: {
    ...ASKED,
    kind: 'tick',
    statute: 'CPP_R40_40_2',
    answers: ['NO_CONTRARY_DECISION'],
    isAsked: isDeemed,
  },
  magistrateName: {
    ...ASKED,
    kind: 'text',
    statute: 'CPP_R40_40',
    answers: ['MAGISTRATE_NAME', 'MAGISTRATE_QUALITY'],
    isAsked: isExpress,
  },
  magistrateCourt: {
    ...ASKED,
    kind: 'text',
    statute: 'CPP_R40_40',
    answers: ['MAGISTRATE_COURT'],
    isAsked: isExpress,
  },
  authorisedAt: {
    ...ASKED,
    kind: 'moment',
    statute: 'CPP_R40_40',
    answers: ['AUTHORISATION', 'FUTURE_DATE'],
    isAsked: isExpress,
  },
  confirmedAt: {
    ...ASKED,
    kind: 'moment',
    statute: 'CPP_R40_40',
    answers: ['AUTHORISATION_CONFIRMATION', 'FUTURE_DATE'],
    isAsked: isSpoken,
  },
  reference: {
    ...ASKED,
    kind: 'text',
    statute: 'CPP_R40_40_3',
    answers: ['AUTHORISATION_REFERENCE'],
    isAsked: isExpress,
  },
  // Open where a magistrate has drawn it; one line that says "everything" where it is deemed given.
  scopeFrom: { ...FOLDED, kind: 'moment', statute: 'CPP_R40_40', answers: ['SCOPE_PERIOD'] },
  scopeTo: { ...FOLDED, kind: 'moment', statute: 'CPP_R40_40', answers: ['SCOPE_PERIOD'] },
  scopeClasses: { ...FOLDED, kind: 'choices', statute: 'CPP_R40_40', answers: ['SCOPE_CLASSES', 'SCOPE_ZONES'] },
  users: {
    ...FOLDED,
    kind: 'choices',
    statute: 'CPP_230_25',
    answers: [
      'USER_LISTED',
      'USER_LABEL',
      'ROLE_NOT_LISTABLE',
      'HABILITATION_AUTHORITY',
      'HABILITATION_NATURES',
      'HABILITATION_VALID',
    ],
  },
  share: { ...READY, kind: 'tick', statute: 'CPP_230_22', answers: [] },
};

/** In the order of the form. */
export const CASE_FIELDS: readonly CaseField[] = CASE_FIELD_IDS.map((id) => ({ id, ...RULES[id] }));

type RecordingRule = Omit<FieldSpec<RecordingFieldId, { readonly isPeriodBounded: boolean }>, 'id'>;

const PROVENANCE = {
  statute: 'CPP_230_21',
  isReady: false,
  isFolded: false,
  isAsked: () => true,
} as const;

const RECORDING_RULES: Readonly<Record<RecordingFieldId, RecordingRule>> = {
  obtention: { ...PROVENANCE, kind: 'choice', answers: [], isReady: true },
  pvReference: { ...PROVENANCE, kind: 'text', answers: ['RECORDING_REFERENCE'] },
  holder: { ...PROVENANCE, kind: 'text', answers: ['RECORDING_HOLDER'] },
  obtainedOn: { ...PROVENANCE, kind: 'day', answers: ['RECORDING_PROVENANCE', 'FUTURE_DATE'], isReady: true },
  place: { ...PROVENANCE, kind: 'text', answers: ['RECORDING_PLACE'] },
  camera: { ...PROVENANCE, kind: 'text', answers: ['RECORDING_CAMERA'] },
  startsAt: { ...PROVENANCE, kind: 'moment', statute: 'CPP_R40_40', answers: ['RECORDING_START'], isReady: true },
  clockOffset: { ...PROVENANCE, kind: 'gap', statute: 'CPP_R40_40', answers: [], isReady: true, isFolded: true },
  clockOffsetSource: {
    ...PROVENANCE,
    kind: 'text',
    statute: 'CPP_R40_40',
    answers: ['CLOCK_OFFSET_SOURCE'],
    isReady: true,
    isFolded: true,
  },
};

/** In the order of the form; `camera`, `startsAt` once for each recording. */
export const RECORDING_FIELDS = RECORDING_FIELD_IDS.map((id) => ({ id, ...RECORDING_RULES[id] }));

export function caseField(id: CaseFieldId): CaseField {
  return { id, ...RULES[id] };
}

/** The field that a code leads to: the first one asked that answers it; the framework while it decides what is asked. */
export function fieldOf(code: RefusalCode, answers: CaseAnswers): CaseFieldId | undefined {
  return answers.framework === undefined
    ? 'framework'
    : CASE_FIELDS.find((field) => field.isAsked(answers) && field.answers.includes(code))?.id;
}

/** The field of a recording that a code leads to. */
export function recordingFieldOf(code: RefusalCode): RecordingFieldId | undefined {
  return RECORDING_FIELDS.find((field) => field.answers.includes(code))?.id;
}
