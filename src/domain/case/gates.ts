// What still stands in the way of an act, as codes in form order: shown live by the form, enforced by the commands.

import { inFormOrder, type MissingCode } from '../law/codes.ts';
import { missingInAuthorisation } from '../law/authorisation.ts';
import { timeLimit } from '../law/frameworks.ts';
import { isValidOn, missingInHabilitation } from '../law/habilitation.ts';
import { dayOf } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';
import type { Authorisation, CaseFile, CaseRecording, CaseUser, UserId } from './case-file.ts';
import type { CaseFacts, CommandContext } from './commands.ts';

/** Acts behind a gate. */
export type Gate = 'authorise' | 'import' | 'analyse' | 'close' | 'report' | 'copy';

type Lack = readonly [isMissing: boolean, code: MissingCode];

const blank = (text: string): boolean => text.trim() === '';
const codesOf = (lacks: readonly Lack[]): MissingCode[] =>
  lacks.filter(([isMissing]) => isMissing).map(([, code]) => code);

/** What stands in the way of an act; empty when nothing does. `analyse`: of any of the recordings. */
export function missing(file: CaseFile, action: Gate, context: CommandContext): readonly MissingCode[] {
  return inFormOrder(found(file, action, context));
}

function found(file: CaseFile, action: Gate, context: CommandContext): readonly MissingCode[] {
  switch (action) {
    case 'authorise':
      return [...missingInstallation(context), ...missingInFacts(file)];
    case 'import':
      return missingToWork(file, context);
    case 'analyse':
      return [
        ...missingToWork(file, context),
        ...missingSession(file),
        ...codesOf([[file.recordings.length === 0, 'RECORDING']]),
        ...file.recordings.flatMap((recording) => missingInRecording(file, recording)),
      ];
    case 'report':
      return [
        ...missingInFacts(file),
        ...codesOf([[file.authorisations.length === 0, 'AUTHORISATION']]),
        ...file.recordings.flatMap((recording) => missingInRecording(file, recording)),
      ];
    case 'close':
      return codesOf([
        [openSession(file) !== undefined, 'SESSION_END'],
        [file.m1At === undefined, 'M1'],
        [file.sessions.some(({ mentionedAt }) => mentionedAt === undefined), 'M2'],
        [file.report === undefined, 'REPORT'],
        [file.report?.joinedAs === undefined, 'REPORT_JOINED'],
      ]);
    case 'copy':
      // A computer copy of all data only at the request of the magistrate.
      return codesOf([[file.copyRequests.length === 0, 'COPY_REQUEST']]);
  }
}

/** What one recording still needs before it is analysed; nobody else's recording stands in its way. */
export function missingToAnalyse(
  file: CaseFile,
  recording: CaseRecording,
  context: CommandContext,
): readonly MissingCode[] {
  return inFormOrder([
    ...missingToWork(file, context),
    ...missingSession(file),
    ...missingInRecording(file, recording),
  ]);
}

/** What the description of a case lacks. */
export function missingInFacts(facts: CaseFacts): readonly MissingCode[] {
  return codesOf([
    [blank(facts.service), 'SERVICE'],
    [blank(facts.procedureNumber), 'PROCEDURE_NUMBER'],
    [facts.framework === undefined, 'FRAMEWORK'],
    [facts.framework === 'FLAGRANCE' && facts.flagranceFrom === undefined, 'FLAGRANCE_START'],
    [blank(facts.facts.qualification), 'FACTS_QUALIFICATION'],
    [blank(facts.facts.placeAndDate), 'FACTS_PLACE_DATE'],
  ]);
}

/** What a recording's provenance lacks; without it not one byte is read (CPP 230-21). */
export function missingInProvenance({ provenance }: Pick<CaseRecording, 'provenance'>): readonly MissingCode[] {
  if (provenance === undefined) {
    return ['RECORDING_PROVENANCE'];
  }
  return codesOf([
    [blank(provenance.reference), 'RECORDING_REFERENCE'],
    [blank(provenance.holder), 'RECORDING_HOLDER'],
    [blank(provenance.camera), 'RECORDING_CAMERA'],
    [blank(provenance.place), 'RECORDING_PLACE'],
    [provenance.clockOffsetMs !== undefined && blank(provenance.clockOffsetSource), 'CLOCK_OFFSET_SOURCE'],
  ]);
}

/** The authorisation in force: the last one; none in a draft, nor while it is suspended. */
export function currentAuthorisation(file: CaseFile): Authorisation | undefined {
  return file.state === 'DRAFT' || file.state === 'SUSPENDED' ? undefined : file.authorisations.at(-1);
}

/** The one use of the tool that is going on. */
export function openSession(file: CaseFile): CaseFile['sessions'][number] | undefined {
  return file.sessions.find(({ to }) => to === undefined);
}

/** How somebody is listed on the case. */
export function listed(file: CaseFile, id: UserId): CaseUser | undefined {
  return file.users.find(({ userId }) => userId === id);
}

/** First moment at which a flagrance is over; `undefined` outside flagrance. */
export function flagranceEnd(file: CaseFile, timeZone: string): Instant | undefined {
  return file.framework === 'FLAGRANCE' && file.flagranceFrom !== undefined
    ? timeLimit('FLAGRANCE', file.flagranceFrom, file.flagranceExtended, timeZone)
    : undefined;
}

/** What importing and analysing both need: an installation, a case, an authorisation, an authorised user. */
function missingToWork(file: CaseFile, context: CommandContext): readonly MissingCode[] {
  const authorisation = file.authorisations.at(-1);
  const end = flagranceEnd(file, context.timeZone);
  return [
    ...missingInstallation(context),
    ...missingInFacts(file),
    ...(authorisation === undefined ? ['AUTHORISATION' as const] : missingInAuthorisation(authorisation)),
    ...codesOf([
      [end !== undefined && end <= context.now, 'CONVERSION'],
      [file.state === 'SUSPENDED', 'NEW_AUTHORISATION'],
    ]),
    ...missingInUser(listed(file, context.actor.userId), context),
  ];
}

/** What the acting user lacks. */
export function missingInUser(user: CaseUser | undefined, { now, timeZone }: CommandContext): readonly MissingCode[] {
  if (user === undefined) {
    return ['USER_LISTED'];
  }
  return [
    ...missingInHabilitation(user.habilitation),
    ...codesOf([[!isValidOn(user.habilitation, dayOf(now, timeZone)), 'HABILITATION_VALID']]),
  ];
}

function missingInstallation({ isInstalled }: CommandContext): readonly MissingCode[] {
  return codesOf([[!isInstalled, 'INSTALLATION']]);
}

function missingSession(file: CaseFile): readonly MissingCode[] {
  return codesOf([[openSession(file) === undefined, 'SESSION']]);
}

function missingInRecording(file: CaseFile, recording: CaseRecording): readonly MissingCode[] {
  const scope = file.authorisations.at(-1)?.scope;
  const isBounded = scope?.from !== undefined || scope?.to !== undefined;
  return [
    ...missingInProvenance(recording),
    ...codesOf([
      // Without the time of its first frame nobody can tell what lies in the authorised period.
      [isBounded && recording.provenance?.startsAt === undefined, 'RECORDING_START'],
      [recording.sha256 === undefined, 'RECORDING_HASH'],
    ]),
  ];
}
