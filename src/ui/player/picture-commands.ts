// What can be done to the picture as it is shown; the pixels of the recording are never touched.

import type { Player } from '../../state/player.svelte.ts';
import type { Command } from '../commands/commands.ts';
import type { Shell } from '../workbench/shell.svelte.ts';

export function pictureCommands(player: Player, { view, adjustments }: Shell): readonly Command[] {
  const command = (id: Command['id'], keys: readonly string[], run: () => void): Command => ({
    id,
    group: 'picture',
    keys,
    run,
  });
  const look = (id: Command['id'], key: string, x: number, y: number): Command =>
    command(id, [`Alt+${key}`], () => {
      view.look(x, y);
    });
  return [
    command('pictureIn', ['+', '='], () => {
      view.step(1);
    }),
    command('pictureOut', ['-'], () => {
      view.step(-1);
    }),
    command('pictureNative', ['1'], () => {
      view.showNative();
    }),
    command('pictureWhole', ['0'], () => {
      view.showWhole();
    }),
    command('adjust', ['a'], () => {
      adjustments.isOpen = !adjustments.isOpen && player.total > 0;
    }),
    command('asRecorded', ['Shift+a'], () => {
      if (player.recordingId !== undefined) {
        adjustments.reset(player.recordingId);
      }
    }),
    look('lookLeft', 'ArrowLeft', -1, 0),
    look('lookRight', 'ArrowRight', 1, 0),
    look('lookUp', 'ArrowUp', 0, -1),
    look('lookDown', 'ArrowDown', 0, 1),
  ];
}
