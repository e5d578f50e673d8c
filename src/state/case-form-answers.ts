// What is filled in when a dossier is created, and what it says: facts, authorisation, people. Pure.

import type { Authorisation, CaseFile, CaseUser, Scope } from '../domain/case/case-file.ts';
import type { CaseFacts, CommandContext } from '../domain/case/commands.ts';
import { draft } from '../domain/case/decide.ts';
import { missing } from '../domain/case/gates.ts';
import { CLASS_NAMES } from '../domain/detection/classes.ts';
import { forbiddenInAuthorisation } from '../domain/law/authorisation.ts';
import { inFormOrder, refusalOf, type RefusalCode } from '../domain/law/codes.ts';
import type { AuthorisationForm, Framework } from '../domain/law/enumerations.ts';
import { FRAMEWORK_RULES } from '../domain/law/frameworks.ts';
import type { Instant } from '../domain/time/instant.ts';
import { writeMoment } from '../domain/time/wall.ts';
import { isUnread, NO_MOMENT, readMoment, type MomentText } from './moment-text.ts';

type Given = Omit<Authorisation, 'recordedAt'>;
type Creator = Omit<CaseUser, 'addedBy' | 'recordedAt'>;

/** The period of a scope as typed, and its classes. */
export interface ScopeAnswers {
  readonly from: MomentText;
  readonly to: MomentText;
  readonly classes: readonly string[];
}

/** Everything that is typed, ticked or chosen. */
export interface CaseAnswers {
  readonly framework: Framework | undefined;
  readonly service: string;
  readonly procedureNumber: string;
  readonly flagranceFrom: MomentText;
  readonly qualification: string;
  readonly natinf: string;
  readonly placeAndDate: string;
  readonly organisedCrime: boolean;
  readonly form: AuthorisationForm;
  readonly noContraryDecision: boolean;
  readonly magistrateName: string;
  readonly magistrateCourt: string;
  readonly authorisedAt: MomentText;
  readonly confirmedAt: MomentText;
  readonly reference: string;
  readonly scope: ScopeAnswers;
}

/** Everything may be looked for, "objet mobile" among it, at any time. */
export const WHOLE_SCOPE: ScopeAnswers = { from: NO_MOMENT, to: NO_MOMENT, classes: CLASS_NAMES };

/** A new form: the service of the installation, today; never an hour, which the law counts from. */
export function freshAnswers(service: string, now: Instant, timeZone: string): CaseAnswers {
  const today = { date: writeMoment(now, timeZone).date, time: '' };
  return {
    ...{ framework: undefined, service, procedureNumber: '', flagranceFrom: today },
    ...{ qualification: '', natinf: '', placeAndDate: '', organisedCrime: false },
    ...{ form: 'ECRITE', noContraryDecision: false, magistrateName: '', magistrateCourt: '' },
    ...{ authorisedAt: today, confirmedAt: today, reference: '', scope: WHOLE_SCOPE },
  };
}

/** Another framework, with the usual form of its authorisation. */
export function inFramework(answers: CaseAnswers, framework: Framework): CaseAnswers {
  const [usual = 'ECRITE'] = FRAMEWORK_RULES[framework].forms;
  return { ...answers, framework, form: usual };
}

export function factsOf(answers: CaseAnswers, timeZone: string): CaseFacts {
  const { service, procedureNumber, framework, qualification, natinf, placeAndDate, organisedCrime } = answers;
  return {
    ...{ service: service.trim(), procedureNumber: procedureNumber.trim(), framework, organisedCrime },
    flagranceFrom: framework === 'FLAGRANCE' ? readMoment(answers.flagranceFrom, timeZone) : undefined,
    facts: { qualification: qualification.trim(), natinf: natinf.trim(), placeAndDate: placeAndDate.trim() },
  };
}

