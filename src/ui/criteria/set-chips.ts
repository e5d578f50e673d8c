// The criteria of a search in words: as chips, and for a paper that is read far from the screen.

import { ATTRIBUTE_KEYS, type AttributeKey } from '../../domain/attributes/words.ts';
import type { CriterionKey } from '../../domain/query/recipe.ts';
import { instant } from '../../domain/time/instant.ts';
import { writeMoment, writeTime } from '../../domain/time/wall.ts';
import type { Formatters } from '../../i18n/format.ts';
import type { Dictionary } from '../../i18n/fr.ts';
import { isColour } from '../../state/attribute-criteria.ts';
import type { CriteriaSet } from '../../state/criteria.svelte.ts';
import type { DrawnCriterion } from '../../state/drawn-criteria.svelte.ts';

export interface Words {
  readonly t: Dictionary;
  readonly f: Formatters;
  readonly timeZone: string;
  /** Of a recording. */
  readonly nameOf: (id: string) => string;
}

/** One criterion of a set that is not drawn. */
export interface SetChip {
  readonly key: CriterionKey;
  readonly label: string;
  readonly isNegated: boolean;
}

/** The criteria of a set, in the order in which they are chosen below them. */
export function chipsOf(set: CriteriaSet, words: Words): readonly SetChip[] {
  const { t, f } = words;
  const labels: readonly (readonly [CriterionKey, readonly string[]])[] = [
    [
      'class',
      set.classes.length === 0
        ? []
        : [
            anyOf(
              set.classes.map((name) => t.classes[name]),
              t,
            ),
          ],
    ],
    ...ATTRIBUTE_KEYS.map((key) => [key, attributeLabel(set, key, words)] as const),
    ['time', timeLabels(set, words)],
    [
      'camera',
      set.cameras.length === 0
        ? []
        : [
            anyOf(
              set.cameras.map((name) => name || t.search.unnamed),
              t,
            ),
          ],
    ],
    ['confidence', set.leastConfidence === 0 ? [] : [t.search.confidence(f.score(set.leastConfidence))]],
  ];
  return labels
    .filter(([, label]) => label.length > 0)
    .map(([key, label]) => ({ key, label: label.join(' · '), isNegated: set.negated.includes(key) }));
}

const anyOf = (words: readonly string[], { search }: Dictionary): string => words.join(` ${search.or} `);

function attributeLabel({ attributes }: CriteriaSet, key: AttributeKey, { t }: Words): readonly string[] {
  const words = attributes.find((one) => one.key === key)?.words ?? [];
  const { names, directions, edges, colours, speeds, sizes, undetermined } = t.attributes;
  const known = { direction: directions, entered: edges, left: edges, speed: speeds, size: sizes };
  const labels: Readonly<Record<string, string>> = isColour(key) ? colours : known[key];
  const said = words.map((word) => labels[word] ?? undetermined);
  return said.length === 0 ? [] : [`${names[key]} : ${anyOf(said, t)}`];
}

function timeLabels({ period, hours, intervals }: CriteriaSet, { t, f, timeZone, nameOf }: Words): readonly string[] {
  const clock = (minutes: number): string => writeTime(minutes * 60);
  const moment = (us: number): string => {
    const { date, time } = writeMoment(instant(Math.round(us / 1000)), timeZone);
    return `${date} ${time}`;
  };
  return [
    ...(hours === undefined ? [] : [t.search.hours(clock(hours.from), clock(hours.to))]),
    ...(period === undefined ? [] : [t.search.period(moment(period.fromUs), moment(period.toUs))]),
    ...intervals.map(({ recording, fromUs, toUs }) =>
      t.search.interval(nameOf(recording), f.timeShort(fromUs), f.timeShort(toUs)),
    ),
  ];
}

/** What a drawing asks for. */
export function drawnLabel({ shape, number }: DrawnCriterion, { t, f }: Pick<Words, 't' | 'f'>): string {
  const name = t.drawn.names[shape.kind](f.number(number));
  const least = (us: number): string => t.drawn.leastOf(f.duration(us / 1e6));
  switch (shape.kind) {
    case 'zone':
      return `${name} : ${t.drawn.rules[shape.rule]}${shape.rule === 'stay' ? ` ${least(shape.leastUs)}` : ''}`;
    case 'line':
      return `${name} : ${t.drawn.senses[shape.sense]}`;
    case 'arrow':
      return `${name} : ${t.drawn.toleranceOf(f.number(shape.tolerance))}`;
    case 'sizes':
      return name;
    case 'near':
      return `${name} : ${t.drawn.heightsOf(f.decimal(shape.heights))}, ${least(shape.leastUs)}`;
  }
}
