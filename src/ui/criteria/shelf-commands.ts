// Searches and zones that are kept, by keyboard, from wherever one is.

import type { Workbench } from '../../state/workbench.ts';
import type { Command } from '../commands/commands.ts';

export function shelfCommands({ criteria, shelf }: Workbench): readonly Command[] {
  const command = (id: Command['id'], keys: readonly string[], run: () => void): Command => ({
    ...{ id, group: 'objects', keys, isOnce: true },
    run,
  });
  return [
    command('searches', ['Shift+w'], () => {
      shelf.isOpen = !shelf.isOpen;
    }),
    command('saveSearch', ['Shift+b'], () => {
      if (criteria.isActive) {
        shelf.askName();
      }
    }),
    command('keptZones', [], () => {
      shelf.areZonesOpen = true;
    }),
  ];
}