export function scopeOf({ from, to, classes }: ScopeAnswers, zones: Scope['zones'], timeZone: string): Scope {
  return { from: readMoment(from, timeZone), to: readMoment(to, timeZone), classes, zones };
}

/** When it was given: with the beginning of the flagrance where it is deemed given. */
function givenAt(answers: CaseAnswers, timeZone: string): Instant | undefined {
  const isDeemed = answers.form === 'REPUTEE_ACQUISE';
  return readMoment(isDeemed ? answers.flagranceFrom : answers.authorisedAt, timeZone);
}

/** The authorisation; `undefined` while nobody has said when it was given. */
export function authorisationOf(answers: CaseAnswers, timeZone: string): Given | undefined {
  const at = givenAt(answers, timeZone);
  return answers.framework === undefined || at === undefined
    ? undefined
    : authorisationAt(at, answers, answers.framework, timeZone);
}

function authorisationAt(at: Instant, answers: CaseAnswers, framework: Framework, timeZone: string): Given {
  const { form } = answers;
  const isDeemed = form === 'REPUTEE_ACQUISE';
  const quality = FRAMEWORK_RULES[framework].magistrate;
  return {
    ...{ form, at, noContraryDecision: isDeemed && answers.noContraryDecision },
    // What belongs to another form is not said, whatever was typed before.
    magistrate: isDeemed
      ? { quality, name: '', court: '' }
      : { quality, name: answers.magistrateName.trim(), court: answers.magistrateCourt.trim() },
    confirmedAt: form === 'VERBALE_CONFIRMEE' ? readMoment(answers.confirmedAt, timeZone) : undefined,
    reference: isDeemed ? '' : answers.reference.trim(),
    scope: scopeOf(answers.scope, [], timeZone),
  };
}

/** Optional moments that were typed and cannot be read: nothing is sent while there is one. */
export function unreadScope({ from, to }: ScopeAnswers, timeZone: string): readonly ('scopeFrom' | 'scopeTo')[] {
  return [
    ...(isUnread(from, timeZone) ? ['scopeFrom' as const] : []),
    ...(isUnread(to, timeZone) ? ['scopeTo' as const] : []),
  ];
}

/**
 * What the domain would refuse the dossier for, all at once: creating it, having it authorised, then importing footage.
 * Empty when all three go through.
 */
export function lacksOf(answers: CaseAnswers, creator: Creator, context: CommandContext): readonly RefusalCode[] {
  const { timeZone, now } = context;
  const { framework, form } = answers;
  const facts = factsOf(answers, timeZone);
  const refused = refusalOf(() => draft('new', facts, creator, context));
  // A beginning that the domain refuses must not hide what else is missing.
  const file = fileOf(facts, creator, context) ?? fileOf({ ...facts, flagranceFrom: undefined }, creator, context);
  if (file === undefined) {
    return refused;
  }
  // Nor must an hour that is not there yet: what else the authorisation lacks is judged as if it were given now.
  const at = givenAt(answers, timeZone);
  const given = framework === undefined ? undefined : authorisationAt(at ?? now, answers, framework, timeZone);
  const candidate: CaseFile = {
    ...file,
    flagranceFrom: facts.flagranceFrom,
    authorisations: given === undefined ? [] : [{ ...given, recordedAt: now }],
  };
  const isUndated = at === undefined && form !== 'REPUTEE_ACQUISE';
  const codes = inFormOrder([
    ...missing(candidate, 'import', context),
    ...(isUndated ? ['AUTHORISATION' as const] : []),
  ]);
  const forbidden =
    given === undefined || framework === undefined ? [] : forbiddenInAuthorisation(framework, given, now);
  return [...new Set([...codes, ...refused, ...forbidden])];
}

function fileOf(facts: CaseFacts, creator: Creator, context: CommandContext): CaseFile | undefined {
  let file: CaseFile | undefined;
  refusalOf(() => {
    file = draft('new', facts, creator, context);
  });
  return file;
}
