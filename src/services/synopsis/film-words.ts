// The words of an exported synopsis.

import type { SynopsisOrder } from '../../contracts/synopsis-export.ts';
import { maskingText } from '../../domain/documents/case-words.ts';
import { count, durationText, footageTime, momentText, percent } from '../../domain/documents/format.ts';
import type { Sha256 } from '../../domain/ids.ts';
import { dayOf } from '../../domain/time/calendar.ts';
import { instant } from '../../domain/time/instant.ts';
import { searchText } from '../document-inputs/search-words.ts';
import type { SynopsisFigure } from './film-types.ts';

/** What a synopsis says of the case that it leaves. */
export interface FilmNotice {
  /** Whose it is: "EXERCICE – sans valeur procédurale", or the number of the procedure. */
  readonly text: string;
  readonly caseNumber: string | undefined;
  /** Whether objects that nobody retained are masked; `undefined`: nothing ever is in an Exercice, as in its stills. */
  readonly isMasked: boolean | undefined;
}

export interface FilmFacts {
  readonly order: SynopsisOrder;
  readonly notice: FilmNotice;
  readonly app: string;
  readonly recordings: readonly { readonly id: string; readonly name: string; readonly sha256: Sha256 }[];
  /** Objects that are masked. */
  readonly masked: number;
}

const MARK = 'MONTAGE NON CHRONOLOGIQUE';
/** Of a hash, on a picture: enough to tell files apart; the whole stands in the file beside the film. */
const SHORT_HASH = 16;

/** Below every picture. */
export function captionText(facts: FilmFacts): string {
  const { order, notice, recordings } = facts;
  const times = order.scene.isClocked ? 'heure réelle' : 'temps de lecture de son enregistrement';
  return [
    notice.text,
    `Scène : ${order.scene.name} (${recordings.map(({ name }) => name).join(', ')})`,
    `Des objets de moments différents sont montrés ensemble ; chacun porte son ${times}`,
    maskText(facts),
    'Aide à l’enquête, résultats proposés : seul l’enregistrement d’origine dit ce qui s’est passé',
  ].join(' · ');
}

/** First line below a picture. */
export function nowText({ order }: FilmFacts, timeUs: number, objects: number): string {
  return `${MARK} – ${shortTime(timeUs)} / ${shortTime(order.arrangement.lengthUs)} – ${count(objects, 'objet')} à l’image`;
}

export function openingText(facts: FilmFacts): readonly string[] {
  const { order, notice, recordings } = facts;
  const nameOf = (id: string): string => recordings.find((one) => one.id === id)?.name ?? 'enregistrement retiré';
  const criteria = searchText(order.criteria, nameOf);
  return [
    `SYNOPSIS – ${MARK}`,
    notice.text,
    `Scène : ${order.scene.name}`,
    ...recordings.map(({ name, sha256 }) => `${name} – SHA-256 ${sha256.slice(0, SHORT_HASH)}…`),
    `Objets : ${count(order.owners.length, 'objet')}, ${criteria === '' ? 'tous ceux de la scène' : criteria}`,
    maskText(facts),
  ];
}

export function closingText(facts: FilmFacts): readonly string[] {
  const { order, notice, app } = facts;
  const { lengthUs, metrics } = order.arrangement;
  return [
    `FIN DU SYNOPSIS – ${MARK}`,
    notice.text,
    `${count(order.owners.length, 'objet')} en ${durationText(lengthUs)} ; ${order.demand.most} à la fois au plus, hors objets présents ensemble`,
    `Part de la durée d’origine ${percent(metrics.frameRatio)} ; recouvrement ${percent(metrics.overlap)} ; désordre ${percent(metrics.disorder)} ; couverture ${percent(metrics.coverage)}`,
    'Aide à l’enquête, résultats proposés, à vérifier sur les images d’origine.',
    `Dérush ${app}`,
  ];
}

/** What an object carries: who, when, which part, how fast, whether masked. */
export class FigureTexts {
  readonly #order: SynopsisOrder;
  readonly #hasDays: boolean;

  constructor(order: SynopsisOrder) {
    const days = order.owners.flatMap(({ path, shiftUs }) =>
      [path.us[0] ?? 0, path.us.at(-1) ?? 0].map((us) =>
        dayOf(instant(Math.floor((us + shiftUs) / 1000)), order.timeZone),
      ),
    );
    this.#order = order;
    this.#hasDays = order.scene.isClocked && new Set(days).size > 1;
  }

  of(figure: SynopsisFigure, pseudonym: string, isMasked: boolean): string {
    const { part, parts, rate } = figure;
    return [
      pseudonym,
      this.#timeOf(figure),
      ...(parts > 1 ? [`${part}/${parts}`] : []),
      ...(rate > 1 ? [`×${decimalRate(rate)}`] : []),
      ...(isMasked ? ['non retenu, masqué'] : []),
    ].join(' · ');
  }

  #timeOf({ row, sourceUs }: SynopsisFigure): string {
    const { scene, owners, timeZone } = this.#order;
    if (!scene.isClocked) {
      return shortTime(sourceUs);
    }
    const text = momentText(instant(Math.floor((sourceUs + (owners[row]?.shiftUs ?? 0)) / 1000)), timeZone);
    return this.#hasDays ? text : text.slice(text.indexOf(' ') + 1);
  }
}

function maskText({ notice, masked }: FilmFacts): string {
  return notice.isMasked === undefined ? 'Aucun masquage' : `Masquage ${maskingText(notice.isMasked, masked)}`;
}

/** 01:02:03,4 */
function shortTime(us: number): string {
  return footageTime(Math.round(us)).replace(/(,\d)\d+$/, '$1');
}

/** 4, 2,5 */
function decimalRate(rate: number): string {
  return String(Math.round(rate * 10) / 10).replace('.', ',');
}
