// What was drawn on a picture to search by, in words: what it asked for, where, and points enough to draw it again.

import type { LineSense, ZoneRule } from '../../domain/query/drawn-shape.ts';

/** Keys of the codes that drawings are written in (`codeOf` of domain/query/drawn-shape.ts). */
export const DRAWN_KEY = /^(?:not-)?(?:zone-(?:pass|stay|enter|leave)|line-(?:both|ab|ba)|arrow|route)$/;
/** Which recording, a measure, points. */
const VALUE = /^([A-Za-z0-9-]+)(?:\/([\d.]+))?\/([\d,|]+)$/;

const WORDS: Readonly<
  Record<`zone-${ZoneRule}` | `line-${LineSense}` | 'arrow' | 'route', (measure: string) => string>
> = {
  'zone-pass': () => 'passé dans une zone',
  'zone-stay': (seconds) => `resté au moins ${seconds.replace('.', ',')} s dans une zone`,
  'zone-enter': () => 'entré dans une zone',
  'zone-leave': () => 'sorti d’une zone',
  'line-both': () => 'a franchi une ligne, dans un sens ou dans l’autre',
  'line-ab': () => 'a franchi une ligne de A (à sa gauche) vers B (à sa droite)',
  'line-ba': () => 'a franchi une ligne de B (à sa droite) vers A (à sa gauche)',
  arrow: (degrees) => `a suivi une flèche à ${degrees}° près`,
  route: () => 'passé par ces zones dans cet ordre, dites par leur premier coin',
};

/** « sauf : hall.mp4, passé dans une zone (120, 340 ; 500, 340 ; 500, 700 ‰ de l’image) ». */
export function drawnText(key: string, value: string, nameOf: (recordingId: string) => string): string {
  const [, where, measure = '', points] = VALUE.exec(value) ?? [];
  const name = Object.entries(WORDS).find(([code]) => code === key.replace(/^not-/, ''))?.[1];
  if (where === undefined || points === undefined || name === undefined) {
    return `${key} : ${value}`;
  }
  const place = where === 'all' ? 'tous les enregistrements' : nameOf(where);
  const corners = points.replaceAll(',', ', ').replaceAll('|', ' ; ');
  return `${key.startsWith('not-') ? 'sauf : ' : ''}${place}, ${name(measure)} (${corners} ‰ de l’image)`;
}
