// What a document lacks, as codes in form order. As long as anything is missing there is no document: no drafts.

import type { Authorisation, CaseFile, CaseUser } from '../case/case-file.ts';
import { missingInFacts, missingInProvenance } from '../case/gates.ts';
import { missingInAuthorisation } from '../law/authorisation.ts';
import { inFormOrder, LawRefusal, type MissingCode } from '../law/codes.ts';
import { missingInHabilitation } from '../law/habilitation.ts';
import type {
  CertificateInput,
  ControlFileInput,
  ErasureCause,
  InstallationFacts,
  M1Input,
  M2Input,
  ModelFacts,
  ReportInput,
  SessionAccount,
  SoftwareFacts,
} from './inputs.ts';

/** What each document is made of. */
export interface DocumentInputs {
  readonly M1: M1Input;
  readonly M2: M2Input;
  readonly REPORT: ReportInput;
  readonly CERTIFICATE: CertificateInput;
  readonly CONTROL: ControlFileInput;
}

type Lack = readonly [isMissing: boolean, code: MissingCode];

const blank = (text: string | undefined): boolean => text === undefined || text.trim() === '';
const codesOf = (...lacks: readonly Lack[]): MissingCode[] =>
  lacks.filter(([isMissing]) => isMissing).map(([, code]) => code);

const JUDGES: { readonly [K in keyof DocumentInputs]: (input: DocumentInputs[K]) => readonly MissingCode[] } = {
  M1: missingInM1,
  M2: missingInM2,
  REPORT: missingInReport,
  CERTIFICATE: missingInCertificate,
  CONTROL: missingInControlFile,
};

/** Codes of what a document lacks, in the order of the form; empty when it can be drawn up. */
export function documentMissing<K extends keyof DocumentInputs>(
  kind: K,
  input: DocumentInputs[K],
): readonly MissingCode[] {
  return inFormOrder(JUDGES[kind](input));
}

/** Refuses with a {@link LawRefusal} when anything is missing. */
export function refuseIncomplete<K extends keyof DocumentInputs>(kind: K, input: DocumentInputs[K]): void {
  const codes = documentMissing(kind, input);
  if (codes.length > 0) {
    throw new LawRefusal(codes);
  }
}

function missingInM1({ file, installation, software, journal }: M1Input): readonly MissingCode[] {
  return [
    ...missingInCase(file),
    ...missingInUsers(file.users),
    ...missingInRecordings(file),
    ...missingInTool(installation, software),
    ...codesOf([journal === undefined, 'JOURNAL_ANCHOR']),
  ];
}

function missingInM2({ file, installation, software, session, journal }: M2Input): readonly MissingCode[] {
  const use = file.sessions.find(({ number }) => number === session.number);
  const operator = file.users.find(({ userId }) => userId === use?.userId);
  return [
    ...missingInCase(file),
    ...codesOf([use === undefined, 'SESSION'], [use !== undefined && use.to === undefined, 'SESSION_END']),
    ...(operator === undefined ? ['USER_LISTED' as const] : missingInUsers([operator])),
    ...missingInSessionAccount(session),
    // None is needed: a session in which nothing was read is mentioned too, or its case could never be closed.
    ...usedIn(file, session.recordings).flatMap(missingInProvenance),
    ...hashesMissing(file, session.recordings),
    ...missingInTool(installation, software),
    ...codesOf([journal === undefined, 'JOURNAL_ANCHOR']),
  ];
}

function missingInReport(input: ReportInput): readonly MissingCode[] {
  const { file, installation, software, environment, journal, journalAccount } = input;
  const unmentioned = file.sessions.some(({ number }) => !input.sessions.some((session) => session.number === number));
  return [
    ...missingInCase(file),
    ...missingInUsers(file.users),
    ...missingInRecordings(file),
    ...hashesMissing(
      file,
      file.recordings.map(({ id }) => id),
    ),
    ...missingInTool(installation, software),
    ...input.sessions.flatMap(missingInSessionAccount),
    ...file.authorisations.flatMap(missingInAuthorisation),
    ...codesOf(
      [!file.users.some(({ userId }) => userId === input.author), 'AUTHOR'],
      [[environment.browser, environment.system, environment.graphics].some(blank), 'ENVIRONMENT'],
      [input.models.length === 0 || input.models.some(isIncomplete), 'MODEL'],
      [file.sessions.length === 0 || unmentioned, 'SESSION'],
      [file.sessions.some(({ to }) => to === undefined), 'SESSION_END'],
      [file.recordings.some(({ id }) => accountOf(input, id)?.sha256After === undefined), 'RECORDING_HASH_AFTER'],
      [file.recordings.some(({ id }) => accountOf(input, id)?.coverage === undefined), 'RECORDING_COVERAGE'],
      [input.objects.some(({ decision }) => blank(decision.finding)), 'FINDING'],
      // What is seen on a retained object is said in its decision.
      [input.tray.some(({ finding, object }) => object?.isRetained !== true && blank(finding)), 'FINDING'],
      [input.links.some(({ finding }) => blank(finding)), 'FINDING'],
      [input.links.some(({ ground }) => blank(ground)), 'LINK_GROUND'],
      [input.links.some(({ tracks }) => !areRetained(input, tracks)), 'LINK_TRACKS'],
      [input.links.some(({ identity }) => identity !== undefined && blank(identity.source)), 'IDENTITY_SOURCE'],
      [journal === undefined, 'JOURNAL_ANCHOR'],
      [journalAccount === undefined, 'JOURNAL_VERDICT'],
    ),
  ];
}

