// What was drawn on a picture to search by, in words: what it asked for, where, and points enough to draw it again.

import type { MotionQuestion } from '../../domain/motion-search/moments.ts';
import type { LineSense, ZoneRule } from '../../domain/query/drawn-shape.ts';

/** Keys of the codes that drawings are written in (`codeOf` of domain/query/drawn-shape.ts). */
export const DRAWN_KEY =
  /^(?:not-)?(?:zone-(?:pass|stay|enter|leave)|line-(?:both|ab|ba)|arrow|sizes|route|near-(?:any|person|vehicle)|motion-(?:appeared|left|passages))$/;
/** Of nearness: which recording, heights, seconds. */
const NEAR = /^([A-Za-z0-9+-]*)\/([\d.]+)\/([\d.]+)$/;
const PARTNERS: Readonly<Record<string, string>> = {
  'near-any': 'd’un autre objet',
  'near-person': 'd’une personne',
  'near-vehicle': 'd’un véhicule',
};
/** Which recording, a measure, points. */
const VALUE = /^([A-Za-z0-9+-]*)(?:\/([\d.]+))?\/([\d,|]+)$/;

const WORDS: Readonly<
  Record<
    `zone-${ZoneRule}` | `line-${LineSense}` | `motion-${MotionQuestion}` | 'arrow' | 'sizes' | 'route',
    (measure: string) => string
  >
> = {
  'zone-pass': () => 'passé dans une zone',
  'zone-stay': (seconds) => `resté au moins ${seconds.replace('.', ',')} s dans une zone`,
  'zone-enter': () => 'entré dans une zone',
  'zone-leave': () => 'sorti d’une zone',
  'line-both': () => 'a franchi une ligne, dans un sens ou dans l’autre',
  'line-ab': () => 'a franchi une ligne de A (à sa gauche) vers B (à sa droite)',
  'line-ba': () => 'a franchi une ligne de B (à sa droite) vers A (à sa gauche)',
  arrow: (degrees) => `a suivi une flèche à ${degrees}° près`,
  sizes: () => 'd’une hauteur dans l’image entre celles de deux cadres, dits par deux coins chacun',
  'motion-appeared': (ordinal) => `apparu dans une zone telle qu’à l’image ${ordinal}`,
  'motion-left': (ordinal) => `parti d’une zone telle qu’à l’image ${ordinal}`,
  'motion-passages': () => 'passages et changements dans une zone',
  route: () => 'passé par ces zones dans cet ordre, dites par leur premier coin',
};

/** « sauf : hall.mp4, passé dans une zone (120, 340 ; 500, 340 ; 500, 700 ‰ de l’image) ». */
export function drawnText(key: string, value: string, nameOf: (recordingId: string) => string): string {
  const asked = key.replace(/^not-/, '');
  const said = PARTNERS[asked] === undefined ? shapeText(asked, value) : nearText(PARTNERS[asked], value);
  if (said === undefined) {
    return `${key} : ${value}`;
  }
  const place =
    said.where === ''
      ? 'aucun enregistrement'
      : said.where === 'all'
        ? 'tous les enregistrements'
        : said.where.split('+').map(nameOf).join(', ');
  return `${key === asked ? '' : 'sauf : '}${place}, ${said.text}`;
}

interface Said {
  readonly where: string;
  readonly text: string;
}

function shapeText(key: string, value: string): Said | undefined {
  const [, where, measure = '', points] = VALUE.exec(value) ?? [];
  const name = Object.entries(WORDS).find(([code]) => code === key)?.[1];
  if (where === undefined || points === undefined || name === undefined) {
    return undefined;
  }
  const corners = points.replaceAll(',', ', ').replaceAll('|', ' ; ');
  return { where, text: `${name(measure)} (${corners} ‰ de l’image)` };
}

function nearText(partner: string, value: string): Said | undefined {
  const [, where, heights = '', seconds = ''] = NEAR.exec(value) ?? [];
  const [far, long] = [heights, seconds].map((number) => number.replace('.', ','));
  return where === undefined
    ? undefined
    : { where, text: `à ${far} hauteur(s) au plus ${partner}, au moins ${long} s` };
}
