// The criteria of a search in words, for a paper that is read far from the screen.

import type { Dictionary } from '../../i18n/fr.ts';
import type { Formatters } from '../../i18n/format.ts';
import { CLASS_NAMES } from '../../domain/detection/classes.ts';
import type { DrawnCriterion } from '../../state/drawn-criteria.svelte.ts';
import { ATTRIBUTE_KEYS, type AttributeKey } from '../../domain/attributes/words.ts';
import { isColour, wordsOf } from '../../state/attribute-criteria.ts';
import type { Workbench } from '../../state/workbench.svelte.ts';

interface Words {
  readonly t: Dictionary;
  readonly f: Formatters;
}

/** One sentence a criterion; none: every object is meant. */
export function criteriaWords({ criteria, scope }: Workbench, { t, f }: Words): readonly string[] {
  const classes = CLASS_NAMES.filter((name) => criteria.hasClass(name)).map((name) => t.classes[name]);
  const attributes = ATTRIBUTE_KEYS.flatMap((key) => {
    const labels: Readonly<Record<string, string>> = labelsOf(key, t);
    const chosen = wordsOf(key).filter((word) => criteria.hasAttribute(key, word));
    return chosen.length === 0
      ? []
      : [`${t.attributes.names[key]} : ${chosen.map((word) => labels[word] ?? t.attributes.undetermined).join(', ')}`];
  });
  const intervals = scope.flatMap(({ id, name }) => {
    const interval = criteria.interval(id);
    return interval === undefined
      ? []
      : [t.figures.paper.interval(name, f.time(interval.fromUs), f.time(interval.toUs))];
  });
  return [
    ...(classes.length > 0 ? [classes.join(', ')] : []),
    ...attributes,
    ...intervals,
    ...(criteria.minConfidence > 0 ? [t.figures.paper.confidence(f.score(criteria.minConfidence))] : []),
    ...criteria.drawn.list.map((one) => drawnWords(one, { t, f })),
  ];
}

function labelsOf(key: AttributeKey, { attributes }: Dictionary): Readonly<Record<string, string>> {
  const { directions, edges, colours, speeds, sizes } = attributes;
  return isColour(key)
    ? colours
    : { direction: directions, entered: edges, left: edges, speed: speeds, size: sizes }[key];
}

function drawnWords({ shape, number, isNegated }: DrawnCriterion, { t, f }: Words): string {
  const name = t.drawn.names[shape.kind](f.number(number));
  const rule = ((): string => {
    switch (shape.kind) {
      case 'zone':
        return shape.rule === 'stay'
          ? `${t.drawn.rules.stay} ${t.drawn.leastOf(f.duration(shape.leastUs / 1e6))}`
          : t.drawn.rules[shape.rule];
      case 'line':
        return t.drawn.senses[shape.sense];
      case 'arrow':
        return t.drawn.toleranceOf(f.number(shape.tolerance));
      case 'sizes':
        return '';
      case 'near':
        return `${t.drawn.heightsOf(f.decimal(shape.heights))}, ${t.drawn.leastOf(f.duration(shape.leastUs / 1e6))}`;
    }
  })();
  return `${isNegated ? `${t.drawn.not} ` : ''}${name}${rule === '' ? '' : ` : ${rule}`}`;
}