/** Nobody opens the case any more, not even to read its number. */
const UNREAD_CAUSES: ReadonlySet<ErasureCause['kind']> = new Set(['DEADLINE', 'CUT_SHORT', 'ABANDONED', 'SHARE_LOST']);

function missingInCertificate(input: CertificateInput): readonly MissingCode[] {
  const { account, cause, software, journal } = input;
  const isUnread = cause !== undefined && UNREAD_CAUSES.has(cause.kind);
  return [
    ...softwareMissing(software),
    ...codesOf(
      [!isUnread && blank(input.procedureNumber), 'PROCEDURE_NUMBER'],
      [!isUnread && input.framework === undefined, 'FRAMEWORK'],
      [cause === undefined || (cause.kind === 'ORDER' && blank(cause.reference)), 'ERASURE_CAUSE'],
      [account === undefined, 'ERASURE_ACCOUNT'],
      [journal === undefined, 'JOURNAL_ANCHOR'],
    ),
  ];
}

function missingInControlFile(input: ControlFileInput): readonly MissingCode[] {
  const { installation, software, environment, models, users, journals } = input;
  return [
    ...missingInTool(installation, software),
    ...users.flatMap(({ label, role, habilitation }) => [
      ...codesOf([blank(label), 'USER_LABEL']),
      // The référent sees no data: no nature of them is opened.
      ...missingInHabilitation(habilitation).filter((code) => role !== 'REFERENT' || code !== 'HABILITATION_NATURES'),
    ]),
    ...codesOf(
      [blank(installation.service), 'SERVICE'],
      [blank(installation.controller), 'CONTROLLER'],
      [installation.aipd === undefined || blank(installation.aipd.version), 'AIPD'],
      [users.length === 0, 'USER_LISTED'],
      [[environment.browser, environment.system, environment.graphics].some(blank), 'ENVIRONMENT'],
      [models.length === 0 || models.some(isIncomplete), 'MODEL'],
      [journals.length === 0, 'JOURNAL_VERDICT'],
      [journals.some(({ account }) => account.head === undefined), 'JOURNAL_ANCHOR'],
    ),
  ];
}

/** The facts of the case and the authorisation in force. */
function missingInCase(file: CaseFile): readonly MissingCode[] {
  const authorisation: Authorisation | undefined = file.authorisations.at(-1);
  return [
    ...missingInFacts(file),
    ...(authorisation === undefined ? ['AUTHORISATION' as const] : missingInAuthorisation(authorisation)),
  ];
}

function missingInUsers(users: readonly CaseUser[]): readonly MissingCode[] {
  return [
    ...codesOf([users.length === 0, 'USER_LISTED'], [users.some(({ label }) => blank(label)), 'USER_LABEL']),
    ...users.flatMap(({ habilitation }) => missingInHabilitation(habilitation)),
  ];
}

function missingInRecordings({ recordings }: Pick<CaseFile, 'recordings'>): readonly MissingCode[] {
  return [...codesOf([recordings.length === 0, 'RECORDING']), ...recordings.flatMap(missingInProvenance)];
}

function hashesMissing(file: CaseFile, ids: readonly string[]): readonly MissingCode[] {
  return codesOf([usedIn(file, ids).some(({ sha256 }) => sha256 === undefined), 'RECORDING_HASH']);
}

const usedIn = ({ recordings }: CaseFile, ids: readonly string[]): CaseFile['recordings'] =>
  recordings.filter(({ id }) => ids.includes(id));

function missingInTool(installation: InstallationFacts, software: SoftwareFacts): readonly MissingCode[] {
  return [
    ...softwareMissing(software),
    ...codesOf([installation.engagement === undefined || blank(installation.engagement.receipt), 'ENGAGEMENT']),
  ];
}

function softwareMissing({ name, version, build }: SoftwareFacts): readonly MissingCode[] {
  return codesOf([[name, version, build].some(blank), 'SOFTWARE']);
}

function missingInSessionAccount({ counts, models }: SessionAccount): readonly MissingCode[] {
  return codesOf([counts === undefined, 'SESSION_COUNTS'], [models.some(isIncomplete), 'MODEL']);
}

const isIncomplete = ({ name, version, sha256, classes }: ModelFacts): boolean =>
  blank(name) || blank(version) || sha256.length === 0 || classes.length === 0;

const accountOf = ({ recordings }: ReportInput, id: string): ReportInput['recordings'][number] | undefined =>
  recordings.find((account) => account.id === id);

const areRetained = ({ objects }: ReportInput, tracks: readonly string[]): boolean =>
  tracks.length >= 2 && tracks.every((track) => objects.some((object) => object.track === track));
