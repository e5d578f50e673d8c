// Authorisation of a case: given, deemed given, extended, narrowed, contradicted (CPP R.40-40, 53).

import { forbiddenInAuthorisation, missingInAuthorisation } from '../law/authorisation.ts';
import { need, refuse } from '../law/codes.ts';
import type { Framework } from '../law/enumerations.ts';
import { derogationRefused } from '../law/retention.ts';
import { dayOf } from '../time/calendar.ts';
import type { Authorisation, CaseFile, Scope } from './case-file.ts';
import type { CommandContext, CommandOf } from './commands.ts';
import { flagranceEnd, missing } from './gates.ts';

type Given = Omit<Authorisation, 'recordedAt'>;

export function authorise(
  file: CaseFile,
  { authorisation }: CommandOf<'authorise'>,
  context: CommandContext,
): CaseFile {
  refuse(...missing(file, 'authorise', context));
  need(file.framework !== undefined, 'FRAMEWORK');
  need(!isFlagranceOver(file, context), 'CONVERSION');
  return authorised(file, file.framework, authorisation, context);
}

/** A flagrance that goes on as a preliminary investigation, expressly authorised; M1 is drawn up again. */
export function convert(
  file: CaseFile,
  { authorisation }: CommandOf<'convert-to-preliminary'>,
  context: CommandContext,
): CaseFile {
  need(file.framework === 'FLAGRANCE', 'NOT_FLAGRANCE');
  const converted = authorised(file, 'PRELIMINAIRE', authorisation, context);
  return { ...converted, framework: 'PRELIMINAIRE', m1At: undefined };
}

function authorised(file: CaseFile, framework: Framework, given: Given, context: CommandContext): CaseFile {
  refuse(...forbiddenInAuthorisation(framework, given, context.now), ...missingInAuthorisation(given));
  if (file.state === 'SUSPENDED' && file.contraryDecision !== undefined) {
    need(given.form !== 'REPUTEE_ACQUISE', 'AUTHORISATION_FORM');
    need(dayOf(given.at, context.timeZone) >= file.contraryDecision.on, 'AUTHORISATION_BEFORE_DECISION');
  }
  const at = given.form === 'REPUTEE_ACQUISE' ? (file.flagranceFrom ?? given.at) : given.at;
  return {
    ...file,
    state: file.state === 'IN_USE' || file.sessions.length > 0 ? 'IN_USE' : 'AUTHORISED',
    authorisations: [...file.authorisations, { ...given, at, recordedAt: context.now }],
  };
}

/** Once, before the first eight days are over. */
export function extendFlagrance(file: CaseFile, context: CommandContext): CaseFile {
  need(file.framework === 'FLAGRANCE', 'NOT_FLAGRANCE');
  need(!file.flagranceExtended, 'FLAGRANCE_EXTENDED_TWICE');
  need(!isFlagranceOver(file, context), 'CONVERSION');
  return { ...file, flagranceExtended: true };
}

function isFlagranceOver(file: CaseFile, { now, timeZone }: CommandContext): boolean {
  const end = flagranceEnd(file, timeZone);
  return end !== undefined && end <= now;
}

export function contradict(
  file: CaseFile,
  { on, reference }: CommandOf<'contrary-decision'>,
  { now, timeZone }: CommandContext,
): CaseFile {
  need(on <= dayOf(now, timeZone), 'FUTURE_DATE');
  return { ...file, state: 'SUSPENDED', contraryDecision: { on, reference } };
}

/** What a magistrate has drawn may be narrowed only; what is deemed given is drawn by the directeur. */
export function setScope(file: CaseFile, { scope }: CommandOf<'set-scope'>): CaseFile {
  const current = file.authorisations.at(-1);
  need(current !== undefined, 'AUTHORISATION');
  need(current.form === 'REPUTEE_ACQUISE' || isWithin(scope, current.scope), 'SCOPE_WIDENED');
  const next = { ...current, scope };
  refuse(...missingInAuthorisation(next));
  return { ...file, authorisations: [...file.authorisations.slice(0, -1), next] };
}

function isWithin(scope: Scope, limit: Scope): boolean {
  return (
    (limit.from === undefined || (scope.from !== undefined && scope.from >= limit.from)) &&
    (limit.to === undefined || (scope.to !== undefined && scope.to <= limit.to)) &&
    scope.classes.every((name) => limit.classes.includes(name)) &&
    limit.zones.every(({ camera }) => areZonesWithin(scope, limit, camera))
  );
}

/** Zones of a camera can be left out, not redrawn; the last one stays, or the whole picture would be searched. */
function areZonesWithin(scope: Scope, limit: Scope, camera: string): boolean {
  const drawn = ({ zones }: Scope): string[] =>
    zones.filter((zone) => zone.camera === camera).map(({ polygon }) => JSON.stringify(polygon));
  const kept = drawn(scope);
  const lawful = drawn(limit);
  return kept.length > 0 && kept.every((zone) => lawful.includes(zone));
}

/** CPP 230-22 al. 2: decided and entered before the deadline, for two years at most. */
export function derogate(file: CaseFile, { derogation }: CommandOf<'derogate'>, context: CommandContext): CaseFile {
  need(derogation.reference.trim() !== '', 'REFERENCE');
  refuse(...derogationRefused(file, derogation, context));
  return { ...file, derogations: [...file.derogations, { ...derogation, recordedAt: context.now }] };
}
