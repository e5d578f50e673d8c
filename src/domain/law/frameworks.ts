// The frameworks in which the tool may be used: their articles, who authorises, in what form, for how long.

import { addDays, dayOf, startOfDay } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';
import type { AuthorisationForm, ClosingEvent, Framework, MagistrateQuality } from './enumerations.ts';
import type { StatuteId } from './statutes.ts';

export interface FrameworkRules {
  /** Articles of the framework itself, the main one first. */
  readonly articles: readonly StatuteId[];
  readonly magistrate: MagistrateQuality;
  /** Lawful forms, the usual one first. */
  readonly forms: readonly AuthorisationForm[];
  /** `STOPS`: no new analysis after it. `FORM_ONLY`: the investigation goes on in the forms of the preliminary one. */
  readonly limit:
    { readonly days: number; readonly extension: number; readonly effect: 'STOPS' | 'FORM_ONLY' } | undefined;
  /** Whether it is among those of CPP 230-20 1°, where a derogation to the retention can be decided. */
  readonly canDerogate: boolean;
  readonly closingEvents: readonly ClosingEvent[];
  /** The legal base is to be confirmed by the magistrate: 230-20 2° names 74 and 74-1 only. Shown as a banner. */
  readonly toBeConfirmed: boolean;
}

const EXPRESS: readonly AuthorisationForm[] = ['ECRITE', 'VERBALE_CONFIRMEE'];
const EIGHT_DAYS_OF_FORM = { days: 8, extension: 0, effect: 'FORM_ONLY' } as const;

const ANY: readonly ClosingEvent[] = ['DESSAISISSEMENT', 'RETRAIT_OU_REFUS_AUTORISATION'];
const OF_PROSECUTOR: readonly ClosingEvent[] = ['TRANSMISSION_PARQUET', 'CLASSEMENT', 'POURSUITES', ...ANY];
const OF_JUDGE: readonly ClosingEvent[] = ['RETOUR_CR', 'ORDONNANCE_REGLEMENT', 'NON_LIEU', ...ANY];

const inquiry = (articles: readonly StatuteId[]): FrameworkRules => ({
  articles,
  magistrate: 'PROCUREUR',
  forms: EXPRESS,
  limit: EIGHT_DAYS_OF_FORM,
  canDerogate: false,
  closingEvents: [...OF_PROSECUTOR, 'SUSPICION_ECARTEE'],
  toBeConfirmed: false,
});

export const FRAMEWORK_RULES: Readonly<Record<Framework, FrameworkRules>> = {
  FLAGRANCE: {
    articles: ['CPP_53'],
    magistrate: 'PROCUREUR',
    forms: ['REPUTEE_ACQUISE', ...EXPRESS],
    limit: { days: 8, extension: 8, effect: 'STOPS' },
    canDerogate: true,
    closingEvents: OF_PROSECUTOR,
    toBeConfirmed: false,
  },
  PRELIMINAIRE: {
    articles: ['CPP_75'],
    magistrate: 'PROCUREUR',
    forms: EXPRESS,
    limit: undefined,
    canDerogate: true,
    closingEvents: OF_PROSECUTOR,
    toBeConfirmed: false,
  },
  INFORMATION_CR: {
    articles: ['CPP_151', 'CPP_81'],
    magistrate: 'JUGE_INSTRUCTION',
    forms: EXPRESS,
    limit: undefined,
    canDerogate: true,
    closingEvents: OF_JUDGE,
    toBeConfirmed: false,
  },
  CAUSES_MORT: inquiry(['CPP_74']),
  BLESSURES_GRAVES: inquiry(['CPP_74']),
  DISPARITION: {
    ...inquiry(['CPP_74_1']),
    closingEvents: [...OF_PROSECUTOR, 'PERSONNE_RETROUVEE', 'SUSPICION_ECARTEE'],
  },
  INFO_CAUSES_80_4: {
    articles: ['CPP_80_4'],
    magistrate: 'JUGE_INSTRUCTION',
    forms: EXPRESS,
    limit: undefined,
    canDerogate: false,
    closingEvents: [...OF_JUDGE, 'PERSONNE_RETROUVEE', 'SUSPICION_ECARTEE'],
    toBeConfirmed: true,
  },
};

/** Events that erase at once: nothing is waited for (CPP 230-22 al. 3, R.40-40 al. 2). */
export const ERASING_EVENTS: ReadonlySet<ClosingEvent> = new Set([
  'RETRAIT_OU_REFUS_AUTORISATION',
  'PERSONNE_RETROUVEE',
  'SUSPICION_ECARTEE',
]);

/**
 * First moment after the time that a framework gives, counted in whole days, the first one inside;
 * `undefined` where it has no limit. The strict reading: the eighth day ends at its midnight.
 */
export function timeLimit(
  framework: Framework,
  from: Instant,
  isExtended: boolean,
  timeZone: string,
): Instant | undefined {
  const { limit } = FRAMEWORK_RULES[framework];
  if (limit === undefined) {
    return undefined;
  }
  const days = limit.days + (isExtended ? limit.extension : 0);
  return startOfDay(addDays(dayOf(from, timeZone), days), timeZone);
}
