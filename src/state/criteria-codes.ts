// A set of criteria as the journal writes it: closed codes, the same for the same criteria.

import type { CriteriaRecipe, CriterionKey } from '../domain/query/recipe.ts';

/**
 * Without what is drawn. A criterion that must not hold begins with `not-`; a camera is told by its recordings, `none`
 * where it is not there.
 */
export function codesOf(
  set: Omit<CriteriaRecipe, 'drawn'>,
  recordingsOf: (camera: string) => readonly string[],
): string[] {
  const { classes, attributes, leastConfidence, cameras, period, hours, intervals, negated } = set;
  const told = (key: CriterionKey, codes: readonly string[]): string[] =>
    codes.map((code) => (negated.includes(key) ? `not-${code}` : code));
  const us = (time: number): number => Math.round(time);
  return [
    ...told(
      'class',
      classes.map((name) => `class:${name}`),
    ),
    ...attributes.flatMap(({ key, words }) =>
      told(
        key,
        words.map((word) => `${key}:${word}`),
      ),
    ),
    ...told('confidence', leastConfidence > 0 ? [`confidence:${leastConfidence.toFixed(2)}`] : []),
    ...told(
      'camera',
      cameras.flatMap((name) => {
        const ids = recordingsOf(name);
        return ids.length === 0 ? ['camera:none'] : ids.map((id) => `camera:${id}`);
      }),
    ),
    ...told('time', [
      ...intervals.map(({ recording, fromUs, toUs }) => `interval:${recording}/${us(fromUs)}-${us(toUs)}`),
      ...(period === undefined ? [] : [`period:${us(period.fromUs)}-${us(period.toUs)}`]),
      ...(hours === undefined ? [] : [`hours:${hours.from}-${hours.to}`]),
    ]),
  ];
}
