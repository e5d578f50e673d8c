// The default view by keyboard.

import { NOTCH_NAMES } from '../../domain/condensed/notches.ts';
import type { Workbench } from '../../state/workbench.ts';
import type { Command } from '../commands/commands.ts';

export function condensedCommands(workbench: Workbench): readonly Command[] {
  const { condensed } = workbench;
  const command = (id: Command['id'], keys: readonly string[], run: () => void): Command => ({
    id,
    group: 'playback',
    keys,
    run: () => {
      workbench.viewing.tab = 'condensed';
      run();
    },
  });
  /** One notch shorter, or longer. */
  const turn = (by: 1 | -1): void => {
    condensed.notch = NOTCH_NAMES[NOTCH_NAMES.indexOf(condensed.notch) + by] ?? condensed.notch;
  };
  return [
    { ...command('condensed', ['F4'], () => undefined), group: 'view' },
    {
      id: 'sheet',
      group: 'view',
      keys: ['Shift+F4'],
      run: () => {
        // From another tab, what is on is shown before it is taken away.
        workbench.sheet.isOn = workbench.viewing.tab !== 'objects' || !workbench.sheet.isOn;
        workbench.viewing.tab = 'objects';
      },
    },
    command('nextStretch', ['Shift+PageDown'], () => {
      condensed.step(1);
    }),
    command('previousStretch', ['Shift+PageUp'], () => {
      condensed.step(-1);
    }),
    command('condensedShorter', [], () => {
      turn(1);
    }),
    command('condensedLonger', [], () => {
      turn(-1);
    }),
    command('deadTime', [], () => {
      condensed.isDeadPassed = !condensed.isDeadPassed;
    }),
  ];
}
