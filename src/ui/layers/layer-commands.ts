// The map over the picture and the figures of the case, as commands.

import type { Workbench } from '../../state/workbench.ts';
import type { Command } from '../commands/commands.ts';

export function layerCommands(workbench: Workbench): readonly Command[] {
  return [
    {
      id: 'heatLayer',
      group: 'view',
      keys: ['Shift+c'],
      run: () => {
        workbench.viewing.showPicture();
        workbench.layer.cycle();
      },
    },
    {
      id: 'figures',
      group: 'view',
      keys: ['Shift+f'],
      run: () => {
        workbench.viewing.tab = 'figures';
      },
    },
  ];
}
