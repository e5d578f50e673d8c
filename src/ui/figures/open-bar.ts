// What a bar opens: the criterion that it stands for, and the objects that meet it.

import type { TimeKind } from '../../state/figure-time.ts';
import type { Workbench } from '../../state/workbench.ts';
import type { Opening } from './figure-plots.ts';

/** Sets the criterion behind a bar and goes to the objects; crossings have a list of their own. */
export function openBar(workbench: Workbench, opening: Exclude<Opening, { readonly kind: 'crossings' }>): void {
  const { criteria } = workbench;
  switch (opening.kind) {
    case 'class':
      criteria.onlyClass(opening.name);
      break;
    case 'time':
      askTime(workbench, opening.time, opening.key);
      break;
    case 'camera':
      for (const camera of [...criteria.edited.cameras, opening.camera]) {
        if (criteria.hasCamera(camera) !== (camera === opening.camera)) {
          criteria.toggleCamera(camera);
        }
      }
      break;
    case 'recording':
      criteria.scope = 'one';
      workbench.viewing.choose(opening.id);
      break;
    case 'zone':
      askZone(workbench, opening.id, opening.rule);
      break;
  }
  workbench.viewing.tab = 'objects';
}

function askTime({ criteria, figures: { figures } }: Workbench, kind: TimeKind, key: number): void {
  if (kind === 'hour') {
    criteria.hours = { from: key * 60, to: ((key + 1) % 24) * 60 };
  } else if (kind === 'day') {
    criteria.period = figures?.time.periodOf(key);
  } else {
    for (const [id, interval] of figures?.time.intervalsOf(key) ?? []) {
      criteria.setInterval(id, interval);
    }
  }
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
