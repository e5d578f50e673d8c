// Tools that draw criteria on the picture, as commands.

import type { Workbench } from '../../state/workbench.ts';
import type { Command } from '../commands/commands.ts';

export function drawingCommands(workbench: Workbench): readonly Command[] {
  const tools = [
    { id: 'drawZone', key: 'z', kind: 'zone' },
    { id: 'drawLine', key: 'n', kind: 'line' },
    { id: 'drawArrow', key: 'w', kind: 'arrow' },
  ] as const;
  const drawn: readonly Command[] = tools.map(({ id, key, kind }) => ({
    id,
    group: 'objects',
    keys: [key],
    run: () => {
      if (workbench.viewing.current?.table !== undefined && !workbench.criteria.drawn.isFull) {
        workbench.drawingDesk.draw(kind);
      }
    },
  }));
  const search: Command = {
    id: 'motionSearch',
    group: 'objects',
    keys: ['Shift+z'],
    run: () => {
      workbench.drawingDesk.searchMotion();
    },
  };
  return [...drawn, search];
}
