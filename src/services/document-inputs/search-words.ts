// By what objects were searched, in words: the journal writes closed codes, documents do not.

import { CLASS_NAMES } from '../../domain/detection/classes.ts';
import { footageTime } from '../../domain/documents/format.ts';
import { fr } from '../../i18n/fr.ts';
import { DRAWN_KEY, drawnText } from './drawn-words.ts';
import { classText } from './words.ts';

const { names, colours, directions, edges, speeds, sizes, undetermined } = fr.attributes;
/** A word of one attribute may be one of another, and mean something else there. */
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ...{ upper: colours, lower: colours, vehicle: colours, direction: directions },
  ...{ entered: edges, left: edges, speed: speeds, size: sizes },
};
const NAMES: Readonly<Record<string, string>> = names;
/** `or2-class:person`: a criterion of the second set, of which one must hold. */
const OTHER_SET = /^or(\d+)-(.*)$/s;
/** `period:<from>-<to>`, µs since 1970. */
const PERIOD = /^(\d+)-(\d+)$/;
/** `interval:<recording>/<from>-<to>`, µs of the recording. */
const INTERVAL = /^(.+)\/(\d+)-(\d+)$/;

/**
 * « catégorie : personne ou voiture ; haut : rouge ». Words of one criterion widen a search, criteria narrow it.
 * `nameOf`: of a recording. A code that a later version wrote stays as it is: nothing is left out.
 */
export function searchText(codes: readonly string[], nameOf: (recordingId: string) => string): string {
  const sets = new Map<string, string[]>();
  for (const code of codes) {
    const [, set = '', rest = code] = OTHER_SET.exec(code) ?? [];
    sets.set(set, [...(sets.get(set) ?? []), rest]);
  }
  return [...sets.values()].map((set) => setText(set, nameOf)).join(' ; OU ');
}

function setText(codes: readonly string[], nameOf: (recordingId: string) => string): string {
  const values = new Map<string, string[]>();
  for (const code of codes) {
    const colon = code.indexOf(':');
    const key = colon < 0 ? code : code.slice(0, colon);
    values.set(key, [...(values.get(key) ?? []), ...(colon < 0 ? [] : [code.slice(colon + 1)])]);
  }
  return [...values].map(([key, of]) => criterionText(key, of, nameOf)).join(' ; ');
}

function criterionText(key: string, values: readonly string[], nameOf: (id: string) => string): string {
  if (key.startsWith('not-') && !DRAWN_KEY.test(key)) {
    return `sauf ${criterionText(key.slice(4), values, nameOf)}`;
  }
  switch (key) {
    case 'class':
      return `catégorie : ${anyOf(values.map(classWord))}`;
    case 'confidence':
      return `confiance d’au moins ${values.map((share) => `${Math.round(Number(share) * 100)} %`).join()}`;
    case 'motion-pictures':
      return `images comparées : ${values.join() === 'keys' ? 'images clés, puis celles entre deux qui diffèrent' : 'toutes'}`;
    case 'camera':
      return values.every((id) => id === 'none')
        ? 'caméra absente du dossier'
        : `caméra de ${anyOf(values.filter((id) => id !== 'none').map(nameOf))}`;
    case 'period':
      return values.map(periodText).join(' ; ');
    case 'hours':
      return values.map(hoursText).join(' ; ');
    case 'interval':
      return values.map((value) => intervalText(value, nameOf)).join(' ; ');
    default:
      if (DRAWN_KEY.test(key)) {
        return values.map((value) => drawnText(key, value, nameOf)).join(' ; ');
      }
      return `${NAMES[key]?.toLowerCase() ?? key} : ${anyOf(values.map((word) => wordOf(key, word)))}`;
  }
}

const wordOf = (key: string, word: string): string =>
  word === 'undetermined' ? undetermined : (WORDS[key]?.[word] ?? word);

const anyOf = (words: readonly string[]): string => words.join(' ou ');

function classWord(code: string): string {
  const name = CLASS_NAMES.find((one) => one === code);
  return name === undefined ? code : classText(name);
}

function intervalText(value: string, nameOf: (id: string) => string): string {
  const [, id, from, to] = INTERVAL.exec(value) ?? [];
  return id === undefined
    ? `intervalle : ${value}`
    : `${nameOf(id)} de ${footageTime(Number(from))} à ${footageTime(Number(to))}`;
}

/** In universal time: a code names no place on Earth. */
function periodText(value: string): string {
  const [, from, to] = PERIOD.exec(value) ?? [];
  return from === undefined || to === undefined
    ? `période : ${value}`
    : `du ${momentText(Number(from))} au ${momentText(Number(to))} (UTC)`;
}

function momentText(us: number): string {
  const [date = '', time = ''] = new Date(us / 1000).toISOString().split('T');
  return `${date.split('-').toReversed().join('/')} ${time.slice(0, 8)}`;
}

function hoursText(value: string): string {
  const [, from, to] = PERIOD.exec(value) ?? [];
  const clock = (minutes: number): string =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return from === undefined || to === undefined
    ? `heures : ${value}`
    : `chaque jour de ${clock(Number(from))} à ${clock(Number(to))}`;
}
