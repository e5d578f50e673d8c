// Putting things aside by keyboard, from wherever one is.

import type { Workbench } from '../../state/workbench.ts';
import type { Command } from '../commands/commands.ts';

export function trayCommands(workbench: Workbench): readonly Command[] {
  const { tray } = workbench;
  const command = (id: Command['id'], key: string, run: () => void): Command => ({
    ...{ id, group: 'objects', keys: [key], isOnce: true },
    run,
  });
  return [
    command('markFrame', 'm', () => void tray.markFrame()),
    command('trayClip', 'e', () => void tray.addClip()),
    command('trayObject', 'Shift+e', () => void tray.addObject()),
    command('tray', 'q', () => {
      workbench.viewing.tab = 'tray';
    }),
  ];
}
