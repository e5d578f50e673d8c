// What a bar opens: the criterion that it stands for, and the objects that meet it.

import type { Workbench } from '../../state/workbench.svelte.ts';
import type { Opening } from './figure-plots.ts';

/** Sets the criterion behind a bar and goes to the objects; crossings have a list of their own. */
export function openBar(workbench: Workbench, opening: Exclude<Opening, { readonly kind: 'crossings' }>): void {
  const { criteria, figures } = workbench;
  switch (opening.kind) {
    case 'class':
      criteria.onlyClass(opening.name);
      break;
    case 'time':
      for (const [id, interval] of figures.figures?.time.intervalsOf(opening.time, opening.key) ?? []) {
        criteria.setInterval(id, interval);
      }
      break;
    case 'recording':
      criteria.scope = 'one';
      workbench.choose(opening.id);
      break;
    case 'zone':
      askZone(workbench, opening.id, opening.rule);
      break;
  }
  workbench.tab = 'objects';
}

/** Looks for the objects that cross a line one way. */
export function askLine({ criteria: { drawn } }: Workbench, id: number, sense: 'ab' | 'ba'): void {
  const one = drawn.list.find((criterion) => criterion.id === id);
  if (one?.shape.kind === 'line') {
    drawn.reshape(id, { ...one.shape, sense });
    if (one.isNegated) {
      drawn.negate(id);
    }
  }
}

function askZone({ criteria: { drawn } }: Workbench, id: number, rule: 'pass' | 'enter'): void {
  const one = drawn.list.find((criterion) => criterion.id === id);
  if (one?.shape.kind === 'zone') {
    drawn.reshape(id, { ...one.shape, rule });
    if (one.isNegated) {
      drawn.negate(id);
    }
  }
}
