// Words of the interface that documents use too: always the French ones.

import type { Alert, AlertCode } from '../../contracts/errors.ts';
import type { AnalysisSettings } from '../../contracts/analysis.ts';
import type { TrackAttributes } from '../../domain/attributes/attributes.ts';
import type { DetectedClass, ObjectClass } from '../../domain/detection/classes.ts';
import { isObjectClass } from '../../domain/detection/classes.ts';
import { SENSITIVITY_WORDS } from '../../domain/documents/words.ts';
import { Facts } from '../../i18n/facts.ts';
import { Formatters } from '../../i18n/format.ts';
import { fr } from '../../i18n/fr.ts';

const FORMAT = new Formatters('fr');
const { names, colours, directions, edges, speeds, sizes, things } = fr.attributes;

/** « personne » */
export const classText = (name: ObjectClass): string => fr.classes[name].toLowerCase();

/** What a detector may name: an object, or a thing that is carried. */
export function detectedText(name: DetectedClass): string {
  return isObjectClass(name) ? classText(name) : things[name];
}

/** « Analyse reprise : … » */
export function alertText({ code, facts }: Alert): string {
  const { title, body } = fr.alerts[code](new Facts(facts, FORMAT));
  return `${title} : ${body}`;
}

export const alertTitle = (code: AlertCode): string => fr.alerts[code](new Facts({}, FORMAT)).title;

/** « sensibilité normale ; 2 zones hors analyse » */
export function settingsText({ sensitivity, masks }: Pick<AnalysisSettings, 'sensitivity' | 'masks'>): string {
  const zones = masks.length < 2 ? `${masks.length} zone` : `${masks.length} zones`;
  return `sensibilité ${SENSITIVITY_WORDS[sensitivity]}${masks.length === 0 ? '' : ` et ${zones} hors analyse`}`;
}

/** What is said of an object beyond its class, part by part; what is undetermined is left out. */
export function attributeTexts(attributes: TrackAttributes): readonly string[] {
  const { upper, lower, vehicle, direction, entered, left, stops, speed, size, carried } = attributes;
  const surface = (name: string, shares: TrackAttributes['upper']): readonly string[] =>
    shares.length === 0 ? [] : [`${lower1(name)} ${shares.map((share) => colours[share.name]).join(' et ')}`];
  return [
    ...surface(names.upper, upper),
    ...surface(names.lower, lower),
    ...surface(names.vehicle, vehicle),
    ...(direction === undefined ? [] : [`${lower1(names.direction)} ${directions[direction]}`]),
    ...(entered === undefined ? [] : [`${lower1(fr.attributes.entered)} ${edges[entered]}`]),
    ...(left === undefined ? [] : [`${lower1(fr.attributes.left)} ${edges[left]}`]),
    ...(stops.length === 0 ? [] : [`${lower1(fr.attributes.stops)} : ${stops.length}`]),
    ...(speed === undefined ? [] : [`${lower1(fr.attributes.speed)} ${speeds[speed]}`]),
    `${lower1(fr.attributes.size)} ${sizes[size]}`,
    ...carried.map(({ name }) => `${lower1(fr.attributes.carried)} ${things[name]}`),
  ];
}

const lower1 = (text: string): string => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
