// The interval of the criteria, set from the frame on screen.

import { extentOf } from '../../state/timeline.svelte.ts';
import { withEdge } from '../../state/interval-edge.ts';
import type { Workbench } from '../../state/workbench.ts';
import type { Command } from '../commands/commands.ts';

/** Puts an edge of the interval at the frame on screen; nothing while there is none. */
export function setEdge({ player, criteria }: Workbench, edge: 'from' | 'to'): void {
  const { recordingId, table, stamp } = player;
  if (recordingId !== undefined && table !== undefined && stamp !== undefined) {
    criteria.setInterval(recordingId, withEdge(criteria.interval(recordingId), extentOf(table), edge, stamp.us));
  }
}

export function intervalCommands(workbench: Workbench): readonly Command[] {
  const command = (id: Command['id'], keys: readonly string[], run: () => void): Command => ({
    id,
    group: 'playback',
    keys,
    run,
  });
  return [
    command('intervalFrom', ['i'], () => {
      setEdge(workbench, 'from');
    }),
    command('intervalTo', ['o'], () => {
      setEdge(workbench, 'to');
    }),
    command('intervalAll', ['Shift+i'], () => {
      if (workbench.player.recordingId !== undefined) {
        workbench.criteria.setInterval(workbench.player.recordingId, undefined);
      }
    }),
  ];
}
