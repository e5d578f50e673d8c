// When an authorisation is one (CPP R.40-40): its form lawful in the framework, its fields there, nothing against it.

import type { Authorisation } from '../case/case-file.ts';
import { areLawful } from '../settings/polygon.ts';
import type { Instant } from '../time/instant.ts';
import type { ForbiddenCode, MissingCode } from './codes.ts';
import type { Framework } from './enumerations.ts';
import { FRAMEWORK_RULES } from './frameworks.ts';

type Given = Omit<Authorisation, 'recordedAt'>;

const blank = (text: string): boolean => text.trim() === '';

/** What it lacks, in form order. One that is deemed given has neither a named magistrate nor a piece. */
export function missingInAuthorisation({ form, magistrate, confirmedAt, ...given }: Given): readonly MissingCode[] {
  const isDeemed = form === 'REPUTEE_ACQUISE';
  const { from, to, classes, zones } = given.scope;
  const lacks: readonly (readonly [boolean, MissingCode])[] = [
    [!isDeemed && blank(magistrate.name), 'MAGISTRATE_NAME'],
    [!isDeemed && blank(magistrate.court), 'MAGISTRATE_COURT'],
    [form === 'VERBALE_CONFIRMEE' && confirmedAt === undefined, 'AUTHORISATION_CONFIRMATION'],
    [isDeemed && !given.noContraryDecision, 'NO_CONTRARY_DECISION'],
    [!isDeemed && blank(given.reference), 'AUTHORISATION_REFERENCE'],
    [from !== undefined && to !== undefined && from > to, 'SCOPE_PERIOD'],
    [classes.length === 0, 'SCOPE_CLASSES'],
    [zones.some(({ camera, polygon }) => blank(camera) || !areLawful([polygon])), 'SCOPE_ZONES'],
  ];
  return lacks.filter(([isMissing]) => isMissing).map(([, code]) => code);
}

/** What forbids it in this framework, at this moment. */
export function forbiddenInAuthorisation(
  framework: Framework,
  { form, magistrate, at, confirmedAt }: Given,
  now: Instant,
): readonly ForbiddenCode[] {
  const rules = FRAMEWORK_RULES[framework];
  return [
    ...(rules.forms.includes(form) ? [] : ['AUTHORISATION_FORM' as const]),
    ...(magistrate.quality === rules.magistrate ? [] : ['MAGISTRATE_QUALITY' as const]),
    ...(at > now || (confirmedAt ?? at) > now ? ['FUTURE_DATE' as const] : []),
  ];
}
