// What part of the timeline is shown, by keys and buttons: around the play head of the recording on screen.

import { standingOf } from '../../state/lanes.ts';
import type { Workbench } from '../../state/workbench.ts';
import type { Command } from '../commands/commands.ts';

type Change = 'in' | 'out' | 'all' | 'one' | 'earlier' | 'later';

/** Nothing while the recording on screen has no pictures yet. */
export function showOnTimeline({ timeline, player, viewing, recordings }: Workbench, change: Change): void {
  const standing = standingOf(recordings.lanes, viewing.current);
  if (standing === undefined) {
    return;
  }
  const { axis, shiftUs, whole } = standing;
  const { fromUs, toUs } = timeline.windowOf(axis);
  const stamp = player.recordingId === viewing.current?.id ? player.stamp : undefined;
  const head = stamp === undefined ? (fromUs + toUs) / 2 : stamp.us + shiftUs;
  switch (change) {
    case 'in':
      timeline.zoom(axis, 2, head);
      break;
    case 'out':
      timeline.zoom(axis, 0.5, head);
      break;
    case 'all':
      timeline.showAll(axis);
      break;
    case 'one':
      timeline.show(axis, whole);
      break;
    case 'earlier':
      timeline.pan(axis, -0.25);
      break;
    case 'later':
      timeline.pan(axis, 0.25);
      break;
  }
}

export function timelineCommands(workbench: Workbench): readonly Command[] {
  const command = (id: Command['id'], keys: readonly string[], change: Change): Command => ({
    id,
    group: 'view',
    keys,
    run: () => {
      showOnTimeline(workbench, change);
    },
  });
  return [
    command('zoomIn', ['Ctrl+ArrowUp'], 'in'),
    command('zoomOut', ['Ctrl+ArrowDown'], 'out'),
    command('zoomAll', ['Ctrl+Home'], 'all'),
    command('zoomOne', ['Ctrl+End'], 'one'),
    command('panEarlier', ['Ctrl+Shift+ArrowLeft'], 'earlier'),
    command('panLater', ['Ctrl+Shift+ArrowRight'], 'later'),
  ];
}
