// Sentences about a case that several documents share.

import type { Authorisation, CaseFile, CaseRecording, CaseUser, Magistrate, Scope } from '../case/case-file.ts';
import { FRAMEWORK_RULES } from '../law/frameworks.ts';
import type { Instant } from '../time/instant.ts';
import { count, dayText, lawText, longMoment, momentText } from './format.ts';
import type { InstallationFacts } from './inputs.ts';
import { CLASS_WORDS, FORM_WORDS, FRAMEWORK_WORDS, MAGISTRATE_WORDS, NATURE_WORDS } from './words.ts';

/** « en enquête préliminaire (article 75 du CPP) » */
export function frameworkText({ framework }: Pick<CaseFile, 'framework'>, at: Instant, timeZone: string): string {
  if (framework === undefined) {
    return '';
  }
  const articles = FRAMEWORK_RULES[framework].articles.map((id) => lawText(id, at, timeZone));
  return `${FRAMEWORK_WORDS[framework]} (${articles.join(', ')})`;
}

/** « Mme Martin, juge d’instruction, tribunal judiciaire de … »; the office alone when nobody had to be named. */
export function magistrateText({ quality, name, court }: Magistrate): string {
  return [name.trim(), MAGISTRATE_WORDS[quality], court.trim()].filter((part) => part !== '').join(', ');
}

/** Form of an authorisation, with the day of its confirmation. */
export function formText({ form, confirmedAt }: Authorisation, timeZone: string): string {
  return confirmedAt === undefined ? FORM_WORDS[form] : `${FORM_WORDS[form]} le ${momentText(confirmedAt, timeZone)}`;
}

/** « du … au … », or what is open of it. */
export function periodText({ from, to }: Scope, timeZone: string): string {
  const start = from === undefined ? undefined : longMoment(from, timeZone);
  const end = to === undefined ? undefined : longMoment(to, timeZone);
  if (start === undefined) {
    return end === undefined ? 'sans limite de date' : `jusqu’au ${end}`;
  }
  return end === undefined ? `à partir du ${start}` : `du ${start} au ${end}`;
}

export function classesText({ classes }: Scope): string {
  return classes.map((name) => CLASS_WORDS[name] ?? name).join(', ');
}

export function zonesText({ zones }: Scope): string {
  if (zones.length === 0) {
    return 'image entière de chaque caméra';
  }
  const cameras = [...new Set(zones.map(({ camera }) => camera))];
  const each = cameras.map((camera) => `${camera} (${zones.filter((zone) => zone.camera === camera).length})`);
  return `zones autorisées par caméra : ${each.join(', ')} ; les autres caméras en entier`;
}

/** « Brigadier Durand, matricule 123, habilité du 01/02/2026 au 01/02/2027 par … » */
export function userText({ label, habilitation }: CaseUser): string {
  const { authority, from, until } = habilitation;
  const end = until === undefined ? '' : `, jusqu’au ${dayText(until)}`;
  return `${label}, habilitation du ${dayText(from)} par ${authority}${end}`;
}

export function naturesText({ habilitation }: Pick<CaseUser, 'habilitation'>): string {
  return habilitation.natures.map((nature) => NATURE_WORDS[nature]).join(', ');
}

/** Pieces from which the recordings come, each once, in the order of the case. */
export function piecesText(recordings: readonly CaseRecording[]): string {
  return [...new Set(recordings.map(({ provenance }) => provenance?.reference ?? ''))].join(', ');
}

/** « engagement de conformité du …, récépissé CNIL … du … » */
export function engagementText({ engagement }: InstallationFacts): string {
  return engagement === undefined
    ? ''
    : `engagement de conformité du ${dayText(engagement.sentOn)}, récépissé CNIL ${engagement.receipt} du ${dayText(engagement.receiptOn)}`;
}

/** « sur les faits de … (NATINF 123) » */
export function factsText({ facts }: Pick<CaseFile, 'facts'>): string {
  const natinf = facts.natinf.trim() === '' ? '' : ` (NATINF ${facts.natinf})`;
  return `${facts.qualification}${natinf}, ${facts.placeAndDate}`;
}

/** Whether exported pictures are masked, and how many objects are: under each picture, and in the report. */
export function maskingText(isOn: boolean, masked: number): string {
  return isOn
    ? `actif dans les exports : tête des personnes et véhicules non retenus ; ${count(masked, 'objet masqué')}`
    : `inactif dans les exports ; ${count(masked, 'objet masqué')}`;
}
