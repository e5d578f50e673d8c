// The pictures that docs/screens shows; all others are made to be looked at and left.

export const KEPT: ReadonlySet<string> = new Set([
  ...['first', 'analysing', 'review', 'settings', 'damaged'].flatMap((screen) => [
    ...[`${screen}-fr-1440`, `${screen}-fr-1280`],
    ...[`${screen}-en-1440`, `${screen}-en-1280`],
  ]),
]);
